//! What is old enough to be deleted, where its owner wants that. Times are Unix seconds.

use super::{Store, storage_error};
use crate::error::Result;
use crate::id::MeetingId;

/// How many are looked at in one go.
const AT_ONCE: u32 = 500;

impl Store {
    /// Meetings without anybody inside that were made, left and meant to be over before `before`.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn meetings_unused_since(&self, before: i64) -> Result<Vec<MeetingId>> {
        self.ids(
            "SELECT id FROM meetings LEFT JOIN chats ON meeting_id = id \
             WHERE deleted_at IS NULL AND NOT ifnull(inside, 0) AND created_at < ?1 \
             AND ifnull(seen_at, 0) < ?1 AND ifnull(starts_at + 60 * minutes, 0) < ?1 \
             ORDER BY number LIMIT ?2",
            before,
        )
        .await
    }

    /// Meetings without anybody inside whose chats hold something, and that were left before
    /// `before`.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn chats_left_before(&self, before: i64) -> Result<Vec<MeetingId>> {
        self.ids(
            "SELECT meeting_id FROM chats WHERE NOT inside AND seen_at < ?1 \
             AND EXISTS (SELECT 1 FROM messages WHERE messages.meeting_id = chats.meeting_id) LIMIT ?2",
            before,
        )
        .await
    }

    async fn ids(&self, sql: &'static str, before: i64) -> Result<Vec<MeetingId>> {
        let ids: Vec<String> = sqlx::query_scalar(sql)
            .bind(before)
            .bind(AT_ONCE)
            .fetch_all(&self.readers)
            .await
            .map_err(storage_error)?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }
}
