//! Hands and reactions.

use axum::Json;
use axum::extract::{Request, State};
use serde::Deserialize;
use utoipa::ToSchema;

use super::caller::{Attendee, Moderator};
use super::moderation::Done;
use super::visit::Hand;
use crate::App;
use crate::body::Fields;
use crate::errors::{Answer, Detail, Refusal};
use crate::shapes::Person;

/// Whether one's hand is up.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct HandRequest {
    raised: bool,
}

/// Raise or lower one's own hand. One that is up keeps its place.
#[utoipa::path(
    put, path = "/api/v1/meetings/{meeting_id}/hand", tag = "In the call", operation_id = "raise_hand",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    request_body(content = HandRequest),
    responses((status = 200, description = "The caller, with the hand's place among those that are up.", body = Person)),
)]
pub(crate) async fn hand(
    State(app): State<App>,
    by: Attendee,
    request: Request,
) -> Answer<Json<Person>> {
    let raised = Fields::read(request)
        .await?
        .flag("raised")?
        .ok_or_else(|| Refusal::misfit("raised is missing."))?;
    let person = app.confab.raise_hand(by.meeting, &by.caller, raised)?;
    Ok(Json(person.into()))
}

/// Lower somebody's hand.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}/hands/{identity}", tag = "Moderation", operation_id = "lower_hand",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("identity" = String, Path, description = "The participant's identity."),
    ),
    responses((status = 200, description = "Who they are now.", body = Person)),
)]
pub(crate) async fn lower(
    State(app): State<App>,
    by: Moderator,
    Hand(identity): Hand,
) -> Answer<Json<Person>> {
    let person = app
        .confab
        .lower_hand(by.meeting, &identity, &by.caller)
        .await?;
    Ok(Json(person.into()))
}

/// Lower every hand.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}/hands", tag = "Moderation", operation_id = "lower_hands",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses((status = 200, description = "How many were up.", body = Done)),
)]
pub(crate) async fn lower_all(State(app): State<App>, by: Moderator) -> Answer<Json<Done>> {
    let count = app.confab.lower_hands(by.meeting, &by.caller).await?;
    Ok(Done::to(count))
}

/// A reaction.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct ReactionRequest {
    /// One of 👍 ❤️ 😂 😮 👏 🎉 👋 🤔.
    #[schema(example = "👍")]
    emoji: String,
}

/// React, for everybody to see.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/reactions", tag = "In the call", operation_id = "react",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    request_body(content = ReactionRequest),
    responses(
        (status = 200, description = "Everybody is shown it.", body = Done),
        (status = 429, description = "Too many at once: six, then two a second.", body = Detail),
    ),
)]
pub(crate) async fn react(
    State(app): State<App>,
    by: Attendee,
    request: Request,
) -> Answer<Json<Done>> {
    let emoji = Fields::read(request).await?.text("emoji")?;
    app.confab.react(by.meeting, &by.caller, &emoji)?;
    Ok(Done::to(1))
}
