//! Who asks for something in a meeting, and how far that goes.

use crate::role::Role;
use crate::session::Session;

/// Somebody who asks: the app's window or a script on this computer, with every right, or a
/// person with a session, who has the rights of their role.
#[derive(Debug, Clone)]
pub struct Caller {
    ours: bool,
    session: Option<Session>,
}

impl Caller {
    /// The window, or a script on this computer; perhaps on behalf of somebody inside.
    pub fn ours(on_behalf: Option<Session>) -> Self {
        Self {
            ours: true,
            session: on_behalf,
        }
    }

    /// Somebody who shows a session.
    pub fn with(session: Session) -> Self {
        Self {
            ours: false,
            session: Some(session),
        }
    }

    /// What may be done.
    pub fn authority(&self) -> Role {
        match &self.session {
            _ if self.ours => Role::Host,
            Some(session) => session.role,
            None => Role::Guest,
        }
    }

    /// Whether they are the window or a script on this computer.
    pub fn is_ours(&self) -> bool {
        self.ours
    }

    /// What they are to the others inside.
    pub fn role(&self) -> Role {
        self.session
            .as_ref()
            .map_or(self.authority(), |session| session.role)
    }

    /// The session that they show.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// Who they are inside, where they are.
    pub fn identity(&self) -> Option<&str> {
        self.session
            .as_ref()
            .map(|session| session.identity.as_str())
    }
}
