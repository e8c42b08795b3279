//! Hands and reactions: what people say without speaking.

use super::Confab;
use super::standing::nobody;
use crate::caller::Caller;
use crate::error::{Code, Error, Result};
use crate::event::{Event, Moderation};
use crate::id::MeetingId;
use crate::livekit::Person;
use crate::pace::too_fast;

/// What people may react with.
pub const REACTIONS: [&str; 8] = ["👍", "❤️", "😂", "😮", "👏", "🎉", "👋", "🤔"];

impl Confab {
    /// Raises or lowers the caller's own hand. One that is up keeps its place.
    ///
    /// # Errors
    /// [`Code::NoSession`] for callers who are nobody inside, [`Code::NotAllowed`] where they are
    /// not inside now.
    pub fn raise_hand(&self, id: MeetingId, caller: &Caller, raised: bool) -> Result<Person> {
        let identity = myself(caller)?;
        self.inner
            .presence
            .hand(id, identity, raised)
            .ok_or_else(not_inside)
    }

    /// Lowers somebody's hand.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::ParticipantNotFound`].
    pub async fn lower_hand(
        &self,
        id: MeetingId,
        identity: &str,
        caller: &Caller,
    ) -> Result<Person> {
        self.row(id).await?;
        let was = self
            .inner
            .presence
            .person(id, identity)
            .and_then(|p| p.hand);
        let person = self
            .inner
            .presence
            .hand(id, identity, false)
            .ok_or_else(nobody)?;
        if was.is_some() {
            let by = self.actor(id, caller);
            self.tell(id, Some(identity), Moderation::HandLowered, by);
        }
        Ok(person)
    }

    /// Lowers every hand; how many were up.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`].
    pub async fn lower_hands(&self, id: MeetingId, caller: &Caller) -> Result<usize> {
        self.row(id).await?;
        let count = self.inner.presence.lower_hands(id);
        if count > 0 {
            let by = self.actor(id, caller);
            self.tell(id, None, Moderation::HandLowered, by);
        }
        Ok(count)
    }

    /// Shows a reaction of the caller's to everybody.
    ///
    /// # Errors
    /// [`Code::NoSession`], [`Code::NotAllowed`], [`Code::BadInput`], [`Code::TooManyRequests`].
    pub fn react(&self, id: MeetingId, caller: &Caller, emoji: &str) -> Result<()> {
        let identity = myself(caller)?;
        let plain = |emoji: &str| emoji.replace('\u{FE0F}', "");
        let emoji = REACTIONS
            .into_iter()
            .find(|known| plain(known) == plain(emoji))
            .ok_or_else(|| {
                Error::new(
                    Code::BadInput,
                    format!("emoji must be one of {}.", REACTIONS.join(" ")),
                )
            })?;
        let person = self
            .inner
            .presence
            .person(id, identity)
            .ok_or_else(not_inside)?;
        self.inner
            .reactions
            .take((id, person.identity.clone()))
            .map_err(|wait| {
                let sentence = "That was a lot of reactions. Wait a moment.";
                too_fast(Code::TooManyRequests, sentence, wait)
            })?;
        self.inner.presence.announce(Event::Reaction {
            meeting: id,
            identity: person.identity,
            name: person.name,
            emoji,
        });
        Ok(())
    }
}

fn myself(caller: &Caller) -> Result<&str> {
    caller.identity().ok_or_else(|| {
        Error::new(
            Code::NoSession,
            "Only somebody who is in the meeting can do that. Send the session of your join.",
        )
    })
}

fn not_inside() -> Error {
    Error::new(
        Code::NotAllowed,
        "You are not in the meeting. Join it first.",
    )
}
