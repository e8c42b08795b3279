//! What holds in a meeting.

use confab_core::rules;
use serde::Serialize;
use utoipa::ToSchema;

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
