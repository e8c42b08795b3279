//! Table `reactions`: who reacted to which message with what.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::{Row as _, SqliteConnection};

use super::writer::Change;
use super::{Store, storage_error};
use crate::chat::Message;
use crate::error::Result;
use crate::id::MeetingId;

/// A reaction of somebody's.
#[derive(Debug, Clone)]
pub struct Reaction {
    /// The meeting of the message.
    pub meeting: MeetingId,
    /// The message.
    pub message: i64,
    /// With what.
    pub emoji: &'static str,
    /// Who.
    pub identity: String,
}

impl Store {
    /// Adds a reaction or takes it away; whether that changed anything.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn set_reaction(&self, reaction: &Reaction, there: bool) -> Result<bool> {
        let change = Set(reaction.clone(), there);
        Ok(self.writer.apply(change).await? > 0)
    }

    /// Reads the reactions to messages that are in the order of their ids.
    pub(super) async fn add_reactions(
        &self,
        meeting: MeetingId,
        messages: &mut [Message],
    ) -> Result<()> {
        let (Some(first), Some(last)) = (messages.first(), messages.last()) else {
            return Ok(());
        };
        let rows = sqlx::query(
            "SELECT message_id, emoji, identity FROM reactions \
             WHERE message_id IN (SELECT id FROM messages WHERE meeting_id = ? AND id BETWEEN ? AND ?) \
             ORDER BY number",
        )
        .bind(meeting.to_string())
        .bind(first.id)
        .bind(last.id)
        .fetch_all(&self.readers)
        .await
        .map_err(storage_error)?;
        for row in rows {
            let (message, emoji, identity): (i64, String, String) = (
                row.try_get(0).map_err(storage_error)?,
                row.try_get(1).map_err(storage_error)?,
                row.try_get(2).map_err(storage_error)?,
            );
            let Ok(place) = messages.binary_search_by_key(&message, |m| m.id) else {
                continue;
            };
            let reactions = &mut messages[place].reactions;
            match reactions.iter_mut().find(|(with, _)| *with == emoji) {
                Some((_, people)) => people.push(identity),
                None => reactions.push((emoji, vec![identity])),
            }
        }
        Ok(())
    }
}

struct Set(Reaction, bool);

impl Change for Set {
    fn touches(&self) -> MeetingId {
        self.0.meeting
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        let Self(reaction, there) = self;
        let sql = match there {
            true => {
                "INSERT INTO reactions (message_id, emoji, identity) \
                 SELECT id, ?, ? FROM messages WHERE id = ? AND NOT deleted ON CONFLICT DO NOTHING"
            }
            false => "DELETE FROM reactions WHERE emoji = ? AND identity = ? AND message_id = ?",
        };
        sqlx::query(sql)
            .bind(reaction.emoji)
            .bind(&reaction.identity)
            .bind(reaction.message)
            .execute(connection)
            .map(|done| Ok(done?.rows_affected()))
            .boxed()
    }
}
