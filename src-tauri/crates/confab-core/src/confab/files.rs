//! Files in a chat: receiving them, their previews, and handing them out to those inside.

use std::sync::Arc;
use std::time::Duration;

use super::Confab;
use super::chat::too_many;
use crate::caller::Caller;
use crate::chat::turns::{Space, Turn};
use crate::chat::{Attached, Message, check_key};
use crate::e2ee::sealed;
use crate::error::{Code, Error, Result};
use crate::event::Event;
use crate::files::picture::Picture;
use crate::files::{FILE_LIMIT, Incoming, MEETING_LIMIT, PREVIEW_LIMIT, Part, clean_name, new_id};
use crate::id::MeetingId;

/// What somebody wants to send.
#[derive(Debug, Clone, Default)]
pub struct NewFile {
    /// What it is called.
    pub name: String,
    /// The message that it answers.
    pub reply_to: Option<i64>,
    /// The same for every try of one file, so that it is sent once.
    pub key: Option<String>,
    /// How large it will be, where that was said.
    pub size: Option<u64>,
}

/// What becomes of it.
pub enum Sending {
    /// It was sent before.
    Before(Message),
    /// It can come.
    Now(Receiving),
}

/// A file that is being received. Nothing is left of it when this is dropped.
pub struct Receiving {
    confab: Confab,
    caller: Caller,
    meeting: MeetingId,
    new: NewFile,
    incoming: Incoming,
    space: Space,
    held: u64,
    sealed: bool,
}

/// A file to hand out.
pub struct Handed {
    /// What is known of it.
    pub attached: Attached,
    /// Its bytes.
    pub file: tokio::fs::File,
    /// How many they are.
    pub size: u64,
}

impl Confab {
    /// Begins to receive a file for a meeting's chat.
    ///
    /// # Errors
    /// As [`Confab::say`], and [`Code::FileTooLarge`], [`Code::MeetingFilesFull`].
    pub async fn receive(&self, caller: &Caller, id: MeetingId, new: NewFile) -> Result<Sending> {
        let sealed = self.encrypts(id).await?;
        let new = NewFile {
            name: if sealed {
                sealed::text(new.name, sealed::NAME_LIMIT)?
            } else {
                clean_name(&new.name)?
            },
            key: check_key(new.key)?,
            ..new
        };
        let speaker = self.speaker(caller, id).await?;
        let chat = self.inner.chats.of(id);
        let message = Message {
            key: new.key.clone(),
            ..speaker.message(id)
        };
        if let Some(before) = self.said_before(id, &message).await? {
            return Ok(Sending::Before(before));
        }
        let size = new.size.unwrap_or_default();
        if size > limit(FILE_LIMIT, sealed) {
            return Err(too_large());
        }
        let held = self.inner.store.held(id).await?.bytes;
        if held + chat.coming_bytes() + size > MEETING_LIMIT {
            return Err(full());
        }
        let who = caller.identity().unwrap_or_default();
        let busy = || too_many(Duration::from_secs(5));
        let space = chat.begin(who).ok_or_else(busy)?;
        self.may_write(&speaker, id)?;
        Ok(Sending::Now(Receiving {
            confab: self.clone(),
            caller: caller.clone(),
            meeting: id,
            new,
            incoming: self.inner.files.receive().await?,
            space,
            held,
            sealed,
        }))
    }

    /// Keeps the picture that its sender made of a file.
    ///
    /// # Errors
    /// As [`Confab::say`], and [`Code::FileNotFound`], [`Code::FileTooLarge`],
    /// [`Code::MeetingFilesFull`]; [`Code::BadInput`] where it is no picture.
    pub async fn set_preview(
        &self,
        caller: &Caller,
        id: MeetingId,
        file: &str,
        bytes: Vec<u8>,
    ) -> Result<Message> {
        let sealed = self.encrypts(id).await?;
        if bytes.len() as u64 > limit(PREVIEW_LIMIT as u64, sealed) {
            return Err(too_large());
        }
        if sealed && !(sealed::begins(&bytes) && bytes.len() > sealed::OVERHEAD) {
            return Err(sealed::not_sealed());
        }
        if !sealed && Picture::of(&bytes).is_none() {
            return Err(Error::new(
                Code::BadInput,
                "A preview must be a PNG, JPEG or WebP picture.",
            ));
        }
        let (confab, caller, file) = (self.clone(), caller.clone(), file.to_owned());
        let done = async move {
            let speaker = confab.speaker(&caller, id).await?;
            let chat = confab.inner.chats.of(id);
            let mut state = chat.state.lock().await;
            confab.bring_in_line(id, &mut state).await?;
            let store = &confab.inner.store;
            let before = store.message_of_file(id, &file).await?;
            let before = before.ok_or_else(file_not_found)?;
            if before.author != speaker.author {
                return Err(Error::new(
                    Code::NotAllowed,
                    "Only who sent this file can give it a preview.",
                ));
            }
            let size = bytes.len() as u64;
            confab.has_room(id, &chat, size).await?;
            confab.inner.files.keep_preview(id, &file, bytes).await?;
            store.set_preview(id, &file, size).await?;
            let after = store.message_of_file(id, &file).await?;
            let after = after.ok_or_else(file_not_found)?;
            confab
                .inner
                .presence
                .announce(Event::ChatUpdated(after.clone()));
            Ok(after)
        };
        self.to_the_end(done).await
    }

    /// A file of a meeting's chat, or its preview.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::RemovedByHost`], [`Code::NotAllowed`] for those who are
    /// not inside, [`Code::FileNotFound`], [`Code::Storage`].
    pub async fn file(
        &self,
        caller: &Caller,
        id: MeetingId,
        file: &str,
        part: Part,
    ) -> Result<Handed> {
        self.speaker(caller, id).await?;
        self.settle_chat(id).await?;
        let message = self.inner.store.message_of_file(id, file).await?;
        let attached = message.and_then(|message| message.file);
        let attached = attached
            .filter(|attached| part == Part::Whole || attached.preview.is_some())
            .ok_or_else(file_not_found)?;
        let (file, size) = self.inner.files.read(id, &attached.id, part).await?;
        Ok(Handed {
            attached,
            file,
            size,
        })
    }

    /// Whether files of so many bytes more fit into a meeting, besides those that are coming.
    async fn has_room(&self, id: MeetingId, chat: &Arc<Turn>, bytes: u64) -> Result<()> {
        let held = self.inner.store.held(id).await?.bytes;
        if held + chat.coming_bytes() + bytes > MEETING_LIMIT {
            return Err(full());
        }
        Ok(())
    }
}

impl Receiving {
    /// The next piece of the file.
    ///
    /// # Errors
    /// [`Code::FileTooLarge`], [`Code::MeetingFilesFull`], [`Code::Storage`].
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let more = bytes.len() as u64;
        if self.incoming.size() + more > limit(FILE_LIMIT, self.sealed) {
            return Err(too_large());
        }
        if self.sealed && self.incoming.size() == 0 && !sealed::begins(bytes) {
            return Err(sealed::not_sealed());
        }
        if !self
            .space
            .grow(more, MEETING_LIMIT.saturating_sub(self.held))
        {
            return Err(full());
        }
        self.incoming.write(bytes).await
    }

    /// All of it is there: keeps it and tells everybody.
    ///
    /// # Errors
    /// As [`Confab::say`]; nothing is left of the file then.
    pub async fn finish(self) -> Result<Message> {
        let confab = self.confab.clone();
        confab.to_the_end(self.keep()).await
    }

    async fn keep(self) -> Result<Message> {
        let Self {
            confab,
            caller,
            meeting,
            new,
            incoming,
            space,
            sealed,
            ..
        } = self;
        let least = if sealed { sealed::OVERHEAD as u64 } else { 0 };
        if incoming.size() <= least {
            return Err(Error::new(Code::BadInput, "This file is empty."));
        }
        // Much may have happened since the file began to come.
        let speaker = confab.speaker(&caller, meeting).await?;
        let chat = confab.inner.chats.of(meeting);
        let mut state = chat.state.lock().await;
        confab.bring_in_line(meeting, &mut state).await?;
        let file = Attached {
            id: new_id(),
            name: new.name,
            size: incoming.size(),
            preview: None,
        };
        let message = Message {
            reply_to: new.reply_to,
            key: new.key,
            file: Some(file.clone()),
            ..speaker.message(meeting)
        };
        if let Some(before) = confab.said_before(meeting, &message).await? {
            return Ok(before);
        }
        speaker.may_chat()?;
        confab.has_room(meeting, &chat, 0).await?;
        let files = &confab.inner.files;
        files.keep(incoming, meeting, &file.id).await?;
        let added = confab.add(&mut state, message).await;
        drop(space);
        if added.is_err() {
            files.remove(meeting, vec![file.id]).await;
        }
        added
    }
}

/// What is sealed may be as large inside as what is not.
fn limit(plain: u64, sealed: bool) -> u64 {
    plain + if sealed { sealed::OVERHEAD as u64 } else { 0 }
}

fn too_large() -> Error {
    Error::new(
        Code::FileTooLarge,
        format!(
            "This file is too large. A file may have {} MB, a preview {} KB.",
            FILE_LIMIT / 1024 / 1024,
            PREVIEW_LIMIT / 1024
        ),
    )
}

fn full() -> Error {
    Error::new(
        Code::MeetingFilesFull,
        format!(
            "The files of this meeting have reached {} MB. Delete some of them, then try again.",
            MEETING_LIMIT / 1024 / 1024
        ),
    )
}

fn file_not_found() -> Error {
    Error::new(Code::FileNotFound, "This file is not there any more.")
}
