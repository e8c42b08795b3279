//! What a guest may ask: does the meeting exist, who is inside, let me in.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use confab_core::clock::rfc3339;
use confab_core::confab::{Entry, Newcomer};
use confab_core::error::{Code, Error};
use confab_core::id::MeetingId;
use confab_core::livekit::TOKEN_LIFETIME;
use confab_core::meeting::Joined;
use confab_core::name::DisplayName;
use confab_core::role::Role;
use confab_core::secret::Secret;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::visit::{RawId, Visit};
use crate::App;
use crate::body::Fields;
use crate::doors::cookie::Cookie;
use crate::doors::{Door, Peer};
use crate::errors::{Answer, Detail, Refusal};
use crate::limits::network;

/// The header that carries a session to whoever joined.
pub(crate) const CONFAB_SESSION: HeaderName = HeaderName::from_static("confab-session");

/// Whether a meeting exists.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Exists {
    exists: bool,
    #[schema(example = "abc-defg-hij")]
    meeting_id: String,
}

/// Check whether a meeting exists.
#[utoipa::path(
    get, path = "/api/v1/meetings/{meeting_id}/exists", tag = "Meetings", operation_id = "meeting_exists",
    params(("meeting_id" = String, Path, description = "The meeting's id; upper case and missing hyphens are forgiven.")),
    responses((status = 200, description = "Whether it exists; an id that is none is answered with `false`.", body = Exists)),
)]
pub(crate) async fn exists(State(app): State<App>, id: RawId) -> Answer<Json<Exists>> {
    let exists = match id.read() {
        Some(id) => app.confab.meeting(id).await?.is_some(),
        None => false,
    };
    Ok(Json(Exists {
        exists,
        meeting_id: id.echo(),
    }))
}

/// What a guest may know about a meeting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Info {
    #[schema(value_type = String, example = "abc-defg-hij")]
    meeting_id: MeetingId,
    exists: bool,
    num_participants: u32,
    #[schema(example = "2024-01-15T10:30:00Z")]
    created_at: String,
    max_participants: u32,
}

/// Get information about a meeting.
#[utoipa::path(
    get, path = "/api/v1/meetings/{meeting_id}/info", tag = "Meetings", operation_id = "meeting_info",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses((status = 200, description = "The meeting.", body = Info)),
)]
pub(crate) async fn info(State(app): State<App>, id: RawId) -> Answer<Json<Info>> {
    let id = id.read().ok_or_else(Error::meeting_not_found)?;
    let info = app.confab.info(id).await?;
    Ok(Json(Info {
        meeting_id: info.id,
        exists: true,
        num_participants: info.num_participants,
        created_at: rfc3339(info.created_at),
        max_participants: info.max_participants,
    }))
}

/// Somebody who is in a meeting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Inside {
    #[schema(example = "PA_xxx")]
    sid: String,
    #[schema(example = "john_doe_a1b2c3d4")]
    identity: String,
    name: String,
    /// `JOINING`, `JOINED`, `ACTIVE` or `DISCONNECTED`.
    #[schema(value_type = String, example = "ACTIVE")]
    state: &'static str,
    /// Unix seconds.
    joined_at: i64,
}

/// Who is in a meeting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Participants {
    #[schema(value_type = String, example = "abc-defg-hij")]
    meeting_id: MeetingId,
    participants: Vec<Inside>,
    count: usize,
}

/// List the participants of a meeting.
#[utoipa::path(
    get, path = "/api/v1/meetings/{meeting_id}/participants", tag = "Meetings", operation_id = "list_participants",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses(
        (status = 200, description = "Who is inside.", body = Participants),
        (status = 403, description = "At the guest door only those inside may know while people are let in one by one (`lobby`) and while the meeting is locked (`meeting_locked`).", body = Detail),
    ),
)]
pub(crate) async fn participants(
    State(app): State<App>,
    visit: Visit,
    id: RawId,
    headers: HeaderMap,
) -> Answer<Json<Participants>> {
    let id = id.read().ok_or_else(Error::meeting_not_found)?;
    if visit.door.is_for_guests() {
        let session = super::caller::session(&app, &headers).await.ok();
        let session = session.map(|(_, session)| session);
        app.confab.may_see_people(id, session.as_ref()).await?;
    }
    let inside = app.confab.participants(id).await?;
    let participants: Vec<_> = inside
        .into_iter()
        .map(|person| Inside {
            sid: person.sid,
            identity: person.identity,
            name: person.name,
            state: person.state,
            joined_at: person.joined_at,
        })
        .collect();
    Ok(Json(Participants {
        meeting_id: id,
        count: participants.len(),
        participants,
    }))
}

fn first_use() -> String {
    let minutes = TOKEN_LIFETIME.as_secs() / 60;
    format!("A token, good for the first use within {minutes} minutes.")
}

/// Who wants to join.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct JoinRequest {
    /// What the others see: 1 to 100 characters that are not all blank.
    #[schema(example = "John Doe")]
    user_name: String,
    /// The ticket of a connection that was warmed up at the guest door. While it lives it becomes
    /// this participant; else they join as ever.
    warm: Option<String>,
    /// Whether they may send data to the others through LiveKit; true where not given. Nobody
    /// warms up while somebody may.
    data: Option<bool>,
}

/// What a participant connects with.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JoinAnswer {
    token: String,
    #[schema(value_type = String, example = "abc-defg-hij")]
    meeting_id: MeetingId,
    #[schema(example = "John Doe")]
    user_name: String,
    #[schema(example = "ws://localhost:7880")]
    livekit_url: String,
    #[schema(example = "john_doe_a1b2c3d4")]
    user_id: String,
}

impl JoinAnswer {
    pub(super) fn of(joined: &Joined, livekit_url: String) -> Self {
        Self {
            token: joined.token.expose().to_owned(),
            meeting_id: joined.meeting,
            user_name: joined.name.clone(),
            livekit_url,
            user_id: joined.identity.clone(),
        }
    }
}

/// Join a meeting. Who shows a session of the host or a co-host is that again.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/join", tag = "Meetings", operation_id = "join_meeting",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("Authorization" = Option<String>, Header, description = "`Bearer` and a session of this meeting from before: its role is kept. One that does not hold any more counts for nothing, unless its owner was put out."),
    ),
    request_body(content = JoinRequest),
    responses(
        (status = 200, description = first_use(), body = JoinAnswer,
         headers(("Confab-Session" = String, description = "Proves to this API later on who joined; sent as `Authorization: Bearer`."))),
        (status = 403, description = "`lobby`: ask at the lobby. `meeting_locked`, or `removed_by_host`. Neither lock nor lobby stops the host and the app itself, nor a co-host who is inside or was lost a moment ago.", body = Detail),
        (status = 409, description = "The meeting is full.", body = Detail),
    ),
)]
pub(crate) async fn join(
    State(app): State<App>,
    visit: Visit,
    id: RawId,
    cookie: Cookie,
    headers: HeaderMap,
    request: Request,
) -> Answer<Response> {
    let id = known(&app, &id).await?;
    visit.count_join(&app, "join")?;
    let livekit_url = app.livekit_url(visit.door, visit.host.as_ref())?;
    let mut fields = Fields::read(request).await?;
    let name = fields.text("user_name")?;
    let entry = entry(&mut fields, &cookie, &visit)?;
    let who = newcomer(&app, &visit, &headers, id, &name, entry).await?;
    let joined = app.confab.join(id, &who).await?;
    welcome(&joined, &JoinAnswer::of(&joined, livekit_url), &cookie)
}

/// Who comes in, and as what. The app itself is the host; who shows a session of this meeting is
/// the same member with the same role, so that the host who dropped out is the host again; and who
/// was put out stays out. A session that is nothing any more counts for nothing.
pub(super) async fn newcomer(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    id: MeetingId,
    name: &str,
    entry: Entry,
) -> Answer<Newcomer> {
    let (role, member) = match super::caller::session(app, headers).await {
        _ if visit.door == Door::Host => (Role::Host, None),
        Ok((_, session)) if session.meeting == id => (session.role, Some(session.member)),
        Err(refusal) if refusal.error().code() == Code::RemovedByHost => return Err(refusal),
        _ => (Role::Guest, None),
    };
    Ok(Newcomer {
        name: DisplayName::new(name)?,
        role,
        member,
        entry,
    })
}

pub(super) fn entry(fields: &mut Fields, cookie: &Cookie, visit: &Visit) -> Answer<Entry> {
    Ok(Entry {
        warm: fields.text_or_null("warm")?.flatten().map(Secret::new),
        data: fields.flag("data")?.unwrap_or(true),
        browser: cookie.browser(),
        recognised: cookie.is_known(),
        network: visit.guest().map(network),
    })
}

/// The code that stands for the host.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct HostRequest {
    /// As it stood in the address that Confab opened.
    code: String,
    /// As for `join`.
    warm: Option<String>,
    /// As for `join`.
    data: Option<bool>,
}

/// What the host connects with.
#[derive(Serialize, ToSchema)]
pub(crate) struct HostAnswer {
    #[serde(flatten)]
    joined: JoinAnswer,
    /// The key of an encrypted meeting, 256 bits in base64url; null where there is none.
    #[schema(required)]
    key: Option<String>,
}

/// Join as the host, with the one-time code that the app put into the address that it opened.
///
/// On Linux only a connection that a program of the app's own user has opened on this computer is
/// answered, since other users can read the address on the browser's command line.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/host", tag = "Guest page", operation_id = "join_as_host",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    request_body(content = HostRequest),
    responses(
        (status = 200, description = "As for any other participant; the session's role is the host's.", body = HostAnswer,
         headers(("Confab-Session" = String, description = "Proves to this API later on who joined."))),
        (status = 403, description = "`bad_host_code`: the code is unknown, used or too old. `not_this_user`: the request comes from another user of this computer, through a proxy, or from where that can't be told.", body = Detail),
        (status = 409, description = "The meeting is full.", body = Detail),
    ),
)]
pub(crate) async fn host(
    State(app): State<App>,
    visit: Visit,
    id: RawId,
    cookie: Cookie,
    request: Request,
) -> Answer<Response> {
    if !visit
        .peer
        .is_some_and(|Peer(peer)| peer.ip().to_canonical().is_loopback())
    {
        return Err(Refusal::nothing_here());
    }
    let id = known(&app, &id).await?;
    // Before the code is looked at: a wrong user must not use it up.
    if !visit.is_of_this_user() {
        return Err(not_this_user());
    }
    let livekit_url = app.livekit_url(visit.door, visit.host.as_ref())?;
    let mut fields = Fields::read(request).await?;
    let code = fields.text("code")?;
    let entry = entry(&mut fields, &cookie, &visit)?;
    let (joined, key) = app.confab.exchange_host_code(id, &code, entry).await?;
    let answer = HostAnswer {
        joined: JoinAnswer::of(&joined, livekit_url),
        key: key.map(|key| key.letters().expose().to_owned()),
    };
    welcome(&joined, &answer, &cookie)
}

pub(super) fn not_this_user() -> Refusal {
    Refusal::new(
        Code::NotThisUser,
        "Confab can't tell that this browser runs under your account on this computer. You can join as a guest.",
    )
}

/// The id of a meeting that exists: judged before the body is looked at.
pub(super) async fn known(app: &App, id: &RawId) -> Answer<MeetingId> {
    match id.read() {
        Some(id) if app.confab.meeting(id).await?.is_some() => Ok(id),
        _ => Err(Error::meeting_not_found().into()),
    }
}

fn welcome(joined: &Joined, body: &impl Serialize, cookie: &Cookie) -> Answer<Response> {
    let session = HeaderValue::from_str(joined.session.expose())
        .map_err(|error| Error::caused_by(Code::Internal, "The session can't be sent.", error))?;
    let mut response = Json(body).into_response();
    response.headers_mut().insert(CONFAB_SESSION, session);
    cookie.set(response.headers_mut());
    Ok(response)
}
