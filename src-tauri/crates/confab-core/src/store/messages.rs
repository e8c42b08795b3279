//! Table `messages`: what was said, and which files came with it.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use super::writer::Change;
use super::{Store, storage_error};
use crate::chat::{Attached, Author, Message};
use crate::error::Result;
use crate::id::MeetingId;
use crate::session::Role;

const SELECT: &str = "SELECT id, meeting_id, author, name, role, text, sent_at, reply_to, deleted, \
     key, file_id, file_name, file_size, preview_size FROM messages WHERE meeting_id = ";

/// How much a chat holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Messages, deleted ones too.
    pub messages: u32,
    /// Bytes of files and previews.
    pub bytes: u64,
}

/// Which messages.
enum Which<'a> {
    One(i64),
    Keyed(&'a str, &'a str),
    OfFile(&'a str),
    After(i64, u32),
}

impl Store {
    /// Stores a message; its id, or `None` where there is no such meeting.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn insert_message(&self, message: &Message) -> Result<Option<i64>> {
        let id = self.writer.apply(Insert(message.clone())).await?;
        Ok(i64::try_from(id).ok().filter(|id| *id > 0))
    }

    /// One message.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn message(&self, meeting: MeetingId, id: i64) -> Result<Option<Message>> {
        Ok(self.read(meeting, Which::One(id)).await?.pop())
    }

    /// What an author said with this key.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn message_keyed(
        &self,
        meeting: MeetingId,
        author: &Author,
        key: &str,
    ) -> Result<Option<Message>> {
        let which = Which::Keyed(author.identity().unwrap_or_default(), key);
        Ok(self.read(meeting, which).await?.pop())
    }

    /// The message that a file came with.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn message_of_file(&self, meeting: MeetingId, file: &str) -> Result<Option<Message>> {
        Ok(self.read(meeting, Which::OfFile(file)).await?.pop())
    }

    /// At most `limit` messages after this id, oldest first.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn messages(
        &self,
        meeting: MeetingId,
        after: i64,
        limit: u32,
    ) -> Result<Vec<Message>> {
        self.read(meeting, Which::After(after, limit)).await
    }

    async fn read(&self, meeting: MeetingId, which: Which<'_>) -> Result<Vec<Message>> {
        let mut sql = sqlx::QueryBuilder::new(SELECT);
        sql.push_bind(meeting.to_string());
        match which {
            Which::One(id) => sql.push(" AND id = ").push_bind(id),
            Which::Keyed(author, key) => sql
                .push(" AND author = ")
                .push_bind(author.to_owned())
                .push(" AND key = ")
                .push_bind(key.to_owned()),
            Which::OfFile(file) => sql.push(" AND file_id = ").push_bind(file.to_owned()),
            Which::After(after, limit) => sql
                .push(" AND id > ")
                .push_bind(after)
                .push(" ORDER BY id LIMIT ")
                .push_bind(limit),
        };
        let rows = sql
            .build()
            .fetch_all(&self.readers)
            .await
            .map_err(storage_error)?;
        let messages: sqlx::Result<Vec<Message>> = rows.iter().map(read).collect();
        let mut messages = messages.map_err(storage_error)?;
        self.add_reactions(meeting, &mut messages).await?;
        Ok(messages)
    }

    /// Takes a message back: its text, file and reactions go, its place stays.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn blank_message(&self, meeting: MeetingId, id: i64) -> Result<bool> {
        Ok(self.writer.apply(Blank { meeting, id }).await? > 0)
    }

    /// Deletes all messages up to this one; all there are for [`i64::MAX`]. How many there were.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn clear_messages(&self, meeting: MeetingId, up_to: i64) -> Result<u64> {
        self.writer.apply(Clear { meeting, up_to }).await
    }

    /// Notes that a file has a preview.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn set_preview(&self, meeting: MeetingId, file: &str, size: u64) -> Result<bool> {
        let change = Preview {
            meeting,
            file: file.to_owned(),
            size: size.cast_signed(),
        };
        Ok(self.writer.apply(change).await? > 0)
    }

    /// How much a chat holds.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn held(&self, meeting: MeetingId) -> Result<Held> {
        let row = sqlx::query(
            "SELECT COUNT(*), COALESCE(SUM(COALESCE(file_size, 0) + COALESCE(preview_size, 0)), 0) \
             FROM messages WHERE meeting_id = ?",
        )
        .bind(meeting.to_string())
        .fetch_one(&self.readers)
        .await;
        let read = |row: SqliteRow| -> sqlx::Result<Held> {
            Ok(Held {
                messages: row.try_get(0)?,
                bytes: row.try_get::<i64, _>(1)?.cast_unsigned(),
            })
        };
        row.and_then(read).map_err(storage_error)
    }

    /// What somebody was called when they said something last.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn last_name(&self, meeting: MeetingId, identity: &str) -> Result<Option<String>> {
        sqlx::query_scalar(
            "SELECT name FROM messages WHERE meeting_id = ? AND author = ? ORDER BY id DESC LIMIT 1",
        )
        .bind(meeting.to_string())
        .bind(identity)
        .fetch_optional(&self.readers)
        .await
        .map_err(storage_error)
    }

    /// The id of the newest message that has `newer` messages after it.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn message_before(&self, meeting: MeetingId, newer: u32) -> Result<Option<i64>> {
        sqlx::query_scalar(
            "SELECT id FROM messages WHERE meeting_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
        )
        .bind(meeting.to_string())
        .bind(newer)
        .fetch_optional(&self.readers)
        .await
        .map_err(storage_error)
    }

    /// Every file there should be, of one meeting or of all: meeting, id, and whether it has a
    /// preview. Of one meeting only those up to a message.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn files(
        &self,
        only: Option<(MeetingId, i64)>,
    ) -> Result<Vec<(MeetingId, String, bool)>> {
        let mut sql = sqlx::QueryBuilder::new(
            "SELECT meeting_id, file_id, preview_size IS NOT NULL FROM messages WHERE file_id IS NOT NULL",
        );
        if let Some((meeting, up_to)) = only {
            sql.push(" AND meeting_id = ")
                .push_bind(meeting.to_string())
                .push(" AND id <= ")
                .push_bind(up_to);
        }
        let rows = sql
            .build()
            .fetch_all(&self.readers)
            .await
            .map_err(storage_error)?;
        let read = |row: &SqliteRow| -> Option<(MeetingId, String, bool)> {
            let meeting: String = row.try_get(0).ok()?;
            Some((
                meeting.parse().ok()?,
                row.try_get(1).ok()?,
                row.try_get(2).ok()?,
            ))
        };
        Ok(rows.iter().filter_map(read).collect())
    }
}

fn read(row: &SqliteRow) -> sqlx::Result<Message> {
    let meeting: String = row.try_get("meeting_id")?;
    let author: String = row.try_get("author")?;
    let role: String = row.try_get("role")?;
    let file = match row.try_get::<Option<String>, _>("file_id")? {
        None => None,
        Some(id) => Some(Attached {
            id,
            name: row.try_get("file_name")?,
            size: row.try_get::<i64, _>("file_size")?.cast_unsigned(),
            preview: row
                .try_get::<Option<i64>, _>("preview_size")?
                .map(i64::cast_unsigned),
        }),
    };
    Ok(Message {
        id: row.try_get("id")?,
        meeting: meeting
            .parse()
            .map_err(|e| sqlx::Error::Decode(Box::new(e)))?,
        author: match author.is_empty() {
            true => Author::Host,
            false => Author::Person(author),
        },
        name: row.try_get("name")?,
        role: Role::read(&role).unwrap_or(Role::Guest),
        text: row.try_get("text")?,
        sent_at: row.try_get("sent_at")?,
        reply_to: row.try_get("reply_to")?,
        reactions: Vec::new(),
        deleted: row.try_get("deleted")?,
        file,
        key: row.try_get("key")?,
    })
}

struct Insert(Message);

impl Change for Insert {
    fn touches(&self) -> MeetingId {
        self.0.meeting
    }

    /// The new row's id instead of a count; 0 where there is no such meeting.
    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        let message = &self.0;
        let file = message.file.as_ref();
        sqlx::query(
            "INSERT INTO messages (meeting_id, author, name, role, text, sent_at, reply_to, key, file_id, file_name, file_size) \
             SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM meetings WHERE id = ? AND deleted_at IS NULL",
        )
        .bind(message.author.identity().unwrap_or_default())
        .bind(&message.name)
        .bind(message.role.as_str())
        .bind(&message.text)
        .bind(message.sent_at)
        .bind(message.reply_to)
        .bind(&message.key)
        .bind(file.map(|f| &f.id))
        .bind(file.map(|f| &f.name))
        .bind(file.map(|f| f.size.cast_signed()))
        .bind(message.meeting.to_string())
        .execute(connection)
        .map(|done| {
            let done = done?;
            match done.rows_affected() {
                0 => Ok(0),
                _ => Ok(done.last_insert_rowid().cast_unsigned()),
            }
        })
        .boxed()
    }
}

struct Blank {
    meeting: MeetingId,
    id: i64,
}

impl Change for Blank {
    fn touches(&self) -> MeetingId {
        self.meeting
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        async move {
            let done = sqlx::query(
                "UPDATE messages SET text = '', deleted = 1, file_id = NULL, file_name = NULL, file_size = NULL, preview_size = NULL \
                 WHERE meeting_id = ? AND id = ?",
            )
            .bind(self.meeting.to_string())
            .bind(self.id)
            .execute(&mut *connection)
            .await?;
            if done.rows_affected() > 0 {
                sqlx::query("DELETE FROM reactions WHERE message_id = ?")
                    .bind(self.id)
                    .execute(connection)
                    .await?;
            }
            Ok(done.rows_affected())
        }
        .boxed()
    }
}

struct Clear {
    meeting: MeetingId,
    up_to: i64,
}

impl Change for Clear {
    fn touches(&self) -> MeetingId {
        self.meeting
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        sqlx::query("DELETE FROM messages WHERE meeting_id = ? AND id <= ?")
            .bind(self.meeting.to_string())
            .bind(self.up_to)
            .execute(connection)
            .map(|done| Ok(done?.rows_affected()))
            .boxed()
    }
}

struct Preview {
    meeting: MeetingId,
    file: String,
    size: i64,
}

impl Change for Preview {
    fn touches(&self) -> MeetingId {
        self.meeting
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        sqlx::query("UPDATE messages SET preview_size = ? WHERE meeting_id = ? AND file_id = ?")
            .bind(self.size)
            .bind(self.meeting.to_string())
            .bind(&self.file)
            .execute(connection)
            .map(|done| Ok(done?.rows_affected()))
            .boxed()
    }
}
