//! Table `meetings`.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use super::writer::Change;
use super::{Store, rules, storage_error};
use crate::error::Result;
use crate::id::MeetingId;
use crate::meeting::Schedule;
use crate::rules::Rules;

/// The most meetings in one page of a list.
pub const PAGE_LIMIT: u32 = 200;

const COLUMNS: &str = "number, id, title, max_participants, created_at";
const ELSEWHERE: &str = "shared, starts_at, minutes, encrypted";

/// A meeting that was not deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRow {
    /// Its place in the order of creation; given by the store.
    pub number: i64,
    /// Its id.
    pub id: MeetingId,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// How many people it takes, 1 to 1,000.
    pub max_participants: u32,
    /// Unix seconds.
    pub created_at: i64,
    /// What holds in it.
    pub rules: Rules,
    /// Whether guests on other machines may come while only chosen meetings are shared.
    pub shared: bool,
    /// When it is meant to be.
    pub schedule: Option<Schedule>,
    /// Whether those inside encrypt end to end.
    pub encrypted: bool,
}

impl MeetingRow {
    /// A meeting as it is when it is made.
    pub fn new(id: MeetingId, max_participants: u32, created_at: i64) -> Self {
        Self {
            number: 0,
            id,
            title: None,
            max_participants,
            created_at,
            rules: Rules::default(),
            shared: false,
            schedule: None,
            encrypted: false,
        }
    }
}

/// Which meetings to list, newest first.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    /// At most this many.
    pub limit: u32,
    /// Only those created before the meeting of this number.
    pub before: Option<i64>,
    /// Only those whose title or id holds these words.
    pub text: Option<String>,
}

impl Store {
    /// Stores a new meeting.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`] where it can't be stored; nothing is kept then.
    pub async fn insert_meeting(&self, row: &MeetingRow) -> Result<()> {
        self.writer.apply(Insert(row.clone())).await.map(drop)
    }

    /// Stores title, size, sharing and schedule as the row has them now; `false` where there is no
    /// such meeting.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn update_meeting(&self, row: &MeetingRow) -> Result<bool> {
        Ok(self.writer.apply(Update(row.clone())).await? > 0)
    }

    /// Marks a meeting as deleted; `false` where there is no such meeting.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn delete_meeting(&self, id: MeetingId, now: i64) -> Result<bool> {
        Ok(self.writer.apply(Delete { id, now }).await? > 0)
    }

    /// Takes back a meeting that was stored a moment ago and that nobody was told of.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn discard_meeting(&self, id: MeetingId) -> Result<()> {
        self.writer.apply(Discard(id)).await.map(drop)
    }

    /// A meeting, where it is there and not deleted.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn meeting(&self, id: MeetingId) -> Result<Option<MeetingRow>> {
        let age = match self.known.get(id) {
            Ok(row) => return Ok(Some(row)),
            Err(age) => age,
        };
        static SQL: &str = "SELECT number, id, title, max_participants, created_at, \
             locked, lobby, microphones_locked, who_shares, who_chats, \
             shared, starts_at, minutes, encrypted \
             FROM meetings WHERE id = ? AND deleted_at IS NULL";
        let row = sqlx::query(SQL)
            .bind(id.to_string())
            .fetch_optional(&self.readers)
            .await
            .map_err(storage_error)?;
        let row = row.as_ref().map(read).transpose().map_err(storage_error)?;
        if let Some(row) = &row {
            self.known.remember(row, age);
        }
        Ok(row)
    }

    /// A page of meetings, newest first.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn list_meetings(&self, query: &ListQuery) -> Result<Vec<MeetingRow>> {
        let mut sql = sqlx::QueryBuilder::new(format!(
            "SELECT {COLUMNS}, {}, {ELSEWHERE} FROM meetings WHERE deleted_at IS NULL",
            rules::COLUMNS
        ));
        if let Some(before) = query.before {
            sql.push(" AND number < ").push_bind(before);
        }
        if let Some(text) = &query.text {
            let folded = fold(text);
            sql.push(" AND (instr(title_folded, ")
                .push_bind(folded.clone())
                .push(") > 0 OR instr(id, ")
                .push_bind(folded)
                .push(") > 0");
            if let Ok(id) = text.parse::<MeetingId>() {
                sql.push(" OR id = ").push_bind(id.to_string());
            }
            sql.push(")");
        }
        sql.push(" ORDER BY number DESC LIMIT ")
            .push_bind(query.limit.min(PAGE_LIMIT + 1));
        let rows = sql
            .build()
            .fetch_all(&self.readers)
            .await
            .map_err(storage_error)?;
        rows.iter()
            .map(read)
            .collect::<sqlx::Result<_>>()
            .map_err(storage_error)
    }

    /// The ids of all encrypted meetings.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn encrypted_meetings(&self) -> Result<Vec<MeetingId>> {
        static SQL: &str = "SELECT id FROM meetings WHERE encrypted = 1 AND deleted_at IS NULL";
        let ids: Vec<String> = sqlx::query_scalar(SQL)
            .fetch_all(&self.readers)
            .await
            .map_err(storage_error)?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// The ids of meetings deleted at or after `since` (Unix seconds).
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn deleted_since(&self, since: i64) -> Result<Vec<MeetingId>> {
        let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM meetings WHERE deleted_at >= ?")
            .bind(since)
            .fetch_all(&self.readers)
            .await
            .map_err(storage_error)?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }
}

/// For searching without regard to case, in any alphabet.
fn fold(text: &str) -> String {
    text.trim().to_lowercase()
}

fn read(row: &SqliteRow) -> sqlx::Result<MeetingRow> {
    let id: String = row.try_get(1)?;
    let planned: (Option<i64>, Option<u32>) = (row.try_get(11)?, row.try_get(12)?);
    Ok(MeetingRow {
        number: row.try_get(0)?,
        id: id.parse().map_err(|e| sqlx::Error::Decode(Box::new(e)))?,
        title: row.try_get(2)?,
        max_participants: row.try_get(3)?,
        created_at: row.try_get(4)?,
        rules: rules::read(row, 5)?,
        shared: row.try_get(10)?,
        schedule: match planned {
            (Some(starts_at), Some(minutes)) => Some(Schedule { starts_at, minutes }),
            _ => None,
        },
        encrypted: row.try_get(13)?,
    })
}

struct Insert(MeetingRow);

impl Change for Insert {
    fn touches(&self) -> MeetingId {
        self.0.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        let MeetingRow {
            id,
            title,
            max_participants,
            created_at,
            encrypted,
            ..
        } = &self.0;
        sqlx::query("INSERT INTO meetings (id, title, title_folded, max_participants, created_at, encrypted) VALUES (?, ?, ?, ?, ?, ?)")
            .bind(id.to_string())
            .bind(title)
            .bind(title.as_deref().map(fold))
            .bind(max_participants)
            .bind(created_at)
            .bind(encrypted)
            .execute(connection)
            .map(|done| Ok(done?.rows_affected()))
            .boxed()
    }
}

struct Discard(MeetingId);

impl Change for Discard {
    fn touches(&self) -> MeetingId {
        self.0
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        sqlx::query("DELETE FROM meetings WHERE id = ?")
            .bind(self.0.to_string())
            .execute(connection)
            .map(|done| Ok(done?.rows_affected()))
            .boxed()
    }
}

struct Update(MeetingRow);

impl Change for Update {
    fn touches(&self) -> MeetingId {
        self.0.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        static SQL: &str = "UPDATE meetings SET title = ?, title_folded = ?, max_participants = ?, \
             shared = ?, starts_at = ?, minutes = ? WHERE id = ? AND deleted_at IS NULL";
        let row = &self.0;
        sqlx::query(SQL)
            .bind(&row.title)
            .bind(row.title.as_deref().map(fold))
            .bind(row.max_participants)
            .bind(row.shared)
            .bind(row.schedule.map(|schedule| schedule.starts_at))
            .bind(row.schedule.map(|schedule| schedule.minutes))
            .bind(row.id.to_string())
            .execute(connection)
            .map(|done| Ok(done?.rows_affected()))
            .boxed()
    }
}

struct Delete {
    id: MeetingId,
    now: i64,
}

impl Change for Delete {
    fn touches(&self) -> MeetingId {
        self.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        async move {
            let id = self.id.to_string();
            let done = sqlx::query(
                "UPDATE meetings SET deleted_at = ?, title = NULL, title_folded = NULL WHERE id = ? AND deleted_at IS NULL",
            )
            .bind(self.now)
            .bind(&id)
            .execute(&mut *connection)
            .await?;
            // Nobody gets into a deleted meeting, so who was put out of it, and who helped in it,
            // need not be kept. One call: each is a trip to the thread that SQLite runs on.
            static REST: &str = "DELETE FROM messages WHERE meeting_id = ?; \
                 DELETE FROM chats WHERE meeting_id = ?; \
                 DELETE FROM removals WHERE meeting_id = ?; \
                 DELETE FROM roles WHERE meeting_id = ?";
            sqlx::query(REST)
                .bind(&id)
                .bind(&id)
                .bind(&id)
                .bind(&id)
                .execute(connection)
                .await?;
            Ok(done.rows_affected())
        }
        .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn store() -> (tempfile::TempDir, Store) {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(&dir.path().join("confab.db"))
            .await
            .expect("opened");
        (dir, store)
    }

    async fn add(store: &Store, title: Option<&str>) -> MeetingId {
        let id = MeetingId::generate();
        let title = title.map(str::to_owned);
        store
            .insert_meeting(&MeetingRow {
                title,
                ..MeetingRow::new(id, 50, 1_700_000_000)
            })
            .await
            .expect("stored");
        id
    }

    #[tokio::test]
    async fn a_deleted_meeting_is_gone_but_its_id_stays_used() {
        let (_dir, store) = store().await;
        let id = add(&store, None).await;
        assert!(store.delete_meeting(id, 5).await.expect("deleted"));
        assert!(!store.delete_meeting(id, 6).await.expect("asked"));
        assert!(store.meeting(id).await.expect("read").is_none());
        let again = MeetingRow::new(id, 1, 1);
        assert!(
            store.insert_meeting(&again).await.is_err(),
            "the id was given out twice"
        );
        assert_eq!(store.deleted_since(5).await.expect("read"), [id]);
        assert!(store.deleted_since(6).await.expect("read").is_empty());
    }

    #[tokio::test]
    async fn a_discarded_meeting_was_never_there() {
        let (_dir, store) = store().await;
        let id = add(&store, None).await;
        assert!(store.meeting(id).await.expect("read").is_some());
        store.discard_meeting(id).await.expect("discarded");
        assert!(store.meeting(id).await.expect("read").is_none());
        assert!(store.deleted_since(0).await.expect("read").is_empty());
    }

    #[tokio::test]
    async fn pages_are_newest_first_without_gap_or_repeat() {
        let (_dir, store) = store().await;
        let mut made = Vec::new();
        for _ in 0..25 {
            made.push(add(&store, None).await);
        }
        made.reverse();
        let (mut seen, mut before) = (Vec::new(), None);
        loop {
            let page = store
                .list_meetings(&ListQuery {
                    limit: 10,
                    before,
                    text: None,
                })
                .await
                .expect("listed");
            let Some(last) = page.last() else { break };
            before = Some(last.number);
            seen.extend(page.iter().map(|row| row.id));
        }
        assert_eq!(seen, made);
    }

    #[tokio::test]
    async fn search_finds_titles_and_ids_in_any_case() {
        let (_dir, store) = store().await;
        let weekly = add(&store, Some("Wöchentliche RUNDE 100%")).await;
        let other = add(&store, Some("Design review")).await;
        for (text, found) in [
            ("wöch", vec![weekly]),
            ("WÖCH", vec![weekly]),
            ("runde 100%", vec![weekly]),
            ("_", vec![]),
            ("%", vec![weekly]),
            (&other.to_string()[..6], vec![other]),
            (
                &other.to_string().replace('-', "").to_uppercase(),
                vec![other],
            ),
        ] {
            let query = ListQuery {
                limit: 10,
                before: None,
                text: Some(text.to_owned()),
            };
            let page = store.list_meetings(&query).await.expect("listed");
            assert_eq!(
                page.iter().map(|row| row.id).collect::<Vec<_>>(),
                found,
                "{text}"
            );
        }
    }

    #[tokio::test]
    async fn one_bad_change_does_not_spoil_those_that_came_with_it() {
        let (_dir, store) = store().await;
        let twin = add(&store, None).await;
        let row = |id| MeetingRow::new(id, 50, 1);
        let (good, bad) = (row(MeetingId::generate()), row(twin));
        let too_big = MeetingRow {
            max_participants: 5000,
            ..row(MeetingId::generate())
        };
        let (a, b, c) = tokio::join!(
            store.insert_meeting(&good),
            store.insert_meeting(&bad),
            store.insert_meeting(&too_big)
        );
        assert!(a.is_ok() && b.is_err() && c.is_err());
        assert!(store.meeting(good.id).await.expect("read").is_some());
        assert!(store.meeting(too_big.id).await.expect("read").is_none());
    }
}
