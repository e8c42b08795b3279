//! The columns of `meetings` that hold its rules.

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};

use super::Store;
use super::writer::Change;
use crate::error::Result;
use crate::id::MeetingId;
use crate::rules::{Rules, RulesPatch, Who};

/// The columns, in the order in which [`read`] takes them.
pub(super) const COLUMNS: &str = "locked, lobby, microphones_locked, who_shares, who_chats";

impl Store {
    /// Changes what the patch names, and nothing else; `false` where there is no such meeting.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn update_rules(&self, id: MeetingId, patch: RulesPatch) -> Result<bool> {
        Ok(self.writer.apply(Update { id, patch }).await? > 0)
    }
}

/// Reads the rules from the columns that begin at `first`.
pub(super) fn read(row: &SqliteRow, first: usize) -> sqlx::Result<Rules> {
    let who = |index| -> sqlx::Result<Who> {
        let word: String = row.try_get(index)?;
        Who::read(&word).ok_or_else(|| sqlx::Error::Decode("nobody of ours".into()))
    };
    Ok(Rules {
        locked: row.try_get(first)?,
        lobby: row.try_get(first + 1)?,
        microphones_locked: row.try_get(first + 2)?,
        who_shares: who(first + 3)?,
        who_chats: who(first + 4)?,
    })
}

struct Update {
    id: MeetingId,
    patch: RulesPatch,
}

impl Change for Update {
    fn touches(&self) -> MeetingId {
        self.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        static SQL: &str = "UPDATE meetings SET locked = COALESCE(?, locked), lobby = COALESCE(?, lobby), \
             microphones_locked = COALESCE(?, microphones_locked), \
             who_shares = COALESCE(?, who_shares), who_chats = COALESCE(?, who_chats) \
             WHERE id = ? AND deleted_at IS NULL";
        sqlx::query(SQL)
            .bind(self.patch.locked)
            .bind(self.patch.lobby)
            .bind(self.patch.microphones_locked)
            .bind(self.patch.who_shares.map(Who::as_str))
            .bind(self.patch.who_chats.map(Who::as_str))
            .bind(self.id.to_string())
            .execute(connection)
            .map(|done| Ok(done?.rows_affected()))
            .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::MeetingRow;

    #[tokio::test]
    async fn a_patch_changes_what_it_names_and_nothing_else() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(&dir.path().join("confab.db"))
            .await
            .expect("opened");
        let row = MeetingRow::new(MeetingId::generate(), 50, 1);
        store.insert_meeting(&row).await.expect("stored");
        let rules = async || {
            let row = store.meeting(row.id).await.expect("read");
            row.expect("it is there").rules
        };
        assert_eq!(rules().await, Rules::default());
        let lobby = RulesPatch {
            lobby: Some(true),
            ..RulesPatch::default()
        };
        let chat = RulesPatch {
            who_chats: Some(Who::Hosts),
            locked: Some(true),
            ..RulesPatch::default()
        };
        let (a, b) = tokio::join!(
            store.update_rules(row.id, lobby),
            store.update_rules(row.id, chat)
        );
        assert!(a.expect("changed") && b.expect("changed"));
        let wanted = Rules {
            locked: true,
            lobby: true,
            who_chats: Who::Hosts,
            ..Rules::default()
        };
        assert_eq!(rules().await, wanted);
        assert!(
            !store
                .update_rules(MeetingId::generate(), lobby)
                .await
                .expect("asked")
        );
    }
}
