//! Changes as they happen, as server-sent events: first how things are, then what changes.
//!
//! At our own doors everything; at the guest door the one meeting that the session belongs to, as
//! long as it lasts. A reader that falls behind gets a new snapshot, never a gap. Read by pages
//! with `fetch`: a session travels in a header, never in an address.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use bytes::Bytes;
use confab_core::confab::{Feed, Scope, Subscription};
use confab_core::error::{Code, Error};
use confab_core::event::Event;
use confab_core::secret::Secret;
use confab_core::session::Session;
use futures_util::stream;
use http::header::{self, HeaderMap, HeaderValue};
use tokio::time::{Instant, timeout_at};

use super::visit::Visit;
use crate::App;
use crate::doors::Door;
use crate::doors::serve::Closing;
use crate::errors::{Answer, Detail};
use crate::shapes::Change;

const HEARTBEAT: Duration = Duration::from_secs(15);

/// Everything that changes, as server-sent events.
#[utoipa::path(
    get, path = "/api/v1/events", tag = "Events", operation_id = "events",
    params(("Authorization" = Option<String>, Header, description = "At the guest door: `Bearer` and the session.")),
    responses(
        (status = 200, content_type = "text/event-stream", body = String,
         description = "`snapshot`, then `server`, `meeting_created`, `meeting_updated`, `meeting_deleted`, `participant_joined`, `participant_updated`, `participant_left`; each `data` is JSON with a `type`."),
        (status = 403, description = "At the guest door: the host has removed this participant.", body = Detail),
        (status = 401, description = "At the guest door: no session, or one that has ended.", body = Detail),
    ),
)]
pub(crate) async fn events(
    State(app): State<App>,
    visit: Visit,
    request: Request,
) -> Answer<Response> {
    let reader = match visit.door {
        Door::Host | Door::Local => None,
        Door::Guest | Door::Signal => Some(Reader::of(&app, request.headers()).await?),
    };
    let scope = reader
        .as_ref()
        .map_or(Scope::All, |reader| Scope::Meeting(reader.session.meeting));
    let subscription = app.confab.subscribe(scope).await?;
    let closing = request.extensions().get::<Closing>().cloned();
    let stream = EventStream {
        app,
        reader,
        subscription,
        closing,
        ended: false,
    };
    let mut response = Response::new(Body::from_stream(stream::unfold(stream, EventStream::step)));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-store, no-transform"),
    );
    Ok(response)
}

/// A guest who reads along.
struct Reader {
    token: Secret,
    session: Session,
}

impl Reader {
    async fn of(app: &App, headers: &HeaderMap) -> Answer<Self> {
        let none = || Error::new(Code::NoSession, "Join the meeting first.");
        let mut values = headers.get_all(header::AUTHORIZATION).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return Err(none().into());
        };
        let token = value
            .to_str()
            .ok()
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| Secret::new(token.trim()))
            .ok_or_else(none)?;
        let session = app.confab.session(token.expose()).await?;
        Ok(Self { token, session })
    }
}

struct EventStream {
    app: App,
    reader: Option<Reader>,
    subscription: Subscription,
    closing: Option<Closing>,
    ended: bool,
}

impl EventStream {
    async fn step(mut self) -> Option<(Result<Bytes, Infallible>, Self)> {
        if self.ended {
            return None;
        }
        let chunk = self.change().await?;
        Some((Ok(chunk), self))
    }

    async fn change(&mut self) -> Option<Bytes> {
        let closing = self.closing.clone();
        let closed = async {
            match closing {
                Some(Closing(stop)) => stop.cancelled_owned().await,
                None => std::future::pending().await,
            }
        };
        let next = timeout_at(Instant::now() + HEARTBEAT, self.subscription.next());
        let next = tokio::select! {
            next = next => next,
            () = closed => return None,
        };
        match next {
            Err(_quiet) => {
                // A session that ended without a word (the app was busy) ends here at the latest.
                if !self.may_read_on().await {
                    return None;
                }
                Some(Bytes::from_static(b": still here\n\n"))
            }
            Ok(Ok(Some(Feed::Snapshot(snapshot)))) => Some(frame(snapshot.seq, snapshot)),
            Ok(Ok(Some(Feed::Event(envelope)))) => {
                if self.is_about_reader(&envelope.event) && !self.may_read_on().await {
                    self.ended = true;
                }
                Some(frame(envelope.seq, envelope.event.clone()))
            }
            Ok(Ok(None)) => None,
            Ok(Err(error)) => {
                tracing::warn!(%error, "an event stream ends early");
                None
            }
        }
    }

    /// Whether an event may have ended the session of the reader.
    fn is_about_reader(&self, event: &Event) -> bool {
        let Some(Reader { session, .. }) = &self.reader else {
            return false;
        };
        match event {
            Event::MeetingDeleted(meeting) => *meeting == session.meeting,
            Event::ParticipantLeft(_, identity) => *identity == session.identity,
            _ => false,
        }
    }

    async fn may_read_on(&self) -> bool {
        match &self.reader {
            Some(reader) => self.app.confab.session(reader.token.expose()).await.is_ok(),
            None => true,
        }
    }
}

/// One event. JSON holds no line ends, so one line of data is enough.
fn frame(seq: u64, change: impl Into<Change>) -> Bytes {
    let change = change.into();
    format!(
        "id: {seq}\nevent: {}\ndata: {}\n\n",
        change.kind(),
        change.json()
    )
    .into()
}
