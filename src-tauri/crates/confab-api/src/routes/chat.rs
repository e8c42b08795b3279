//! Chat: what people say in a meeting, and what they think of it.

use axum::Json;
use axum::extract::{Request, State};
use confab_core::chat::{Author, NewMessage, PAGE_LIMIT};
use confab_core::error::{Code, Error};
use confab_core::id::MeetingId;
use http::Uri;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::{Attendee, Moderator};
use super::visit::{Emoji, MessageId};
use crate::App;
use crate::body::Fields;
use crate::errors::{Answer, Detail, Refusal};
use crate::shapes::Message;

/// How many messages a page holds unless told otherwise.
const PAGE: u32 = 200;

/// What to say.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct SayRequest {
    /// 1 to 4,000 characters; in an encrypted meeting encrypted by the page.
    #[schema(example = "Good morning!")]
    text: String,
    /// The message that this one answers.
    reply_to: Option<i64>,
    /// The same for each try of one message: it is said once, and the later tries are answered
    /// like the first. Up to 64 letters, digits, hyphens and underscores.
    key: Option<String>,
}

/// Say something. At the guest door by those inside, at most ten at once and then one a second.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/chat", tag = "Chat", operation_id = "say",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    request_body(content = SayRequest),
    responses(
        (status = 200, description = "It was said, and everybody inside is told.", body = Message),
        (status = 401, description = "At the guest door: no session of this meeting.", body = Detail),
        (status = 403, description = "`not_allowed`: not inside. `chat_closed`: only hosts write. `removed_by_host`.", body = Detail),
        (status = 404, description = "`meeting_not_found`; `message_not_found`: the one answered is gone.", body = Detail),
        (status = 409, description = "`nobody_inside`: nobody would read it.", body = Detail),
        (status = 422, description = "The body does not fit. `not_encrypted`: the meeting is, this is not.", body = Detail),
        (status = 429, description = "`too_many_messages`, or too many wrong ids; `Retry-After` says when.", body = Detail),
    ),
)]
pub(crate) async fn say(
    State(app): State<App>,
    Attendee {
        meeting: id,
        caller,
    }: Attendee,
    request: Request,
) -> Answer<Json<Message>> {
    let mut fields = Fields::read(request).await?;
    let new = NewMessage {
        text: fields.text("text")?,
        reply_to: fields.id("reply_to")?,
        key: fields.text_or_null("key")?.flatten(),
    };
    let said = app.confab.say(&caller, id, new).await?;
    Ok(Json(Message::seen_by(said, &Author::of(&caller))))
}

/// Part of a chat.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Messages {
    /// Oldest first.
    messages: Vec<Message>,
    /// Whether there are more after them.
    more: bool,
}

/// Read what was said since the meeting became live, oldest first.
///
/// It becomes live when the first person is inside after 90 seconds of nobody. Nothing is lost by
/// whoever opens `/events` first, then reads this to its end, and takes each message by its id;
/// after every further `snapshot` it is read again.
#[utoipa::path(
    get, path = "/api/v1/meetings/{meeting_id}/chat", tag = "Chat", operation_id = "read_chat",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("after" = Option<i64>, Query, description = "Only messages after the one with this id."),
        ("limit" = Option<u32>, Query, description = "1 to 500; 200 unless given.", minimum = 1, maximum = 500),
    ),
    responses(
        (status = 200, description = "Messages in the order in which they were said.", body = Messages),
        (status = 401, description = "At the guest door: no session of this meeting.", body = Detail),
        (status = 403, description = "`not_allowed`: not inside. `removed_by_host`.", body = Detail),
        (status = 422, description = "A parameter does not fit.", body = Detail),
    ),
)]
pub(crate) async fn read(
    State(app): State<App>,
    Attendee {
        meeting: id,
        caller,
    }: Attendee,
    uri: Uri,
) -> Answer<Json<Messages>> {
    let (after, limit) = page(uri.query().unwrap_or_default())?;
    let page = app.confab.chat(&caller, id, after, limit).await?;
    let reader = Author::of(&caller);
    Ok(Json(Messages {
        messages: page
            .messages
            .into_iter()
            .map(|message| Message::seen_by(message, &reader))
            .collect(),
        more: page.more,
    }))
}

fn page(query: &str) -> Answer<(i64, u32)> {
    let (mut after, mut limit) = (0, PAGE);
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "after" => {
                after = value.parse().map_err(|_| {
                    Refusal::misfit("after must be the id of a message, a whole number.")
                })?;
            }
            "limit" => {
                let asked = value.parse().ok();
                limit = asked
                    .filter(|limit| (1..=PAGE_LIMIT).contains(limit))
                    .ok_or_else(|| {
                        Refusal::misfit(format!(
                            "limit must be a whole number from 1 to {PAGE_LIMIT}."
                        ))
                    })?;
            }
            _ => {}
        }
    }
    Ok((after, limit))
}

/// A chat that was cleared.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Cleared {
    success: bool,
    #[schema(value_type = String, example = "abc-defg-hij")]
    meeting_id: MeetingId,
}

/// Delete everything that was said, and its files.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}/chat", tag = "Chat", operation_id = "clear_chat",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses(
        (status = 200, description = "It is gone, and everybody inside is told.", body = Cleared),
        (status = 401, description = "At the guest door: no session of this meeting.", body = Detail),
        (status = 403, description = "`not_allowed`: only hosts may. `removed_by_host`.", body = Detail),
    ),
)]
pub(crate) async fn clear(
    State(app): State<App>,
    Moderator {
        meeting: id,
        caller,
    }: Moderator,
) -> Answer<Json<Cleared>> {
    app.confab.clear_chat(&caller, id).await?;
    Ok(Json(Cleared {
        success: true,
        meeting_id: id,
    }))
}

/// Delete a message: its author may, and whoever moderates. Its file goes too; its place stays.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}/chat/{message_id}", tag = "Chat", operation_id = "delete_message",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("message_id" = i64, Path, description = "The message's id."),
    ),
    responses(
        (status = 200, description = "What is left of it; everybody inside is told.", body = Message),
        (status = 401, description = "At the guest door: no session of this meeting.", body = Detail),
        (status = 403, description = "`not_allowed`: not theirs, or not inside. `removed_by_host`.", body = Detail),
        (status = 404, description = "`meeting_not_found`, `message_not_found`.", body = Detail),
    ),
)]
pub(crate) async fn delete(
    State(app): State<App>,
    Attendee {
        meeting: id,
        caller,
    }: Attendee,
    MessageId(message): MessageId,
) -> Answer<Json<Message>> {
    let message = message.ok_or_else(no_message)?;
    let deleted = app.confab.delete_message(&caller, id, message).await?;
    Ok(Json(Message::seen_by(deleted, &Author::of(&caller))))
}

/// React to a message with 👍 ❤️ 😂 😮 👏 🎉 👋 or 🤔.
#[utoipa::path(
    put, path = "/api/v1/meetings/{meeting_id}/chat/{message_id}/reactions/{emoji}", tag = "Chat", operation_id = "react_to_message",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("message_id" = i64, Path, description = "The message's id."),
        ("emoji" = String, Path, description = "One of those on the list."),
    ),
    responses(
        (status = 200, description = "The message with the reaction; everybody inside is told.", body = Message),
        (status = 401, description = "No session of this meeting.", body = Detail),
        (status = 403, description = "`not_allowed`: not inside. `chat_closed`, `removed_by_host`.", body = Detail),
        (status = 404, description = "`meeting_not_found`, `message_not_found`.", body = Detail),
        (status = 422, description = "Not on the list.", body = Detail),
        (status = 429, description = "`too_many_messages`, or too many wrong ids; `Retry-After` says when.", body = Detail),
    ),
)]
pub(crate) async fn react(
    State(app): State<App>,
    attendee: Attendee,
    message: MessageId,
    emoji: Emoji,
) -> Answer<Json<Message>> {
    set_reaction(app, attendee, message, emoji, true).await
}

/// Take a reaction back.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}/chat/{message_id}/reactions/{emoji}", tag = "Chat", operation_id = "take_reaction_back",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("message_id" = i64, Path, description = "The message's id."),
        ("emoji" = String, Path, description = "One of those on the list."),
    ),
    responses(
        (status = 200, description = "The message without the reaction; everybody inside is told.", body = Message),
        (status = 401, description = "No session of this meeting.", body = Detail),
        (status = 403, description = "`not_allowed`: not inside. `chat_closed`, `removed_by_host`.", body = Detail),
        (status = 404, description = "`meeting_not_found`, `message_not_found`.", body = Detail),
        (status = 422, description = "Not on the list.", body = Detail),
        (status = 429, description = "`too_many_messages`; `Retry-After` says when.", body = Detail),
    ),
)]
pub(crate) async fn unreact(
    State(app): State<App>,
    attendee: Attendee,
    message: MessageId,
    emoji: Emoji,
) -> Answer<Json<Message>> {
    set_reaction(app, attendee, message, emoji, false).await
}

async fn set_reaction(
    app: App,
    Attendee {
        meeting: id,
        caller,
    }: Attendee,
    MessageId(message): MessageId,
    Emoji(emoji): Emoji,
    there: bool,
) -> Answer<Json<Message>> {
    let message = message.ok_or_else(no_message)?;
    let reacted = app
        .confab
        .react_to_message(&caller, id, message, &emoji, there)
        .await?;
    Ok(Json(Message::seen_by(reacted, &Author::of(&caller))))
}

fn no_message() -> Error {
    Error::new(Code::MessageNotFound, "This message is not there any more.")
}
