//! Chat: saying, reading, reacting, taking back, clearing. What belongs to one chat is in
//! [`crate::chat`].

use std::time::Duration;

use super::Confab;
use super::calls::removed;
use crate::caller::Caller;
use crate::chat::turns::State;
use crate::chat::{
    Author, KEPT, Message, NewMessage, PAGE_LIMIT, Page, check_emoji, check_key, clean_text,
};
use crate::clock;
use crate::e2ee::sealed;
use crate::error::{Code, Error, Result};
use crate::event::Event;
use crate::id::MeetingId;
use crate::pace::{Pace, too_fast};
use crate::role::Role;
use crate::rules::Who;
use crate::store::{Claimant, Reaction};

/// What the host is called who writes through a door of their own.
const HOST: &str = "Host";
/// How many messages beyond [`KEPT`] there may be before the oldest go.
const SLACK: u32 = 100;

/// Somebody who may read along, and how they stand.
pub(super) struct Speaker {
    pub(super) author: Author,
    role: Role,
    /// Whether nothing limits how fast they write: scripts on this computer and the window.
    ours: bool,
    who_chats: Who,
}

impl Confab {
    /// Says something in a meeting's chat. With the key of something said before, that is
    /// answered, and nothing is said twice.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::RemovedByHost`], [`Code::NotAllowed`] for those who are
    /// not inside, [`Code::ChatClosed`], [`Code::NobodyInside`], [`Code::TooManyMessages`],
    /// [`Code::MessageNotFound`] for the one answered, [`Code::BadInput`], [`Code::NotEncrypted`],
    /// [`Code::Storage`].
    pub async fn say(&self, caller: &Caller, id: MeetingId, new: NewMessage) -> Result<Message> {
        let (confab, caller) = (self.clone(), caller.clone());
        let said = async move {
            let text = if confab.encrypts(id).await? {
                sealed::text(new.text, sealed::TEXT_LIMIT)?
            } else {
                clean_text(&new.text)?
            };
            let speaker = confab.speaker(&caller, id).await?;
            let chat = confab.inner.chats.of(id);
            let mut state = chat.state.lock().await;
            let message = Message {
                text,
                reply_to: new.reply_to,
                key: check_key(new.key)?,
                ..speaker.message(id)
            };
            confab.bring_in_line(id, &mut state).await?;
            match confab.said_before(id, &message).await? {
                Some(before) => Ok(before),
                None => {
                    confab.may_write(&speaker, id)?;
                    confab.add(&mut state, message).await
                }
            }
        };
        self.to_the_end(said).await
    }

    /// Part of a meeting's chat, oldest first.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::RemovedByHost`], [`Code::NotAllowed`] for those who are
    /// not inside, [`Code::Storage`].
    pub async fn chat(
        &self,
        caller: &Caller,
        id: MeetingId,
        after: i64,
        limit: u32,
    ) -> Result<Page> {
        self.speaker(caller, id).await?;
        let confab = self.clone();
        // Before anything is read: a chat that is over must not be shown to those who come now.
        self.to_the_end(async move { confab.settle_chat(id).await })
            .await?;
        let limit = limit.clamp(1, PAGE_LIMIT);
        let mut messages = self.inner.store.messages(id, after, limit + 1).await?;
        let more = messages.len() > limit as usize;
        messages.truncate(limit as usize);
        Ok(Page { messages, more })
    }

    /// Reacts to a message, or takes that back.
    ///
    /// # Errors
    /// As [`Confab::say`]; [`Code::MessageNotFound`] also for a message that was taken back.
    pub async fn react_to_message(
        &self,
        caller: &Caller,
        id: MeetingId,
        message: i64,
        emoji: &str,
        there: bool,
    ) -> Result<Message> {
        let emoji = check_emoji(emoji)?;
        let (confab, caller) = (self.clone(), caller.clone());
        let reacted = async move {
            let speaker = confab.speaker(&caller, id).await?;
            let Author::Person(identity) = &speaker.author else {
                return Err(Error::new(
                    Code::NotAllowed,
                    "Join the meeting to react to messages.",
                ));
            };
            let chat = confab.inner.chats.of(id);
            let mut state = chat.state.lock().await;
            confab.bring_in_line(id, &mut state).await?;
            let before = confab.standing_message(id, message).await?;
            speaker.may_chat()?;
            speaker.takes(&confab.inner.chats.reacting, id)?;
            let reaction = Reaction {
                meeting: id,
                message,
                emoji,
                identity: identity.clone(),
            };
            if !confab.inner.store.set_reaction(&reaction, there).await? {
                return Ok(before);
            }
            let after = confab.standing_message(id, message).await?;
            confab
                .inner
                .presence
                .announce(Event::ChatUpdated(after.clone()));
            Ok(after)
        };
        self.to_the_end(reacted).await
    }

    /// Takes a message back: its author does, or whoever moderates.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::RemovedByHost`], [`Code::MessageNotFound`],
    /// [`Code::NotAllowed`], [`Code::Storage`].
    pub async fn delete_message(
        &self,
        caller: &Caller,
        id: MeetingId,
        message: i64,
    ) -> Result<Message> {
        let (confab, caller) = (self.clone(), caller.clone());
        let deleted = async move {
            let speaker = confab.speaker(&caller, id).await?;
            let chat = confab.inner.chats.of(id);
            let mut state = chat.state.lock().await;
            confab.bring_in_line(id, &mut state).await?;
            let before = confab.standing_message(id, message).await?;
            if before.author != speaker.author && !caller.authority().moderates() {
                return Err(Error::new(
                    Code::NotAllowed,
                    "Only its author and the host can delete this message.",
                ));
            }
            let store = &confab.inner.store;
            if !store.blank_message(id, message).await? {
                return Err(message_not_found());
            }
            let after = store.message(id, message).await?;
            let after = after.ok_or_else(message_not_found)?;
            confab
                .inner
                .presence
                .announce(Event::ChatUpdated(after.clone()));
            let file = before.file.into_iter().map(|file| file.id).collect();
            confab.inner.files.remove(id, file).await;
            Ok(after)
        };
        self.to_the_end(deleted).await
    }

    /// Deletes everything that was said, and its files.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::RemovedByHost`], [`Code::NotAllowed`],
    /// [`Code::Storage`].
    pub async fn clear_chat(&self, caller: &Caller, id: MeetingId) -> Result<()> {
        let (confab, caller) = (self.clone(), caller.clone());
        let cleared = async move {
            let row = confab.inner.store.meeting(id).await?;
            row.ok_or_else(Error::meeting_not_found)?;
            if !caller.authority().moderates() {
                return Err(Error::new(
                    Code::NotAllowed,
                    "Only the host and co-hosts can clear the chat.",
                ));
            }
            let chat = confab.inner.chats.of(id);
            let mut state = chat.state.lock().await;
            confab.bring_in_line(id, &mut state).await?;
            confab.inner.store.clear_messages(id, i64::MAX).await?;
            confab.inner.presence.announce(Event::ChatCleared(id));
            confab.inner.files.remove_all(id).await;
            Ok(())
        };
        self.to_the_end(cleared).await
    }
}

impl Confab {
    /// Who may read along now: our own doors, and people who are inside.
    pub(super) async fn speaker(&self, caller: &Caller, id: MeetingId) -> Result<Speaker> {
        let store = &self.inner.store;
        let Some(identity) = caller.identity() else {
            let row = store
                .meeting(id)
                .await?
                .ok_or_else(Error::meeting_not_found)?;
            return Ok(Speaker {
                author: Author::Host,
                role: Role::Host,
                ours: caller.is_ours(),
                who_chats: row.rules.who_chats,
            });
        };
        let claimant = Claimant {
            identity,
            member: caller.session().map(|session| &session.member),
            ..Claimant::default()
        };
        let standing = store.standing(id, claimant).await?;
        let standing = standing.ok_or_else(Error::meeting_not_found)?;
        if standing.removed {
            return Err(removed());
        }
        if self.inner.external && !self.inner.presence.knows(id, identity) {
            // Nobody tells us who is inside somebody else's server, so look.
            self.look_again(id).await;
        }
        if !caller.is_ours() && !self.inner.presence.knows(id, identity) {
            return Err(Error::new(
                Code::NotAllowed,
                "You are not in this meeting at the moment. Join it first.",
            ));
        }
        let author = Author::Person(identity.to_owned());
        Ok(Speaker {
            author,
            role: caller.role(),
            ours: caller.is_ours(),
            who_chats: standing.rules.who_chats,
        })
    }

    pub(super) async fn said_before(
        &self,
        id: MeetingId,
        message: &Message,
    ) -> Result<Option<Message>> {
        match &message.key {
            Some(key) => {
                let store = &self.inner.store;
                store.message_keyed(id, &message.author, key).await
            }
            None => Ok(None),
        }
    }

    /// Whether somebody may write now; counts it.
    pub(super) fn may_write(&self, speaker: &Speaker, id: MeetingId) -> Result<()> {
        speaker.may_chat()?;
        speaker.takes(&self.inner.chats.writing, id)
    }

    /// Stores a message and tells everybody.
    pub(super) async fn add(&self, state: &mut State, message: Message) -> Result<Message> {
        let (store, id) = (&self.inner.store, message.meeting);
        if !self.inner.presence.has_people(id) {
            return Err(Error::new(
                Code::NobodyInside,
                "Nobody is in this meeting, so nobody would read this. Wait until somebody is.",
            ));
        }
        if let Some(answered) = message.reply_to {
            self.standing_message(id, answered).await?;
        }
        let mut message = Message {
            name: self.author_name(&message).await?,
            sent_at: clock::unix_now_ms(),
            ..message
        };
        let number = store.insert_message(&message).await?;
        message.id = number.ok_or_else(Error::meeting_not_found)?;
        self.inner
            .presence
            .announce(Event::ChatMessage(message.clone()));
        state.added += 1;
        if state.added >= SLACK {
            state.added = 0;
            if let Err(e) = self.drop_oldest(id).await {
                tracing::warn!(error = %e, "old messages could not be deleted");
            }
        }
        Ok(message)
    }

    async fn drop_oldest(&self, id: MeetingId) -> Result<()> {
        let store = &self.inner.store;
        let Some(oldest) = store.message_before(id, KEPT).await? else {
            return Ok(());
        };
        let files = store.files(Some((id, oldest))).await?;
        store.clear_messages(id, oldest).await?;
        let files = files.into_iter().map(|(_, file, _)| file).collect();
        self.inner.files.remove(id, files).await;
        Ok(())
    }

    /// What the author is called now; while LiveKit is away, what they were called last.
    async fn author_name(&self, message: &Message) -> Result<String> {
        let Some(identity) = message.author.identity() else {
            return Ok(HOST.to_owned());
        };
        let known = || self.inner.presence.person(message.meeting, identity);
        if known().is_none() {
            // Connected a moment ago: LiveKit knows before it has told us.
            self.look_again(message.meeting).await;
        }
        if let Some(person) = known() {
            return Ok(person.name);
        }
        let before = self
            .inner
            .store
            .last_name(message.meeting, identity)
            .await?;
        let slug = || identity.rsplit_once('_').map_or(identity, |(slug, _)| slug);
        Ok(before.unwrap_or_else(|| slug().to_owned()))
    }

    /// A message that was not taken back.
    async fn standing_message(&self, id: MeetingId, message: i64) -> Result<Message> {
        let found = self.inner.store.message(id, message).await?;
        found
            .filter(|message| !message.deleted)
            .ok_or_else(message_not_found)
    }
}

impl Speaker {
    /// A message of theirs with nothing in it yet.
    pub(super) fn message(&self, meeting: MeetingId) -> Message {
        Message {
            id: 0,
            meeting,
            author: self.author.clone(),
            name: String::new(),
            role: self.role,
            text: String::new(),
            sent_at: 0,
            reply_to: None,
            reactions: Vec::new(),
            deleted: false,
            file: None,
            key: None,
        }
    }

    /// Counts one more of theirs; scripts on this computer and the window are not counted.
    fn takes(&self, pace: &Pace<(MeetingId, String)>, id: MeetingId) -> Result<()> {
        match &self.author {
            Author::Person(identity) if !self.ours => {
                pace.take((id, identity.clone())).map_err(too_many)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn may_chat(&self) -> Result<()> {
        if self.ours || self.who_chats.includes(self.role) {
            Ok(())
        } else {
            Err(Error::new(
                Code::ChatClosed,
                "Only the host and co-hosts can write in this chat at the moment.",
            ))
        }
    }
}

fn message_not_found() -> Error {
    Error::new(Code::MessageNotFound, "This message is not there any more.")
}

pub(super) fn too_many(wait: Duration) -> Error {
    too_fast(
        Code::TooManyMessages,
        "You are sending too much at once. Wait a moment and try again.",
        wait,
    )
}
