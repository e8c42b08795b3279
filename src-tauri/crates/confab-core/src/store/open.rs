//! Opening the database: looked at first, by a connection that can't change it; copied before a
//! migration; never left half-changed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use super::inspect::{check, inspect};
use super::place::Place;
use super::{FULL, Known, Store, Writer, copy, storage_error};
use crate::error::{Code, Error, Result};

const FULL_AT_START: &str = "The disk of the data directory (CONFAB_DATA_DIR) is full or failing. Nothing was changed. Make room on it and start again.";

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How long the copy that was made before a migration is kept.
const COPY_KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// How long a change waits for another program that uses the database, such as a backup.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// Connections that read. SQLite serves one in tens of microseconds, and each costs memory.
const READERS: u32 = 2;

/// The version that this program makes of every database.
pub(super) fn newest() -> i64 {
    MIGRATIONS
        .iter()
        .map(|m| m.version)
        .max()
        .unwrap_or_default()
}

impl Store {
    /// Opens the database, makes it where it is missing, and brings it to this version's schema
    /// (a copy `confab.db.before-<version>` is made first).
    ///
    /// # Errors
    /// [`Code::Storage`] with what to do; the file is as it was then.
    pub async fn open(path: &Path) -> Result<Self> {
        let opened = Self::try_open(path).await;
        opened.map_err(|e| match e.detail() {
            FULL => Error::caused_by(Code::Storage, FULL_AT_START, e),
            _ => e,
        })
    }

    async fn try_open(path: &Path) -> Result<Self> {
        inspect(path)?;
        if path.exists() {
            check(path).await?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY)
            // Negative: KiB of page cache. The default of 2 MB for each connection is more than
            // the whole database of most hosts.
            .pragma("cache_size", "-512")
            // What was deleted is overwritten, so that a chat that is gone is not in the file.
            .pragma("secure_delete", "ON")
            .statement_cache_capacity(32)
            .disable_statement_logging();
        let mut connection = SqliteConnection::connect_with(&options)
            .await
            .map_err(storage_error)?;
        migrate(&mut connection, path).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .min_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options.clone().create_if_missing(false).read_only(true))
            .await
            .map_err(storage_error)?;
        let known = Arc::<Known>::default();
        Ok(Self {
            readers,
            writer: Writer::start(
                connection,
                options.create_if_missing(false),
                Place::of(path),
                known.clone(),
            ),
            known,
        })
    }
}

async fn migrate(connection: &mut SqliteConnection, path: &Path) -> Result<()> {
    let version: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut *connection)
        .await
        .map_err(storage_error)?;
    if version == newest() {
        return Ok(());
    }
    if version > 0 {
        copy_before(connection, path, version).await?;
    }
    MIGRATIONS.run(connection).await.map_err(|e| {
        tracing::error!(error = %e, "a migration failed");
        Error::caused_by(
            Code::Storage,
            "The database can't be brought to this version. Make sure that the disk has room and the data directory (CONFAB_DATA_DIR) can be written.",
            e,
        )
    })
}

/// A copy beside the database; an older one of the same version is replaced.
async fn copy_before(connection: &mut SqliteConnection, path: &Path, version: i64) -> Result<()> {
    copy::replace(connection, &copy_of(path, version))
        .await
        .map_err(|e| {
            Error::caused_by(
                Code::Storage,
                "The database can't be copied before it is changed. Make room on the disk and start again.",
                e,
            )
        })
}

/// Where the copy before a migration from this version is.
fn copy_of(path: &Path, version: i64) -> PathBuf {
    let mut target = path.as_os_str().to_owned();
    target.push(format!(".before-{version}"));
    target.into()
}

/// Deletes the copies of earlier migrations that are older than [`COPY_KEPT`]: they hold what was
/// deleted since. What can't be deleted now is tried again at the next round.
pub(super) fn forget_old_copies(path: &Path, now: SystemTime) {
    for copy in (1..newest()).map(|version| copy_of(path, version)) {
        let made = copy.metadata().and_then(|metadata| metadata.modified());
        let old = made.is_ok_and(|made| now.duration_since(made).is_ok_and(|age| age > COPY_KEPT));
        if old && let Err(error) = std::fs::remove_file(&copy) {
            tracing::warn!(%error, "an old copy of the database can't be deleted");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MeetingId;
    use crate::store::MeetingRow;
    use crate::store::writer::LOG_KEPT;

    fn row(id: MeetingId) -> MeetingRow {
        MeetingRow::new(id, 50, 1)
    }

    async fn with_one_meeting(path: &Path) -> MeetingId {
        let store = Store::open(path).await.expect("opened");
        let id = MeetingId::generate();
        store.insert_meeting(&row(id)).await.expect("stored");
        store.close().await;
        id
    }

    #[tokio::test]
    async fn a_meeting_survives_closing_and_opening() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("confab.db");
        let id = with_one_meeting(&path).await;
        let store = Store::open(&path).await.expect("opened again");
        assert!(store.meeting(id).await.expect("read").is_some());
    }

    #[tokio::test]
    async fn damaged_cut_and_newer_files_are_refused_and_left_alone() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("confab.db");
        with_one_meeting(&path).await;
        let good = std::fs::read(&path).expect("read");
        let mut newer = good.clone();
        newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
        let mut scribbled = good.clone();
        for byte in &mut scribbled[4096..8192] {
            *byte ^= 0x5a;
        }
        let cases: [(&str, &[u8], &str); 5] = [
            ("text", b"these are not the bytes you are looking for, and there are more than a hundred of them in here, really", "damaged"),
            ("short", &good[..60], "damaged"),
            ("cut", &good[..good.len() - 100], "damaged"),
            ("newer", &newer, "newer"),
            ("scribbled", &scribbled, "damaged"),
        ];
        for (name, bytes, word) in cases {
            std::fs::write(&path, bytes).expect("written");
            let error = Store::open(&path).await.err().expect(name);
            assert!(error.detail().contains(word), "{name}: {error}");
            assert_eq!(
                std::fs::read(&path).expect("read"),
                bytes,
                "{name} was changed"
            );
        }
    }

    #[test]
    fn every_migration_leaves_its_number_where_an_older_program_looks_for_it() {
        for migration in MIGRATIONS.iter() {
            let sets = format!("PRAGMA user_version = {};", migration.version);
            assert!(
                migration.sql.as_str().contains(&sets),
                "{}",
                migration.description
            );
        }
    }

    #[tokio::test]
    async fn the_copy_before_a_migration_goes_after_thirty_days() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("confab.db");
        let (copy, kept) = (
            copy_of(&path, 1),
            dir.path().join("confab.db.before-restore-1"),
        );
        for file in [&path, &copy, &kept] {
            std::fs::write(file, "a title").expect("written");
        }
        let day = Duration::from_secs(24 * 3600);
        forget_old_copies(&path, SystemTime::now() + 29 * day);
        assert!(copy.exists());
        forget_old_copies(&path, SystemTime::now() + 31 * day);
        assert!(!copy.exists() && path.exists() && kept.exists());
    }

    /// All that is in the data directory, the write-ahead log too.
    fn holds(dir: &Path, text: &str) -> bool {
        std::fs::read_dir(dir).expect("listed").any(|entry| {
            let bytes = std::fs::read(entry.expect("an entry").path()).expect("read");
            bytes
                .windows(text.len())
                .any(|window| window == text.as_bytes())
        })
    }

    async fn until_gone(dir: &Path, text: &str) {
        let gone = async {
            while holds(dir, text) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let gone = tokio::time::timeout(Duration::from_secs(20), gone);
        gone.await.expect("it is in no file any more");
    }

    #[tokio::test]
    async fn what_was_deleted_is_soon_in_no_file() {
        const TITLE: &str = "the quarterly numbers of Ann";
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(&dir.path().join("confab.db"))
            .await
            .expect("opened");
        let row = MeetingRow {
            title: Some(TITLE.to_owned()),
            ..row(MeetingId::generate())
        };
        store.insert_meeting(&row).await.expect("stored");
        assert!(holds(dir.path(), TITLE));
        store.delete_meeting(row.id, 2).await.expect("deleted");
        assert!(holds(dir.path(), TITLE), "the log still has it");
        tokio::time::pause();
        tokio::time::advance(LOG_KEPT).await;
        tokio::time::resume();
        until_gone(dir.path(), TITLE).await;
        // A later one too, and after a reader was in the way.
        let row = MeetingRow {
            id: MeetingId::generate(),
            ..row
        };
        store.insert_meeting(&row).await.expect("stored");
        store.delete_meeting(row.id, 3).await.expect("deleted");
        let mut reader = store.readers.begin().await.expect("a reader");
        let _: i64 = sqlx::query_scalar("SELECT count(*) FROM meetings")
            .fetch_one(&mut *reader)
            .await
            .expect("it reads");
        tokio::time::pause();
        tokio::time::advance(LOG_KEPT).await;
        tokio::time::resume();
        store
            .insert_meeting(&super::tests::row(MeetingId::generate()))
            .await
            .expect("writes go on");
        drop(reader);
        until_gone(dir.path(), TITLE).await;
    }

    #[tokio::test]
    async fn what_a_crash_left_in_the_log_goes_at_the_next_start() {
        const TITLE: &str = "a title that was deleted before the crash";
        let (dir, crashed) = (
            tempfile::tempdir().expect("a folder"),
            tempfile::tempdir().expect("another"),
        );
        let path = dir.path().join("confab.db");
        let store = Store::open(&path).await.expect("opened");
        let row = MeetingRow {
            title: Some(TITLE.to_owned()),
            ..row(MeetingId::generate())
        };
        store.insert_meeting(&row).await.expect("stored");
        store.delete_meeting(row.id, 2).await.expect("deleted");
        for file in ["confab.db", "confab.db-wal"] {
            std::fs::copy(dir.path().join(file), crashed.path().join(file)).expect("copied");
        }
        assert!(holds(crashed.path(), TITLE));
        let _store = Store::open(&crashed.path().join("confab.db"))
            .await
            .expect("opened again");
        until_gone(crashed.path(), TITLE).await;
    }

    #[tokio::test]
    async fn a_copy_is_made_before_a_migration() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("confab.db");
        let id = with_one_meeting(&path).await;
        let mut connection =
            SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(&path))
                .await
                .expect("opened");
        copy_before(&mut connection, &path, 1)
            .await
            .expect("copied");
        let copied = dir.path().join("confab.db.before-1");
        let store = Store::open(&copied).await.expect("the copy opens");
        assert!(store.meeting(id).await.expect("read").is_some());
    }
}
