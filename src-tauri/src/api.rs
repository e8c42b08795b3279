//! The host door: the window's requests, fed to the router in this process. No socket is involved, so
//! the window works even while port 8000 is somebody else's.

use std::collections::BTreeMap;

use serde::Serialize;
use tauri::State;

use crate::error::Answer;
use crate::house::Keeper;

/// What the router answered.
#[derive(Debug, Serialize)]
pub(crate) struct ApiAnswer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

/// One request through the host door.
#[tauri::command]
pub(crate) async fn api(keeper: State<'_, Keeper>, method: String, path: String, body: Option<String>) -> Answer<ApiAnswer> {
    let _ = (keeper, method, path, body);
    Ok(ApiAnswer { status: 503, headers: BTreeMap::new(), body: "{\"detail\":\"Confab is still starting.\"}".into() })
}
