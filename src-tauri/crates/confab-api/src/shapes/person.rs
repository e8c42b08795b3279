//! People: inside, or waiting to be let in.

use confab_core::clock::rfc3339;
use confab_core::{livekit, meeting, role};
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody inside, with what they send.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Person {
    sid: String,
    identity: String,
    name: String,
    /// `JOINING`, `JOINED`, `ACTIVE` or `DISCONNECTED`.
    #[schema(value_type = String, example = "ACTIVE")]
    state: &'static str,
    /// Unix seconds.
    joined_at: i64,
    microphone: bool,
    camera: bool,
    screen: bool,
    role: Role,
    /// Its place among the hands that are up (a lower one was up earlier); null while it is down.
    #[schema(required)]
    hand: Option<u64>,
}

impl From<livekit::Person> for Person {
    fn from(person: livekit::Person) -> Self {
        let livekit::Person {
            sid,
            identity,
            name,
            state,
            joined_at,
            microphone,
            camera,
            screen,
            role,
            hand,
        } = person;
        Self {
            sid,
            identity,
            name,
            state,
            joined_at,
            microphone,
            camera,
            screen,
            role: role.into(),
            hand,
        }
    }
}

/// What somebody may do: a guest, a co-host, or the host.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    Guest,
    Cohost,
    Host,
}

impl From<role::Role> for Role {
    fn from(role: role::Role) -> Self {
        match role {
            role::Role::Guest => Role::Guest,
            role::Role::CoHost => Role::Cohost,
            role::Role::Host => Role::Host,
        }
    }
}

/// Somebody who waits to be let in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Waiting {
    #[schema(example = "a1b2c3d4e5f60718")]
    waiting_id: String,
    name: String,
    #[schema(example = "2024-01-15T10:30:00Z")]
    since: String,
}

impl From<meeting::Waiting> for Waiting {
    fn from(waiting: meeting::Waiting) -> Self {
        Self {
            waiting_id: waiting.waiting_id,
            name: waiting.name,
            since: rfc3339(waiting.since),
        }
    }
}
