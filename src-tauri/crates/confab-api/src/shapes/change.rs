//! What events carry.

use confab_core::clock::rfc3339;
use confab_core::event;
use serde::Serialize;
use utoipa::ToSchema;

use crate::routes::moderation::RoleGrant;

use super::{LiveMeeting, Meeting, Message, Person, Server, Sharing, Waiting};

/// What stands in the `data` of an event.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Change {
    /// How things stand; the first event, and the first after a reader fell behind.
    Snapshot {
        server: Server,
        /// Those with somebody inside or waiting; at the guest door its own meeting.
        meetings: Vec<LiveMeeting>,
        /// Sharing on this network; guests are not told.
        #[serde(skip_serializing_if = "Option::is_none")]
        sharing: Option<Sharing>,
    },
    /// The LiveKit server came or went.
    Server { server: Server },
    /// A meeting was made.
    MeetingCreated { meeting: Meeting },
    /// A meeting's title, size, link or rules changed.
    MeetingUpdated { meeting: Meeting },
    /// A meeting was deleted.
    MeetingDeleted { meeting_id: String },
    /// Somebody is inside.
    ParticipantJoined {
        meeting_id: String,
        participant: Person,
    },
    /// Somebody's name, state, tracks, role or hand changed.
    ParticipantUpdated {
        meeting_id: String,
        participant: Person,
    },
    /// Somebody is gone.
    ParticipantLeft {
        meeting_id: String,
        identity: String,
    },
    /// Whom everybody sees large from now on.
    Spotlight {
        meeting_id: String,
        /// Null for nobody.
        #[schema(required)]
        identity: Option<String>,
    },
    /// The meeting ends for all at that time.
    Ending {
        meeting_id: String,
        /// Null: it does not.
        #[schema(required)]
        ending_at: Option<String>,
    },
    /// Who waits to be let in. Guests are not told.
    Waiting {
        meeting_id: String,
        waiting_people: Vec<Waiting>,
    },
    /// Who may do more than a guest. Only the host's window and scripts are told.
    Roles {
        meeting_id: String,
        roles: Vec<RoleGrant>,
    },
    /// Somebody is asked to do something. The other guests are not told.
    Asked {
        meeting_id: String,
        identity: String,
        /// `unmute` or `stop_screen`.
        #[schema(value_type = String, example = "unmute")]
        what: &'static str,
        /// The display name of who asks.
        by: String,
        /// The identity of who asks; null for the host's window and for scripts.
        #[schema(required, example = "john_doe_a1b2c3d4")]
        by_identity: Option<String>,
    },
    /// Something was done to somebody.
    Moderated {
        meeting_id: String,
        /// Null: to all.
        #[schema(required)]
        identity: Option<String>,
        /// `muted`, `camera_stopped`, `screen_stopped`, `renamed`, `cohost`, `guest`,
        /// `hand_lowered` or `removed`; `media_muted` and `media_removed` where the media of a track
        /// contradicts its declared source, by `Confab`.
        #[schema(value_type = String, example = "muted")]
        what: &'static str,
        /// The display name of who did it. Not unique: `by_identity` says who it was.
        by: String,
        /// The identity of who did it; null for the host's window and for scripts.
        #[schema(required, example = "john_doe_a1b2c3d4")]
        by_identity: Option<String>,
    },
    /// Somebody reacts.
    Reaction {
        meeting_id: String,
        identity: String,
        name: String,
        #[schema(value_type = String, example = "👍")]
        emoji: &'static str,
    },
    /// Something was said.
    ChatMessage {
        meeting_id: String,
        message: Message,
    },
    /// A message was deleted, or reacted to, or its file has a preview.
    ChatUpdated {
        meeting_id: String,
        message: Message,
    },
    /// Everything that was said was deleted.
    ChatCleared { meeting_id: String },
    /// Sharing was turned on or off, or its addresses changed. Guests are not told.
    SharingChanged { sharing: Sharing },
}

impl From<event::Snapshot> for Change {
    fn from(snapshot: event::Snapshot) -> Self {
        Change::Snapshot {
            server: snapshot.server.into(),
            meetings: snapshot
                .meetings
                .into_iter()
                .map(LiveMeeting::from)
                .collect(),
            sharing: snapshot.sharing.as_deref().map(Sharing::from),
        }
    }
}

impl From<event::Event> for Change {
    fn from(event: event::Event) -> Self {
        use event::Event;
        match event {
            Event::Server(state) => Change::Server {
                server: state.into(),
            },
            Event::MeetingCreated(meeting) => Change::MeetingCreated {
                meeting: meeting.into(),
            },
            Event::MeetingUpdated(meeting) => Change::MeetingUpdated {
                meeting: meeting.into(),
            },
            Event::MeetingDeleted(id) => Change::MeetingDeleted {
                meeting_id: id.to_string(),
            },
            Event::ParticipantJoined(id, person) => Change::ParticipantJoined {
                meeting_id: id.to_string(),
                participant: person.into(),
            },
            Event::ParticipantUpdated(id, person) => Change::ParticipantUpdated {
                meeting_id: id.to_string(),
                participant: person.into(),
            },
            Event::ParticipantLeft(id, identity) => Change::ParticipantLeft {
                meeting_id: id.to_string(),
                identity,
            },
            Event::Spotlight(id, identity) => Change::Spotlight {
                meeting_id: id.to_string(),
                identity,
            },
            Event::Ending(id, at) => Change::Ending {
                meeting_id: id.to_string(),
                ending_at: at.map(rfc3339),
            },
            Event::Waiting(id, people) => Change::Waiting {
                meeting_id: id.to_string(),
                waiting_people: people.into_iter().map(Waiting::from).collect(),
            },
            Event::Roles(id, granted) => Change::Roles {
                meeting_id: id.to_string(),
                roles: granted.into_iter().map(RoleGrant::from).collect(),
            },
            Event::Asked {
                meeting,
                identity,
                what,
                by,
            } => Change::Asked {
                meeting_id: meeting.to_string(),
                identity,
                what: what.as_str(),
                by: by.name,
                by_identity: by.identity,
            },
            Event::Moderated {
                meeting,
                identity,
                what,
                by,
            } => Change::Moderated {
                meeting_id: meeting.to_string(),
                identity,
                what: what.as_str(),
                by: by.name,
                by_identity: by.identity,
            },
            Event::Reaction {
                meeting,
                identity,
                name,
                emoji,
            } => Change::Reaction {
                meeting_id: meeting.to_string(),
                identity,
                name,
                emoji,
            },
            Event::ChatMessage(message) => Change::ChatMessage {
                meeting_id: message.meeting.to_string(),
                message: Message::told(message),
            },
            Event::ChatUpdated(message) => Change::ChatUpdated {
                meeting_id: message.meeting.to_string(),
                message: Message::told(message),
            },
            Event::ChatCleared(id) => Change::ChatCleared {
                meeting_id: id.to_string(),
            },
            Event::SharingChanged(sharing) => Change::SharingChanged {
                sharing: sharing.as_ref().into(),
            },
        }
    }
}

impl Change {
    /// The event's name: the same word as its `type`.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Change::Snapshot { .. } => "snapshot",
            Change::Server { .. } => "server",
            Change::MeetingCreated { .. } => "meeting_created",
            Change::MeetingUpdated { .. } => "meeting_updated",
            Change::MeetingDeleted { .. } => "meeting_deleted",
            Change::ParticipantJoined { .. } => "participant_joined",
            Change::ParticipantUpdated { .. } => "participant_updated",
            Change::ParticipantLeft { .. } => "participant_left",
            Change::Spotlight { .. } => "spotlight",
            Change::Ending { .. } => "ending",
            Change::Waiting { .. } => "waiting",
            Change::Roles { .. } => "roles",
            Change::Asked { .. } => "asked",
            Change::Moderated { .. } => "moderated",
            Change::Reaction { .. } => "reaction",
            Change::ChatMessage { .. } => "chat_message",
            Change::ChatUpdated { .. } => "chat_updated",
            Change::ChatCleared { .. } => "chat_cleared",
            Change::SharingChanged { .. } => "sharing_changed",
        }
    }

    /// As JSON, for pages and for the window.
    pub(crate) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_says_its_type_as_its_name() {
        let id: confab_core::id::MeetingId = "abc-defg-hij".parse().expect("an id");
        let change = Change::from(event::Event::ParticipantLeft(id, "ann_0a1b2c3d".into()));
        assert_eq!(
            change.json(),
            r#"{"type":"participant_left","meeting_id":"abc-defg-hij","identity":"ann_0a1b2c3d"}"#
        );
        assert!(
            change
                .json()
                .contains(&format!(r#""type":"{}""#, change.kind()))
        );
        let snapshot = event::Snapshot {
            seq: 7,
            server: event::ServerState::Ready,
            meetings: Vec::new(),
            sharing: None,
        };
        assert_eq!(
            Change::from(snapshot).json(),
            r#"{"type":"snapshot","server":{"state":"ready","detail":null},"meetings":[]}"#
        );
    }
}
