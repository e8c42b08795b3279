//! Warming up: a guest's page connects before its visitor joins, so that joining takes no time.
//!
//! LiveKit holds such a connection as a hidden participant without any right. Joining gives it a
//! name, the rights of a guest and a seat; until then it is nobody, see [`crate::presence`].
//!
//! Deliberately absent: warming up for somebody else's server, where no gate could end it in time.

use super::calls::{full, removed};
use super::{Confab, Live, Seat};
use crate::browser::Browser;
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
use crate::livekit::Sends;
use crate::meeting::Meeting;
use crate::presence::{Hidden, Kindling, Promoted};
use crate::secret::Secret;

/// What a page connects with before its visitor joins.
#[derive(Debug)]
pub struct Warmed {
    /// Keeps the connection alive, and joins with it.
    pub ticket: Secret,
    /// LiveKit's access token, without any right.
    pub token: Secret,
    /// Who the visitor will be.
    pub identity: String,
}

impl Confab {
    /// Offers a connection to a page whose visitor has not joined yet.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`]; [`Code::RemovedByHost`] for their browser; [`Code::NoWarming`]
    /// where the visitor has to connect when joining.
    pub async fn warm(&self, id: MeetingId, browser: Option<Browser>) -> Result<Warmed> {
        let row = self
            .inner
            .store
            .meeting(id)
            .await?
            .ok_or_else(Error::meeting_not_found)?;
        let store = &self.inner.store;
        if store.is_removed(id, None, browser.as_ref()).await? {
            return Err(removed());
        }
        // An encrypted call is connected with its key from the beginning.
        let never = self.inner.external || row.encrypted;
        if never || row.rules.locked || row.rules.lobby || self.inner.live().is_err() {
            return Err(cold());
        }
        let identity = loop {
            let random = u32::from_be_bytes(crate::random::bytes());
            let identity = format!("guest_{random:08x}");
            let taken = self.inner.presence.has_identity(id, &identity)
                || store.is_identity_known(id, &identity).await?;
            if !taken {
                break identity;
            }
        };
        let ticket = Secret::random(16);
        let token = self.inner.tokens.mint_warm(id, &identity)?;
        let new = Kindling {
            identity: &identity,
            ticket: &ticket,
            browser: browser.as_ref(),
            life: self.inner.warm_life,
            max: row.max_participants,
        };
        if !self.inner.presence.warm(id, &new) {
            return Err(cold());
        }
        Ok(Warmed {
            ticket,
            token,
            identity,
        })
    }

    /// Whether a page that asks now would be offered one, its meeting's rules aside.
    pub fn warms(&self, meeting: &Meeting) -> bool {
        !self.inner.external
            && !meeting.encrypted
            && self.inner.live().is_ok()
            && self
                .inner
                .presence
                .warms(meeting.id, meeting.max_participants)
    }

    /// A sign of life of such a page.
    ///
    /// # Errors
    /// [`Code::NoWarming`] where its connection has ended.
    pub fn keep_warm(&self, id: MeetingId, ticket: &str) -> Result<()> {
        let kept = self
            .inner
            .presence
            .keep_warm(id, ticket, self.inner.warm_life);
        kept.then_some(()).ok_or_else(cold)
    }

    /// Whoever waits with this ticket joins; gives their identity. `None` where nobody does.
    pub(super) async fn promote(
        &self,
        id: MeetingId,
        ticket: &Secret,
        promoted: Promoted,
        max: u32,
    ) -> Result<Option<String>> {
        let presence = &self.inner.presence;
        let identity = presence
            .promote(id, ticket.expose(), promoted, max)
            .map_err(|_| full())?;
        if let (Some(identity), Ok(live)) = (&identity, self.inner.live()) {
            let shown = async {
                self.tell_ended(id, &live).await?;
                self.settle(id, identity, &live).await
            };
            // What LiveKit can't be told now it is told at the gate, or in the next round.
            if let Err(e) = shown.await {
                tracing::warn!(error = %e, "somebody who joined is shown later");
            }
        }
        Ok(identity)
    }

    /// LiveKit has let somebody through who was waiting when they came to the gate. Much may have
    /// happened meanwhile.
    ///
    /// # Errors
    /// [`Code::NoWarming`] where they do not wait any more.
    pub async fn connected(&self, seat: &mut Seat) -> Result<()> {
        // From here on LiveKit lists them.
        seat.connecting = None;
        let Some(meeting) = seat.meeting().filter(|_| seat.waits) else {
            return Ok(());
        };
        let live = self.inner.live()?;
        match self.settle(meeting, seat.identity(), &live).await? {
            Hidden::Nobody => Err(cold()),
            Hidden::Waiting | Hidden::Promoted(_) => Ok(()),
        }
    }

    /// Makes of a hidden participant what it should be, and tells what that is.
    pub(super) async fn settle(
        &self,
        id: MeetingId,
        identity: &str,
        live: &Live,
    ) -> Result<Hidden> {
        let room = id.to_string();
        let hidden = self.inner.presence.hidden(id, identity);
        match &hidden {
            Hidden::Waiting => {}
            Hidden::Promoted(now) => {
                let rules = self.row(id).await?.rules;
                let presence = &self.inner.presence;
                // What was given or taken since they joined is newer.
                let role = presence.role(id, identity).unwrap_or(now.role);
                let sends = Sends::of(role, &rules);
                let given = presence.given_name(id, identity);
                let name = given.as_ref().unwrap_or(&now.name);
                let shown = live.rooms.show(&room, identity, name, sends, now.data);
                let shown = shown.await?;
                if let Some(person) = shown {
                    self.inner.presence.appeared(id, person);
                }
            }
            Hidden::Nobody => live.rooms.remove(&room, identity).await?,
        }
        Ok(hidden)
    }

    /// Nobody waits to join this meeting any more: it was locked, or its host wants to know who comes.
    pub(super) async fn cool_down(&self, id: MeetingId) {
        self.inner.presence.end_warm(id);
        if let Ok(live) = self.inner.live()
            && let Err(e) = self.tell_ended(id, &live).await
        {
            tracing::warn!(error = %e, "waiting connections are ended later");
        }
    }

    /// Has LiveKit end the connections that should not be any more.
    pub(super) async fn tell_ended(&self, id: MeetingId, live: &Live) -> Result<()> {
        let room = id.to_string();
        for identity in self.inner.presence.ending(id) {
            live.rooms.remove(&room, &identity).await?;
            self.inner.presence.ended(id, &identity);
        }
        Ok(())
    }
}

pub(super) fn cold() -> Error {
    Error::new(
        Code::NoWarming,
        "Nothing is connected before joining here. Join the meeting.",
    )
}
