//! What the host and local front ends may do: create, list, change and delete meetings.

use axum::Json;
use axum::extract::{Request, State};
use confab_core::clock::{parse_rfc3339, rfc3339};
use confab_core::error::Error;
use confab_core::id::MeetingId;
use confab_core::meeting::{ListRequest, MeetingPatch, NewMeeting, Schedule};
use http::Uri;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::visit::{RawId, Visit};
use crate::App;
use crate::body::Fields;
use crate::errors::{Answer, Detail, Refusal};
use crate::shapes::Meeting;

/// How many meetings a list holds at most.
const LIST_LIMIT: u32 = 200;

/// Options of a new meeting.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct CreateRequest {
    /// Up to 200 characters.
    title: Option<String>,
    /// 1 to 1,000; 50 unless given.
    #[schema(minimum = 1, maximum = 1000)]
    max_participants: Option<u32>,
}

/// A meeting that was created.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Created {
    #[schema(value_type = String, example = "abc-defg-hij")]
    meeting_id: MeetingId,
    #[schema(example = "http://localhost:3000/meeting/abc-defg-hij")]
    meeting_link: String,
    #[schema(example = "2024-01-15T10:30:00Z")]
    created_at: String,
    #[schema(example = "ws://localhost:7880")]
    livekit_url: String,
}

/// Create a meeting.
#[utoipa::path(
    post, path = "/api/v1/meetings/create", tag = "Meetings", operation_id = "create_meeting",
    request_body(content = CreateRequest, description = "May be left out."),
    responses((status = 200, description = "The meeting and its link.", body = Created)),
)]
pub(crate) async fn create(
    State(app): State<App>,
    visit: Visit,
    request: Request,
) -> Answer<Json<Created>> {
    let mut fields = Fields::read_optional(request).await?.unwrap_or_default();
    let new = new_meeting(&mut fields)?;
    if fields.flag("encrypted")? == Some(true) {
        return Err(Refusal::misfit(
            "Meetings that are end-to-end encrypted are made in the app's window alone: their key must not pass through any port.",
        ));
    }
    let livekit_url = app
        .livekit_url(visit.door, visit.host.as_ref())
        .map_err(|error| error.prefixed("Failed to create meeting"))?;
    let meeting = app.confab.create(new).await?;
    Ok(Json(Created {
        meeting_id: meeting.id,
        // Core makes no meeting without a link; the guest door never closes once it is open.
        meeting_link: meeting.link.unwrap_or_default(),
        created_at: rfc3339(meeting.created_at),
        livekit_url,
    }))
}

/// The options of a new meeting.
pub(super) fn new_meeting(fields: &mut Fields) -> Answer<NewMeeting> {
    Ok(NewMeeting {
        title: fields.text_or_null("title")?.flatten(),
        max_participants: fields.number("max_participants")?,
        encrypted: false,
    })
}

/// A page of meetings.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Meetings {
    meetings: Vec<Meeting>,
    /// What to ask the next page with; null on the last one.
    #[schema(required)]
    next_cursor: Option<String>,
}

/// List meetings, newest first.
#[utoipa::path(
    get, path = "/api/v1/meetings", tag = "Meetings", operation_id = "list_meetings",
    params(
        ("limit" = Option<u32>, Query, description = "1 to 200; 50 unless given.", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before."),
        ("query" = Option<String>, Query, description = "Only meetings whose title or id holds this."),
    ),
    responses(
        (status = 200, description = "A page of meetings.", body = Meetings),
        (status = 422, description = "A parameter does not fit.", body = Detail),
    ),
)]
pub(crate) async fn list(State(app): State<App>, uri: Uri) -> Answer<Json<Meetings>> {
    let page = app
        .confab
        .list(list_query(uri.query().unwrap_or_default())?)
        .await?;
    Ok(Json(Meetings {
        meetings: page.meetings.into_iter().map(Meeting::from).collect(),
        next_cursor: page.next_cursor,
    }))
}

fn list_query(query: &str) -> Answer<ListRequest> {
    let mut asked = ListRequest::default();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let text = || Some(value.trim().to_owned()).filter(|text| !text.is_empty());
        match &*name {
            "limit" => {
                let limit = value
                    .parse()
                    .ok()
                    .filter(|limit| (1..=LIST_LIMIT).contains(limit));
                if limit.is_none() {
                    return Err(Refusal::misfit(format!(
                        "limit must be a whole number from 1 to {LIST_LIMIT}."
                    )));
                }
                asked.limit = limit;
            }
            "cursor" => asked.cursor = text(),
            "query" => asked.query = text(),
            _ => {}
        }
    }
    Ok(asked)
}

/// What to change.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct UpdateRequest {
    /// Up to 200 characters; null takes the title away.
    title: Option<String>,
    /// 1 to 1,000.
    #[schema(minimum = 1, maximum = 1000)]
    max_participants: Option<u32>,
    /// Whether guests on other machines may come while only chosen meetings are shared.
    shared: Option<bool>,
    /// When it is meant to be; null takes the time away.
    schedule: Option<Plan>,
}

/// When a meeting is meant to be.
#[derive(Debug, Deserialize, ToSchema)]
#[allow(
    dead_code,
    reason = "read field by field, for the sake of its sentences"
)]
pub(crate) struct Plan {
    /// RFC 3339, of any zone.
    #[schema(example = "2024-01-15T10:30:00Z")]
    starts_at: String,
    #[schema(minimum = 1, maximum = 1440)]
    minutes: u32,
}

fn plan(fields: &mut Fields) -> Answer<Option<Option<Schedule>>> {
    let Some(plan) = fields.object_or_null("schedule")? else {
        return Ok(None);
    };
    let Some(mut plan) = plan else {
        return Ok(Some(None));
    };
    let starts_at = parse_rfc3339(&plan.text("starts_at")?)
        .ok_or_else(|| Refusal::misfit("starts_at must be a time like 2024-01-15T10:30:00Z."))?;
    let minutes = plan
        .number("minutes")?
        .ok_or_else(|| Refusal::misfit("minutes is missing."))?;
    Ok(Some(Some(Schedule { starts_at, minutes })))
}

/// Change a meeting's title, size, sharing or schedule.
#[utoipa::path(
    patch, path = "/api/v1/meetings/{meeting_id}", tag = "Meetings", operation_id = "update_meeting",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    request_body(content = UpdateRequest),
    responses((status = 200, description = "The meeting as it is now.", body = Meeting)),
)]
pub(crate) async fn update(
    State(app): State<App>,
    id: RawId,
    request: Request,
) -> Answer<Json<Meeting>> {
    let id = id.read().ok_or_else(Error::meeting_not_found)?;
    if app.confab.meeting(id).await?.is_none() {
        return Err(Error::meeting_not_found().into());
    }
    let mut fields = Fields::read(request).await?;
    let patch = MeetingPatch {
        title: fields.text_or_null("title")?,
        max_participants: fields.number("max_participants")?,
        shared: fields.flag("shared")?,
        schedule: plan(&mut fields)?,
    };
    Ok(Json(app.confab.update(id, patch).await?.into()))
}

/// A meeting that was deleted.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Deleted {
    success: bool,
    #[schema(value_type = String, example = "Meeting deleted successfully")]
    message: &'static str,
    #[schema(value_type = String, example = "abc-defg-hij")]
    meeting_id: MeetingId,
}

/// Delete a meeting. Everybody inside is disconnected.
#[utoipa::path(
    delete, path = "/api/v1/meetings/{meeting_id}", tag = "Meetings", operation_id = "delete_meeting",
    params(("meeting_id" = String, Path, description = "The meeting's id.")),
    responses((status = 200, description = "It is gone, and its id is never used again.", body = Deleted)),
)]
pub(crate) async fn delete(State(app): State<App>, id: RawId) -> Answer<Json<Deleted>> {
    let id = id.read().ok_or_else(Error::meeting_not_found)?;
    app.confab.delete(id).await?;
    Ok(Json(Deleted {
        success: true,
        message: "Meeting deleted successfully",
        meeting_id: id,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_asked_for_within_bounds() {
        let asked =
            list_query("limit=200&query=%20weekly+round%20&cursor=abc&x=1").expect("a query");
        assert_eq!(asked.limit, Some(200));
        assert_eq!(
            (asked.query.as_deref(), asked.cursor.as_deref()),
            (Some("weekly round"), Some("abc"))
        );
        assert_eq!(list_query("").expect("nothing asked").limit, None);
        for bad in [
            "limit=0",
            "limit=201",
            "limit=-1",
            "limit=",
            "limit=ten",
            "limit=1.5",
        ] {
            assert!(list_query(bad).is_err(), "{bad}");
        }
    }
}
