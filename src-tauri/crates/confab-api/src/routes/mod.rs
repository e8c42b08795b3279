//! The handlers, by what they are about. Each takes the input, calls core, and turns the result.

pub(crate) mod about;
mod caller;
pub(crate) mod calls;
pub(crate) mod chat;
pub(crate) mod doctor;
pub(crate) mod e2ee;
pub(crate) mod events;
pub(crate) mod files;
pub(crate) mod hands;
pub(crate) mod lobby;
pub(crate) mod meetings;
pub(crate) mod moderation;
pub(crate) mod pages;
pub(crate) mod sharing;
pub(crate) mod visit;
pub(crate) mod warm;
