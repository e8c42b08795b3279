//! Whether the database takes what is written, without changing what it holds.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::SqliteConnection;

use super::writer::Change;
use super::{Store, storage_error};
use crate::error::Result;
use crate::id::MeetingId;

/// Writes the file's version again as it is.
struct SameVersion;

impl Change for SameVersion {
    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        async move {
            let version: i64 = sqlx::query_scalar("PRAGMA user_version")
                .fetch_one(&mut *connection)
                .await?;
            // A pragma takes no parameters.
            let again = sqlx::AssertSqlSafe(format!("PRAGMA user_version = {version}"));
            sqlx::query(again).execute(connection).await?;
            Ok(0)
        }
        .boxed()
    }

    /// None; one that nobody has.
    fn touches(&self) -> MeetingId {
        MeetingId::generate()
    }
}

impl Store {
    /// Goes through a commit that changes nothing.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn try_writing(&self) -> Result<()> {
        self.writer.apply(SameVersion).await.map(drop)
    }

    /// When the newest meeting was made, in Unix seconds.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn newest_meeting(&self) -> Result<Option<i64>> {
        sqlx::query_scalar("SELECT max(created_at) FROM meetings")
            .fetch_one(&self.readers)
            .await
            .map_err(storage_error)
    }
}
