//! The data directory: the owner's alone, and one instance's at a time.

mod lock;

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub use lock::{Claim, Lock};

use crate::error::{Code, Error, Result};

/// The settings' file name.
pub const SETTINGS: &str = "settings.toml";

/// An opened data directory. The instance lock is held until this is dropped.
#[derive(Debug)]
pub struct DataDir {
    path: PathBuf,
    _lock: Lock,
}

impl DataDir {
    /// Makes the folder where it is missing, takes its rights back to the owner, and locks it.
    ///
    /// # Errors
    /// [`Code::BadSetting`] where it can't be written, [`Code::InUse`] where another instance has it.
    pub fn open(path: &Path) -> Result<Self> {
        let unusable = |e: io::Error| {
            let sentence = why_unusable(path, e.kind());
            Error::caused_by(Code::BadSetting, sentence, e)
        };
        make_private_folder(path).map_err(unusable)?;
        let lock = match Lock::claim(&path.join("lock")).map_err(unusable)? {
            Claim::Ours(lock) => lock,
            Claim::Theirs(pid) => {
                let named = pid.map_or_else(String::new, |pid| format!(" (process {pid})"));
                return Err(Error::new(
                    Code::InUse,
                    format!(
                        "Another Confab{named} is running on the data directory {}. Use that one or end it, or set CONFAB_DATA_DIR to another folder.",
                        path.display()
                    ),
                ));
            }
        };
        let dir = Self {
            path: path.to_owned(),
            _lock: lock,
        };
        dir.probe_writing().map_err(unusable)?;
        tighten(path).map_err(unusable)?;
        Ok(dir)
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        database_in(&self.path)
    }

    /// `settings.toml`.
    pub fn settings(&self) -> PathBuf {
        self.path.join(SETTINGS)
    }

    /// The installation's keys.
    pub fn keys(&self) -> PathBuf {
        self.path.join("keys.toml")
    }

    /// The folder of the keys of encrypted meetings.
    pub fn meeting_keys(&self) -> PathBuf {
        self.path.join("e2ee")
    }

    /// The folder of the certificate authority and what it has signed.
    pub fn tls(&self) -> PathBuf {
        self.path.join("tls")
    }

    /// The folder of the log files.
    pub fn logs(&self) -> PathBuf {
        self.path.join("logs")
    }

    /// The folder of the files that people send.
    pub fn files(&self) -> PathBuf {
        self.path.join("files")
    }

    /// Where the process of the embedded LiveKit server is noted.
    pub fn engine_note(&self) -> PathBuf {
        self.path.join("livekit-server.pid")
    }

    /// The folder of the call window's browser profile.
    pub fn profile(&self) -> PathBuf {
        self.path.join("call-profile")
    }

    fn probe_writing(&self) -> io::Result<()> {
        let probe = self.path.join(".probe");
        private_options()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&probe)?;
        std::fs::remove_file(probe)
    }
}

/// What is wrong with a data directory, and what to do.
fn why_unusable(path: &Path, kind: io::ErrorKind) -> String {
    let path = path.display();
    match kind {
        // What stands in the folder's place, or in that of one above it.
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => format!(
            "The data directory {path} can't be made: a file stands in its place. Move the file away, or set CONFAB_DATA_DIR to a folder of your own."
        ),
        io::ErrorKind::ReadOnlyFilesystem => format!(
            "The data directory {path} can't be written: its disk is read-only. Make it writable, or set CONFAB_DATA_DIR to a folder elsewhere."
        ),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => format!(
            "The data directory {path} can't be written: its disk is full. Free some space, or set CONFAB_DATA_DIR to a folder elsewhere."
        ),
        _ => format!(
            "The data directory {path} can't be written. Change its rights, or set CONFAB_DATA_DIR to a folder of your own."
        ),
    }
}

/// The database of a data directory that need not be ours to use.
pub fn database_in(dir: &Path) -> PathBuf {
    dir.join("confab.db")
}

/// Makes a folder (and those above it) that only its owner may enter.
///
/// # Errors
/// What the system says.
pub fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Replaces a file as a whole: owner-only, on disk when this returns, and never half.
///
/// # Errors
/// What the system says; the old file is still there then.
pub fn write_private(path: &Path, contents: &[u8]) -> io::Result<()> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    let temporary = PathBuf::from(temporary);
    let written = (|| {
        let mut file = private_options()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&temporary)?;
        file.write_all(contents)?;
        file.sync_all()?;
        std::fs::rename(&temporary, path)
    })();
    if written.is_err() {
        let _ = std::fs::remove_file(&temporary);
    }
    written?;
    sync_folder_of(path)
}

/// What was done to a file's name reaches the disk.
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

/// Files that are made by these are the owner's alone.
pub(crate) fn private_options() -> OpenOptions {
    #[allow(unused_mut, reason = "only Unix has a mode to set")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Takes group's and others' rights off the folder and off the files directly in it, which may
/// have been there with wider ones.
#[cfg(unix)]
pub(crate) fn tighten(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let restrict = |path: &Path, metadata: &std::fs::Metadata| {
        let mode = metadata.permissions().mode();
        if mode & 0o077 == 0 {
            return Ok(());
        }
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode & 0o700))
    };
    restrict(path, &std::fs::metadata(path)?)?;
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        if !metadata.file_type().is_symlink() {
            restrict(&entry.path(), &metadata)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
pub(crate) fn tighten(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_instance_is_refused_until_the_first_is_gone() {
        let dir = tempfile::tempdir().expect("a folder");
        let first = DataDir::open(dir.path()).expect("opened");
        let error = DataDir::open(dir.path()).expect_err("refused");
        assert_eq!(error.code(), Code::InUse);
        assert!(error.detail().contains("CONFAB_DATA_DIR"));
        let holder = format!("(process {})", std::process::id());
        assert!(error.detail().contains(&holder), "{error}");
        drop(first);
        DataDir::open(dir.path()).expect("free again");
    }

    #[cfg(unix)]
    #[test]
    fn wider_rights_are_taken_back() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::set_permissions(dir.path(), std::fs::Permissions::from_mode(0o755)).expect("set");
        let old = dir.path().join("settings.toml");
        std::fs::write(&old, "").expect("written");
        std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o644)).expect("set");
        let _open = DataDir::open(dir.path()).expect("opened");
        for path in [dir.path(), &old, &dir.path().join("lock")] {
            let mode = std::fs::metadata(path).expect("there").permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", path.display());
        }
    }

    #[test]
    fn a_path_that_is_a_file_is_named() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("file");
        std::fs::write(&file, "").expect("written");
        for path in [file.clone(), file.join("below")] {
            let error = DataDir::open(&path).expect_err("refused");
            assert!(error.detail().contains("CONFAB_DATA_DIR"), "{error}");
            assert!(
                error.detail().contains("a file stands in its place"),
                "{error}"
            );
        }
    }
}
