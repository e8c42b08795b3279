//! Table `chats`: when somebody was inside a meeting last.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use super::writer::Change;
use super::{Store, storage_error};
use crate::chat::Seen;
use crate::error::Result;
use crate::id::MeetingId;

impl Store {
    /// When somebody was inside last.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn seen(&self, id: MeetingId) -> Result<Option<Seen>> {
        let row = sqlx::query("SELECT inside, seen_at FROM chats WHERE meeting_id = ?")
            .bind(id.to_string())
            .fetch_optional(&self.readers)
            .await;
        let read = |row: SqliteRow| -> sqlx::Result<Seen> {
            Ok(Seen {
                inside: row.try_get(0)?,
                at: row.try_get(1)?,
            })
        };
        row.and_then(|row| row.map(read).transpose())
            .map_err(storage_error)
    }

    /// The meetings that somebody was inside of when the store was told last.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn live_chats(&self) -> Result<Vec<(MeetingId, Seen)>> {
        let rows = sqlx::query("SELECT meeting_id, seen_at FROM chats WHERE inside")
            .fetch_all(&self.readers)
            .await
            .map_err(storage_error)?;
        let read = |row: &SqliteRow| {
            let id: String = row.try_get(0).ok()?;
            let at = row.try_get(1).ok()?;
            Some((id.parse().ok()?, Seen { inside: true, at }))
        };
        Ok(rows.iter().filter_map(read).collect())
    }

    /// Notes when somebody was inside last.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn note_seen(&self, id: MeetingId, seen: Seen) -> Result<()> {
        let begin = false;
        self.writer.apply(Note { id, seen, begin }).await.map(drop)
    }

    /// The meeting is live anew: an empty chat, in one commit.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn begin_chat(&self, id: MeetingId, now: i64) -> Result<()> {
        let seen = Seen {
            inside: true,
            at: now,
        };
        let begin = true;
        self.writer.apply(Note { id, seen, begin }).await.map(drop)
    }
}

struct Note {
    id: MeetingId,
    seen: Seen,
    begin: bool,
}

impl Change for Note {
    fn touches(&self) -> MeetingId {
        self.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        async move {
            let id = self.id.to_string();
            if self.begin {
                sqlx::query("DELETE FROM messages WHERE meeting_id = ?")
                    .bind(&id)
                    .execute(&mut *connection)
                    .await?;
            }
            let done = sqlx::query(
                "INSERT INTO chats (meeting_id, inside, seen_at) \
                 SELECT id, ?, ? FROM meetings WHERE id = ? AND deleted_at IS NULL \
                 ON CONFLICT (meeting_id) DO UPDATE SET inside = excluded.inside, seen_at = excluded.seen_at",
            )
            .bind(self.seen.inside)
            .bind(self.seen.at)
            .bind(&id)
            .execute(connection)
            .await?;
            Ok(done.rows_affected())
        }
        .boxed()
    }
}
