//! What core announces: to the window and to pages, nobody has to ask.

use crate::id::MeetingId;
use crate::livekit::Person;
use crate::meeting::{LiveMeeting, Meeting};

/// How the LiveKit server is, as people are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerState {
    /// It is being started.
    Starting,
    /// Calls work.
    Ready,
    /// It is away and comes back by itself.
    Away(String),
    /// It did not come back; trying again is offered.
    Failed(String),
}

/// Something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The LiveKit server came or went.
    Server(ServerState),
    /// A meeting was made.
    MeetingCreated(Meeting),
    /// Its title, size or link changed.
    MeetingUpdated(Meeting),
    /// A meeting was deleted, and everybody in it was told.
    MeetingDeleted(MeetingId),
    /// Somebody is inside.
    ParticipantJoined(MeetingId, Person),
    /// Their name, state or tracks changed.
    ParticipantUpdated(MeetingId, Person),
    /// Somebody is gone: the meeting and the identity.
    ParticipantLeft(MeetingId, String),
}

impl Event {
    /// The meeting that it is about; `None` where it concerns all.
    pub fn meeting(&self) -> Option<MeetingId> {
        match self {
            Event::Server(_) => None,
            Event::MeetingCreated(meeting) | Event::MeetingUpdated(meeting) => Some(meeting.id),
            Event::MeetingDeleted(id)
            | Event::ParticipantJoined(id, _)
            | Event::ParticipantUpdated(id, _)
            | Event::ParticipantLeft(id, _) => Some(*id),
        }
    }
}

/// An event and its number. Numbers grow by one within a run of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Its number.
    pub seq: u64,
    /// What happened.
    pub event: Event,
}

/// How things stand after event `seq`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The number of the last event in it.
    pub seq: u64,
    /// The LiveKit server.
    pub server: ServerState,
    /// The meetings with somebody inside; for one meeting's reader just that one.
    pub meetings: Vec<LiveMeeting>,
}
