//! The lobby: waiting to be let in, as a stream that ends with the way in, and letting in.

use std::convert::Infallible;

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use bytes::Bytes;
use confab_core::confab::{Lobby, LobbyNews, Wait};
use confab_core::meeting::Joined;
use futures_util::stream;
use http::HeaderMap;
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, timeout_at};
use utoipa::ToSchema;

use super::caller::Moderator;
use super::calls::{JoinAnswer, entry, known, newcomer};
use super::events::{Ends, HEARTBEAT, STILL_HERE, event_stream};
use super::moderation::Done;
use super::visit::{RawId, Visit, WaitingId};
use crate::App;
use crate::body::Fields;
use crate::doors::cookie::Cookie;
use crate::errors::{Answer, Detail, Refusal};
use crate::limits::Whose;
use crate::shapes::Waiting;

/// The longest sentence that somebody is sent away with, in characters.
const SENTENCE_LIMIT: usize = 200;

/// Who asks to be let in.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct LobbyRequest {
    /// What the others see: 1 to 100 characters that are not all blank.
    #[schema(example = "John Doe")]
    user_name: String,
    /// As for `join`.
    data: Option<bool>,
}

/// What stands in the `data` of an event of the lobby.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum LobbyEvent {
    /// Wait; again whenever the place changes, or who hosts.
    Waiting {
        waiting_id: String,
        /// 1 for the next.
        place: usize,
        of: usize,
        /// The names of those inside who can let people in.
        hosts: Vec<String>,
        /// The meeting's title.
        #[schema(required)]
        title: Option<String>,
    },
    /// Come in. The last event.
    Admitted {
        join: JoinAnswer,
        /// What `join` gives as the header `Confab-Session`.
        session: String,
    },
    /// Not this time. The last event.
    Denied {
        /// A sentence of the host's.
        #[schema(required)]
        detail: Option<String>,
    },
    /// There is nothing to wait for any more. The last event.
    Closed {
        /// `meeting_not_found`, `meeting_ended`, or `too_many_waiting`: the lobby is full, and the
        /// place went to a network with fewer.
        #[schema(value_type = String, example = "meeting_ended")]
        code: &'static str,
    },
}

impl LobbyEvent {
    fn kind(&self) -> &'static str {
        match self {
            LobbyEvent::Waiting { .. } => "waiting",
            LobbyEvent::Admitted { .. } => "admitted",
            LobbyEvent::Denied { .. } => "denied",
            LobbyEvent::Closed { .. } => "closed",
        }
    }

    fn frame(&self) -> Bytes {
        let json = serde_json::to_string(self).unwrap_or_default();
        format!("event: {}\ndata: {json}\n\n", self.kind()).into()
    }

    fn admitted(joined: &Joined, livekit_url: &str) -> Self {
        LobbyEvent::Admitted {
            join: JoinAnswer::of(joined, livekit_url.to_owned()),
            session: joined.session.expose().to_owned(),
        }
    }
}

/// Ask to be let in, and wait. Where the meeting has no lobby, the way in comes at once.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/lobby", tag = "Meetings", operation_id = "wait_in_lobby",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    request_body(content = LobbyRequest),
    responses(
        (status = 200, content_type = "text/event-stream", body = LobbyEvent,
         description = "Server-sent events: `waiting`, then one of `admitted`, `denied` and `closed`. Whoever closes the stream has left the lobby."),
        (status = 403, description = "`meeting_locked`, or `removed_by_host` for a browser that somebody was put out of.", body = Detail),
        (status = 409, description = "The meeting is full.", body = Detail),
        (status = 429, description = "`too_many_waiting`: as many wait as may, or as may of this network. `too_many_requests`: many ask from this network at once.", body = Detail),
    ),
)]
pub(crate) async fn wait(
    State(app): State<App>,
    visit: Visit,
    id: RawId,
    cookie: Cookie,
    headers: HeaderMap,
    request: Request,
) -> Answer<Response> {
    let id = known(&app, &id).await?;
    visit.count_join(&app, "lobby")?;
    let livekit_url = app.livekit_url(visit.door, visit.host.as_ref())?;
    let closing = request.extensions().get().cloned();
    let mut fields = Fields::read(request).await?;
    let name = fields.text("user_name")?;
    let entry = entry(&mut fields, &cookie, &visit)?;
    let who = newcomer(&app, &visit, &headers, id, &name, entry).await?;
    let place = visit.hold(&app, Whose::Waits(id, cookie.browser()));
    let state = match app.confab.ask_to_join(id, &who).await? {
        Lobby::In(joined) => Stage::In(LobbyEvent::admitted(&joined, &livekit_url).frame()),
        Lobby::Waiting(wait) => Stage::Waiting(Box::new(Queue {
            wait,
            livekit_url,
            ends: Ends::new(closing, place),
        })),
    };
    let mut response = event_stream(Body::from_stream(stream::unfold(state, Stage::step)));
    cookie.set(response.headers_mut());
    Ok(response)
}

/// Where a stream of the lobby stands.
enum Stage {
    In(Bytes),
    Waiting(Box<Queue>),
    Over,
}

struct Queue {
    wait: Wait,
    livekit_url: String,
    ends: Ends,
}

impl Stage {
    async fn step(self) -> Option<(Result<Bytes, Infallible>, Self)> {
        match self {
            Stage::In(frame) => Some((Ok(frame), Stage::Over)),
            Stage::Over => None,
            Stage::Waiting(mut queue) => {
                let event = queue.next().await?;
                let Some(event) = event else {
                    return Some((Ok(STILL_HERE), Stage::Waiting(queue)));
                };
                let frame = event.frame();
                let next = match event {
                    LobbyEvent::Waiting { .. } => Stage::Waiting(queue),
                    _ => Stage::Over,
                };
                Some((Ok(frame), next))
            }
        }
    }
}

impl Queue {
    /// The next event; `Some(None)` where it has been quiet for a while.
    async fn next(&mut self) -> Option<Option<LobbyEvent>> {
        let next = timeout_at(Instant::now() + HEARTBEAT, self.wait.next());
        let next = tokio::select! {
            next = next => next,
            () = self.ends.come() => return None,
        };
        let Ok(news) = next else {
            return Some(None);
        };
        Some(Some(match news? {
            LobbyNews::Waiting {
                waiting_id,
                place,
                of,
                hosts,
                title,
            } => LobbyEvent::Waiting {
                waiting_id,
                place,
                of,
                hosts,
                title,
            },
            LobbyNews::Admitted(joined) => LobbyEvent::admitted(&joined, &self.livekit_url),
            LobbyNews::Denied(detail) => LobbyEvent::Denied { detail },
            LobbyNews::Closed(code) => LobbyEvent::Closed {
                code: code.as_str(),
            },
        }))
    }
}

/// Who waits to be let in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WaitingList {
    /// First come first.
    waiting: Vec<Waiting>,
}

/// List who waits to be let in.
#[utoipa::path(
    get, path = "/api/v1/meetings/{meeting_id}/lobby", tag = "Moderation", operation_id = "list_lobby",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses((status = 200, description = "Who waits.", body = WaitingList)),
)]
pub(crate) async fn list(State(app): State<App>, by: Moderator) -> Answer<Json<WaitingList>> {
    let waiting = app.confab.waiting(by.meeting).await?;
    Ok(Json(WaitingList {
        waiting: waiting.into_iter().map(Waiting::from).collect(),
    }))
}

/// Let somebody in.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/lobby/{waiting_id}", tag = "Moderation", operation_id = "admit",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("waiting_id" = String, Path, description = "What they are known by while they wait."),
    ),
    responses(
        (status = 200, description = "They are let in.", body = Done),
        (status = 409, description = "The meeting is full.", body = Detail),
    ),
)]
pub(crate) async fn admit(
    State(app): State<App>,
    by: Moderator,
    WaitingId(waiting_id): WaitingId,
) -> Answer<Json<Done>> {
    app.confab.admit_waiting(by.meeting, &waiting_id).await?;
    Ok(Done::to(1))
}

/// Let everybody in who waits.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/lobby/all", tag = "Moderation", operation_id = "admit_all",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses(
        (status = 200, description = "How many were let in: all, or as many as there is room for.", body = Done),
        (status = 409, description = "The meeting is full.", body = Detail),
    ),
)]
pub(crate) async fn admit_all(State(app): State<App>, by: Moderator) -> Answer<Json<Done>> {
    Ok(Done::to(app.confab.admit_everybody(by.meeting).await?))
}

/// Don't let in anybody who waits now.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}/lobby", tag = "Moderation", operation_id = "deny_all",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    request_body(content = DenyRequest, description = "May be left out."),
    responses((status = 200, description = "How many were told.", body = Done)),
)]
pub(crate) async fn deny_all(
    State(app): State<App>,
    by: Moderator,
    request: Request,
) -> Answer<Json<Done>> {
    let sentence = sentence(request).await?;
    let count = app.confab.deny_all(by.meeting, sentence.as_deref()).await?;
    Ok(Done::to(count))
}

/// Why somebody is not let in.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct DenyRequest {
    /// A sentence for them, up to 200 characters.
    detail: Option<String>,
}

/// Don't let somebody in.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}/lobby/{waiting_id}", tag = "Moderation", operation_id = "deny",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("waiting_id" = String, Path, description = "What they are known by while they wait."),
    ),
    request_body(content = DenyRequest, description = "May be left out."),
    responses((status = 200, description = "They are told.", body = Done)),
)]
pub(crate) async fn deny(
    State(app): State<App>,
    by: Moderator,
    WaitingId(waiting_id): WaitingId,
    request: Request,
) -> Answer<Json<Done>> {
    let sentence = sentence(request).await?;
    app.confab.deny(by.meeting, &waiting_id, sentence).await?;
    Ok(Done::to(1))
}

/// The sentence of the host's in the body, where there is one.
async fn sentence(request: Request) -> Answer<Option<String>> {
    let mut fields = Fields::read_optional(request).await?.unwrap_or_default();
    let sentence = fields.text_or_null("detail")?.flatten();
    let sentence = sentence.and_then(|typed| confab_core::text::clean(&typed));
    if sentence
        .as_ref()
        .is_some_and(|sentence| sentence.chars().count() > SENTENCE_LIMIT)
    {
        return Err(Refusal::misfit(format!(
            "detail is too long. Use at most {SENTENCE_LIMIT} characters."
        )));
    }
    Ok(sentence)
}
