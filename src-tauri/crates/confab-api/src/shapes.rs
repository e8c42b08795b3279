//! Core's things as they stand in JSON, for routes and events beyond the documented six.

use std::collections::BTreeMap;
use std::net::IpAddr;

use confab_core::chat;
use confab_core::clock::{rfc3339, rfc3339_ms};
use confab_core::event::{self, ServerState};
use confab_core::livekit;
use confab_core::meeting;
use confab_core::{role, rules, sharing};
use serde::Serialize;
use utoipa::ToSchema;

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

/// What holds in a meeting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Rules {
    /// Nobody comes in who is not inside already.
    locked: bool,
    /// Whoever comes waits to be let in.
    lobby: bool,
    /// Guests can't turn their microphones on.
    microphones_locked: bool,
    who_shares: Who,
    who_chats: Who,
}

/// Whom something is open to.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Who {
    Everyone,
    Hosts,
}

/// What somebody may do: a guest, a co-host, or the host.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    Guest,
    Cohost,
    Host,
}

impl From<role::Role> for Role {
    fn from(role: role::Role) -> Self {
        match role {
            role::Role::Guest => Role::Guest,
            role::Role::CoHost => Role::Cohost,
            role::Role::Host => Role::Host,
        }
    }
}

impl From<rules::Who> for Who {
    fn from(who: rules::Who) -> Self {
        match who {
            rules::Who::Everyone => Who::Everyone,
            rules::Who::Hosts => Who::Hosts,
        }
    }
}

impl From<rules::Rules> for Rules {
    fn from(rules: rules::Rules) -> Self {
        Self {
            locked: rules.locked,
            lobby: rules.lobby,
            microphones_locked: rules.microphones_locked,
            who_shares: rules.who_shares.into(),
            who_chats: rules.who_chats.into(),
        }
    }
}

/// Somebody who waits to be let in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Waiting {
    #[schema(example = "a1b2c3d4e5f60718")]
    waiting_id: String,
    name: String,
    #[schema(example = "2024-01-15T10:30:00Z")]
    since: String,
}

impl From<meeting::Waiting> for Waiting {
    fn from(waiting: meeting::Waiting) -> Self {
        Self {
            waiting_id: waiting.waiting_id,
            name: waiting.name,
            since: rfc3339(waiting.since),
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

/// Somebody inside, with what they send.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Person {
    sid: String,
    identity: String,
    name: String,
    /// `JOINING`, `JOINED`, `ACTIVE` or `DISCONNECTED`.
    #[schema(value_type = String, example = "ACTIVE")]
    state: &'static str,
    /// Unix seconds.
    joined_at: i64,
    microphone: bool,
    camera: bool,
    screen: bool,
    role: Role,
    /// Its place among the hands that are up (a lower one was up earlier); null while it is down.
    #[schema(required)]
    hand: Option<u64>,
}

impl From<livekit::Person> for Person {
    fn from(person: livekit::Person) -> Self {
        let livekit::Person {
            sid,
            identity,
            name,
            state,
            joined_at,
            microphone,
            camera,
            screen,
            role,
            hand,
        } = person;
        Self {
            sid,
            identity,
            name,
            state,
            joined_at,
            microphone,
            camera,
            screen,
            role: role.into(),
            hand,
        }
    }
}

/// How the LiveKit server is, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Server {
    /// `starting`, `ready`, `away` or `failed`.
    #[schema(value_type = String, example = "ready")]
    pub(crate) state: &'static str,
    /// A sentence where it is away or failed.
    #[schema(required)]
    pub(crate) detail: Option<String>,
}

impl From<ServerState> for Server {
    fn from(state: ServerState) -> Self {
        let (state, detail) = match state {
            ServerState::Starting => ("starting", None),
            ServerState::Ready => ("ready", None),
            ServerState::Away(detail) => ("away", Some(detail)),
            ServerState::Failed(detail) => ("failed", Some(detail)),
        };
        Self { state, detail }
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

/// Something that was said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Message {
    /// Its place in the order of messages.
    id: i64,
    /// Who said it; null for the host, where they wrote from the app's window or a script.
    #[schema(required, example = "john_doe_a1b2c3d4")]
    identity: Option<String>,
    /// What they were called then.
    #[schema(example = "John Doe")]
    name: String,
    role: Role,
    /// Empty beside a file, and where it was deleted.
    text: String,
    #[schema(example = "2024-01-15T10:30:00.250Z")]
    sent_at: String,
    /// The message that it answers.
    #[schema(required)]
    reply_to: Option<i64>,
    /// Who reacted with what.
    reactions: BTreeMap<String, Vec<String>>,
    deleted: bool,
    #[schema(required)]
    file: Option<FileInfo>,
    /// As its author gave it; null for everybody else.
    #[schema(required)]
    key: Option<String>,
}

/// A file in a chat.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileInfo {
    file_id: String,
    #[schema(example = "report.pdf")]
    name: String,
    /// In bytes.
    size: u64,
    /// Whether it has a preview.
    preview: bool,
}

impl Message {
    /// A message as this reader may see it.
    pub(crate) fn seen_by(message: chat::Message, reader: &chat::Author) -> Self {
        let key = message.key.filter(|_| message.author == *reader);
        Self {
            id: message.id,
            identity: message.author.identity().map(str::to_owned),
            name: message.name,
            role: message.role.into(),
            text: message.text,
            sent_at: rfc3339_ms(message.sent_at),
            reply_to: message.reply_to,
            reactions: message.reactions.into_iter().collect(),
            deleted: message.deleted,
            file: message.file.map(|file| FileInfo {
                file_id: file.id,
                name: file.name,
                size: file.size,
                preview: file.preview.is_some(),
            }),
            key,
        }
    }

    /// The same where core has seen to the reader already.
    fn told(message: chat::Message) -> Self {
        let reader = message.author.clone();
        Self::seen_by(message, &reader)
    }
}

/// An address of this computer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct SharedAddress {
    #[schema(value_type = String, example = "192.168.1.7")]
    address: IpAddr,
    #[schema(example = "wlan0")]
    interface: String,
    /// `wired`, `wireless`, `vpn`, `container` or `other`.
    #[schema(value_type = String, example = "wireless")]
    kind: &'static str,
    /// `ipv4` or `ipv6`.
    #[schema(value_type = String, example = "ipv4")]
    family: &'static str,
    /// Whether it is among those that are shared on.
    chosen: bool,
    /// Whether links carry it.
    preferred: bool,
    /// `open`, `failed` or `closed`.
    #[schema(value_type = String, example = "open")]
    state: &'static str,
    /// What links through it start with; null while there is no port.
    #[schema(required, example = "https://192.168.1.7:3000")]
    url: Option<String>,
    /// Why it failed, or what is odd about it.
    #[schema(required)]
    detail: Option<String>,
}

/// The certificate that guests elsewhere are shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct CertificateFacts {
    /// Whether it is the user's own.
    own: bool,
    /// SHA-256, at the preferred address.
    #[schema(example = "AB:CD:EF")]
    fingerprint: String,
    /// The fingerprint's beginning in eight words.
    #[schema(value_type = Vec<String>)]
    words: Vec<&'static str>,
    #[schema(example = "2024-01-15T10:30:00Z")]
    not_after: String,
    /// Every address and name that guests may use.
    names: Vec<String>,
}

/// How things stand with sharing on this network.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Sharing {
    /// `off`, `starting`, `on` or `failed`.
    #[schema(value_type = String, example = "on")]
    state: &'static str,
    /// A sentence, where there is something to say.
    #[schema(required)]
    detail: Option<String>,
    /// `all` or `chosen`.
    #[schema(value_type = String, example = "all")]
    scope: &'static str,
    /// Whether `CONFAB_SHARE` says that it is on or off.
    from_environment: bool,
    /// The best first.
    addresses: Vec<SharedAddress>,
    #[schema(required)]
    certificate: Option<CertificateFacts>,
    /// What links of shared meetings start with; null while they lead to this computer alone, or
    /// to `FRONTEND_URL`.
    #[schema(required, example = "https://192.168.1.7:3000")]
    link_base: Option<String>,
}

impl From<&sharing::Sharing> for Sharing {
    fn from(sharing: &sharing::Sharing) -> Self {
        let address = |address: &sharing::SharedAddress| SharedAddress {
            address: address.ip,
            interface: address.interface.clone(),
            kind: address.kind.as_str(),
            family: if address.ip.is_ipv4() { "ipv4" } else { "ipv6" },
            chosen: address.chosen,
            preferred: address.preferred,
            state: address.state.as_str(),
            url: address.url.clone(),
            detail: address.detail.clone(),
        };
        let certificate = sharing.certificate.as_ref();
        Self {
            state: sharing.state.as_str(),
            detail: sharing.detail.clone(),
            scope: sharing.scope.as_str(),
            from_environment: sharing.from_environment,
            addresses: sharing.addresses.iter().map(address).collect(),
            certificate: certificate.map(|certificate| CertificateFacts {
                own: certificate.own,
                fingerprint: certificate.fingerprint.clone(),
                words: certificate.words.clone(),
                not_after: rfc3339(certificate.not_after),
                names: certificate.names.clone(),
            }),
            link_base: sharing.link_base.clone(),
        }
    }
}

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
    /// Somebody is asked to do something. The other guests are not told.
    Asked {
        meeting_id: String,
        identity: String,
        /// `unmute` or `stop_screen`.
        #[schema(value_type = String, example = "unmute")]
        what: &'static str,
        /// The name of who asks.
        by: String,
    },
    /// Something was done to somebody.
    Moderated {
        meeting_id: String,
        /// Null: to all.
        #[schema(required)]
        identity: Option<String>,
        /// `muted`, `camera_stopped`, `screen_stopped`, `renamed`, `cohost`, `guest`,
        /// `hand_lowered` or `removed`.
        #[schema(value_type = String, example = "muted")]
        what: &'static str,
        /// The name of who did it.
        by: String,
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
            Event::Asked {
                meeting,
                identity,
                what,
                by,
            } => Change::Asked {
                meeting_id: meeting.to_string(),
                identity,
                what: what.as_str(),
                by,
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
                by,
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
            server: ServerState::Ready,
            meetings: Vec::new(),
            sharing: None,
        };
        assert_eq!(
            Change::from(snapshot).json(),
            r#"{"type":"snapshot","server":{"state":"ready","detail":null},"meetings":[]}"#
        );
    }
}
