//! A copy of the database for safe keeping, made while it is used or while it is not.
//!
//! The copy is a Confab database like any other. Deliberately absent from it: whatever is secret or
//! is a file of its own (keys, certificates, settings, files sent in chats); see the README.

use std::path::Path;

use sqlx::{Connection as _, SqliteConnection};

use super::copy::Draft;
use super::inspect::{check, damaged, inspect, open_to_read};
use super::storage_error;
use crate::error::{Code, Error, Result};

/// What a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    /// Meetings that were not deleted.
    pub meetings: i64,
    /// Messages in their chats.
    pub messages: i64,
    /// Its size.
    pub bytes: u64,
}

/// Copies the database into a new file, owner-only, checked and on disk when this returns.
///
/// # Errors
/// [`Code::BadInput`] where there is something of that name or no such folder, [`Code::Storage`].
/// Nothing is left then, and the database is as it was.
pub async fn backup(database: &Path, target: &Path) -> Result<Contents> {
    let target = std::path::absolute(target).map_err(|e| unwritable(e.into()))?;
    if target.symlink_metadata().is_ok() {
        return Err(taken());
    }
    if !target.parent().is_some_and(Path::is_dir) {
        return Err(Error::new(
            Code::BadInput,
            "The folder that the backup is to be in is not there. Make it first, or name another file.",
        ));
    }
    if !database.exists() {
        return Err(Error::new(
            Code::Storage,
            "There is no database in the data directory (CONFAB_DATA_DIR) yet, so there is nothing to back up.",
        ));
    }
    inspect(database)?;
    check(database).await?;
    let mut connection = open_to_read(database).await.map_err(storage_error)?;
    let draft = Draft::write(&mut connection, &target)
        .await
        .map_err(unwritable)?;
    let contents = verify(draft.path()).await?;
    draft.name(&target).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => taken(),
        _ => unwritable(e.into()),
    })?;
    Ok(contents)
}

/// Reads a closed database from its first page to its last.
pub(super) async fn verify(path: &Path) -> Result<Contents> {
    let mut connection = open_to_read(path).await.map_err(storage_error)?;
    let verdict: String = sqlx::query_scalar("PRAGMA integrity_check(1)")
        .fetch_one(&mut connection)
        .await
        .map_err(|_| damaged())?;
    if verdict != "ok" {
        tracing::error!(verdict, "a copy of the database is damaged");
        return Err(damaged());
    }
    let count = async |connection: &mut SqliteConnection, sql: &'static str| {
        let counted: sqlx::Result<i64> = sqlx::query_scalar(sql).fetch_one(connection).await;
        counted.map_err(storage_error)
    };
    let meetings = "SELECT count(*) FROM meetings WHERE deleted_at IS NULL";
    let meetings = count(&mut connection, meetings).await?;
    // Databases of the first versions hold no chats.
    let chats = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'messages'";
    let messages = match count(&mut connection, chats).await? {
        0 => 0,
        _ => {
            let messages = "SELECT count(*) FROM messages WHERE deleted = 0";
            count(&mut connection, messages).await?
        }
    };
    connection.close().await.map_err(storage_error)?;
    let bytes = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    Ok(Contents {
        meetings,
        messages,
        bytes,
    })
}

fn taken() -> Error {
    Error::new(
        Code::BadInput,
        "There is a file of that name already, and it was left alone. Name another, or remove it first.",
    )
}

fn unwritable(e: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::caused_by(
        Code::Storage,
        "The backup can't be written, and nothing of it was left. Make sure that its disk has room and that you may write in its folder.",
        e,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MeetingId;
    use crate::store::{MeetingRow, Store};

    #[tokio::test]
    async fn a_backup_of_a_store_in_use_holds_what_was_acknowledged() {
        let dir = tempfile::tempdir().expect("a folder");
        let (database, target) = (dir.path().join("confab.db"), dir.path().join("kept.db"));
        let store = Store::open(&database).await.expect("opened");
        let id = MeetingId::generate();
        let row = MeetingRow::new(id, 50, 1);
        store.insert_meeting(&row).await.expect("stored");
        let contents = backup(&database, &target).await.expect("backed up");
        assert_eq!((contents.meetings, contents.messages), (1, 0));
        let copy = Store::open(&target).await.expect("the copy opens");
        assert!(copy.meeting(id).await.expect("read").is_some());
        let left = std::fs::read_dir(dir.path()).expect("read");
        let partial = |entry: std::io::Result<std::fs::DirEntry>| {
            let name = entry.expect("read").file_name();
            name.to_string_lossy().ends_with(".partial")
        };
        assert!(!left.into_iter().any(partial), "a draft is left");
    }

    #[tokio::test]
    async fn what_is_there_is_never_overwritten() {
        let dir = tempfile::tempdir().expect("a folder");
        let (database, target) = (dir.path().join("confab.db"), dir.path().join("kept.db"));
        Store::open(&database).await.expect("opened").close().await;
        std::fs::write(&target, "precious").expect("written");
        let error = backup(&database, &target).await.expect_err("refused");
        assert_eq!(error.code(), Code::BadInput);
        assert_eq!(std::fs::read(&target).expect("read"), b"precious");
    }
}
