//! The call in a webview of its own, where webviews have `RTCPeerConnection`: macOS and Windows.
//!
//! Not tried there yet: it compiles in principle, and that is all that can be said on Linux.
//!
//! Invariant: no capability names this window (its label is not `main`, its page is remote), so the
//! call's page can give the shell no command. Code and key are in the address alone, which no other
//! process sees.

use confab_core::error::Result;
use confab_core::secret::Secret;
use tauri::webview::{NewWindowResponse, PermissionKind, PermissionResponse};
use tauri::{AppHandle, Url, WebviewUrl, WebviewWindowBuilder};

use super::Opened;
use crate::error::unexpected;

/// Opens the call.
///
/// # Errors
/// A sentence where the system has no window for it.
pub(super) fn open(app: &AppHandle, call: &Url, fragment: &Secret) -> Result<Opened> {
    let mut address = call.clone();
    address.set_fragment(Some(fragment.expose()));
    let origin = call.origin();
    let label = format!("call-{}", uuid::Uuid::new_v4().simple());
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
    Ok(Opened::Webview)
}
