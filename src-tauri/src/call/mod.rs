//! Opens the call for the host.
//!
//! WebKitGTK has no `RTCPeerConnection`, so on Linux the call gets a window of its own from an installed
//! browser of the Chromium family, else the default browser. The webviews of macOS and Windows can carry
//! it, in a window without any capability.

#[cfg_attr(not(unix), allow(dead_code, reason = "calls open in a webview there"))]
mod app_window;
mod browser;
mod handover;
#[cfg(any(target_os = "macos", windows))]
mod webview;

use std::time::Duration;

use serde::Serialize;
use tauri::{AppHandle, State};

use crate::error::Answer;
use crate::house::{Keeper, WayIn};
use crate::settings::Desk;

pub(crate) use app_window::AppWindows;

/// How long the host's one-time code is good, and with it the page that carries it.
const CODE_LIFE: Duration = Duration::from_secs(60);

/// The browser profile's folder in the data directory.
#[cfg_attr(
    any(target_os = "macos", windows),
    allow(dead_code, reason = "calls open in a webview here")
)]
const PROFILE: &str = "call-profile";

/// What the call was opened in.
#[derive(Debug, Serialize)]
pub(crate) struct Joined {
    opened: Opened,
}

#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Opened {
    #[cfg_attr(
        not(any(target_os = "macos", windows)),
        allow(dead_code, reason = "other systems' webviews can carry a call")
    )]
    Webview,
    #[cfg_attr(
        any(target_os = "macos", windows),
        allow(dead_code, reason = "calls open in a webview here")
    )]
    AppWindow,
    #[cfg_attr(
        any(target_os = "macos", windows),
        allow(dead_code, reason = "calls open in a webview here")
    )]
    Browser,
}

/// Opens a meeting's call for the host.
#[tauri::command]
pub(crate) async fn join(
    app: AppHandle,
    keeper: State<'_, Keeper>,
    desk: State<'_, Desk>,
    windows: State<'_, AppWindows>,
    meeting_id: String,
) -> Answer<Joined> {
    let name = desk.name()?;
    let way = keeper.way_into_the_call(&meeting_id, &name).await?;
    #[cfg(any(target_os = "macos", windows))]
    let opened = {
        let _ = (&desk, &windows);
        webview::open(&app, &way.call, &way.fragment())?
    };
    #[cfg(not(any(target_os = "macos", windows)))]
    let opened = in_a_browser(&app, &desk, &windows, &way).await?;
    Ok(Joined { opened })
}

#[cfg(not(any(target_os = "macos", windows)))]
async fn in_a_browser(
    app: &AppHandle,
    desk: &Desk,
    windows: &AppWindows,
    way: &WayIn,
) -> confab_core::error::Result<Opened> {
    use browser::{Opener, Places};
    use confab_core::error::{Code, Error};
    use tauri_plugin_shell::ShellExt as _;

    let settings = desk.load()?;
    let profile = settings.data_dir.join(PROFILE);
    match Places::of(desk.env()).opener(settings.browser.as_deref(), &profile)? {
        Opener::AppWindow { program, profile } => {
            let fragment = way.fragment();
            windows
                .open(&program, &profile, &way.call, &fragment)
                .await?;
            Ok(Opened::AppWindow)
        }
        // A key must not be on a command line any more than a code, and without it there is no call.
        Opener::Tab { .. } | Opener::Default if way.needs_key() => Err(Error::new(
            Code::Internal,
            "This meeting is end-to-end encrypted, and its key can be handed only to a browser of the Chromium family. Press Copy link and open the link yourself, or set CONFAB_BROWSER to such a browser.",
        )),
        Opener::Tab { program } => {
            windows.open_tab(&program, &way.call).await?;
            Ok(Opened::Browser)
        }
        Opener::Default => {
            // Not every default browser may read a file of ours, and the code must not be on a command
            // line: the host comes in as a guest does, and moderates from the window.
            #[allow(deprecated, reason = "the plugin that opens addresses is one that we have")]
            app.shell().open(way.call.as_str(), None).map_err(|e| {
                Error::caused_by(
                    Code::Internal,
                    "No browser can be opened. Install Chromium or another browser, or set CONFAB_BROWSER to the one you have.",
                    e,
                )
            })?;
            Ok(Opened::Browser)
        }
    }
}
