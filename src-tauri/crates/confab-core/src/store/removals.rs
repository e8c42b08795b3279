//! Table `removals`: who was put out of which meeting, and may not come back.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::{Row as _, SqliteConnection};

use super::writer::Change;
use super::{Store, storage_error};
use crate::error::Result;
use crate::id::MeetingId;

/// What the gate asks the store about one identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many people the meeting takes.
    pub max_participants: u32,
    /// Whether this identity was put out.
    pub removed: bool,
}

impl Store {
    /// Remembers that an identity was put out; again is no error.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn add_removal(&self, id: MeetingId, identity: &str, now: i64) -> Result<()> {
        self.writer
            .apply(Add {
                id,
                identity: identity.to_owned(),
                now,
            })
            .await
            .map(drop)
    }

    /// How an identity stands with a meeting; `None` where there is no such meeting.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn standing(&self, id: MeetingId, identity: &str) -> Result<Option<Standing>> {
        static SQL: &str = "SELECT max_participants, \
             EXISTS (SELECT 1 FROM removals WHERE meeting_id = meetings.id AND identity = ?) \
             FROM meetings WHERE id = ? AND deleted_at IS NULL";
        let row = sqlx::query(SQL)
            .bind(identity)
            .bind(id.to_string())
            .fetch_optional(&self.readers)
            .await;
        let read = |row: sqlx::sqlite::SqliteRow| -> sqlx::Result<Standing> {
            Ok(Standing {
                max_participants: row.try_get(0)?,
                removed: row.try_get(1)?,
            })
        };
        row.and_then(|row| row.map(read).transpose())
            .map_err(storage_error)
    }

    /// Everybody who was put out of a meeting.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn removed_from(&self, id: MeetingId) -> Result<Vec<String>> {
        sqlx::query_scalar("SELECT identity FROM removals WHERE meeting_id = ?")
            .bind(id.to_string())
            .fetch_all(&self.readers)
            .await
            .map_err(storage_error)
    }

    /// The meetings that somebody was put out of at or after `since` (Unix seconds).
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn removals_since(&self, since: i64) -> Result<Vec<MeetingId>> {
        let ids: Vec<String> =
            sqlx::query_scalar("SELECT DISTINCT meeting_id FROM removals WHERE removed_at >= ?")
                .bind(since)
                .fetch_all(&self.readers)
                .await
                .map_err(storage_error)?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }
}

struct Add {
    id: MeetingId,
    identity: String,
    now: i64,
}

impl Change for Add {
    fn touches(&self) -> MeetingId {
        self.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        sqlx::query("INSERT INTO removals (meeting_id, identity, removed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(self.id.to_string())
            .bind(&self.identity)
            .bind(self.now)
            .execute(connection)
            .map(|done| Ok(done?.rows_affected()))
            .boxed()
    }
}
