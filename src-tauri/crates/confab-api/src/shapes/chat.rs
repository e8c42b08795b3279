//! What was said.

use std::collections::BTreeMap;

use confab_core::chat;
use confab_core::clock::rfc3339_ms;
use serde::Serialize;
use utoipa::ToSchema;

use super::Role;

/// Something that was said.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Message {
    /// Its place in the order of messages.
    id: i64,
    /// Who said it; null for the host, where they wrote from the app's window or a script.
    #[schema(required, example = "john_doe_a1b2c3d4")]
    identity: Option<String>,
    /// What they were called then.
    #[schema(example = "John Doe")]
    name: String,
    role: Role,
    /// Empty beside a file, and where it was deleted.
    text: String,
    #[schema(example = "2024-01-15T10:30:00.250Z")]
    sent_at: String,
    /// The message that it answers.
    #[schema(required)]
    reply_to: Option<i64>,
    /// Who reacted with what.
    reactions: BTreeMap<String, Vec<String>>,
    deleted: bool,
    #[schema(required)]
    file: Option<FileInfo>,
    /// As its author gave it; null for everybody else.
    #[schema(required)]
    key: Option<String>,
}

/// A file in a chat.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileInfo {
    file_id: String,
    #[schema(example = "report.pdf")]
    name: String,
    /// In bytes.
    size: u64,
    /// Whether it has a preview.
    preview: bool,
}

impl Message {
    /// A message as this reader may see it.
    pub(crate) fn seen_by(message: chat::Message, reader: &chat::Author) -> Self {
        let key = message.key.filter(|_| message.author == *reader);
        Self {
            id: message.id,
            identity: message.author.identity().map(str::to_owned),
            name: message.name,
            role: message.role.into(),
            text: message.text,
            sent_at: rfc3339_ms(message.sent_at),
            reply_to: message.reply_to,
            reactions: message.reactions.into_iter().collect(),
            deleted: message.deleted,
            file: message.file.map(|file| FileInfo {
                file_id: file.id,
                name: file.name,
                size: file.size,
                preview: file.preview.is_some(),
            }),
            key,
        }
    }

    /// The same where core has seen to the reader already.
    pub(super) fn told(message: chat::Message) -> Self {
        let reader = message.author.clone();
        Self::seen_by(message, &reader)
    }
}
