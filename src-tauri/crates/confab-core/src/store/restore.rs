//! Putting a copy of the database back.
//!
//! Invariants: at every moment a whole database has the name; what was there before is kept beside
//! it; a file that does not fit changes nothing.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sqlx::{Connection as _, SqliteConnection};
use time::OffsetDateTime;
use time::macros::format_description;

use super::backup::{Contents, verify};
use super::copy::Draft;
use super::inspect::{Fault, look, open_to_read};
use super::open::newest;
use crate::datadir::{DataDir, make_private_folder, sync_folder_of};
use crate::error::{Code, Error, Result};

/// What came of it.
#[derive(Debug)]
pub struct Restored {
    /// What the database holds now.
    pub contents: Contents,
    /// The one from before, where there was one.
    pub kept: Option<PathBuf>,
}

/// Puts `source` in the place of the database of this data directory, which nobody uses as long as
/// it is held.
///
/// # Errors
/// [`Code::BadInput`] for a file that is not a whole Confab database of this version or an older
/// one, [`Code::Storage`]. Everything is as it was then.
pub async fn restore(dir: &DataDir, source: &Path) -> Result<Restored> {
    let database = dir.database();
    if let (Ok(one), Ok(other)) = (source.canonicalize(), database.canonicalize())
        && one == other
    {
        return Err(Error::new(
            Code::BadInput,
            "This file is the database itself. Name the backup to put in its place.",
        ));
    }
    let draft = draft(source, &database).await?;
    let contents = verify(draft.path())
        .await
        .map_err(|_| unfit(Fault::Damaged))?;
    let kept = keep(dir, &database).map_err(failed)?;
    // What is in the journal belongs to the old file and would be written into the new one.
    for end in ["-wal", "-shm"] {
        gone(std::fs::remove_file(with_end(&database, end))).map_err(failed)?;
    }
    draft.replace(&database).map_err(failed)?;
    Ok(Restored { contents, kept })
}

/// A copy of the source beside the database, once it is known to be one of ours.
async fn draft(source: &Path, database: &Path) -> Result<Draft> {
    look(source).map_err(unfit)?;
    let mut connection = open_to_read(source)
        .await
        .map_err(|_| unfit(Fault::Unreadable))?;
    recognise(&mut connection).await.map_err(unfit)?;
    let written = Draft::write(&mut connection, database).await;
    let _ = connection.close().await;
    written.map_err(|e| {
        Error::caused_by(
            Code::Storage,
            "The backup can't be copied into the data directory (CONFAB_DATA_DIR). Nothing was changed. Make room on its disk and try again; if there is room, the backup is damaged.",
            e,
        )
    })
}

async fn recognise(connection: &mut SqliteConnection) -> Result<(), Fault> {
    let mut number = async |sql: &'static str| -> Result<i64, Fault> {
        let read = sqlx::query_scalar(sql).fetch_one(&mut *connection).await;
        read.map_err(|_| Fault::Damaged)
    };
    let columns = "SELECT count(*) FROM pragma_table_info('meetings') \
         WHERE name IN ('number', 'id', 'title', 'max_participants', 'created_at', 'deleted_at')";
    let migrations = "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'";
    // We make none, and they would run with every change.
    let foreign = "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')";
    let version = number("PRAGMA user_version").await?;
    if version > newest() {
        return Err(Fault::Newer);
    }
    let ours = version >= 1
        && number(columns).await? == 6
        && number(migrations).await? == 1
        && number(foreign).await? == 0;
    if ours { Ok(()) } else { Err(Fault::Foreign) }
}

/// Gives database, journal and keys of encrypted meetings a second name, which they have alone once
/// the first is given to something else: the next start sweeps away the keys of meetings that the
/// database does not know.
fn keep(dir: &DataDir, database: &Path) -> io::Result<Option<PathBuf>> {
    if !database.exists() {
        return Ok(None);
    }
    let now = OffsetDateTime::from(SystemTime::now());
    let stamp = now
        .format(format_description!(
            "[year]-[month]-[day]-[hour][minute][second]"
        ))
        .map_err(io::Error::other)?;
    let mut kept = with_end(database, &format!(".before-restore-{stamp}"));
    let mut again = 1;
    while kept.symlink_metadata().is_ok() {
        again += 1;
        kept = with_end(database, &format!(".before-restore-{stamp}-{again}"));
    }
    link(database, &kept)?;
    let journal = with_end(database, "-wal");
    if journal.exists() {
        link(&journal, &with_end(&kept, "-wal"))?;
    }
    let keys = dir.meeting_keys();
    if keys.is_dir() {
        let copies = with_end(&kept, "-e2ee");
        make_private_folder(&copies)?;
        for key in std::fs::read_dir(keys)? {
            let key = key?;
            if key.file_type()?.is_file() {
                link(&key.path(), &copies.join(key.file_name()))?;
            }
        }
    }
    sync_folder_of(&kept)?;
    Ok(Some(kept))
}

/// A second name, or a second file where the disk knows no second names.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::hard_link(from, to).or_else(|_| {
        std::fs::copy(from, to)?;
        std::fs::File::options().write(true).open(to)?.sync_all()
    })
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

fn unfit(fault: Fault) -> Error {
    let sentence = match fault {
        Fault::Missing => "There is no such file. Nothing was changed.",
        Fault::Unreadable => "This file can't be read. Nothing was changed. Check who may read it.",
        Fault::Foreign => {
            "This file is not a Confab database. Nothing was changed. Name a file that `confab-serve backup` wrote."
        }
        Fault::Damaged => "This file is damaged. Nothing was changed. Use another backup.",
        Fault::Newer => {
            "This file was written by a newer Confab. Nothing was changed. Install that version first."
        }
    };
    Error::new(Code::BadInput, sentence)
}

fn failed(e: io::Error) -> Error {
    Error::caused_by(
        Code::Storage,
        "The backup can't be put in place. Make sure that the disk has room and the data directory (CONFAB_DATA_DIR) can be written, and try again.",
        e,
    )
}
