//! End-to-end encryption, as far as it is the app's affair: one key for each encrypted meeting.
//!
//! Invariant: a key is in this process, in a 0600 file outside the database, and in links that the
//! host hands out; it crosses the host door alone. Pages encrypt with keys derived from it; what
//! they store here is [`sealed`], and nothing here opens it.

mod key;
mod keys;
pub(crate) mod sealed;

pub use key::MeetingKey;
pub use keys::MeetingKeys;
pub use sealed::{NAME_LIMIT, OVERHEAD, TEXT_LIMIT};
