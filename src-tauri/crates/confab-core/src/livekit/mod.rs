//! The LiveKit server's API, in our own words. Nothing outside this folder names the SDK's types.

mod lists;
mod media;
mod person;
mod rooms;
mod sends;
mod signal;
mod token;
mod webhook;

pub use lists::Connecting;
pub use media::{Contradiction, Sent};
pub use person::Person;
pub use rooms::{Listed, RoomSummary, Rooms, Seen};
pub use sends::Sends;
pub use signal::is_simulation;
pub(crate) use token::TOKENS_ARE_OUT;
pub use token::{Claims, Pass, TOKEN_LIFETIME, Tokens};
pub use webhook::{Change, Notice, Webhooks};

use crate::secret::Secret;

/// What we sign with towards a LiveKit server.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// API key; the issuer of tokens.
    pub key: String,
    /// API secret.
    pub secret: Secret,
}
