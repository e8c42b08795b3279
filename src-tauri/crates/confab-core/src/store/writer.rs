//! The one connection that writes: changes that arrive together share one commit, and nobody is
//! told "done" before that commit is on disk.
//!
//! What a change deletes or replaces is overwritten in the database itself (`secure_delete`) but still
//! stands in the write-ahead log. So the log is folded into the file and cut to nothing
//! [`LOG_KEPT`] after the first commit that is in it.
//!
//! A disk that fails in the middle of a commit leaves a connection of which nobody can say in which
//! transaction it is, so it is replaced by a new one.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_util::future::BoxFuture;
use sqlx::error::ErrorKind;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection};
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use super::open::{BUSY, forget_old_copies};
use super::place::Place;
use super::{Known, storage_error};
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;

/// How many changes share a commit at most.
const BATCH: usize = 128;
/// How many changes wait at most; whoever comes then waits with theirs.
const QUEUE: usize = 1024;

/// How long a commit stays in the write-ahead log at most.
pub(super) const LOG_KEPT: Duration = Duration::from_secs(20);
/// How long after a reader kept the log from being emptied that is tried again.
const LOG_RETRY: Duration = Duration::from_secs(2);

/// One change: how many rows it touched. It may be applied again after a commit that failed, so
/// it must not consume itself.
pub(super) trait Change: Send + Sync {
    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>>;

    /// The meeting that is another one afterwards.
    fn touches(&self) -> MeetingId;
}

struct Job {
    change: Box<dyn Change>,
    answer: oneshot::Sender<Result<u64>>,
}

enum Message {
    Change(Job),
    Close(oneshot::Sender<()>),
}

#[derive(Clone)]
pub(super) struct Writer(mpsc::Sender<Message>);

impl Writer {
    /// `options` open the database at `place` once more.
    pub(super) fn start(
        connection: SqliteConnection,
        options: SqliteConnectOptions,
        place: Place,
        known: Arc<Known>,
    ) -> Self {
        let (sender, inbox) = mpsc::channel(QUEUE);
        let line = Line {
            connection: Some(connection),
            options,
            place,
            known,
            // What a crash left there.
            empty_log_at: Some(Instant::now()),
        };
        tokio::spawn(run(line, inbox));
        Self(sender)
    }

    /// Applies a change; how many rows it touched, once that is on disk.
    pub(super) async fn apply(&self, change: impl Change + 'static) -> Result<u64> {
        let gone = || Error::new(Code::Storage, "The database is closed: Confab is ending.");
        let (answer, done) = oneshot::channel();
        let job = Job {
            change: Box::new(change),
            answer,
        };
        self.0
            .send(Message::Change(job))
            .await
            .map_err(|_| gone())?;
        done.await.map_err(|_| gone())?
    }

    pub(super) async fn close(&self) {
        let (answer, done) = oneshot::channel();
        if self.0.send(Message::Close(answer)).await.is_ok() {
            let _ = done.await;
        }
    }
}

/// The connection, and what makes another.
struct Line {
    connection: Option<SqliteConnection>,
    options: SqliteConnectOptions,
    place: Place,
    known: Arc<Known>,
    /// When the write-ahead log is to be emptied; `None` where it is empty.
    empty_log_at: Option<Instant>,
}

async fn run(mut line: Line, mut inbox: mpsc::Receiver<Message>) {
    let mut messages = Vec::with_capacity(BATCH);
    loop {
        let due = line.empty_log_at;
        let emptying = async {
            match due {
                Some(at) => tokio::time::sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            // A crowd of changes must not put it off for ever.
            biased;
            () = emptying => {
                line.empty_log().await;
                continue;
            }
            received = inbox.recv_many(&mut messages, BATCH) => if received == 0 { break },
        }
        let mut jobs = Vec::with_capacity(messages.len());
        let mut closing = None;
        for message in messages.drain(..) {
            match message {
                Message::Change(job) => jobs.push(job),
                Message::Close(answer) => closing = Some(answer),
            }
        }
        line.settle(jobs).await;
        if let Some(answer) = closing {
            line.close().await;
            let _ = answer.send(());
            return;
        }
    }
}

impl Line {
    /// All in one commit; where that fails, one by one, so that nobody pays for another's change.
    async fn settle(&mut self, jobs: Vec<Job>) {
        match self.commit(&jobs).await {
            Ok(rows) => {
                for (job, rows) in jobs.into_iter().zip(rows) {
                    let _ = job.answer.send(Ok(rows));
                }
            }
            Err(e) if jobs.len() > 1 => {
                tracing::debug!(error = %e, "a shared commit failed");
                for job in jobs {
                    let alone = self.commit(std::slice::from_ref(&job)).await;
                    let _ = job
                        .answer
                        .send(alone.map(|rows| rows[0]).map_err(storage_error));
                }
            }
            Err(e) => {
                if let Some(job) = jobs.into_iter().next() {
                    let _ = job.answer.send(Err(storage_error(e)));
                }
            }
        }
    }

    async fn commit(&mut self, jobs: &[Job]) -> sqlx::Result<Vec<u64>> {
        self.place.check()?;
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(SqliteConnection::connect_with(&self.options).await?),
        };
        let committed = commit(connection, jobs).await;
        self.empty_log_at
            .get_or_insert_with(|| Instant::now() + LOG_KEPT);
        // Also where it failed: nobody can say then how much of it is in the file.
        for job in jobs {
            self.known.forget(job.change.touches());
        }
        if committed.as_ref().is_err_and(leaves_a_mess) {
            self.close().await;
        }
        committed
    }

    /// Folds the write-ahead log into the database and cuts it to nothing, or says when to try
    /// again; deletes copies that are too old with it.
    async fn empty_log(&mut self) {
        forget_old_copies(self.options.get_filename(), SystemTime::now());
        self.empty_log_at = match self.try_empty_log().await {
            Ok(true) => None,
            Ok(false) => Some(Instant::now() + LOG_RETRY),
            Err(error) => {
                tracing::warn!(%error, "what was deleted stays in the database's log for longer");
                Some(Instant::now() + LOG_KEPT)
            }
        };
    }

    /// Whether the log is empty: a reader may stand in the way, and is not waited for.
    async fn try_empty_log(&mut self) -> sqlx::Result<bool> {
        self.place.check()?;
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(SqliteConnection::connect_with(&self.options).await?),
        };
        sqlx::query("PRAGMA busy_timeout = 0")
            .execute(&mut *connection)
            .await?;
        // The first column tells whether it was blocked:
        // https://sqlite.org/pragma.html#pragma_wal_checkpoint
        let blocked = sqlx::query_scalar::<_, i64>("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_one(&mut *connection)
            .await;
        let patience = AssertSqlSafe(format!("PRAGMA busy_timeout = {}", BUSY.as_millis()));
        sqlx::query(patience).execute(connection).await?;
        Ok(blocked? == 0)
    }

    async fn close(&mut self) {
        if let Some(connection) = self.connection.take()
            && let Err(e) = connection.close().await
        {
            tracing::error!(error = %e, "the database did not close cleanly");
        }
    }
}

/// A change that does not fit is taken back as usual; anything else may have cut a commit short.
fn leaves_a_mess(error: &sqlx::Error) -> bool {
    let kind = error.as_database_error().map(|error| error.kind());
    !matches!(
        kind,
        Some(
            ErrorKind::UniqueViolation
                | ErrorKind::ForeignKeyViolation
                | ErrorKind::NotNullViolation
                | ErrorKind::CheckViolation
        )
    )
}

async fn commit(connection: &mut SqliteConnection, jobs: &[Job]) -> sqlx::Result<Vec<u64>> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let mut rows = Vec::with_capacity(jobs.len());
    for job in jobs {
        rows.push(job.change.apply(&mut transaction).await?);
    }
    transaction.commit().await?;
    Ok(rows)
}
