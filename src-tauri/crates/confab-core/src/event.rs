//! What core announces: to the window and to pages, nobody has to ask.

use std::sync::Arc;

use crate::chat::Message;
use crate::id::MeetingId;
use crate::livekit::Person;
use crate::meeting::{Granted, LiveMeeting, Meeting, Waiting};
use crate::sharing::Sharing;

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
    /// Its title, size, link or rules changed.
    MeetingUpdated(Meeting),
    /// A meeting was deleted, and everybody in it was told.
    MeetingDeleted(MeetingId),
    /// Somebody is inside.
    ParticipantJoined(MeetingId, Person),
    /// Their name, state, tracks, role or hand changed.
    ParticipantUpdated(MeetingId, Person),
    /// Somebody is gone: the meeting and the identity.
    ParticipantLeft(MeetingId, String),
    /// Whom everybody sees large from now on.
    Spotlight(MeetingId, Option<String>),
    /// When the meeting ends for all (Unix seconds); `None`: it does not.
    Ending(MeetingId, Option<i64>),
    /// Who waits to be let in. Guests are not told.
    Waiting(MeetingId, Vec<Waiting>),
    /// Who may do more than a guest. Only the host's window and scripts are told.
    Roles(MeetingId, Vec<Granted>),
    /// Somebody is asked to do something. The other guests are not told.
    Asked {
        /// The meeting.
        meeting: MeetingId,
        /// Who is asked.
        identity: String,
        /// What for.
        what: Asked,
        /// Who asks.
        by: Actor,
    },
    /// Something was done to somebody.
    Moderated {
        /// The meeting.
        meeting: MeetingId,
        /// To whom; `None`: to all.
        identity: Option<String>,
        /// What.
        what: Moderation,
        /// Who did it.
        by: Actor,
    },
    /// Somebody reacts.
    Reaction {
        /// The meeting.
        meeting: MeetingId,
        /// Who.
        identity: String,
        /// Their name.
        name: String,
        /// With what.
        emoji: &'static str,
    },
    /// Something was said.
    ChatMessage(Message),
    /// A message was taken back, or reacted to, or its file has a preview.
    ChatUpdated(Message),
    /// Everything that was said was deleted.
    ChatCleared(MeetingId),
    /// Sharing was turned on or off, or its addresses changed. Guests are not told.
    SharingChanged(Arc<Sharing>),
}

/// Who moderates, as participants are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The participant; `None` for the host's window and for scripts at the local listener.
    pub identity: Option<String>,
    /// The display name, "The host" where no participant inside is meant. Not unique, so nothing is
    /// decided by it.
    pub name: String,
}

/// What somebody is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// To turn the microphone on; only they can.
    Unmute,
    /// To stop sharing; only their page can end that properly.
    StopScreen,
}

impl Asked {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Asked::Unmute => "unmute",
            Asked::StopScreen => "stop_screen",
        }
    }
}

/// What was done to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moderation {
    /// Their microphone was turned off.
    Muted,
    /// A track of theirs was muted, because its media contradicts its declared source.
    MediaMuted,
    /// Their camera was turned off.
    CameraStopped,
    /// Their screen is not shared any more.
    ScreenStopped,
    /// They have another name now.
    Renamed,
    /// They help the host now.
    CoHost,
    /// They are a guest again.
    Guest,
    /// Their hand was lowered.
    HandLowered,
    /// They were put out.
    Removed,
    /// They were put out, because the media of a track contradicted its declared source again.
    MediaRemoved,
}

impl Moderation {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Moderation::Muted => "muted",
            Moderation::MediaMuted => "media_muted",
            Moderation::CameraStopped => "camera_stopped",
            Moderation::ScreenStopped => "screen_stopped",
            Moderation::Renamed => "renamed",
            Moderation::CoHost => "cohost",
            Moderation::Guest => "guest",
            Moderation::HandLowered => "hand_lowered",
            Moderation::Removed => "removed",
            Moderation::MediaRemoved => "media_removed",
        }
    }
}

impl Event {
    /// The meeting that it is about; `None` where it concerns all.
    pub fn meeting(&self) -> Option<MeetingId> {
        match self {
            Event::Server(_) | Event::SharingChanged(_) => None,
            Event::MeetingCreated(meeting) | Event::MeetingUpdated(meeting) => Some(meeting.id),
            Event::MeetingDeleted(id)
            | Event::ParticipantJoined(id, _)
            | Event::ParticipantUpdated(id, _)
            | Event::ParticipantLeft(id, _)
            | Event::Spotlight(id, _)
            | Event::Ending(id, _)
            | Event::Waiting(id, _)
            | Event::Roles(id, _)
            | Event::ChatCleared(id) => Some(*id),
            Event::Asked { meeting, .. }
            | Event::Moderated { meeting, .. }
            | Event::Reaction { meeting, .. } => Some(*meeting),
            Event::ChatMessage(message) | Event::ChatUpdated(message) => Some(message.meeting),
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
    /// The meetings with somebody inside or waiting; for one meeting's reader just that one.
    pub meetings: Vec<LiveMeeting>,
    /// Sharing; `None` for guests.
    pub sharing: Option<Arc<Sharing>>,
}
