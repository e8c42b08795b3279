//! Warming up: what the guest page asks before its visitor joins.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use super::calls::known;
use super::visit::{RawId, Ticket, Visit};
use crate::App;
use crate::doors::cookie::Cookie;
use crate::errors::{Answer, Detail};

/// What the page connects with before its visitor joins.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WarmAnswer {
    /// Keeps the connection alive, and joins with it.
    ticket: String,
    /// LiveKit's access token: hidden, without any right.
    token: String,
    #[schema(example = "ws://localhost:3000")]
    livekit_url: String,
    /// Who the visitor will be.
    #[schema(example = "guest_a1b2c3d4")]
    user_id: String,
}

/// Connect before joining, so that joining takes no time.
///
/// Whoever is connected like this is nobody: in no list, count or event, without a seat, without
/// media and data. Joining with the ticket (`warm`) makes a participant of them.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/warm", tag = "Guest page", operation_id = "warm_up",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses(
        (status = 200, description = "A ticket, good for 60 seconds after its last sign of life.", body = WarmAnswer),
        (status = 409, description = "`no_warming`: connect when joining. So it is while the meeting is full, or somebody inside may send data through LiveKit, and always with an external LiveKit server.", body = Detail),
    ),
)]
pub(crate) async fn warm(
    State(app): State<App>,
    visit: Visit,
    id: RawId,
    cookie: Cookie,
) -> Answer<Response> {
    let id = known(&app, &id).await?;
    visit.count_join(&app, "warm")?;
    let livekit_url = app.livekit_url(visit.door, visit.host.as_ref())?;
    let warmed = app.confab.warm(id, cookie.browser()).await?;
    let mut response = Json(WarmAnswer {
        ticket: warmed.ticket.expose().to_owned(),
        token: warmed.token.expose().to_owned(),
        livekit_url,
        user_id: warmed.identity,
    })
    .into_response();
    cookie.set(response.headers_mut());
    Ok(response)
}

/// Say that the page is still there; every 20 seconds will do.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/warm/{ticket}", tag = "Guest page", operation_id = "keep_warm",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("ticket" = String, Path, description = "The ticket."),
    ),
    responses(
        (status = 204, description = "The connection lives on for 60 seconds."),
        (status = 409, description = "`no_warming`: it has ended. Connect when joining.", body = Detail),
    ),
)]
pub(crate) async fn keep(
    State(app): State<App>,
    id: RawId,
    Ticket(ticket): Ticket,
) -> Answer<StatusCode> {
    let id = known(&app, &id).await?;
    app.confab.keep_warm(id, ticket.expose())?;
    Ok(StatusCode::NO_CONTENT)
}
