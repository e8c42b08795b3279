//! What somebody may do in a meeting beyond being inside.

/// A role; a greater one may everything that a lesser one may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Role {
    /// What everybody may.
    #[default]
    Guest,
    /// Moderate this meeting: the host said so.
    CoHost,
    /// The same, and say who helps.
    Host,
}

impl Role {
    /// The word for it, in the API and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Guest => "guest",
            Role::CoHost => "cohost",
            Role::Host => "host",
        }
    }

    /// The role that a word stands for.
    pub fn read(word: &str) -> Option<Self> {
        [Role::Guest, Role::CoHost, Role::Host]
            .into_iter()
            .find(|role| role.as_str() == word)
    }

    /// Whether it comes with the right to moderate.
    pub fn moderates(self) -> bool {
        self >= Role::CoHost
    }
}
