//! What somebody may send into a room: their role and the meeting's rules, in LiveKit's words.

use livekit_protocol::{ParticipantPermission, TrackSource};

use crate::role::Role;
use crate::rules::Rules;

/// What somebody may send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sends {
    microphone: bool,
    screen: bool,
}

impl Sends {
    /// What the rules leave to somebody of this role.
    pub fn of(role: Role, rules: &Rules) -> Self {
        Self {
            microphone: role.moderates() || !rules.microphones_locked,
            screen: rules.who_shares.includes(role),
        }
    }

    fn sources(self) -> Vec<TrackSource> {
        let mut sources = vec![TrackSource::Camera];
        if self.microphone {
            sources.push(TrackSource::Microphone);
        }
        if self.screen {
            sources.extend([TrackSource::ScreenShare, TrackSource::ScreenShareAudio]);
        }
        sources
    }

    /// As they stand in a token.
    pub(super) fn names(self) -> Vec<String> {
        self.sources()
            .iter()
            .map(|source| source.as_str_name().to_ascii_lowercase())
            .collect()
    }

    /// As they stand in a permission.
    pub(super) fn numbers(self) -> Vec<i32> {
        self.sources()
            .into_iter()
            .map(|source| source as i32)
            .collect()
    }

    /// Whether somebody with this permission may send just that.
    pub(super) fn is_in(self, permission: &ParticipantPermission) -> bool {
        let sources = &permission.can_publish_sources;
        // No list means everything; who may not send at all is somebody else's affair.
        let wanted = self.numbers();
        if !permission.can_publish {
            return true;
        }
        if sources.is_empty() {
            return self.microphone && self.screen;
        }
        sources.len() == wanted.len() && wanted.iter().all(|source| sources.contains(source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Who;

    #[test]
    fn rules_bind_guests_and_not_those_who_moderate() {
        let strict = Rules {
            microphones_locked: true,
            who_shares: Who::Hosts,
            ..Rules::default()
        };
        assert_eq!(Sends::of(Role::Guest, &strict).names(), ["camera"]);
        let all = ["camera", "microphone", "screen_share", "screen_share_audio"];
        for (role, rules) in [
            (Role::Host, strict),
            (Role::CoHost, strict),
            (Role::Guest, Rules::default()),
        ] {
            assert_eq!(Sends::of(role, &rules).names(), all);
        }
    }

    #[test]
    fn a_permission_is_compared_as_a_set() {
        let all = Sends::of(Role::Guest, &Rules::default());
        let mut permission = ParticipantPermission {
            can_publish: true,
            ..ParticipantPermission::default()
        };
        assert!(all.is_in(&permission), "no list means everything");
        permission.can_publish_sources = all.numbers();
        permission.can_publish_sources.reverse();
        assert!(all.is_in(&permission));
        permission.can_publish_sources.pop();
        assert!(!all.is_in(&permission));
    }
}
