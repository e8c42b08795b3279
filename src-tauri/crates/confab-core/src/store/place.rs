//! Whether the file that is open is still the one that will be found.
//!
//! A file can be moved or deleted while it is open, with the folder around it: what is written then
//! is on no disk that anybody finds, and must not be acknowledged.

use std::io;
use std::path::{Path, PathBuf};

/// A file, and where it was.
pub(super) struct Place {
    path: PathBuf,
    identity: Option<(u64, u64)>,
}

impl Place {
    /// Where it is now.
    pub(super) fn of(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            identity: identity(path).ok(),
        }
    }

    /// Whether the same file is there.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] where it is not.
    pub(super) fn check(&self) -> io::Result<()> {
        match identity(&self.path) {
            Ok(now) if Some(now) == self.identity => Ok(()),
            _ => Err(io::Error::new(
                io::ErrorKind::NotFound,
                "the database is not where it was opened",
            )),
        }
    }
}

/// Disk and number on it.
#[cfg(unix)]
fn identity(path: &Path) -> io::Result<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    let metadata = std::fs::metadata(path)?;
    Ok((metadata.dev(), metadata.ino()))
}

/// Open files can't be moved there.
#[cfg(not(unix))]
fn identity(_path: &Path) -> io::Result<(u64, u64)> {
    Ok((0, 0))
}
