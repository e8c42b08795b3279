//! Encrypted meetings, as the window makes them and hands them out.
//!
//! Invariant: a key crosses the host door, which has no socket, and goes over a socket only to the
//! host's own call on this computer: in the answer to the host's code ([`super::calls::host`]), and to
//! the host's session when that page was reloaded, since the page keeps the key in its memory alone.

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use confab_core::error::{Code, Error};
use confab_core::role::Role;
use http::header::{self, HeaderMap, HeaderValue};
use serde::Serialize;
use utoipa::ToSchema;

use super::calls::not_this_user;
use super::meetings::{CreateRequest, new_meeting};
use super::visit::{RawId, Visit};
use crate::App;
use crate::body::Fields;
use crate::doors::Door;
use crate::errors::{Answer, Detail, Refusal};
use crate::shapes::Meeting;

/// Create a meeting whose people encrypt end to end. In the app's window only.
#[utoipa::path(
    post, path = "/api/v1/meetings/encrypted", tag = "Meetings", operation_id = "create_encrypted_meeting",
    request_body(content = CreateRequest, description = "May be left out."),
    responses((status = 200, description = "The meeting. Its link is not complete without its key.", body = Meeting)),
)]
pub(crate) async fn create(State(app): State<App>, request: Request) -> Answer<Json<Meeting>> {
    let mut fields = Fields::read_optional(request).await?.unwrap_or_default();
    let mut new = new_meeting(&mut fields)?;
    new.encrypted = true;
    Ok(Json(app.confab.create(new).await?.into()))
}

/// What lets people into an encrypted meeting.
#[derive(Serialize, ToSchema)]
pub(crate) struct Key {
    /// 256 bits in base64url.
    key: String,
    /// The whole link, with the key behind `#k=`; null while there is no page that it could lead to.
    #[schema(required, example = "http://localhost:3000/meeting/abc-defg-hij#k=…")]
    meeting_link: Option<String>,
}

/// Get the key of an encrypted meeting: in the app's window, and in the host's own call on this
/// computer.
#[utoipa::path(
    get, path = "/api/v1/meetings/{meeting_id}/key", tag = "Meetings", operation_id = "meeting_key",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses(
        (status = 200, description = "The key, and the link with it.", body = Key),
        (status = 403, description = "At the guest door: `not_allowed` without the host's session; `not_this_user`.", body = Detail),
        (status = 404, description = "`meeting_not_found`; `no_key`: it is not encrypted, or its key is gone.", body = Detail),
    ),
)]
pub(crate) async fn key(
    State(app): State<App>,
    visit: Visit,
    id: RawId,
    headers: HeaderMap,
) -> Answer<Response> {
    if visit.door != Door::Host {
        let (_, session) = super::caller::session(&app, &headers).await?;
        if id.read() != Some(session.meeting) || session.role != Role::Host {
            return Err(Refusal::new(
                Code::NotAllowed,
                "Only the host's own call is told the key.",
            ));
        }
        if !visit.is_of_this_user() {
            return Err(not_this_user());
        }
    }
    let id = id.read().ok_or_else(Error::meeting_not_found)?;
    let letters = app.confab.key(id).await?.letters();
    let meeting = app.confab.meeting(id).await?;
    let link = meeting.and_then(|meeting| meeting.link);
    let key = Key {
        key: letters.expose().to_owned(),
        meeting_link: link.map(|link| format!("{link}#k={}", letters.expose())),
    };
    let mut response = Json(key).into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
