//! Looking at a database before anything is done to it: is it one, is it whole, is it ours to read.
//!
//! Invariant: nothing here changes the file, its journal, or what is beside them.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use super::open::newest;
use super::storage_error;
use crate::error::{Code, Error, Result};

/// What can be wrong with a database file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not there.
    Missing,
    /// We may not read it.
    Unreadable,
    /// It is no SQLite file, or not one of ours.
    Foreign,
    /// It is cut short or scribbled over.
    Damaged,
    /// A later version of ours wrote it.
    Newer,
}

/// Looks at a database file without opening it as one: what is plainly not ours, cut short or
/// from a newer version is refused before anything starts.
///
/// # Errors
/// [`Code::Storage`] with what to do.
pub fn inspect(path: &Path) -> Result<()> {
    match look(path) {
        Ok(()) | Err(Fault::Missing) => Ok(()),
        Err(Fault::Unreadable) => Err(Error::new(
            Code::Storage,
            "The database in the data directory (CONFAB_DATA_DIR) can't be read. Check its rights.",
        )),
        Err(Fault::Foreign | Fault::Damaged) => Err(damaged()),
        Err(Fault::Newer) => Err(too_new()),
    }
}

/// The file's length and its first 100 bytes. An empty file is a database that nothing was
/// written to.
pub(super) fn look(path: &Path) -> Result<(), Fault> {
    let fault = |e: io::Error| match e.kind() {
        io::ErrorKind::NotFound => Fault::Missing,
        _ => Fault::Unreadable,
    };
    let mut file = File::open(path).map_err(fault)?;
    let metadata = file.metadata().map_err(fault)?;
    if !metadata.is_file() {
        return Err(Fault::Foreign);
    }
    if metadata.len() == 0 {
        return Ok(());
    }
    // https://sqlite.org/fileformat2.html#the_database_header
    let mut header = [0_u8; 100];
    let whole = file.read_exact(&mut header).is_ok();
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(Fault::Foreign);
    }
    let page_size = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    if !whole || page_size < 512 || !metadata.len().is_multiple_of(page_size) {
        return Err(Fault::Damaged);
    }
    let version = u32::from_be_bytes([header[60], header[61], header[62], header[63]]);
    if i64::from(version) > newest() {
        Err(Fault::Newer)
    } else {
        Ok(())
    }
}

pub(super) fn damaged() -> Error {
    Error::new(
        Code::Storage,
        "The database in the data directory (CONFAB_DATA_DIR) is damaged. Nothing was changed. Put a backup in its place (confab-serve restore), or move confab.db away to start with an empty one.",
    )
}

fn too_new() -> Error {
    Error::new(
        Code::Storage,
        "The database in the data directory (CONFAB_DATA_DIR) was written by a newer Confab. Nothing was changed. Install that version, or set CONFAB_DATA_DIR to another folder.",
    )
}

/// Opens a database, in use or not, by a connection that can't change it.
pub(super) async fn open_to_read(path: &Path) -> sqlx::Result<SqliteConnection> {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-wal");
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        // Without a journal nobody is writing, and SQLite need not lay out files for sharing it.
        .immutable(!Path::new(&journal).exists())
        .busy_timeout(Duration::from_secs(5))
        .disable_statement_logging();
    SqliteConnection::connect_with(&options).await
}

/// Pages, indexes and version.
///
/// # Errors
/// [`Code::Storage`] with what to do.
pub(super) async fn check(path: &Path) -> Result<()> {
    let broken = |e: sqlx::Error| {
        tracing::error!(error = %e, "the database can't be checked");
        damaged()
    };
    let mut connection = open_to_read(path).await.map_err(storage_error)?;
    let verdict: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut connection)
        .await
        .map_err(broken)?;
    if verdict != "ok" {
        tracing::error!(verdict, "the database is damaged");
        return Err(damaged());
    }
    // Once more: the file's header may be older than what stands in the journal.
    let version: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut connection)
        .await
        .map_err(storage_error)?;
    connection.close().await.map_err(storage_error)?;
    if version > newest() {
        Err(too_new())
    } else {
        Ok(())
    }
}
