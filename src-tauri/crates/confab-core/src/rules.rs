//! What the host has settled for a meeting: who comes in, and what guests may do inside.

use crate::role::Role;

/// Whom something is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Who {
    /// Everybody inside.
    #[default]
    Everyone,
    /// The host and co-hosts.
    Hosts,
}

impl Who {
    /// The word for it, in the API and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Who::Everyone => "everyone",
            Who::Hosts => "hosts",
        }
    }

    /// Whom a word stands for.
    pub fn read(word: &str) -> Option<Self> {
        [Who::Everyone, Who::Hosts]
            .into_iter()
            .find(|who| who.as_str() == word)
    }

    /// Whether somebody of this role is meant.
    pub fn includes(self, role: Role) -> bool {
        self == Who::Everyone || role.moderates()
    }
}

/// The rules of one meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules {
    /// Nobody comes in who is not inside already.
    pub locked: bool,
    /// Whoever comes waits to be let in.
    pub lobby: bool,
    /// Guests can't turn their microphones on.
    pub microphones_locked: bool,
    /// Who may share a screen.
    pub who_shares: Who,
    /// Who may write.
    pub who_chats: Who,
}

/// What is to change of them; what is `None` stays as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are those of Rules")]
pub struct RulesPatch {
    pub locked: Option<bool>,
    pub lobby: Option<bool>,
    pub microphones_locked: Option<bool>,
    pub who_shares: Option<Who>,
    pub who_chats: Option<Who>,
}
