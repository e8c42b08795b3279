//! A participant as LiveKit tells of one.

use livekit_protocol::participant_info::{Kind, State};
use livekit_protocol::{ParticipantInfo, TrackInfo, TrackSource};

use super::media::{Sent, contradicts};
use crate::role::Role;

/// What kind of participant LiveKit lists, from `ParticipantInfo.kind`. The kind comes from the
/// access token, so a client cannot choose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParticipantKind {
    /// A client of a person: takes a seat, is listed and counted, follows admission and rules.
    Standard,
    /// A part of LiveKit: egress, ingress, SIP, an agent, a connector or a bridge. It has no seat
    /// here, is neither listed nor counted, and is left alone.
    Service,
}

impl ParticipantKind {
    pub(super) fn of(info: &ParticipantInfo) -> Self {
        match info.kind() {
            // A kind that this program does not know reads as standard: admission then applies.
            Kind::Standard => Self::Standard,
            Kind::Ingress
            | Kind::Egress
            | Kind::Sip
            | Kind::Agent
            | Kind::Connector
            | Kind::Bridge => Self::Service,
        }
    }
}

/// Somebody in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// LiveKit's id of this stay, `PA_…`.
    pub sid: String,
    /// The identity in the token, unique per join.
    pub identity: String,
    /// The name to show.
    pub name: String,
    /// LiveKit's name of the state: `JOINING`, `JOINED`, `ACTIVE` or `DISCONNECTED`.
    pub state: &'static str,
    /// Unix seconds.
    pub joined_at: i64,
    /// Whether a microphone is published and not muted.
    pub microphone: bool,
    /// Whether a camera is published and not muted.
    pub camera: bool,
    /// Whether a screen is shared.
    pub screen: bool,
    /// What they may do; ours to say, not LiveKit's.
    pub role: Role,
    /// Their place among the raised hands, while theirs is up; ours as well.
    pub hand: Option<u64>,
}

impl Person {
    /// `None` for hidden participants and for those that are not standard ones.
    pub(super) fn read(info: &ParticipantInfo) -> Option<Self> {
        let hidden = info.permission.as_ref().is_some_and(|p| p.hidden);
        if hidden || ParticipantKind::of(info) != ParticipantKind::Standard {
            return None;
        }
        let live = |what| {
            let mut live = info.tracks.iter().filter(|track| !track.muted);
            live.any(|track| Sent::of(track, &info.tracks) == Some(what))
        };
        Some(Self {
            sid: info.sid.clone(),
            identity: info.identity.clone(),
            name: info.name.clone(),
            state: State::try_from(info.state)
                .unwrap_or(State::Disconnected)
                .as_str_name(),
            joined_at: info.joined_at,
            microphone: live(Sent::Microphone),
            camera: live(Sent::Camera),
            screen: live(Sent::Screen),
            role: Role::Guest,
            hand: None,
        })
    }

    /// Takes over what a webhook says of one track. Mutes are not among that: LiveKit sends none.
    pub(crate) fn with_track(mut self, track: TrackChange) -> Self {
        match track.sent {
            Some(Sent::Microphone) => self.microphone = track.live,
            Some(Sent::Camera) => self.camera = track.live,
            Some(Sent::Screen) => self.screen = track.live,
            None => {}
        }
        self
    }
}

/// A track that came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrackChange {
    /// `None` for what changes nothing that is listed.
    sent: Option<Sent>,
    live: bool,
    /// Its media contradicts what its sender declares.
    pub(crate) contradicts: bool,
}

impl TrackChange {
    pub(super) fn read(track: &TrackInfo, published: bool) -> Self {
        Self {
            // Whether sound is a screen's depends on the participant's other tracks.
            sent: Sent::of(track, std::slice::from_ref(track))
                .filter(|_| track.source() != TrackSource::ScreenShareAudio),
            live: published && !track.muted,
            contradicts: published && contradicts(track),
        }
    }
}
