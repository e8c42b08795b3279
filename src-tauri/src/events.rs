//! What happens in the meetings, told to the page: a snapshot first, then every change.
//!
//! The stream is the API's own (`GET /api/v1/events` through the host door), so that the page gets the
//! same objects as any other reader. A house that is built anew begins again with a snapshot.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::Request;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tauri::async_runtime::JoinHandle;
use tauri::{AppHandle, Emitter as _, State};
use tower::ServiceExt as _;

use crate::error::Answer;
use crate::house::Keeper;
use crate::window::MAIN;

const EVENT: &str = "confab://event";

/// Between two tries to begin the stream.
const PAUSE: Duration = Duration::from_secs(1);

/// The one stream that the page watches.
#[derive(Default)]
pub(crate) struct Watch(Mutex<Option<JoinHandle<()>>>);

/// Begins the stream, from a snapshot on. Called again (the page was reloaded), it begins anew.
#[tauri::command]
pub(crate) fn watch(
    app: AppHandle,
    keeper: State<'_, Keeper>,
    watch: State<'_, Watch>,
) -> Answer<()> {
    let keeper = keeper.inner().clone();
    let stream = tauri::async_runtime::spawn(async move {
        while let Some(door) = keeper.next_host_door().await {
            tell_all(&app, door).await;
        }
    });
    let earlier = watch
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .replace(stream);
    if let Some(earlier) = earlier {
        earlier.abort();
    }
    Ok(())
}

/// Tells the page everything until the stream ends, which it does with its house.
async fn tell_all(app: &AppHandle, door: Router) {
    let request = match Request::get("/api/v1/events")
        .header(http::header::HOST, "localhost")
        .body(Body::empty())
    {
        Ok(request) => request,
        Err(e) => return tracing::error!(cause = %e, "events can't be asked for"),
    };
    let answer = match door.oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    };
    if !answer.status().is_success() {
        // The store is in trouble: not a reason to ask it without a pause.
        return tokio::time::sleep(PAUSE).await;
    }
    let mut stream = answer.into_body();
    let mut events = Events::default();
    while let Some(Ok(frame)) = stream.frame().await {
        let Ok(bytes) = frame.into_data() else {
            continue;
        };
        for event in events.take(&String::from_utf8_lossy(&bytes)) {
            if let Err(e) = app.emit_to(MAIN, EVENT, event) {
                tracing::warn!(cause = %e, "the window can't be told what happened");
            }
        }
    }
}

/// Takes server-sent events out of a text that arrives in pieces.
#[derive(Default)]
struct Events {
    rest: String,
}

impl Events {
    fn take(&mut self, piece: &str) -> Vec<Value> {
        self.rest.push_str(piece);
        let mut events = Vec::new();
        while let Some((event, rest)) = self.rest.split_once("\n\n") {
            let data = event.lines().find_map(|line| line.strip_prefix("data: "));
            events.extend(data.and_then(|data| serde_json::from_str(data).ok()));
            self.rest = rest.to_owned();
        }
        events
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_found_in_any_pieces_and_heartbeats_are_none() {
        let text = "id: 1\nevent: snapshot\ndata: {\"type\":\"snapshot\"}\n\n: still here\n\nid: 2\nevent: server\ndata: {\"type\":\"server\"}\n\n";
        for size in [1, 7, text.len()] {
            let mut events = Events::default();
            let found: Vec<_> = text
                .as_bytes()
                .chunks(size)
                .flat_map(|piece| events.take(std::str::from_utf8(piece).expect("ASCII")))
                .map(|event| event["type"].as_str().map(str::to_owned))
                .collect();
            assert_eq!(
                found,
                [Some("snapshot".to_owned()), Some("server".to_owned())],
                "in pieces of {size}"
            );
        }
    }
}
