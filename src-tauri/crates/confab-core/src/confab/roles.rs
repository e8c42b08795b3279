//! Who may do more than a guest: given to a member, seen by the host, and taken back from every
//! identity and credential of theirs.

use std::time::Duration;

use super::{Confab, upkeep};
use crate::caller::Caller;
use crate::clock;
use crate::error::{Code, Error, Result};
use crate::event::{Actor, Event, Moderation};
use crate::id::MeetingId;
use crate::livekit::Person;
use crate::meeting::Granted;
use crate::member::MemberId;
use crate::role::Role;
use crate::store::RoleRow;

/// How long after its member was inside last a role is kept, in seconds: a day.
const KEPT: i64 = 24 * 60 * 60;
/// How often it is noted who is inside, and old roles are dropped.
const ROUND: Duration = Duration::from_secs(60 * 60);

impl Confab {
    /// Everyone who may do more than a guest in a meeting, also who is not inside; those inside
    /// last first.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::Storage`].
    pub async fn granted_roles(&self, id: MeetingId) -> Result<Vec<Granted>> {
        self.row(id).await?;
        self.granted(id).await
    }

    async fn granted(&self, id: MeetingId) -> Result<Vec<Granted>> {
        let presence = &self.inner.presence;
        let mut all: Vec<Granted> = Vec::new();
        for row in self.inner.store.role_rows(id).await? {
            let role_id = role_id(&row);
            let inside = presence.has_member(id, &row.identity, row.member.as_ref());
            match all.iter_mut().find(|granted| granted.role_id == role_id) {
                Some(granted) => {
                    granted.role = granted.role.max(row.role);
                    granted.inside |= inside;
                    granted.identities.push(row.identity);
                }
                None => all.push(Granted {
                    role_id,
                    role: row.role,
                    name: row.name,
                    inside,
                    seen_at: row.seen_at,
                    identities: vec![row.identity],
                }),
            }
        }
        Ok(all)
    }

    /// Takes a co-host's role back, also while they are not inside.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::ParticipantNotFound`], [`Code::BadInput`] for the host,
    /// [`Code::Storage`].
    pub async fn take_back_role(
        &self,
        id: MeetingId,
        role_id: &str,
        caller: &Caller,
    ) -> Result<()> {
        let all = self.granted_roles(id).await?;
        let granted = all
            .into_iter()
            .find(|granted| granted.role_id == role_id)
            .ok_or_else(|| {
                Error::new(
                    Code::ParticipantNotFound,
                    "Nobody in this meeting has this role any more.",
                )
            })?;
        if granted.role == Role::Host {
            return Err(Error::new(
                Code::BadInput,
                "The host stays the host. Only a co-host's role can be taken back.",
            ));
        }
        let (confab, by) = (self.clone(), self.actor(id, caller));
        self.to_the_end(async move {
            let _turn = confab.inner.changes.lock().await;
            let member = confab.member_of(id, &granted.identities).await?;
            confab.take_back(id, member, granted.identities, &by).await
        })
        .await
    }

    /// Gives somebody inside another role, with every identity of the same member.
    pub(super) async fn change_role(
        &self,
        id: MeetingId,
        person: &Person,
        role: Role,
        by: &Actor,
    ) -> Result<()> {
        let _turn = self.inner.changes.lock().await;
        let identity = &person.identity;
        let presence = &self.inner.presence;
        let member = self.member_of(id, std::slice::from_ref(identity)).await?;
        let mut identities = presence.identities_of(id, member.as_ref(), None);
        if !identities.contains(identity) {
            identities.push(identity.clone());
        }
        if role == Role::Guest {
            return self.take_back(id, member, identities, by).await;
        }
        let now = clock::unix_now();
        let row = |identity: &String| RoleRow {
            identity: identity.clone(),
            member: member.clone(),
            role,
            name: person.name.clone(),
            seen_at: now,
        };
        let rows = identities.iter().map(row).collect();
        self.inner.store.set_roles(id, rows).await?;
        for identity in &identities {
            presence.learn_role(id, identity, role);
        }
        self.tell(id, Some(identity), Moderation::CoHost, by.clone());
        presence.retell_waiting(id);
        self.announce_roles(id).await
    }

    /// Takes a co-host's role from a member, and from these identities. [`super::Inner::changes`]
    /// is held, so that nobody rejoins with it meanwhile.
    async fn take_back(
        &self,
        id: MeetingId,
        member: Option<MemberId>,
        mut identities: Vec<String>,
        by: &Actor,
    ) -> Result<()> {
        let (presence, store) = (&self.inner.presence, &self.inner.store);
        identities.extend(presence.identities_of(id, member.as_ref(), None));
        let rows = store.role_rows(id).await?;
        let of_member = rows
            .into_iter()
            .filter(|row| row.member.is_some() && row.member == member);
        identities.extend(of_member.map(|row| row.identity));
        identities.sort();
        identities.dedup();
        store
            .take_back_cohost(id, member, identities.clone())
            .await?;
        for identity in &identities {
            presence.learn_role(id, identity, Role::Guest);
            if presence.person(id, identity).is_some() {
                self.tell(id, Some(identity), Moderation::Guest, by.clone());
            }
        }
        self.announce_roles(id).await
    }

    /// The member behind identities that have, or had, a role.
    async fn member_of(&self, id: MeetingId, identities: &[String]) -> Result<Option<MemberId>> {
        let presence = &self.inner.presence;
        let known = identities
            .iter()
            .find_map(|identity| presence.member(id, identity));
        if known.is_some() {
            return Ok(known);
        }
        let rows = self.inner.store.role_rows(id).await?;
        let mut rows = rows
            .into_iter()
            .filter(|row| identities.contains(&row.identity));
        Ok(rows.find_map(|row| row.member))
    }

    /// Tells the host's window and scripts who may do more than a guest.
    pub(super) async fn announce_roles(&self, id: MeetingId) -> Result<()> {
        let granted = self.granted(id).await?;
        self.inner.presence.announce(Event::Roles(id, granted));
        Ok(())
    }

    async fn drop_old_roles(&self, now: i64) -> Result<()> {
        let store = &self.inner.store;
        for (id, identities) in self.inner.presence.everybody_inside() {
            store.touch_roles(id, identities, now).await?;
        }
        for id in store.roles_unseen_since(now - KEPT).await? {
            store.drop_roles_unseen_since(id, now - KEPT).await?;
            self.announce_roles(id).await?;
        }
        Ok(())
    }
}

/// Roles go when their members have not been inside for a day.
pub(super) fn follow(confab: &Confab) {
    let task = confab.clone();
    upkeep::spawn(confab, async move {
        let mut rounds = tokio::time::interval(ROUND);
        loop {
            rounds.tick().await;
            if let Err(e) = task.drop_old_roles(clock::unix_now()).await {
                tracing::warn!(error = %e, "old roles are dropped later");
            }
        }
    });
}

fn role_id(row: &RoleRow) -> String {
    match &row.member {
        Some(member) => member.as_str().to_owned(),
        None => row.identity.clone(),
    }
}
