//! The handlers, by what they are about. Each takes the input, calls core, and turns the result.

pub(crate) mod about;
pub(crate) mod calls;
pub(crate) mod events;
pub(crate) mod meetings;
pub(crate) mod pages;
mod visit;
pub(crate) mod warm;
