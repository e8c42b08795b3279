//! The person behind a chain of joins.
//!
//! Each join makes a new identity. A join that shows the credential of an earlier one belongs to
//! the same member, so that a role or a removal reaches every identity and credential of theirs.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// A member of one meeting, as sealed in credentials and kept with roles and removals. Nothing is
/// gained by knowing one: only a sealed credential proves it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MemberId(String);

impl MemberId {
    /// For a first join: 128 random bits.
    pub(crate) fn generate() -> Self {
        Self(URL_SAFE_NO_PAD.encode(crate::random::bytes::<16>()))
    }

    /// Of a credential from before members were sealed: its one identity. No random id has a `=`.
    pub(crate) fn of_identity(identity: &str) -> Self {
        Self(format!("={identity}"))
    }

    /// As it stands in credentials and in the store.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads that again; `None` where it is empty, which stands for an unknown member.
    pub(crate) fn stored(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }
}
