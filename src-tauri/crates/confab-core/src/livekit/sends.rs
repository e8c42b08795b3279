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

    /// The sources that a rule leaves. Empty where no rule restricts: LiveKit then allows every
    /// source, also `UNKNOWN`, which native SDKs declare where their program names none.
    fn sources(self) -> Vec<TrackSource> {
        if self.microphone && self.screen {
            return Vec::new();
        }
        let mut sources = vec![TrackSource::Camera];
        if self.microphone {
            sources.push(TrackSource::Microphone);
        }
        if self.screen {
            // Without its sound: a locked microphone could be declared as that.
            sources.push(TrackSource::ScreenShare);
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
        // Whether the participant may publish at all is decided in admission.
        if !permission.can_publish {
            return true;
        }
        let (sources, wanted) = (&permission.can_publish_sources, self.numbers());
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
        let every_source: [&str; 0] = [];
        for (role, rules) in [
            (Role::Host, strict),
            (Role::CoHost, strict),
            (Role::Guest, Rules::default()),
        ] {
            assert_eq!(Sends::of(role, &rules).names(), every_source);
        }
    }

    #[test]
    fn a_permission_is_compared_as_a_set() {
        let all = Sends::of(Role::Guest, &Rules::default());
        let locked = Rules {
            microphones_locked: true,
            ..Rules::default()
        };
        let fewer = Sends::of(Role::Guest, &locked);
        let mut permission = ParticipantPermission {
            can_publish: true,
            ..ParticipantPermission::default()
        };
        assert!(all.is_in(&permission), "no list allows every source");
        assert!(!fewer.is_in(&permission));
        permission.can_publish_sources = fewer.numbers();
        permission.can_publish_sources.reverse();
        assert!(fewer.is_in(&permission));
        assert!(!all.is_in(&permission), "a list leaves out source UNKNOWN");
        permission.can_publish_sources.pop();
        assert!(!fewer.is_in(&permission));
    }
}
