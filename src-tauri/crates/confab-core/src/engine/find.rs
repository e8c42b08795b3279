//! Where the LiveKit server's program is.
//!
//! Looked for at the place that was set, beside our own program, in the build's `livekit` folder
//! and on PATH, in this order. A place that was set is never quietly replaced by another.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::error::{Code, Error, Result};

const NAME: &str = if cfg!(windows) {
    "livekit-server.exe"
} else {
    "livekit-server"
};

/// The LiveKit server's program: `configured` (`CONFAB_LIVEKIT_SERVER`) or what comes with us.
pub fn find_livekit_server(configured: Option<&Path>) -> Result<PathBuf> {
    let exe = std::env::current_exe().and_then(std::fs::canonicalize).ok();
    let path = std::env::var_os("PATH");
    find(
        configured,
        exe.as_deref().and_then(Path::parent),
        path.as_deref(),
    )
}

pub(super) fn find(
    configured: Option<&Path>,
    beside: Option<&Path>,
    path: Option<&OsStr>,
) -> Result<PathBuf> {
    if let Some(configured) = configured {
        let absolute = std::path::absolute(configured).unwrap_or_else(|_| configured.into());
        return if !absolute.is_file() {
            Err(missing())
        } else if !runnable(&absolute) {
            Err(not_runnable())
        } else {
            Ok(absolute)
        };
    }
    let ours = beside
        .into_iter()
        .flat_map(|dir| [dir.join(NAME), dir.join("..").join("livekit").join(NAME)]);
    let on_path = path
        .map(std::env::split_paths)
        .into_iter()
        .flatten()
        // An empty or relative entry means the current folder: never what was meant.
        .filter(|dir| dir.is_absolute())
        .map(|dir| dir.join(NAME));
    ours.chain(on_path).find(|candidate| runnable(candidate)).ok_or_else(|| {
        Error::new(
            Code::ServerUnavailable,
            "The LiveKit server's program was not found: set CONFAB_LIVEKIT_SERVER to the path of livekit-server.",
        )
    })
}

pub(super) fn missing() -> Error {
    Error::new(
        Code::ServerUnavailable,
        "There is no LiveKit server where CONFAB_LIVEKIT_SERVER points: set it to the path of livekit-server.",
    )
}

pub(super) fn not_runnable() -> Error {
    Error::new(
        Code::ServerUnavailable,
        "The LiveKit server's program can't be run: set CONFAB_LIVEKIT_SERVER to the path of an executable livekit-server.",
    )
}

#[cfg(unix)]
fn runnable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn runnable(file: &Path) -> bool {
    file.is_file()
}
