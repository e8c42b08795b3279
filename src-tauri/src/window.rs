//! The app's one window. It shows our own page and nothing else: it follows no link, opens no window,
//! downloads nothing, and gets no camera (calls run elsewhere, see [`crate::call`]).

use std::path::Path;

use confab_core::config::Appearance;
use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::{AppHandle, Theme, Url, WebviewWindowBuilder};

/// The window's label, which its capability names.
pub(crate) const MAIN: &str = "main";

/// Opens the window. What the webview keeps goes into the data directory.
///
/// # Errors
/// Where the system has no window for us.
pub(crate) fn open(
    app: &AppHandle,
    data_dir: Option<&Path>,
    appearance: Appearance,
) -> tauri::Result<()> {
    let config = app
        .config()
        .app
        .windows
        .iter()
        .find(|window| window.label == MAIN);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    let mut window = WebviewWindowBuilder::from_config(app, config)?
        .theme(theme(appearance))
        .on_navigation(is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny);
    if let Some(data_dir) = data_dir {
        window = window.data_directory(data_dir.join("webview"));
    }
    window.build()?;
    Ok(())
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
