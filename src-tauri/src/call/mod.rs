//! Opens the call for the host.
//!
//! WebKitGTK has no `RTCPeerConnection`, so on Linux the call gets a window of its own from an installed
//! browser of the Chromium family, else a tab in another browser. The webviews of macOS and Windows can
//! carry it, in a window without any capability.
//!
//! What makes the page the host's is a one-time code behind `#` in its address. A browser's command line
//! is no secret, so the code is worth something only to a program of this user, on this computer
//! (`confab-api/src/doors/owner.rs`), once, for a minute. The call counts as opened when it was exchanged.
//!
//! Invariant: pressing Join makes no second participant of the host. A call that is open is raised, or
//! said to be open; one that is being opened is not opened again.

#[cfg(not(any(target_os = "macos", windows)))]
mod app_window;
#[cfg(not(any(target_os = "macos", windows)))]
mod browser;
#[cfg(not(any(target_os = "macos", windows)))]
mod opening;
#[cfg(not(any(target_os = "macos", windows)))]
mod profile;
#[cfg(not(any(target_os = "macos", windows)))]
mod raise;
#[cfg(any(target_os = "macos", windows))]
mod webview;

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use confab_core::id::MeetingId;
use serde::Serialize;
use tauri::{AppHandle, State};

use crate::error::Answer;
use crate::house::Keeper;
use crate::settings::Desk;

#[cfg(not(any(target_os = "macos", windows)))]
pub(crate) use app_window::AppWindows;
#[cfg(any(target_os = "macos", windows))]
pub(crate) use webview::AppWindows;

/// The browser profile's folder in the data directory.
#[cfg(not(any(target_os = "macos", windows)))]
const PROFILE: &str = "call-profile";

/// What came of Join.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Joined {
    opened: Opened,
    /// The browser that shows the call, by the name that its user knows; null for a default one.
    browser: Option<String>,
    /// The browser that was tried first and did not show it.
    instead_of: Option<String>,
}

/// What the call was opened in.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(dead_code, reason = "some belong to one system, some to the others")]
enum Opened {
    Webview,
    AppWindow,
    Browser,
    /// It was open already, and is in front now.
    Raised,
    /// It is open where it can't be brought to the front.
    AlreadyOpen,
    /// An earlier press is opening it.
    #[default]
    Opening,
}

/// The meetings whose call is being opened. Cheap to clone; all clones are the same ones.
#[derive(Default, Clone)]
pub(crate) struct Openings(Arc<Mutex<HashSet<MeetingId>>>);

/// A call that is being opened. Dropping it says that this is over.
struct Underway {
    all: Openings,
    meeting: MeetingId,
}

impl Openings {
    /// `None` where this call is being opened already.
    fn begin(&self, meeting: MeetingId) -> Option<Underway> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(meeting).then(|| Underway {
            all: self.clone(),
            meeting,
        })
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        let mut all = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&self.meeting);
    }
}

/// Opens a meeting's call for the host, and returns when its page has come in, or says that it is open.
/// With `take_over` one that is open elsewhere moves to where it is opened now.
#[tauri::command]
pub(crate) async fn join(
    app: AppHandle,
    keeper: State<'_, Keeper>,
    desk: State<'_, Desk>,
    windows: State<'_, AppWindows>,
    openings: State<'_, Openings>,
    meeting_id: String,
    take_over: bool,
) -> Answer<Joined> {
    let name = desk.name()?;
    let call = keeper.call(&meeting_id).await?;
    let Some(_underway) = openings.begin(call.id) else {
        return Ok(Joined::default());
    };
    #[cfg(any(target_os = "macos", windows))]
    let joined = {
        let _ = (&desk, &windows, take_over);
        webview::open(&app, &call, &name).await?
    };
    #[cfg(not(any(target_os = "macos", windows)))]
    let joined = {
        let _ = &app;
        opening::open(&desk, &windows, &call, &name, take_over).await?
    };
    Ok(joined)
}

/// Removes what browsers have noted of earlier calls.
#[cfg(not(any(target_os = "macos", windows)))]
pub(crate) async fn tidy(desk: &Desk, windows: &AppWindows) {
    if let Ok(settings) = desk.load() {
        let places = browser::Places::of(desk.env());
        let profiles = places.profiles(&settings.data_dir.join(PROFILE));
        windows.tidy(profiles).await;
    }
}

/// Web views keep no history.
#[cfg(any(target_os = "macos", windows))]
pub(crate) async fn tidy(_desk: &Desk, _windows: &AppWindows) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_is_being_opened_is_not_opened_again() {
        let openings = Openings::default();
        let (meeting, other) = (MeetingId::generate(), MeetingId::generate());
        let first = openings.begin(meeting).expect("the first press");
        assert!(openings.begin(meeting).is_none(), "a double click");
        assert!(openings.begin(other).is_some(), "another call");
        drop(first);
        assert!(openings.begin(meeting).is_some());
    }
}
