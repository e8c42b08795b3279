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
/// Whether the stream is lost and being begun again: the page says so.
const INTERRUPTED: &str = "confab://interrupted";

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
        let tell = |event| emit(&app, EVENT, event);
        while let Some(door) = keeper.next_host_door().await {
            let followed = follow(door, || emit(&app, INTERRUPTED, false), tell).await;
            emit(&app, INTERRUPTED, true);
            if followed == Followed::Nothing {
                // The store is in trouble: not a reason to ask it without a pause.
                tokio::time::sleep(PAUSE).await;
            }
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

/// What came of one stream.
#[derive(Debug, PartialEq, Eq)]
enum Followed {
    /// It did not begin, or ended before its first event.
    Nothing,
    Something,
}

/// Tells every event until the stream ends, which it does with its house; `begun` comes before the first.
async fn follow(door: Router, begun: impl Fn(), tell: impl Fn(Value)) -> Followed {
    let request = match Request::get("/api/v1/events")
        .header(http::header::HOST, "localhost")
        .body(Body::empty())
    {
        Ok(request) => request,
        Err(e) => {
            tracing::error!(cause = %e, "events can't be asked for");
            return Followed::Nothing;
        }
    };
    let answer = match door.oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    };
    if !answer.status().is_success() {
        return Followed::Nothing;
    }
    let mut stream = answer.into_body();
    let mut events = Events::default();
    let mut followed = Followed::Nothing;
    while let Some(Ok(frame)) = stream.frame().await {
        let Ok(bytes) = frame.into_data() else {
            continue;
        };
        for event in events.take(&String::from_utf8_lossy(&bytes)) {
            if followed == Followed::Nothing {
                begun();
                followed = Followed::Something;
            }
            tell(event);
        }
    }
    followed
}

fn emit(app: &AppHandle, name: &str, payload: impl serde::Serialize + Clone) {
    if let Err(e) = app.emit_to(MAIN, name, payload) {
        tracing::warn!(cause = %e, "the window can't be told what happened");
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

    #[tokio::test]
    async fn a_stream_that_does_not_begin_is_told_from_one_that_ended() {
        use axum::http::StatusCode;
        use axum::routing::get;
        use std::cell::RefCell;
        let refused = Router::new().route(
            "/api/v1/events",
            get(|| async { StatusCode::INTERNAL_SERVER_ERROR }),
        );
        let empty = Router::new().route("/api/v1/events", get(|| async { "" }));
        let one = "data: {\"type\":\"snapshot\"}\n\n";
        let brief = Router::new().route("/api/v1/events", get(move || async move { one }));
        for (door, expected, told) in [
            (refused, Followed::Nothing, vec![]),
            (empty, Followed::Nothing, vec![]),
            (brief, Followed::Something, vec!["begun", "snapshot"]),
        ] {
            let heard = RefCell::new(Vec::new());
            let followed = follow(
                door,
                || heard.borrow_mut().push("begun".to_owned()),
                |event| {
                    heard
                        .borrow_mut()
                        .push(event["type"].as_str().unwrap_or_default().to_owned());
                },
            );
            assert_eq!(followed.await, expected);
            assert_eq!(*heard.borrow(), told);
        }
    }

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
