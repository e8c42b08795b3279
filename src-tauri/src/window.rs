//! The app's one window. It shows our own page and nothing else: it follows no link, opens no window,
//! downloads nothing, and gets no camera (calls run elsewhere, see [`crate::call`]).

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use confab_core::config::Appearance;
use confab_core::datadir::make_private_folder;
use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::{AppHandle, Manager as _, Theme, Url, WebviewWindowBuilder};
use tempfile::TempDir;

/// The window's label, which its capability names.
pub(crate) const MAIN: &str = "main";

/// Where the webview keeps its own files.
#[derive(Debug)]
pub(crate) enum Storage {
    /// In the data directory.
    Lasting(PathBuf),
    /// The data directory is of no use, and the window must open to say so. Goes with this value.
    Temporary(TempDir),
    /// There is no room anywhere: in memory.
    Nowhere,
}

impl Storage {
    /// The best there is now.
    pub(crate) fn choose(data_dir: Option<&Path>) -> Self {
        let lasting = data_dir.map(|dir| dir.join("webview"));
        if let Some(folder) = lasting {
            match make_private_folder(&folder).and_then(|()| try_writing(&folder)) {
                Ok(()) => return Self::Lasting(folder),
                Err(cause) => tracing::warn!(%cause, "the data directory can't be written"),
            }
        }
        match tempfile::Builder::new().prefix("confab-").tempdir() {
            Ok(folder) => Self::Temporary(folder),
            Err(cause) => {
                tracing::warn!(%cause, "there is no room for the window's files");
                Self::Nowhere
            }
        }
    }
}

/// A full disk takes a file's name and not what is in it.
fn try_writing(folder: &Path) -> io::Result<()> {
    tempfile::tempfile_in(folder)?.write_all(&[0; 4096])
}

/// Opens the window.
///
/// # Errors
/// Where the system has no window for us.
pub(crate) fn open(
    app: &AppHandle,
    storage: &Storage,
    appearance: Appearance,
) -> tauri::Result<()> {
    let config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == MAIN);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    let window = WebviewWindowBuilder::from_config(app, config)?
        .theme(theme(appearance))
        .on_navigation(is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny);
    // Tauri makes the folder that it is not given, and fails where it can't.
    let window = match storage {
        Storage::Lasting(folder) => window.data_directory(folder.clone()),
        Storage::Temporary(folder) => window.data_directory(folder.path().to_owned()),
        Storage::Nowhere => window.data_directory(std::env::temp_dir()).incognito(true),
    };
    window.build()?;
    Ok(())
}

/// Shows the window over the others, also where it was minimised.
pub(crate) fn bring_to_front(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let shown = window
        .unminimize()
        .and_then(|()| window.show())
        .and_then(|()| window.set_focus());
    if let Err(cause) = shown {
        tracing::warn!(%cause, "the window can't be brought to the front");
    }
}

/// The theme that an appearance asks for; none leaves it to the system.
pub(crate) fn theme(appearance: Appearance) -> Option<Theme> {
    match appearance {
        Appearance::System => None,
        Appearance::Light => Some(Theme::Light),
        Appearance::Dark => Some(Theme::Dark),
    }
}

/// The page has `tauri://localhost` on Linux and macOS, `http://tauri.localhost` on Windows.
fn is_our_page(url: &Url) -> bool {
    matches!(
        (url.scheme(), url.host_str(), url.port()),
        ("tauri", Some("localhost"), None) | ("http", Some("tauri.localhost"), None)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_has_a_place_for_its_files_whatever_the_data_directory_is() {
        let dir = tempfile::tempdir().expect("a folder");
        let chosen = Storage::choose(Some(dir.path()));
        assert!(
            matches!(&chosen, Storage::Lasting(folder) if *folder == dir.path().join("webview")),
            "{chosen:?}"
        );
        let file = dir.path().join("file");
        std::fs::write(&file, "").expect("written");
        for unusable in [Some(file.as_path()), None] {
            let Storage::Temporary(folder) = Storage::choose(unusable) else {
                panic!("a temporary folder was expected for {unusable:?}");
            };
            let path = folder.path().to_owned();
            assert!(path.is_dir());
            drop(folder);
            assert!(!path.exists());
        }
    }

    #[test]
    fn only_our_own_page_may_be_shown() {
        for ours in [
            "tauri://localhost/",
            "tauri://localhost/index.html#/meeting",
            "http://tauri.localhost/",
        ] {
            assert!(is_our_page(&ours.parse().expect("a url")), "{ours}");
        }
        for foreign in [
            "http://localhost:3000/meeting/abc-defg-hij",
            "https://tauri.localhost.example/",
            "http://tauri.localhost:8000/",
            "file:///etc/passwd",
            "about:blank",
            "data:text/html,x",
        ] {
            assert!(!is_our_page(&foreign.parse().expect("a url")), "{foreign}");
        }
    }
}
