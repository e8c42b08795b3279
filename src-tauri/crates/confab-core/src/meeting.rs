//! Meetings as callers see them.

use std::net::IpAddr;

use crate::browser::Browser;
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
use crate::livekit::Person;
use crate::member::MemberId;
use crate::name::DisplayName;
use crate::role::Role;
use crate::rules::Rules;
use crate::secret::Secret;

/// The longest title, in characters.
pub const TITLE_LIMIT: usize = 200;
/// How many people a meeting takes unless told otherwise.
pub const DEFAULT_MAX_PARTICIPANTS: u32 = 50;
/// The most that it may be told.
pub const MAX_PARTICIPANTS_LIMIT: u32 = 1000;
/// The longest that a meeting is meant to take: a day.
pub const MINUTES_LIMIT: u32 = 1440;
/// The last second of the year 9999, beyond which calendars can't be written to.
const LAST_START: i64 = 253_402_300_799;

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// The link to share; `None` while there is no page for it to lead to.
    pub link: Option<String>,
    /// Unix seconds.
    pub created_at: i64,
    /// How many people it takes, 1 to 1,000.
    pub max_participants: u32,
    /// How many are inside, at most 3 s ago.
    pub num_participants: u32,
    /// Unix seconds since when somebody has been inside.
    pub live_since: Option<i64>,
    /// What holds in it.
    pub rules: Rules,
    /// How many wait to be let in.
    pub waiting: u32,
    /// Whether guests on other machines may come while only chosen meetings are shared.
    pub shared: bool,
    /// When it is meant to be, where that was settled.
    pub schedule: Option<Schedule>,
    /// Whether those inside encrypt end to end; settled when it was made.
    pub encrypted: bool,
}

/// When a meeting is meant to be. It keeps nobody from coming at another time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// Unix seconds.
    pub starts_at: i64,
    /// How long it is meant to take, 1 to [`MINUTES_LIMIT`].
    pub minutes: u32,
}

/// A meeting with those inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveMeeting {
    /// The meeting.
    pub meeting: Meeting,
    /// Those inside, in the order of joining.
    pub people: Vec<Person>,
    /// Whom everybody sees large, where the host has chosen somebody.
    pub spotlight: Option<String>,
    /// When it ends for all (Unix seconds), while that is counted down.
    pub ending_at: Option<i64>,
    /// Who waits to be let in; empty for readers who are guests.
    pub waiting_people: Vec<Waiting>,
}

/// Somebody who waits to be let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What they are known by while they wait.
    pub waiting_id: String,
    /// The name they gave.
    pub name: String,
    /// Unix seconds.
    pub since: i64,
}

/// A role that somebody has in a meeting, whether they are inside or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// What it is taken back by.
    pub role_id: String,
    /// Co-host or host.
    pub role: Role,
    /// What its owner was called.
    pub name: String,
    /// Whether its owner is inside, on the way in, or was lost a moment ago.
    pub inside: bool,
    /// When its owner was inside last, to the hour, in Unix seconds.
    pub seen_at: i64,
    /// The identities that they joined with, the last first.
    pub identities: Vec<String>,
}

/// What a new meeting may be given.
#[derive(Debug, Clone, Default)]
pub struct NewMeeting {
    /// At most [`TITLE_LIMIT`] characters; a blank one counts as none.
    pub title: Option<String>,
    /// 1 to [`MAX_PARTICIPANTS_LIMIT`]; [`DEFAULT_MAX_PARTICIPANTS`] where not given.
    pub max_participants: Option<u32>,
    /// Whether those inside encrypt end to end: it gets a key then, for good.
    pub encrypted: bool,
}

/// What is to change; what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct MeetingPatch {
    /// `Some(None)` takes the title away.
    pub title: Option<Option<String>>,
    /// 1 to [`MAX_PARTICIPANTS_LIMIT`].
    pub max_participants: Option<u32>,
    /// Whether guests on other machines may come.
    pub shared: Option<bool>,
    /// `Some(None)` takes the time away.
    pub schedule: Option<Option<Schedule>>,
}

/// Part of the list of meetings, newest first.
#[derive(Debug, Clone)]
pub struct Page {
    /// The meetings.
    pub meetings: Vec<Meeting>,
    /// What to ask the next page with; `None` at the end.
    pub next_cursor: Option<String>,
}

/// What the list is asked for.
#[derive(Debug, Clone, Default)]
pub struct ListRequest {
    /// How many at most, 1 to 200; 50 where not given.
    pub limit: Option<u32>,
    /// [`Page::next_cursor`] of the page before.
    pub cursor: Option<String>,
    /// Words in the title or id.
    pub query: Option<String>,
}

/// Somebody who wants to come in.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// What the others see.
    pub name: DisplayName,
    /// What they may do, by their own session or by the door they come through. Who moderates is
    /// stopped neither by a lock nor by a lobby. A co-host who is not inside comes as a guest.
    pub role: Role,
    /// The member of the session that they show.
    pub member: Option<MemberId>,
    /// How they come.
    pub entry: Entry,
}

/// How somebody comes in.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The ticket of a connection that was warmed up for it.
    pub warm: Option<Secret>,
    /// Whether they may send data to the others through LiveKit. Our own page has no use for it,
    /// and nobody's connection is warmed up where somebody may.
    pub data: bool,
    /// The browser, where it has a cookie of ours.
    pub browser: Option<Browser>,
    /// Whether it had that cookie before, and not only since this request.
    pub recognised: bool,
    /// The network that they come from: an IPv4 address, or the /64 of an IPv6 address. `None` for
    /// the window and programs on this computer.
    pub network: Option<IpAddr>,
}

impl Default for Entry {
    fn default() -> Self {
        Self {
            warm: None,
            data: true,
            browser: None,
            recognised: false,
            network: None,
        }
    }
}

/// Somebody's way into a meeting.
#[derive(Debug)]
pub struct Joined {
    /// The meeting.
    pub meeting: MeetingId,
    /// The cleaned name.
    pub name: String,
    /// The identity, unique to this join.
    pub identity: String,
    /// LiveKit's access token.
    pub token: Secret,
    /// The session token for our own API.
    pub session: Secret,
}

pub(crate) fn clean_title(typed: &str) -> Result<Option<String>> {
    let title = crate::text::clean(typed);
    if title
        .as_ref()
        .is_some_and(|t| t.chars().count() > TITLE_LIMIT)
    {
        return Err(Error::new(
            Code::BadInput,
            format!("This title is too long. Use at most {TITLE_LIMIT} characters."),
        ));
    }
    Ok(title)
}

pub(crate) fn check_schedule(schedule: Schedule) -> Result<Schedule> {
    let Schedule { starts_at, minutes } = schedule;
    if !(1..=MINUTES_LIMIT).contains(&minutes) {
        return Err(Error::new(
            Code::BadInput,
            format!("A meeting is planned for 1 to {MINUTES_LIMIT} minutes."),
        ));
    }
    if !(0..=LAST_START).contains(&starts_at) {
        return Err(Error::new(
            Code::BadInput,
            "A meeting can't be planned for that year.",
        ));
    }
    Ok(schedule)
}

pub(crate) fn check_size(max_participants: u32) -> Result<u32> {
    if (1..=MAX_PARTICIPANTS_LIMIT).contains(&max_participants) {
        Ok(max_participants)
    } else {
        Err(Error::new(
            Code::BadInput,
            format!(
                "A meeting takes 1 to {MAX_PARTICIPANTS_LIMIT} people. Give max_participants in that range."
            ),
        ))
    }
}
