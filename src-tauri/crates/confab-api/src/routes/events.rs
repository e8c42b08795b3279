//! Changes as they happen, as server-sent events: first how things are, then what changes.
//!
//! At our own doors everything; at the guest door the one meeting that the session belongs to, and
//! of it only the rules while its owner is not inside. Such a stream ends when its owner has not
//! been inside for [`WAY_BACK`], and at once when they may not come in any more. A reader that falls behind gets a new snapshot, never a gap; one that begins
//! too many loses the oldest ([`crate::limits::Streams`]). Read by pages with `fetch`: a session
//! travels in a header, never in an address.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use bytes::Bytes;
use confab_core::confab::{Feed, Inside, Scope, Subscription, WAY_BACK};
use confab_core::error::{Code, Error};
use confab_core::event::{Event, Moderation};
use confab_core::secret::Secret;
use confab_core::session::Session;
use futures_util::stream;
use http::header::{self, HeaderMap, HeaderValue};
use tokio::time::{Instant, sleep_until};

use super::visit::Visit;
use crate::App;
use crate::doors::Door;
use crate::doors::serve::Closing;
use crate::errors::{Answer, Detail};
use crate::limits::{Place, Whose};
use crate::shapes::Change;

pub(super) const HEARTBEAT: Duration = Duration::from_secs(15);

/// How often it is asked whether a guest may read on, however much they are told.
const JUDGED: Duration = Duration::from_secs(5);

/// A comment: the stream is still there.
pub(super) const STILL_HERE: Bytes = Bytes::from_static(b": still here\n\n");

/// Everything that changes, as server-sent events.
#[utoipa::path(
    get, path = "/api/v1/events", tag = "Events", operation_id = "events",
    params(("Authorization" = Option<String>, Header, description = "At the guest door: `Bearer` and the session.")),
    responses(
        (status = 200, content_type = "text/event-stream", body = String,
         description = "`snapshot`, then what changes; each `data` is JSON with a `type`, see `Change`. At the guest door `waiting` is for the host and co-hosts, `asked` for whom it asks. There a first `snapshot` without participants and a second one with them are told to who is still on the way in; what happens inside is told to those inside, and the stream ends when its reader has not been inside for 90 seconds."),
        (status = 403, description = "At the guest door: the host has removed this participant, or the meeting is locked, or people are let in one by one, and this one is not inside.", body = Detail),
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
        door => Some(Reader::of(&app, door, request.headers()).await?),
    };
    let scope = reader
        .as_ref()
        .map_or(Scope::All, |reader| Scope::Inside(reader.session.clone()));
    let subscription = app.confab.subscribe(scope).await?;
    let whose = reader
        .as_ref()
        .map_or(Whose::Ours, |reader| Whose::from(&reader.session));
    let closing = request.extensions().get().cloned();
    let ends = Ends::new(closing, visit.hold(&app, whose));
    let stream = EventStream {
        app,
        reader,
        subscription,
        ends,
        ended: false,
        heartbeat: Instant::now() + HEARTBEAT,
    };
    let body = Body::from_stream(stream::unfold(stream, EventStream::step));
    Ok(event_stream(body))
}

pub(super) fn event_stream(body: Body) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-store, no-transform"),
    );
    response
}

/// What ends a stream that would go on for ever.
pub(super) struct Ends {
    closing: Option<Closing>,
    place: Place,
}

impl Ends {
    pub(super) fn new(closing: Option<Closing>, place: Place) -> Self {
        Self { closing, place }
    }

    /// Once the door closes, or a newer stream takes the place.
    pub(super) async fn come(&self) {
        let closed = async {
            match &self.closing {
                Some(Closing(stop)) => stop.cancelled().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = closed => {}
            () = self.place.taken() => {}
        }
    }
}

/// A guest who reads along.
struct Reader {
    door: Door,
    token: Secret,
    session: Session,
    /// Whether they have been inside since they began to read.
    was_inside: bool,
    /// When they are to be inside at the latest.
    patience: Instant,
    /// When they are judged next.
    judged: Instant,
}

impl Reader {
    async fn of(app: &App, door: Door, headers: &HeaderMap) -> Answer<Self> {
        let (token, session) = super::caller::session(app, headers).await?;
        let now = Instant::now();
        let mut reader = Self {
            door,
            token,
            session,
            was_inside: false,
            patience: now + WAY_BACK,
            judged: now,
        };
        reader.check(app).await?;
        Ok(reader)
    }

    /// Whether this session may read, now; settles when to ask again.
    async fn check(&mut self, app: &App) -> Result<(), Error> {
        let session = app.confab.session(self.token.expose()).await?;
        if self.door == Door::Shared && !app.confab.is_shared(session.meeting).await? {
            return Err(Error::meeting_not_found());
        }
        app.confab
            .may_see_people(session.meeting, Some(&session))
            .await?;
        let now = Instant::now();
        let soon = now + JUDGED;
        self.judged = match app.confab.inside(&session) {
            Inside::Now => {
                self.was_inside = true;
                soon
            }
            Inside::Until(end) => {
                self.was_inside = true;
                soon.min(end)
            }
            Inside::No if !self.was_inside && now < self.patience => soon.min(self.patience),
            Inside::No => {
                return Err(Error::new(
                    Code::NotAllowed,
                    "You are not in the meeting. Join it first.",
                ));
            }
        };
        Ok(())
    }
}

struct EventStream {
    app: App,
    reader: Option<Reader>,
    subscription: Subscription,
    ends: Ends,
    ended: bool,
    /// When a sign of life is due.
    heartbeat: Instant,
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
        loop {
            let judged = self.reader.as_ref().map(|reader| reader.judged);
            let judged = async {
                match judged {
                    Some(judged) => sleep_until(judged).await,
                    None => std::future::pending().await,
                }
            };
            let next = tokio::select! {
                next = self.subscription.next() => next,
                () = judged => {
                    if !self.may_read_on().await {
                        return None;
                    }
                    continue;
                }
                () = sleep_until(self.heartbeat) => {
                    self.heartbeat = Instant::now() + HEARTBEAT;
                    return Some(STILL_HERE);
                }
                () = self.ends.come() => return None,
            };
            self.heartbeat = Instant::now() + HEARTBEAT;
            return match next {
                // It may be a new one after a pause in which much has happened.
                Ok(Some(Feed::Snapshot(_))) if !self.may_read_on().await => None,
                Ok(Some(Feed::Snapshot(snapshot))) => Some(frame(snapshot.seq, snapshot)),
                Ok(Some(Feed::Event(envelope))) => {
                    if self.is_about_reader(&envelope.event) && !self.may_read_on().await {
                        self.ended = true;
                    }
                    Some(frame(envelope.seq, envelope.event.clone()))
                }
                Ok(None) => None,
                Err(error) => {
                    tracing::warn!(%error, "an event stream ends early");
                    None
                }
            };
        }
    }

    /// Whether an event may have ended the session of the reader, or changed what it is worth.
    fn is_about_reader(&self, event: &Event) -> bool {
        let Some(Reader { session, .. }) = &self.reader else {
            return false;
        };
        match event {
            // It may not be shared any more, or locked by now.
            Event::MeetingUpdated(meeting) => meeting.id == session.meeting,
            Event::MeetingDeleted(meeting) => *meeting == session.meeting,
            Event::ParticipantLeft(_, identity) => *identity == session.identity,
            // The reader may be the same person under another identity.
            Event::Moderated { meeting, what, .. } => {
                *meeting == session.meeting
                    && matches!(
                        what,
                        Moderation::Removed | Moderation::MediaRemoved | Moderation::Guest
                    )
            }
            _ => false,
        }
    }

    async fn may_read_on(&mut self) -> bool {
        match &mut self.reader {
            Some(reader) => reader.check(&self.app).await.is_ok(),
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
