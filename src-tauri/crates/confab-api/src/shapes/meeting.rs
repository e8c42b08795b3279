//! Meetings, with or without those inside.

use confab_core::clock::rfc3339;
use confab_core::meeting;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Person, Rules, Waiting};

/// A meeting as the host sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Meeting {
    #[schema(example = "abc-defg-hij")]
    meeting_id: String,
    #[schema(required)]
    title: Option<String>,
    /// Null while there is no page that it could lead to.
    #[schema(required)]
    meeting_link: Option<String>,
    #[schema(example = "2024-01-15T10:30:00Z")]
    created_at: String,
    max_participants: u32,
    num_participants: u32,
    /// Since when somebody has been inside; null while nobody is.
    #[schema(required)]
    live_since: Option<String>,
    rules: Rules,
    /// How many wait to be let in; 0 for guests.
    waiting: u32,
    /// Whether guests on other machines may come while only chosen meetings are shared.
    shared: bool,
    /// When it is meant to be; null where that is open.
    #[schema(required)]
    schedule: Option<Schedule>,
    /// Whether those inside encrypt end to end.
    encrypted: bool,
}

/// When a meeting is meant to be. It keeps nobody from coming at another time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Schedule {
    #[schema(example = "2024-01-15T10:30:00Z")]
    starts_at: String,
    /// How long it is meant to take.
    #[schema(minimum = 1, maximum = 1440)]
    minutes: u32,
}

impl From<meeting::Schedule> for Schedule {
    fn from(schedule: meeting::Schedule) -> Self {
        Self {
            starts_at: rfc3339(schedule.starts_at),
            minutes: schedule.minutes,
        }
    }
}

impl From<meeting::Meeting> for Meeting {
    fn from(meeting: meeting::Meeting) -> Self {
        Self {
            meeting_id: meeting.id.to_string(),
            title: meeting.title,
            meeting_link: meeting.link,
            created_at: rfc3339(meeting.created_at),
            max_participants: meeting.max_participants,
            num_participants: meeting.num_participants,
            live_since: meeting.live_since.map(rfc3339),
            rules: meeting.rules.into(),
            waiting: meeting.waiting,
            shared: meeting.shared,
            schedule: meeting.schedule.map(Schedule::from),
            encrypted: meeting.encrypted,
        }
    }
}

/// A meeting with those inside.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LiveMeeting {
    #[serde(flatten)]
    meeting: Meeting,
    participants: Vec<Person>,
    /// Whom everybody sees large.
    #[schema(required)]
    spotlight: Option<String>,
    /// When it ends for all, while that is counted down.
    #[schema(required)]
    ending_at: Option<String>,
    /// Who waits to be let in; empty for guests.
    waiting_people: Vec<Waiting>,
}

impl From<meeting::LiveMeeting> for LiveMeeting {
    fn from(live: meeting::LiveMeeting) -> Self {
        Self {
            meeting: live.meeting.into(),
            participants: live.people.into_iter().map(Person::from).collect(),
            spotlight: live.spotlight,
            ending_at: live.ending_at.map(rfc3339),
            waiting_people: live.waiting_people.into_iter().map(Waiting::from).collect(),
        }
    }
}
