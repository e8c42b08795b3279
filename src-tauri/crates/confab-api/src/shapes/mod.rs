//! Core's things as they stand in JSON, for routes and events beyond the documented six.

mod change;
mod chat;
mod meeting;
mod person;
mod rules;
mod server;
mod sharing;

pub(crate) use change::Change;
pub(crate) use chat::Message;
pub(crate) use meeting::{LiveMeeting, Meeting};
pub(crate) use person::{Person, Role, Waiting};
pub(crate) use rules::Rules;
pub use server::Server;
pub(crate) use sharing::Sharing;
