//! Table `roles`: which members, and which identities of theirs, may do more than a guest in which
//! meeting.

use std::collections::HashMap;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::SqliteConnection;

use super::writer::Change;
use super::{Store, storage_error};
use crate::error::Result;
use crate::id::MeetingId;
use crate::member::MemberId;
use crate::role::Role;

/// One identity of a member, as its role is stored with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleRow {
    /// The identity.
    pub identity: String,
    /// Whose it is, where that is known.
    pub member: Option<MemberId>,
    /// What it may do.
    pub role: Role,
    /// What it was called.
    pub name: String,
    /// When it was inside last, to the hour, in Unix seconds.
    pub seen_at: i64,
}

impl Store {
    /// Stores roles of identities, instead of those that they had.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn set_roles(&self, id: MeetingId, rows: Vec<RoleRow>) -> Result<()> {
        self.writer.apply(Set { id, rows }).await.map(drop)
    }

    /// Makes a new identity of a co-host a co-host as well; `false` where the member is none (any
    /// more), also where that changed a moment ago.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn carry_cohost(
        &self,
        id: MeetingId,
        member: &MemberId,
        identity: &str,
        name: &str,
        now: i64,
    ) -> Result<bool> {
        let change = Carry {
            id,
            row: RoleRow {
                identity: identity.to_owned(),
                member: Some(member.clone()),
                role: Role::CoHost,
                name: name.to_owned(),
                seen_at: now,
            },
        };
        Ok(self.writer.apply(change).await? > 0)
    }

    /// Takes a co-host's role back from a member and from these identities; how many rows had it.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn take_back_cohost(
        &self,
        id: MeetingId,
        member: Option<MemberId>,
        identities: Vec<String>,
    ) -> Result<u64> {
        let change = TakeBack {
            id,
            member,
            identities,
        };
        self.writer.apply(change).await
    }

    /// Notes whose an identity is that was given a role before that was known.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn claim_role(&self, id: MeetingId, identity: &str, member: &MemberId) -> Result<()> {
        let change = Claim {
            id,
            identity: identity.to_owned(),
            member: member.clone(),
        };
        self.writer.apply(change).await.map(drop)
    }

    /// Notes that these identities are inside now.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn touch_roles(
        &self,
        id: MeetingId,
        identities: Vec<String>,
        now: i64,
    ) -> Result<()> {
        let change = Touch {
            id,
            identities,
            now,
        };
        self.writer.apply(change).await.map(drop)
    }

    /// Drops the roles of a meeting's identities that were not inside since `before` (Unix seconds);
    /// how many.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn drop_roles_unseen_since(&self, id: MeetingId, before: i64) -> Result<u64> {
        self.writer.apply(DropUnseen { id, before }).await
    }

    /// The meetings in which identities have roles that were not inside since `before`.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn roles_unseen_since(&self, before: i64) -> Result<Vec<MeetingId>> {
        let ids: Vec<String> =
            sqlx::query_scalar("SELECT DISTINCT meeting_id FROM roles WHERE seen_at < ?")
                .bind(before)
                .fetch_all(&self.readers)
                .await
                .map_err(storage_error)?;
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// Those of a meeting who may do more than a guest, those seen last first.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn role_rows(&self, id: MeetingId) -> Result<Vec<RoleRow>> {
        let rows: Vec<(String, String, String, String, i64)> = sqlx::query_as(
            "SELECT identity, member, role, name, seen_at FROM roles WHERE meeting_id = ? \
             ORDER BY seen_at DESC, identity",
        )
        .bind(id.to_string())
        .fetch_all(&self.readers)
        .await
        .map_err(storage_error)?;
        let read = |(identity, member, role, name, seen_at): (String, String, String, _, _)| {
            Some(RoleRow {
                identity,
                member: MemberId::stored(&member),
                role: Role::read(&role)?,
                name,
                seen_at,
            })
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// The role of each identity of a meeting that has one.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn roles(&self, id: MeetingId) -> Result<HashMap<String, Role>> {
        let rows = self.role_rows(id).await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.identity, row.role))
            .collect())
    }

    /// Whether an identity means somebody in a meeting: by a role, a removal or a message.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn is_identity_known(&self, id: MeetingId, identity: &str) -> Result<bool> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM roles WHERE meeting_id = ?1 AND identity = ?2) \
             OR EXISTS (SELECT 1 FROM removals WHERE meeting_id = ?1 AND identity = ?2) \
             OR EXISTS (SELECT 1 FROM messages WHERE meeting_id = ?1 AND author = ?2 AND author <> '')",
        )
        .bind(id.to_string())
        .bind(identity)
        .fetch_one(&self.readers)
        .await
        .map_err(storage_error)
    }
}

fn text(member: Option<&MemberId>) -> &str {
    member.map_or("", MemberId::as_str)
}

struct Set {
    id: MeetingId,
    rows: Vec<RoleRow>,
}

impl Change for Set {
    fn touches(&self) -> MeetingId {
        self.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        async move {
            let mut count = 0;
            for row in &self.rows {
                let done = sqlx::query(
                    "INSERT INTO roles (meeting_id, identity, member, role, name, seen_at) \
                     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET role = excluded.role, \
                     name = excluded.name, seen_at = excluded.seen_at, \
                     member = CASE excluded.member WHEN '' THEN member ELSE excluded.member END",
                )
                .bind(self.id.to_string())
                .bind(&row.identity)
                .bind(text(row.member.as_ref()))
                .bind(row.role.as_str())
                .bind(&row.name)
                .bind(row.seen_at)
                .execute(&mut *connection)
                .await?;
                count += done.rows_affected();
            }
            Ok(count)
        }
        .boxed()
    }
}

struct Carry {
    id: MeetingId,
    row: RoleRow,
}

impl Change for Carry {
    fn touches(&self) -> MeetingId {
        self.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        let row = &self.row;
        sqlx::query(
            "INSERT INTO roles (meeting_id, identity, member, role, name, seen_at) \
             SELECT ?1, ?2, ?3, 'cohost', ?4, ?5 WHERE EXISTS (SELECT 1 FROM roles \
             WHERE meeting_id = ?1 AND member = ?3 AND member <> '' AND role = 'cohost') \
             ON CONFLICT DO NOTHING",
        )
        .bind(self.id.to_string())
        .bind(&row.identity)
        .bind(text(row.member.as_ref()))
        .bind(&row.name)
        .bind(row.seen_at)
        .execute(connection)
        .map(|done| Ok(done?.rows_affected()))
        .boxed()
    }
}

struct TakeBack {
    id: MeetingId,
    member: Option<MemberId>,
    identities: Vec<String>,
}

impl Change for TakeBack {
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
            if let Some(member) = &self.member {
                let done = sqlx::query(
                    "DELETE FROM roles WHERE meeting_id = ? AND member = ? AND role = 'cohost'",
                )
                .bind(&id)
                .bind(member.as_str())
                .execute(&mut *connection)
                .await?;
                count += done.rows_affected();
            }
            for identity in &self.identities {
                let done = sqlx::query(
                    "DELETE FROM roles WHERE meeting_id = ? AND identity = ? AND role = 'cohost'",
                )
                .bind(&id)
                .bind(identity)
                .execute(&mut *connection)
                .await?;
                count += done.rows_affected();
            }
            Ok(count)
        }
        .boxed()
    }
}

struct Claim {
    id: MeetingId,
    identity: String,
    member: MemberId,
}

impl Change for Claim {
    fn touches(&self) -> MeetingId {
        self.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        sqlx::query(
            "UPDATE roles SET member = ? WHERE meeting_id = ? AND identity = ? AND member = ''",
        )
        .bind(self.member.as_str())
        .bind(self.id.to_string())
        .bind(&self.identity)
        .execute(connection)
        .map(|done| Ok(done?.rows_affected()))
        .boxed()
    }
}

struct Touch {
    id: MeetingId,
    identities: Vec<String>,
    now: i64,
}

impl Change for Touch {
    fn touches(&self) -> MeetingId {
        self.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        async move {
            let mut count = 0;
            for identity in &self.identities {
                // Of a member all identities: the role stays with the person while one is inside.
                let done = sqlx::query(
                    "UPDATE roles SET seen_at = ?1 WHERE meeting_id = ?2 AND (identity = ?3 OR \
                     member IN (SELECT member FROM roles WHERE meeting_id = ?2 AND identity = ?3 \
                     AND member <> ''))",
                )
                .bind(self.now)
                .bind(self.id.to_string())
                .bind(identity)
                .execute(&mut *connection)
                .await?;
                count += done.rows_affected();
            }
            Ok(count)
        }
        .boxed()
    }
}

struct DropUnseen {
    id: MeetingId,
    before: i64,
}

impl Change for DropUnseen {
    fn touches(&self) -> MeetingId {
        self.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        sqlx::query("DELETE FROM roles WHERE meeting_id = ? AND seen_at < ?")
            .bind(self.id.to_string())
            .bind(self.before)
            .execute(connection)
            .map(|done| Ok(done?.rows_affected()))
            .boxed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Claimant, MeetingRow, Removal};

    async fn store() -> (tempfile::TempDir, Store, MeetingId) {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("confab.db");
        let store = Store::open(&path).await.expect("opened");
        let id = MeetingId::generate();
        let row = MeetingRow::new(id, 50, 1);
        store.insert_meeting(&row).await.expect("stored");
        (dir, store, id)
    }

    fn row(identity: &str, member: Option<&MemberId>, role: Role, seen_at: i64) -> RoleRow {
        RoleRow {
            identity: identity.to_owned(),
            member: member.cloned(),
            role,
            name: "Ann".to_owned(),
            seen_at,
        }
    }

    async fn role(store: &Store, id: MeetingId, identity: &str, member: &MemberId) -> Role {
        let claimant = Claimant {
            identity,
            member: Some(member),
            ..Claimant::default()
        };
        let standing = store.standing(id, claimant).await.expect("read");
        standing.expect("a meeting").role
    }

    #[tokio::test]
    async fn a_role_is_the_members_and_is_taken_back_of_every_identity() {
        let (_dir, store, id) = store().await;
        let (ann, bob) = (MemberId::generate(), MemberId::generate());
        let first = row("ann_1", Some(&ann), Role::CoHost, 1);
        store.set_roles(id, vec![first]).await.expect("stored");
        assert_eq!(role(&store, id, "ann_2", &ann).await, Role::CoHost);
        // Somebody else with that identity is not that member.
        assert_eq!(role(&store, id, "ann_1", &bob).await, Role::Guest);
        let carried = |member, identity| store.carry_cohost(id, member, identity, "Ann", 2);
        assert!(carried(&ann, "ann_2").await.expect("stored"));
        assert!(!carried(&bob, "bob_1").await.expect("nothing to carry"));
        let by_one = vec!["ann_2".to_owned()];
        let taken = store.take_back_cohost(id, Some(ann.clone()), by_one).await;
        assert_eq!(taken.expect("taken"), 2);
        assert!(!carried(&ann, "ann_3").await.expect("nothing to carry"));
        assert_eq!(role(&store, id, "ann_2", &ann).await, Role::Guest);
        assert_eq!(store.role_rows(id).await.expect("read"), []);
    }

    #[tokio::test]
    async fn a_role_from_before_members_were_known_is_claimed_by_its_credential() {
        let (_dir, store, id) = store().await;
        let ann = MemberId::generate();
        let old = row("ann_1", None, Role::CoHost, 1);
        store.set_roles(id, vec![old]).await.expect("stored");
        assert_eq!(role(&store, id, "ann_1", &ann).await, Role::CoHost);
        assert_eq!(role(&store, id, "ann_2", &ann).await, Role::Guest);
        store.claim_role(id, "ann_1", &ann).await.expect("claimed");
        assert_eq!(role(&store, id, "ann_2", &ann).await, Role::CoHost);
    }

    #[tokio::test]
    async fn roles_of_those_long_gone_are_dropped_and_those_of_members_inside_stay() {
        let (_dir, store, id) = store().await;
        let (ann, bob) = (MemberId::generate(), MemberId::generate());
        let rows = vec![
            row("ann_1", Some(&ann), Role::CoHost, 10),
            row("ann_2", Some(&ann), Role::CoHost, 10),
            row("bob_1", Some(&bob), Role::Host, 10),
        ];
        store.set_roles(id, rows).await.expect("stored");
        let inside = vec!["ann_2".to_owned(), "guest_1".to_owned()];
        store.touch_roles(id, inside, 100).await.expect("noted");
        assert_eq!(store.roles_unseen_since(50).await.expect("read"), [id]);
        let dropped = store.drop_roles_unseen_since(id, 50).await;
        assert_eq!(dropped.expect("dropped"), 1);
        let left = store.roles(id).await.expect("read");
        let mut left: Vec<_> = left.into_keys().collect();
        left.sort();
        assert_eq!(left, ["ann_1", "ann_2"]);
    }

    #[tokio::test]
    async fn a_removal_takes_the_roles_and_stands_for_member_browser_and_identity() {
        let (_dir, store, id) = store().await;
        let ann = MemberId::generate();
        let browser = crate::browser::BrowserId::generate().browser();
        let held = row("ann_1", Some(&ann), Role::CoHost, 1);
        store.set_roles(id, vec![held]).await.expect("stored");
        let removal = Removal {
            identity: "ann_2".to_owned(),
            member: Some(ann.clone()),
            browser: Some(browser.clone()),
        };
        let put_out = store.add_removals(id, vec![removal], false, 7).await;
        put_out.expect("stored");
        assert_eq!(store.role_rows(id).await.expect("read"), []);
        let standing = |identity, member, browser| {
            let claimant = Claimant {
                identity,
                member,
                browsers: [None, browser],
            };
            let store = &store;
            async move {
                let standing = store.standing(id, claimant).await.expect("read");
                let standing = standing.expect("a meeting");
                (standing.removed, standing.browser_removed)
            }
        };
        assert_eq!(standing("ann_2", None, None).await, (true, false));
        assert_eq!(standing("new", Some(&ann), None).await, (true, false));
        assert_eq!(standing("new", None, Some(&browser)).await, (false, true));
        assert_eq!(standing("new", None, None).await, (false, false));
        assert!(store.is_identity_known(id, "ann_2").await.expect("read"));
        assert!(!store.is_identity_known(id, "new").await.expect("read"));
    }
}
