//! Who asks for something in a meeting, and whether they may: judged by the door and the session,
//! before the body is looked at.
//!
//! At our own doors everybody has every right; a session that is shown there says on whose behalf.
//! At the guest door a session is needed, of this very meeting. Whoever shows one of another
//! meeting is told the same whether this meeting exists or not.

use axum::extract::FromRequestParts;
use confab_core::caller::Caller;
use confab_core::error::{Code, Error};
use confab_core::id::MeetingId;
use confab_core::secret::Secret;
use confab_core::session::Session;
use http::header::{self, HeaderMap};
use http::request::Parts;

use super::visit::{RawId, Visit};
use crate::App;
use crate::doors::Door;
use crate::errors::{Answer, Refusal};

/// Somebody who may moderate the meeting in the path: host, co-host, or one of our doors.
#[derive(Debug)]
pub(crate) struct Moderator {
    pub(crate) meeting: MeetingId,
    pub(crate) caller: Caller,
}

/// Somebody who is inside the meeting in the path, or one of our doors.
#[derive(Debug)]
pub(crate) struct Attendee {
    pub(crate) meeting: MeetingId,
    pub(crate) caller: Caller,
}

impl FromRequestParts<App> for Moderator {
    type Rejection = Refusal;

    async fn from_request_parts(head: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let (meeting, caller) = caller(head, app).await?;
        if !caller.authority().moderates() {
            return Err(not_allowed("Only the host and co-hosts may do that."));
        }
        count(head, app, meeting, &caller)?;
        Ok(Self { meeting, caller })
    }
}

impl FromRequestParts<App> for Attendee {
    type Rejection = Refusal;

    async fn from_request_parts(head: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let door = Visit::of(head).door;
        let (meeting, caller) = caller(head, app).await?;
        let inside = caller
            .session()
            .is_some_and(|session| app.confab.is_inside(session));
        if !ours(door) && !inside {
            return Err(not_allowed("You are not in the meeting. Join it first."));
        }
        count(head, app, meeting, &caller)?;
        Ok(Self { meeting, caller })
    }
}

/// Counts what a guest changes: everybody in the meeting is told of it.
fn count(head: &Parts, app: &App, meeting: MeetingId, caller: &Caller) -> Answer<()> {
    match caller.identity() {
        Some(identity) if !caller.is_ours() && !head.method.is_safe() => {
            Ok(app.announcements.count(meeting, identity)?)
        }
        _ => Ok(()),
    }
}

/// The session that a request shows, if it is one that holds.
///
/// # Errors
/// [`Code::NoSession`] without one; else as the session itself.
pub(crate) async fn session(app: &App, headers: &HeaderMap) -> Answer<(Secret, Session)> {
    let token =
        bearer(headers).ok_or_else(|| Error::new(Code::NoSession, "Join the meeting first."))?;
    let session = app.confab.session(token.expose()).await?;
    Ok((token, session))
}

pub(super) fn bearer(headers: &HeaderMap) -> Option<Secret> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| Secret::new(token.trim()))
}

async fn caller(head: &Parts, app: &App) -> Answer<(MeetingId, Caller)> {
    let raw = RawId::of(head);
    let id = raw.read();
    if ours(Visit::of(head).door) {
        let id = id.ok_or_else(Error::meeting_not_found)?;
        if app.confab.meeting(id).await?.is_none() {
            return Err(Error::meeting_not_found().into());
        }
        let session = session(app, &head.headers).await.ok();
        let session = session.map(|(_, session)| session);
        let own = session.filter(|session| session.meeting == id);
        return Ok((id, Caller::ours(own)));
    }
    let (_, session) = session(app, &head.headers).await?;
    match id {
        Some(id) if id == session.meeting => Ok((id, Caller::with(session))),
        _ if raw.hides(session.meeting) => Err(Error::meeting_not_found().into()),
        _ => Err(not_allowed("This session is of another meeting.")),
    }
}

fn ours(door: Door) -> bool {
    matches!(door, Door::Host | Door::Local)
}

fn not_allowed(sentence: &str) -> Refusal {
    Refusal::new(Code::NotAllowed, sentence)
}
