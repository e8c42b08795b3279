//! The mark that a system keeps with a downloaded file, by which it asks before it starts a program:
//! Gatekeeper's quarantine on macOS, the zone of Windows' attachment manager, and on Linux the origin
//! that desktops and browsers note (freedesktop.org, "Common extended attributes").

use std::fs::File;
use std::io::Result;
use std::path::Path;

/// Marks a file that was written to `path` as having come from another person.
///
/// # Errors
/// Where the system has such marks and the file can't be given one. A disk that keeps no marks, such
/// as a memory stick, is no error.
pub(crate) fn mark_as_downloaded(file: &File, path: &Path) -> Result<()> {
    system::mark(file, path)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
mod system {
    use super::{File, Path, Result};
    use rustix::fs::{XattrFlags, fsetxattr};
    use rustix::io::Errno;

    #[cfg(target_os = "macos")]
    pub(super) const ATTRIBUTE: &str = "com.apple.quarantine";
    #[cfg(target_os = "linux")]
    pub(super) const ATTRIBUTE: &str = "user.xdg.origin.url";

    /// Flags, time and program, as browsers write them: 0x81 is "downloaded, not yet opened".
    #[cfg(target_os = "macos")]
    fn value() -> String {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        format!("0081;{:08x};Confab;", now.unwrap_or_default().as_secs())
    }

    #[cfg(target_os = "linux")]
    fn value() -> String {
        "confab:chat".to_owned()
    }

    pub(super) fn mark(file: &File, _path: &Path) -> Result<()> {
        match fsetxattr(file, ATTRIBUTE, value().as_bytes(), XattrFlags::empty()) {
            Err(Errno::NOTSUP) | Ok(()) => Ok(()),
            // On Linux the mark only informs.
            Err(_) if cfg!(target_os = "linux") => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(windows)]
mod system {
    use super::{File, Path, Result};

    /// A second stream of the same file; zone 3 is the internet (MS-FSCC 5.6.1).
    pub(super) fn mark(_file: &File, path: &Path) -> Result<()> {
        let mut stream = path.as_os_str().to_owned();
        stream.push(":Zone.Identifier");
        match std::fs::write(stream, "[ZoneTransfer]\r\nZoneId=3\r\n") {
            // ERROR_INVALID_NAME: a disk without streams, such as FAT.
            Err(error) if error.raw_os_error() == Some(123) => Ok(()),
            written => written,
        }
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
mod system {
    use super::{File, Path, Result};

    pub(super) fn mark(_file: &File, _path: &Path) -> Result<()> {
        Ok(())
    }
}

/// The mark that a file carries.
#[cfg(all(test, any(target_os = "linux", target_os = "macos")))]
pub(crate) fn mark_of(path: &Path) -> Option<String> {
    let mut mark = [0; 256];
    let length = rustix::fs::getxattr(path, system::ATTRIBUTE, &mut mark[..]).ok()?;
    String::from_utf8(mark[..length].to_vec()).ok()
}
