//! A reader of server-sent events.

use std::time::{Duration, Instant};

use http::Method;
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use serde_json::Value;

use crate::http::Api;

/// An open event stream.
#[derive(Debug)]
pub struct Events {
    body: Incoming,
    buffer: String,
}

/// One event as it was sent.
#[derive(Debug, Clone)]
pub struct Event {
    /// The field `id`.
    pub id: Option<u64>,
    /// The field `event`.
    pub kind: String,
    /// The field `data`, parsed.
    pub data: Value,
}

impl Events {
    /// Opens `GET /events` below this door; panics unless it is an event stream.
    pub async fn open(api: &Api) -> Self {
        Self::of(api.open(Method::GET, "/events", None).await)
    }

    /// Opens a stream that is the answer to a POST; panics unless it is one.
    pub async fn post(api: &Api, path: &str, body: &Value) -> Self {
        let body = body.to_string().into_bytes();
        let body = Some(("application/json", body));
        Self::of(api.open(Method::POST, path, body).await)
    }

    pub(crate) fn of(response: http::Response<Incoming>) -> Self {
        assert_eq!(response.status().as_u16(), 200, "the event stream opens");
        let kind = response
            .headers()
            .get("content-type")
            .and_then(|kind| kind.to_str().ok());
        assert!(
            kind.is_some_and(|kind| kind.starts_with("text/event-stream")),
            "{kind:?}"
        );
        Self {
            body: response.into_body(),
            buffer: String::new(),
        }
    }

    /// The next event within `limit`; comments are passed over. `None` where the stream ended.
    pub async fn next(&mut self, limit: Duration) -> Option<Event> {
        let began = Instant::now();
        loop {
            while let Some(end) = self.buffer.find("\n\n") {
                let block: String = self.buffer.drain(..end + 2).collect();
                if let Some(event) = parse(&block) {
                    return Some(event);
                }
            }
            let left = limit.saturating_sub(began.elapsed());
            let chunk = match tokio::time::timeout(left, self.body.frame()).await {
                Err(_) => panic!("no event within {limit:?}"),
                Ok(None | Some(Err(_))) => return None,
                Ok(Some(Ok(frame))) => frame.into_data().unwrap_or_default(),
            };
            self.buffer
                .push_str(&String::from_utf8_lossy(&chunk).replace("\r\n", "\n"));
        }
    }

    /// Reads on until an event of this kind for which `wanted` holds; gives it.
    pub async fn until(
        &mut self,
        kind: &str,
        limit: Duration,
        mut wanted: impl FnMut(&Value) -> bool,
    ) -> Event {
        let began = Instant::now();
        loop {
            let left = limit.saturating_sub(began.elapsed());
            let Ok(event) = tokio::time::timeout(left, self.next(limit)).await else {
                panic!("no such {kind} within {limit:?}");
            };
            let Some(event) = event else {
                panic!("the stream ended before a {kind}")
            };
            if event.kind == kind && wanted(&event.data) {
                return event;
            }
        }
    }
}

fn parse(block: &str) -> Option<Event> {
    let mut event = Event {
        id: None,
        kind: "message".into(),
        data: Value::Null,
    };
    let mut data = String::new();
    for line in block.lines() {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "id" => event.id = value.parse().ok(),
            "event" => event.kind = value.to_owned(),
            "data" => data.push_str(value),
            _ => {}
        }
    }
    if data.is_empty() {
        return None;
    }
    event.data = serde_json::from_str(&data).unwrap_or_else(|error| panic!("{error} in {data}"));
    Some(event)
}
