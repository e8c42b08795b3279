//! The store: one SQLite file, WAL, `synchronous=FULL`.
//!
//! Invariant: what was acknowledged is on disk. One connection writes and groups what arrives
//! together into one commit ([`writer`]); a few read. Each table has a file of its own that holds
//! its rows and queries. Times are Unix seconds.

mod backup;
mod chats;
mod copy;
mod inspect;
mod known;
mod meetings;
mod messages;
mod old;
mod open;
mod place;
mod reactions;
mod removals;
mod restore;
mod roles;
mod rules;
mod trial;
mod writer;

pub use backup::{Contents, backup};
pub use inspect::inspect;
pub use meetings::{ListQuery, MeetingRow, PAGE_LIMIT};
pub use messages::Held;
pub use reactions::Reaction;
pub use removals::{Claimant, Removal, Standing};
pub use restore::{Restored, restore};
pub use roles::RoleRow;

use std::sync::Arc;

use sqlx::SqlitePool;

use crate::error::{Code, Error};
use known::Known;
use writer::Writer;

/// A handle on the open store; clones share it.
#[derive(Clone)]
pub struct Store {
    readers: SqlitePool,
    writer: Writer,
    known: Arc<Known>,
}

impl Store {
    /// Writes what is under way, folds the WAL into the file and closes it.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

const FULL: &str =
    "The disk is full or failing, so this can't be stored. Make room on it and try again.";

/// The sentence for a statement that failed. A full disk and a read-only one can be cured, so
/// they are told apart.
fn storage_error(e: sqlx::Error) -> Error {
    // Primary result codes of SQLite: https://sqlite.org/rescode.html
    let primary = e
        .as_database_error()
        .and_then(|d| d.code()?.parse::<u32>().ok())
        .map(|extended| extended & 0xff);
    let sentence = match primary {
        None if matches!(&e, sqlx::Error::Io(io) if io.kind() == std::io::ErrorKind::NotFound) => {
            "The database is not in the data directory (CONFAB_DATA_DIR) any more, so nothing can be stored. Put it back where it was, or start Confab again."
        }
        Some(13 | 10) => FULL,
        Some(8 | 14) => {
            "The database can't be written. Check the rights of the data directory (CONFAB_DATA_DIR)."
        }
        Some(11 | 26) => {
            "The database in the data directory (CONFAB_DATA_DIR) is damaged. Put a copy of it back, or move it away to start with an empty one."
        }
        _ => "The database can't be used at the moment. Try again.",
    };
    tracing::error!(error = %e, "the store failed");
    Error::caused_by(Code::Storage, sentence, e)
}
