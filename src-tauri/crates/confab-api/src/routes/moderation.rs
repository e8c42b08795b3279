//! What the host and co-hosts do: rules, muting, asking, names and roles, the spotlight, removing,
//! ending for all.

use axum::Json;
use axum::extract::{Request, State};
use confab_core::clock::rfc3339;
use confab_core::confab::PersonPatch;
use confab_core::error::Code;
use confab_core::id::MeetingId;
use confab_core::livekit::Sent;
use confab_core::meeting::Granted;
use confab_core::name::DisplayName;
use confab_core::role::Role;
use confab_core::rules::{RulesPatch, Who};
use http::Uri;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::Moderator;
use super::visit::{Identity, RoleId};
use crate::App;
use crate::body::Fields;
use crate::errors::{Answer, Refusal};
use crate::shapes::{Meeting, Person, Role as RoleWord};

/// What holds in a meeting; what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct RulesRequest {
    /// Nobody comes in who is not inside already.
    locked: Option<bool>,
    /// Whoever comes waits to be let in.
    lobby: Option<bool>,
    /// Guests can't turn their microphones on.
    microphones_locked: Option<bool>,
    /// `everyone` or `hosts`.
    #[schema(example = "everyone")]
    who_shares: Option<String>,
    /// `everyone` or `hosts`.
    #[schema(example = "everyone")]
    who_chats: Option<String>,
}

/// Change what holds in a meeting.
#[utoipa::path(
    patch, path = "/api/v1/meetings/{meeting_id}/rules", tag = "Moderation", operation_id = "set_rules",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    request_body(content = RulesRequest),
    responses((status = 200, description = "The meeting as it is now. A lobby that is closed has let in who waited.", body = Meeting)),
)]
pub(crate) async fn rules(
    State(app): State<App>,
    by: Moderator,
    request: Request,
) -> Answer<Json<Meeting>> {
    let mut fields = Fields::read(request).await?;
    let patch = RulesPatch {
        locked: fields.flag("locked")?,
        lobby: fields.flag("lobby")?,
        microphones_locked: fields.flag("microphones_locked")?,
        who_shares: who(&mut fields, "who_shares")?,
        who_chats: who(&mut fields, "who_chats")?,
    };
    Ok(Json(app.confab.set_rules(by.meeting, patch).await?.into()))
}

fn who(fields: &mut Fields, name: &str) -> Answer<Option<Who>> {
    let misfit = || Refusal::misfit(format!("{name} must be everyone or hosts."));
    match fields.text_or_null(name)? {
        None => Ok(None),
        Some(None) => Err(misfit()),
        Some(Some(word)) => Who::read(&word).map(Some).ok_or_else(misfit),
    }
}

/// How many were concerned.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Done {
    success: bool,
    /// Microphones muted, hands lowered, people let in …
    count: usize,
}

impl Done {
    pub(crate) fn to(count: usize) -> Json<Self> {
        Json(Self {
            success: true,
            count,
        })
    }
}

/// Mute all microphones but the caller's own. Asked for by the app itself, the host's stays on as
/// well; so it does where a co-host asks.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/mute", tag = "Moderation", operation_id = "mute_all",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses((status = 200, description = "How many were muted. They may unmute, unless microphones are locked.", body = Done)),
)]
pub(crate) async fn mute_all(State(app): State<App>, by: Moderator) -> Answer<Json<Done>> {
    Ok(Done::to(app.confab.mute_all(by.meeting, &by.caller).await?))
}

/// What to mute.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct MuteRequest {
    /// `microphone`, `camera` or `screen`.
    #[schema(example = "microphone")]
    source: String,
}

/// Mute somebody's microphone, or stop their camera or their share.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/participants/{identity}/mute", tag = "Moderation", operation_id = "mute_participant",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("identity" = String, Path, description = "The participant's identity."),
    ),
    request_body(content = MuteRequest),
    responses((status = 200, description = "How many tracks were on. A page that shares its screen is asked to stop that.", body = Done)),
)]
pub(crate) async fn mute(
    State(app): State<App>,
    by: Moderator,
    Identity(identity): Identity,
    request: Request,
) -> Answer<Json<Done>> {
    let source = match Fields::read(request).await?.text("source")?.as_str() {
        "microphone" => Sent::Microphone,
        "camera" => Sent::Camera,
        "screen" => Sent::Screen,
        _ => {
            return Err(Refusal::misfit(
                "source must be microphone, camera or screen.",
            ));
        }
    };
    let muted = app
        .confab
        .mute(by.meeting, &identity, source, &by.caller)
        .await?;
    Ok(Done::to(muted))
}

/// What to ask for.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct AskRequest {
    /// `unmute`.
    #[schema(example = "unmute")]
    what: String,
}

/// Ask somebody to turn the microphone on. Only they can.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/participants/{identity}/ask", tag = "Moderation", operation_id = "ask_participant",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("identity" = String, Path, description = "The participant's identity."),
    ),
    request_body(content = AskRequest),
    responses((status = 200, description = "They are asked.", body = Done)),
)]
pub(crate) async fn ask(
    State(app): State<App>,
    by: Moderator,
    Identity(identity): Identity,
    request: Request,
) -> Answer<Json<Done>> {
    if Fields::read(request).await?.text("what")? != "unmute" {
        return Err(Refusal::misfit("what must be unmute."));
    }
    app.confab
        .ask_to_unmute(by.meeting, &identity, &by.caller)
        .await?;
    Ok(Done::to(1))
}

/// What to change about somebody; what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct PersonRequest {
    /// 1 to 100 characters that are not all blank.
    name: Option<String>,
    /// `guest` or `cohost`. Only the host may say so.
    #[schema(example = "cohost")]
    role: Option<String>,
}

/// Rename somebody, or make a co-host of them.
#[utoipa::path(
    patch, path = "/api/v1/meetings/{meeting_id}/participants/{identity}", tag = "Moderation", operation_id = "update_participant",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("identity" = String, Path, description = "The participant's identity."),
    ),
    request_body(content = PersonRequest),
    responses((status = 200, description = "Who they are now.", body = Person)),
)]
pub(crate) async fn update(
    State(app): State<App>,
    by: Moderator,
    Identity(identity): Identity,
    request: Request,
) -> Answer<Json<Person>> {
    let mut fields = Fields::read(request).await?;
    let name = fields.text_or_null("name")?.flatten();
    let role = fields.text_or_null("role")?.flatten();
    let role = role.map(|word| {
        Role::read(&word)
            .filter(|role| *role < Role::Host)
            .ok_or_else(|| Refusal::misfit("role must be guest or cohost."))
    });
    let patch = PersonPatch {
        name: name.map(|name| DisplayName::new(&name)).transpose()?,
        role: role.transpose()?,
    };
    let person = app
        .confab
        .change_person(by.meeting, &identity, patch, &by.caller)
        .await?;
    Ok(Json(person.into()))
}

/// A participant who was put out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Removed {
    success: bool,
    #[schema(value_type = String, example = "Participant removed successfully")]
    message: &'static str,
    #[schema(value_type = String, example = "abc-defg-hij")]
    meeting_id: MeetingId,
    #[schema(example = "john_doe_a1b2c3d4")]
    identity: String,
}

/// Put a participant out. They stay out: their tokens, their session, and their browser.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}/participants/{identity}", tag = "Moderation", operation_id = "remove_participant",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("identity" = String, Path, description = "The participant's identity."),
        ("newcomers_wait" = Option<bool>, Query, description = "Turns the lobby on in the same step: another browser can't be recognised."),
    ),
    responses((status = 200, description = "They are out.", body = Removed)),
)]
pub(crate) async fn remove(
    State(app): State<App>,
    by: Moderator,
    Identity(identity): Identity,
    uri: Uri,
) -> Answer<Json<Removed>> {
    if identity.is_empty() {
        return Err(Refusal::new(
            Code::ParticipantNotFound,
            "There is no such participant in this meeting.",
        ));
    }
    let newcomers_wait = newcomers_wait(uri.query().unwrap_or_default())?;
    app.confab
        .remove(by.meeting, &identity, newcomers_wait, &by.caller)
        .await?;
    Ok(Json(Removed {
        success: true,
        message: "Participant removed successfully",
        meeting_id: by.meeting,
        identity,
    }))
}

fn newcomers_wait(query: &str) -> Answer<bool> {
    let asked = url::form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name == "newcomers_wait")
        .last();
    match asked.as_ref().map(|(_, value)| value.as_ref()) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(Refusal::misfit("newcomers_wait must be true or false.")),
    }
}

/// A role that somebody has in a meeting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RoleGrant {
    /// What it is taken back by.
    #[schema(example = "hV3uYd0mTz2kQ9xWf1bJ7A")]
    role_id: String,
    role: RoleWord,
    /// What its owner was called.
    #[schema(example = "John Doe")]
    name: String,
    /// Whether its owner was inside when this was told.
    inside: bool,
    /// When its owner was inside last, to the hour.
    #[schema(example = "2024-01-15T10:30:00Z")]
    seen_at: String,
    /// The identities that they joined with, the last first.
    identities: Vec<String>,
}

impl From<Granted> for RoleGrant {
    fn from(granted: Granted) -> Self {
        Self {
            role_id: granted.role_id,
            role: granted.role.into(),
            name: granted.name,
            inside: granted.inside,
            seen_at: rfc3339(granted.seen_at),
            identities: granted.identities,
        }
    }
}

/// Who may do more than a guest in a meeting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RoleGrants {
    roles: Vec<RoleGrant>,
}

/// List who may do more than a guest in a meeting, also who is not inside.
#[utoipa::path(
    get, path = "/api/v1/meetings/{meeting_id}/roles", tag = "Moderation", operation_id = "list_roles",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses((status = 200, description = "The roles. One is kept until its owner has not been inside for a day.", body = RoleGrants)),
)]
pub(crate) async fn roles(State(app): State<App>, by: Moderator) -> Answer<Json<RoleGrants>> {
    let granted = app.confab.granted_roles(by.meeting).await?;
    let roles = granted.into_iter().map(RoleGrant::from).collect();
    Ok(Json(RoleGrants { roles }))
}

/// Take a co-host's role back, also while they are not inside. It goes from every identity and
/// every session of theirs.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}/roles/{role_id}", tag = "Moderation", operation_id = "take_back_role",
    params(
        ("meeting_id" = String, Path, description = "The meeting's id."),
        ("role_id" = String, Path, description = "As the list names it."),
    ),
    responses((status = 200, description = "They are a guest.", body = Done)),
)]
pub(crate) async fn take_back_role(
    State(app): State<App>,
    by: Moderator,
    RoleId(role_id): RoleId,
) -> Answer<Json<Done>> {
    let (confab, caller) = (&app.confab, &by.caller);
    confab.take_back_role(by.meeting, &role_id, caller).await?;
    Ok(Done::to(1))
}

/// Whom everybody is to see large.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct Spotlight {
    /// Null for nobody.
    #[schema(required, example = "john_doe_a1b2c3d4")]
    identity: Option<String>,
}

/// Put somebody in the spotlight for everybody, or nobody.
#[utoipa::path(
    put, path = "/api/v1/meetings/{meeting_id}/spotlight", tag = "Moderation", operation_id = "set_spotlight",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    request_body(content = Spotlight),
    responses((status = 200, description = "Who is in the spotlight now.", body = Spotlight)),
)]
pub(crate) async fn spotlight(
    State(app): State<App>,
    by: Moderator,
    request: Request,
) -> Answer<Json<Spotlight>> {
    let identity = Fields::read(request)
        .await?
        .text_or_null("identity")?
        .ok_or_else(|| Refusal::misfit("identity is missing; null means nobody."))?;
    app.confab
        .set_spotlight(by.meeting, identity.as_deref())
        .await?;
    Ok(Json(Spotlight { identity }))
}

/// When a meeting is to end for all.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct EndRequest {
    /// 0 to 60: how long the countdown lasts.
    #[schema(minimum = 0, maximum = 60)]
    seconds: u32,
}

/// When a meeting ends for all.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Ending {
    /// Null while nothing is counted down.
    #[schema(required, example = "2024-01-15T10:30:00Z")]
    ending_at: Option<String>,
}

/// End a meeting for all who are in it, after a countdown that can be stopped.
#[utoipa::path(
    post, path = "/api/v1/meetings/{meeting_id}/end", tag = "Moderation", operation_id = "end_meeting",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    request_body(content = EndRequest),
    responses((status = 200, description = "When it ends. The meeting stays, and can be used again.", body = Ending)),
)]
pub(crate) async fn end(
    State(app): State<App>,
    by: Moderator,
    request: Request,
) -> Answer<Json<Ending>> {
    let seconds = Fields::read(request)
        .await?
        .number("seconds")?
        .ok_or_else(|| Refusal::misfit("seconds is missing."))?;
    let at = app.confab.end_for_all(by.meeting, seconds).await?;
    Ok(Json(Ending {
        ending_at: Some(rfc3339(at)),
    }))
}

/// Stop the countdown.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}/end", tag = "Moderation", operation_id = "stop_ending",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses((status = 200, description = "Nothing is counted down any more.", body = Ending)),
)]
pub(crate) async fn stop_ending(State(app): State<App>, by: Moderator) -> Answer<Json<Ending>> {
    app.confab.stop_ending(by.meeting).await?;
    Ok(Json(Ending { ending_at: None }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whether_newcomers_wait_is_said_in_so_many_words() {
        for (query, wanted) in [
            ("", Some(false)),
            ("x=1", Some(false)),
            ("newcomers_wait=true", Some(true)),
            ("newcomers_wait=false", Some(false)),
            ("newcomers_wait=", None),
            ("newcomers_wait=yes", None),
        ] {
            assert_eq!(newcomers_wait(query).ok(), wanted, "{query}");
        }
    }
}
