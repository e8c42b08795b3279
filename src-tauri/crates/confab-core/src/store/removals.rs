//! Table `removals`: who was put out of which meeting, and may not come back.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::{Row as _, SqliteConnection};

use super::writer::Change;
use super::{Store, rules, storage_error};
use crate::browser::Browser;
use crate::error::Result;
use crate::id::MeetingId;
use crate::role::Role;
use crate::rules::Rules;

/// What the gate asks the store about one identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many people the meeting takes.
    pub max_participants: u32,
    /// Whether this identity was put out.
    pub removed: bool,
    /// What else holds in the meeting.
    pub rules: Rules,
    /// What the identity may do.
    pub role: Role,
}

impl Store {
    /// Remembers that an identity was put out; again is no error. With `lobby`, newcomers wait from
    /// the same moment on.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn add_removal(
        &self,
        id: MeetingId,
        identity: &str,
        browser: Option<&Browser>,
        lobby: bool,
        now: i64,
    ) -> Result<()> {
        self.writer
            .apply(Add {
                id,
                identity: identity.to_owned(),
                browser: browser.cloned(),
                lobby,
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
             EXISTS (SELECT 1 FROM removals WHERE meeting_id = meetings.id AND identity = ?1), \
             (SELECT role FROM roles WHERE meeting_id = meetings.id AND identity = ?1), \
             locked, lobby, microphones_locked, who_shares, who_chats \
             FROM meetings WHERE id = ?2 AND deleted_at IS NULL";
        let row = sqlx::query(SQL)
            .bind(identity)
            .bind(id.to_string())
            .fetch_optional(&self.readers)
            .await;
        let read = |row: sqlx::sqlite::SqliteRow| -> sqlx::Result<Standing> {
            Ok(Standing {
                max_participants: row.try_get(0)?,
                removed: row.try_get(1)?,
                role: row
                    .try_get::<Option<String>, _>(2)?
                    .and_then(|role| Role::read(&role))
                    .unwrap_or_default(),
                rules: rules::read(&row, 3)?,
            })
        };
        row.and_then(|row| row.map(read).transpose())
            .map_err(storage_error)
    }

    /// Whether somebody with this browser was put out of a meeting.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn is_browser_removed(&self, id: MeetingId, browser: &Browser) -> Result<bool> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM removals WHERE meeting_id = ? AND browser = ?)",
        )
        .bind(id.to_string())
        .bind(browser.as_str())
        .fetch_one(&self.readers)
        .await
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
    browser: Option<Browser>,
    lobby: bool,
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
        async move {
            let id = self.id.to_string();
            let done = sqlx::query("INSERT INTO removals (meeting_id, identity, removed_at, browser) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .bind(&id)
                .bind(&self.identity)
                .bind(self.now)
                .bind(self.browser.as_ref().map(Browser::as_str))
                .execute(&mut *connection)
                .await?;
            if self.lobby {
                sqlx::query("UPDATE meetings SET lobby = 1 WHERE id = ?")
                    .bind(&id)
                    .execute(connection)
                    .await?;
            }
            Ok(done.rows_affected())
        }
        .boxed()
    }
}
