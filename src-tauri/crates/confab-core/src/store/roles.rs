//! Table `roles`: who may do more than a guest in which meeting.

use std::collections::HashMap;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sqlx::SqliteConnection;

use super::writer::Change;
use super::{Store, storage_error};
use crate::error::Result;
use crate::id::MeetingId;
use crate::role::Role;

impl Store {
    /// Gives a role to an identity; [`Role::Guest`] takes it away.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn set_role(&self, id: MeetingId, identity: &str, role: Role) -> Result<()> {
        let change = Set {
            id,
            identity: identity.to_owned(),
            role,
        };
        self.writer.apply(change).await.map(drop)
    }

    /// Those of a meeting who may do more than a guest.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn roles(&self, id: MeetingId) -> Result<HashMap<String, Role>> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT identity, role FROM roles WHERE meeting_id = ?")
                .bind(id.to_string())
                .fetch_all(&self.readers)
                .await
                .map_err(storage_error)?;
        Ok(rows
            .into_iter()
            .filter_map(|(identity, role)| Some((identity, Role::read(&role)?)))
            .collect())
    }
}

struct Set {
    id: MeetingId,
    identity: String,
    role: Role,
}

impl Change for Set {
    fn touches(&self) -> MeetingId {
        self.id
    }

    fn apply<'c>(
        &'c self,
        connection: &'c mut SqliteConnection,
    ) -> BoxFuture<'c, sqlx::Result<u64>> {
        let query = match self.role {
            Role::Guest => sqlx::query("DELETE FROM roles WHERE meeting_id = ? AND identity = ?"),
            Role::CoHost | Role::Host => sqlx::query(
                "INSERT INTO roles (meeting_id, identity, role) VALUES (?, ?, ?) \
                 ON CONFLICT DO UPDATE SET role = excluded.role",
            ),
        };
        let query = query.bind(self.id.to_string()).bind(&self.identity);
        let query = match self.role {
            Role::Guest => query,
            Role::CoHost | Role::Host => query.bind(self.role.as_str()),
        };
        query
            .execute(connection)
            .map(|done| Ok(done?.rows_affected()))
            .boxed()
    }
}
