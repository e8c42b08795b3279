//! Who may do what to whom.

use super::Confab;
use crate::caller::Caller;
use crate::error::{Code, Error, Result};
use crate::event::Actor;
use crate::id::MeetingId;
use crate::role::Role;
use crate::store::{Claimant, MeetingRow};

impl Confab {
    pub(super) async fn row(&self, id: MeetingId) -> Result<MeetingRow> {
        self.inner
            .store
            .meeting(id)
            .await?
            .ok_or_else(Error::meeting_not_found)
    }

    /// What an identity may do in a meeting.
    pub(super) async fn role_of(&self, id: MeetingId, identity: &str) -> Result<Role> {
        if let Some(role) = self.inner.presence.role(id, identity) {
            return Ok(role);
        }
        let claimant = Claimant {
            identity,
            ..Claimant::default()
        };
        let standing = self.inner.store.standing(id, claimant).await?;
        Ok(standing.map(|standing| standing.role).unwrap_or_default())
    }

    /// Nobody but the host touches the host.
    pub(super) async fn may_touch(
        &self,
        id: MeetingId,
        identity: &str,
        caller: &Caller,
    ) -> Result<()> {
        if caller.authority() < Role::Host && self.role_of(id, identity).await? == Role::Host {
            return Err(not_allowed("Only the host can do that to the host."));
        }
        Ok(())
    }

    /// The caller as the participants are told.
    pub(super) fn actor(&self, id: MeetingId, caller: &Caller) -> Actor {
        let identity = caller.identity();
        let person = identity.and_then(|identity| self.inner.presence.person(id, identity));
        Actor {
            identity: identity.map(str::to_owned),
            name: person.map_or_else(|| "The host".to_owned(), |person| person.name),
        }
    }
}

pub(super) fn not_allowed(sentence: &str) -> Error {
    Error::new(Code::NotAllowed, sentence)
}

pub(super) fn nobody() -> Error {
    Error::new(
        Code::ParticipantNotFound,
        "This participant is not in the meeting.",
    )
}
