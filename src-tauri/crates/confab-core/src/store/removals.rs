//! Table `removals`: who was put out of which meeting, and may not come back.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::{Row as _, SqliteConnection};

use super::writer::Change;
use super::{Store, rules, storage_error};
use crate::browser::Browser;
use crate::error::Result;
use crate::id::MeetingId;
use crate::member::MemberId;
use crate::role::Role;
use crate::rules::Rules;

/// Who asks: by a token an identity, by a credential also the member behind it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Claimant<'a> {
    /// The identity.
    pub identity: &'a str,
    /// The member, where known.
    pub member: Option<&'a MemberId>,
    /// The browser that asks, and the one that the identity was given to.
    pub browsers: [Option<&'a Browser>; 2],
}

/// How a claimant stands with a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many people the meeting takes.
    pub max_participants: u32,
    /// Whether this identity or this member was put out.
    pub removed: bool,
    /// Whether somebody was put out who used one of these browsers.
    pub browser_removed: bool,
    /// When somebody was put out last, in Unix seconds.
    pub last_removal: Option<i64>,
    /// When somebody was put out last of whom only the identity is known.
    pub last_unknown_removal: Option<i64>,
    /// What else holds in the meeting.
    pub rules: Rules,
    /// What the identity may do, or the member while inside.
    pub role: Role,
    /// Whether the role was given to the identity before its member was known.
    pub role_is_unclaimed: bool,
}

/// A participant who is put out: one row for each identity of theirs.
#[derive(Debug, Clone)]
pub struct Removal {
    /// The identity.
    pub identity: String,
    /// The member, where known.
    pub member: Option<MemberId>,
    /// The browser that they joined with, where known.
    pub browser: Option<Browser>,
}

impl Store {
    /// Remembers that identities, their members and their browsers were put out; again is no error.
    /// Their roles go. With `lobby`, newcomers wait from the same moment on.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn add_removals(
        &self,
        id: MeetingId,
        removals: Vec<Removal>,
        lobby: bool,
        now: i64,
    ) -> Result<()> {
        self.writer
            .apply(Add {
                id,
                removals,
                lobby,
                now,
            })
            .await
            .map(drop)
    }

    /// How a claimant stands with a meeting; `None` where there is no such meeting.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn standing(&self, id: MeetingId, who: Claimant<'_>) -> Result<Option<Standing>> {
        // Members and browsers are never empty texts, so an unknown one equals none of the rows.
        static SQL: &str = "SELECT max_participants, \
             EXISTS (SELECT 1 FROM removals WHERE meeting_id = ?2 AND identity = ?1) \
             OR EXISTS (SELECT 1 FROM removals WHERE meeting_id = ?2 AND member = ?3 AND member <> ''), \
             EXISTS (SELECT 1 FROM removals WHERE meeting_id = ?2 AND browser IS NOT NULL AND browser IN (?4, ?5)), \
             (SELECT max(removed_at) FROM removals WHERE meeting_id = ?2), \
             (SELECT max(removed_at) FROM removals WHERE meeting_id = ?2 AND member = ''), \
             (SELECT role FROM roles WHERE meeting_id = ?2 AND identity = ?1), \
             (SELECT max(role) FROM roles WHERE meeting_id = ?2 AND member = ?3 AND member <> ''), \
             EXISTS (SELECT 1 FROM roles WHERE meeting_id = ?2 AND identity = ?1 AND member = ''), \
             locked, lobby, microphones_locked, who_shares, who_chats \
             FROM meetings WHERE id = ?2 AND deleted_at IS NULL";
        let browser = |at: usize| who.browsers[at].map(Browser::as_str).unwrap_or_default();
        let row = sqlx::query(SQL)
            .bind(who.identity)
            .bind(id.to_string())
            .bind(who.member.map(MemberId::as_str).unwrap_or_default())
            .bind(browser(0))
            .bind(browser(1))
            .fetch_optional(&self.readers)
            .await;
        let role = |row: &sqlx::sqlite::SqliteRow, at: usize| -> sqlx::Result<Role> {
            let word = row.try_get::<Option<String>, _>(at)?;
            Ok(word.and_then(|word| Role::read(&word)).unwrap_or_default())
        };
        let read = |row: sqlx::sqlite::SqliteRow| -> sqlx::Result<Standing> {
            let (of_identity, of_member) = (role(&row, 5)?, role(&row, 6)?);
            let role_is_unclaimed: bool = row.try_get(7)?;
            // A credential has the role of its member; an identity alone is what a token proves.
            let role = match who.member {
                Some(_) if !role_is_unclaimed => of_member,
                _ => of_identity.max(of_member),
            };
            Ok(Standing {
                max_participants: row.try_get(0)?,
                removed: row.try_get(1)?,
                browser_removed: row.try_get(2)?,
                last_removal: row.try_get(3)?,
                last_unknown_removal: row.try_get(4)?,
                role,
                role_is_unclaimed,
                rules: rules::read(&row, 8)?,
            })
        };
        row.and_then(|row| row.map(read).transpose())
            .map_err(storage_error)
    }

    /// Whether somebody with this browser, or this member, was put out of a meeting.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn is_removed(
        &self,
        id: MeetingId,
        member: Option<&MemberId>,
        browser: Option<&Browser>,
    ) -> Result<bool> {
        if member.is_none() && browser.is_none() {
            return Ok(false);
        }
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM removals WHERE meeting_id = ?1 AND browser IS NOT NULL AND browser = ?2) \
             OR EXISTS (SELECT 1 FROM removals WHERE meeting_id = ?1 AND member = ?3 AND member <> '')",
        )
        .bind(id.to_string())
        .bind(browser.map(Browser::as_str).unwrap_or_default())
        .bind(member.map(MemberId::as_str).unwrap_or_default())
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
    removals: Vec<Removal>,
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
            let mut count = 0;
            for removal in &self.removals {
                let member = removal.member.as_ref().map_or("", MemberId::as_str);
                let done = sqlx::query("INSERT INTO removals (meeting_id, identity, removed_at, browser, member) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                    .bind(&id)
                    .bind(&removal.identity)
                    .bind(self.now)
                    .bind(removal.browser.as_ref().map(Browser::as_str))
                    .bind(member)
                    .execute(&mut *connection)
                    .await?;
                count += done.rows_affected();
                sqlx::query("DELETE FROM roles WHERE meeting_id = ?1 AND (identity = ?2 OR (member = ?3 AND member <> ''))")
                    .bind(&id)
                    .bind(&removal.identity)
                    .bind(member)
                    .execute(&mut *connection)
                    .await?;
            }
            if self.lobby {
                sqlx::query("UPDATE meetings SET lobby = 1 WHERE id = ?")
                    .bind(&id)
                    .execute(connection)
                    .await?;
            }
            Ok(count)
        }
        .boxed()
    }
}
