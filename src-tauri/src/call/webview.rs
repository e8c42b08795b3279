//! The call in a webview of its own, where webviews have `RTCPeerConnection`: macOS and Windows.
//!
//! Not tried there yet: it compiles in principle, and that is all that can be said on Linux.
//!
//! Invariant: no capability names these windows (their labels are not `main`, their page is remote), so
//! the call's page can give the shell no command. The code is in the address alone, which no other
//! process sees. Each meeting has one window.

use confab_core::error::Result;
use confab_core::host_code::HOST_CODE_LIFETIME;
use tauri::webview::{NewWindowResponse, PermissionKind, PermissionResponse};
use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindowBuilder};

use super::{Joined, Opened};
use crate::error::unexpected;
use crate::house::Call;

/// No browser is started here.
#[derive(Clone, Default)]
pub(crate) struct AppWindows;

impl AppWindows {
    pub(crate) async fn close(&self) {}
}

/// Opens the call, or raises its window.
///
/// # Errors
/// A sentence where the system has no window for it.
pub(super) async fn open(app: &AppHandle, call: &Call, name: &str) -> Result<Joined> {
    let label = format!("call-{}", call.id);
    let earlier = app.get_webview_window(&label);
    if let Some(window) = &earlier {
        window.unminimize().map_err(unexpected)?;
        window.set_focus().map_err(unexpected)?;
        if call.is_open() {
            return Ok(joined(Opened::Raised));
        }
    }
    let (mut code, address) = call.way_in(name).await?;
    match earlier {
        Some(window) => window.navigate(address).map_err(unexpected)?,
        None => {
            let origin = address.origin();
            WebviewWindowBuilder::new(app, label, WebviewUrl::External(address))
                .title("Confab")
                .inner_size(1180.0, 780.0)
                .on_navigation(move |url| url.origin() == origin)
                .on_new_window(|_, _| NewWindowResponse::Deny)
                .on_permission_request(|_, kind| match kind {
                    PermissionKind::Camera
                    | PermissionKind::Microphone
                    | PermissionKind::DisplayCapture => PermissionResponse::Default,
                    _ => PermissionResponse::Deny,
                })
                .build()
                .map_err(unexpected)?;
        }
    }
    // The window is there whatever its page makes of it, and says so itself.
    let _ = tokio::time::timeout(HOST_CODE_LIFETIME, code.exchanged()).await;
    Ok(joined(Opened::Webview))
}

fn joined(opened: Opened) -> Joined {
    Joined {
        opened,
        ..Joined::default()
    }
}
