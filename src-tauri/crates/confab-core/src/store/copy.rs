//! Copies of a database, also of one in use: `VACUUM INTO`, which SQLite names beside its backup
//! API for this. A copy is what one moment's reader saw, holds nothing that was deleted, and is
//! under its name only when it is whole and on disk.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use sqlx::SqliteConnection;

use crate::datadir::{private_options, sync_folder_of};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A copy that has no name yet; it goes when this is dropped.
pub(super) struct Draft {
    path: PathBuf,
}

impl Draft {
    /// Copies all that the connection sees into a file of the owner's alone beside `target`.
    ///
    /// # Errors
    /// What SQLite or the system says; nothing is left then.
    pub(super) async fn write(
        connection: &mut SqliteConnection,
        target: &Path,
    ) -> Result<Self, Failure> {
        let mut path = target.as_os_str().to_owned();
        path.push(".partial");
        let draft = Self { path: path.into() };
        let name = draft.path.to_str().ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidInput, "the file's name is not UTF-8")
        })?;
        private_options()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&draft.path)?;
        sqlx::query("VACUUM INTO ?")
            .bind(name)
            .execute(connection)
            .await?;
        Ok(draft)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name, in place of what has that name now.
    pub(super) fn replace(self, target: &Path) -> io::Result<()> {
        self.sync()?;
        std::fs::rename(&self.path, target)?;
        sync_folder_of(target)
    }

    /// Gives it a name that nothing has.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`].
    pub(super) fn name(self, target: &Path) -> io::Result<()> {
        self.sync()?;
        match std::fs::hard_link(&self.path, target) {
            // Disks that know no second name, as many a memory stick.
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists && !target.exists() => {
                std::fs::rename(&self.path, target)?;
            }
            named => named?,
        }
        sync_folder_of(target)
    }

    fn sync(&self) -> io::Result<()> {
        File::options().write(true).open(&self.path)?.sync_all()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Copies all that the connection sees into `target`, in place of what is there.
pub(super) async fn replace(
    connection: &mut SqliteConnection,
    target: &Path,
) -> Result<(), Failure> {
    let draft = Draft::write(connection, target).await?;
    Ok(draft.replace(target)?)
}
