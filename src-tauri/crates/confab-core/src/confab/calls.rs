//! People: who is inside, letting them join, putting them out, and who a session is.

use std::collections::{BTreeSet, HashSet};

use super::Confab;
use super::standing::nobody;
use crate::browser::Browser;
use crate::caller::Caller;
use crate::clock;
use crate::e2ee::MeetingKey;
use crate::error::{Code, Error, Result};
use crate::event::{Actor, Moderation};
use crate::host_code::HostCode;
use crate::id::MeetingId;
use crate::livekit::{Person, Sends, TOKEN_LIFETIME, TOKENS_ARE_OUT};
use crate::meeting::{Entry, Joined, Newcomer};
use crate::member::MemberId;
use crate::name::DisplayName;
use crate::presence::{Inside, Promoted};
use crate::role::Role;
use crate::session::Session;
use crate::store::{Claimant, MeetingRow, Removal, RoleRow};

impl Confab {
    /// Who is inside, as LiveKit says now, or said up to a second ago if no change was told since.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], and with "Failed to list participants: …" [`Code::ServerAway`]
    /// and [`Code::ServerUnavailable`].
    pub async fn participants(&self, id: MeetingId) -> Result<Vec<Person>> {
        let failed = |e: Error| e.prefixed("Failed to list participants");
        let listed = async { self.inner.live()?.rooms.people(&id.to_string()).await };
        let (row, people) = tokio::join!(self.inner.store.meeting(id), listed);
        row?.ok_or_else(Error::meeting_not_found)?;
        let mut people = people.map_err(failed)?;
        self.inner.presence.correct(id, &mut people);
        Ok(people)
    }

    /// How many participants each meeting has at the moment, those with most first; meetings without
    /// any are left out. While the LiveKit server is away, those who reconnect count.
    pub fn occupancy(&self) -> Vec<(MeetingId, u32)> {
        self.inner.presence.occupancy()
    }

    /// A way in.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::MeetingFull`]; for guests [`Code::MeetingLocked`],
    /// [`Code::Lobby`] and [`Code::RemovedByHost`] for their browser; with an external server also,
    /// with "Failed to join meeting: …", [`Code::ServerAway`] and [`Code::ServerUnavailable`].
    pub async fn join(&self, id: MeetingId, who: &Newcomer) -> Result<Joined> {
        let row = self.row(id).await?;
        self.may_knock(id, who).await?;
        if !who.role.moderates() {
            if row.rules.locked {
                return Err(locked());
            }
            if row.rules.lobby {
                return Err(lobby());
            }
        }
        self.let_in(&row, who).await
    }

    /// A one-time code for the host's own call, see [`crate::host_code`].
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::Storage`].
    pub async fn issue_host_code(&self, id: MeetingId, name: DisplayName) -> Result<HostCode> {
        self.inner
            .store
            .meeting(id)
            .await?
            .ok_or_else(Error::meeting_not_found)?;
        Ok(self.inner.host_codes.issue(id, name))
    }

    /// A way in for the host, for such a code, with the key where the meeting is encrypted and still
    /// has one. The caller has made sure that a program of this user asks, on this computer.
    ///
    /// # Errors
    /// [`Code::BadHostCode`], and as [`Confab::join`].
    pub async fn exchange_host_code(
        &self,
        id: MeetingId,
        code: &str,
        entry: Entry,
    ) -> Result<(Joined, Option<MeetingKey>)> {
        let name = self.inner.host_codes.redeem(id, code)?;
        let newcomer = Newcomer {
            name,
            role: Role::Host,
            member: None,
            entry,
        };
        let joined = self.join(id, &newcomer).await?;
        let key = match self.key(id).await {
            Ok(key) => Some(key),
            Err(e) if e.code() == Code::NoKey => None,
            Err(e) => return Err(e),
        };
        Ok((joined, key))
    }

    /// Whether the host is in the call, on the way in, or was lost from it a moment ago.
    pub fn is_host_inside(&self, id: MeetingId) -> bool {
        self.inner
            .presence
            .host(id)
            .is_some_and(|identity| self.inner.presence.knows(id, &identity))
    }

    /// Who a session token is, while that holds. A co-host is one while inside; elsewhere their
    /// session is a guest's.
    ///
    /// # Errors
    /// [`Code::NoSession`]; [`Code::RemovedByHost`] and [`Code::MeetingNotFound`] for those who were.
    pub async fn session(&self, token: &str) -> Result<Session> {
        let mut session = self.inner.sealer.open(token)?;
        let Session {
            meeting,
            identity,
            member,
            browser,
            ..
        } = &session;
        let presence = &self.inner.presence;
        let claimant = Claimant {
            identity,
            member: Some(member),
            browsers: [browser.as_ref(), None],
        };
        let standing = self.inner.store.standing(*meeting, claimant).await?;
        let standing = standing.ok_or_else(Error::meeting_not_found)?;
        // Who is removed in a browser may have used the host's.
        let is_host = session.role.max(standing.role) == Role::Host;
        if standing.removed || standing.browser_removed && !is_host {
            return Err(removed());
        }
        let is_inside = presence.has_member(*meeting, identity, Some(member));
        // Somebody was put out whose member is not known, so it may be this one.
        let doubtful = standing.last_unknown_removal >= Some(session.issued_at);
        if doubtful && !is_inside && !is_host {
            return Err(no_session());
        }
        presence.note_owner(*meeting, identity, Some(member), browser.as_ref());
        if standing.role_is_unclaimed {
            let store = &self.inner.store;
            store.claim_role(*meeting, identity, member).await?;
        }
        let granted = match standing.role {
            Role::CoHost if !is_inside => Role::Guest,
            role => role,
        };
        session.role = session.role.max(granted);
        Ok(session)
    }

    /// Whether this is a session token of this meeting, whatever became of it since.
    pub fn seals(&self, token: &str, id: MeetingId) -> bool {
        let session = self.inner.sealer.open(token);
        session.is_ok_and(|session| session.meeting == id)
    }

    /// Whether a participant of this meeting, or one who may come in soon, uses this browser.
    pub fn let_in_browser(&self, id: MeetingId, browser: &Browser) -> bool {
        self.inner.presence.let_in_browser(id, browser)
    }

    /// Whether the owner of a session is inside, with this identity or another one of theirs.
    pub fn inside(&self, session: &Session) -> Inside {
        let Session {
            meeting,
            identity,
            member,
            ..
        } = session;
        self.inner.presence.inside(*meeting, identity, Some(member))
    }

    /// Whether somebody is inside, on their way in, or was lost a moment ago.
    pub fn is_inside(&self, session: &Session) -> bool {
        self.inner
            .presence
            .knows(session.meeting, &session.identity)
    }

    /// Whether somebody may know who is inside a meeting: while it has a lobby or is locked, only
    /// those who are.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::Lobby`], [`Code::MeetingLocked`].
    pub async fn may_see_people(&self, id: MeetingId, session: Option<&Session>) -> Result<()> {
        let rules = self.row(id).await?.rules;
        let inside = session.is_some_and(|session| {
            session.meeting == id
                && (session.role.moderates()
                    || self.inside(session) != Inside::No
                    || self.inner.presence.is_admitted(id, &session.identity))
        });
        match rules {
            _ if inside => Ok(()),
            rules if rules.locked => Err(locked()),
            rules if rules.lobby => Err(lobby()),
            _ => Ok(()),
        }
    }

    /// Puts somebody out for good: no token of theirs opens the meeting again. With
    /// `newcomers_wait` the lobby is opened in the same step, so that they can't come back as
    /// somebody else either.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::ParticipantNotFound`], [`Code::NotAllowed`],
    /// [`Code::Storage`]; where only LiveKit could not be told, that is made up for when it is back.
    pub async fn remove(
        &self,
        id: MeetingId,
        identity: &str,
        newcomers_wait: bool,
        caller: &Caller,
    ) -> Result<()> {
        let (confab, identity, caller) = (self.clone(), identity.to_owned(), caller.clone());
        self.to_the_end(async move { confab.put_out(id, &identity, newcomers_wait, &caller).await })
            .await
    }

    async fn put_out(
        &self,
        id: MeetingId,
        identity: &str,
        newcomers_wait: bool,
        caller: &Caller,
    ) -> Result<()> {
        self.row(id).await?;
        self.may_touch(id, identity, caller).await?;
        let by = self.actor(id, caller);
        let presence = &self.inner.presence;
        let known = presence.knows(id, identity) || presence.member(id, identity).is_some();
        if !known {
            let listed = self.inner.live()?.rooms.everybody(&id.to_string()).await?;
            if !listed
                .seen
                .iter()
                .any(|seen| seen.person.identity == identity)
            {
                return Err(nobody());
            }
        }
        let what = Moderation::Removed;
        self.finish_removal(id, identity, newcomers_wait, what, by)
            .await
    }

    /// Stores the removal of all identities of a person, announces it as `what`, done by `by`, and
    /// has LiveKit end the connections.
    pub(super) async fn finish_removal(
        &self,
        id: MeetingId,
        identity: &str,
        newcomers_wait: bool,
        what: Moderation,
        by: Actor,
    ) -> Result<()> {
        let presence = &self.inner.presence;
        let opens_lobby = newcomers_wait && !self.row(id).await?.rules.lobby;
        let removals = self.everything_of(id, identity).await?;
        self.inner
            .store
            .add_removals(id, removals.clone(), newcomers_wait, clock::unix_now())
            .await?;
        if opens_lobby {
            self.announce_meeting(id).await?;
        }
        for removal in &removals {
            let shown = presence.person(id, &removal.identity).is_some();
            if removal.identity == identity || shown {
                self.tell(id, Some(&removal.identity), what, by.clone());
            }
            presence.put_out(id, &removal.identity);
            if let Some(browser) = &removal.browser {
                presence.end_warm_of(id, browser);
            }
        }
        self.turn_away(id, &removals);
        if opens_lobby {
            self.cool_down(id).await;
        }
        self.announce_roles(id).await?;
        presence.follow(id, TOKENS_ARE_OUT);
        let name = id.to_string();
        for removal in &removals {
            let told = async {
                self.inner
                    .live()?
                    .rooms
                    .remove(&name, &removal.identity)
                    .await
            };
            if let Err(e) = told.await {
                tracing::warn!(error = %e, "LiveKit is told of a removal later");
            }
        }
        Ok(())
    }

    /// Every identity of the person behind this one: of the same member, and of the same browser.
    /// The host, who may have used that browser, is not among them unless meant.
    async fn everything_of(&self, id: MeetingId, identity: &str) -> Result<Vec<Removal>> {
        let presence = &self.inner.presence;
        let rows = self.inner.store.role_rows(id).await?;
        let member_of = |identity: &str| {
            presence.member(id, identity).or_else(|| {
                let row = rows.iter().find(|row| row.identity == identity)?;
                row.member.clone()
            })
        };
        let member = member_of(identity);
        let browser = presence.browser(id, identity);
        let mut others: BTreeSet<String> = presence
            .identities_of(id, member.as_ref(), browser.as_ref())
            .into_iter()
            .collect();
        let members: HashSet<MemberId> = others
            .iter()
            .filter_map(|other| member_of(other))
            .chain(member.clone())
            .collect();
        for member in &members {
            others.extend(presence.identities_of(id, Some(member), None));
        }
        let stored = rows.iter().filter(|row| {
            let member = row.member.as_ref();
            member.is_some_and(|member| members.contains(member))
        });
        others.extend(stored.map(|row| row.identity.clone()));
        others.remove(identity);
        let mut removals = vec![Removal {
            identity: identity.to_owned(),
            member,
            browser,
        }];
        for other in others {
            if self.role_of(id, &other).await? < Role::Host {
                removals.push(Removal {
                    member: member_of(&other),
                    browser: presence.browser(id, &other),
                    identity: other,
                });
            }
        }
        Ok(removals)
    }

    /// Whether the host has put out this member, or somebody who used this browser: neither comes
    /// back as somebody else.
    pub(super) async fn may_knock(&self, id: MeetingId, who: &Newcomer) -> Result<()> {
        if who.role == Role::Host {
            return Ok(());
        }
        let (member, browser) = (who.member.as_ref(), who.entry.browser.as_ref());
        if self.inner.store.is_removed(id, member, browser).await? {
            Err(removed())
        } else {
            Ok(())
        }
    }

    /// An identity that the meeting does not know: nobody's inside, handed out, given a role, put
    /// out, or the author of a message.
    async fn new_identity(&self, id: MeetingId, name: &DisplayName) -> Result<String> {
        loop {
            let identity = name.new_identity();
            if self.inner.presence.claim(id, &identity)
                && !self.inner.store.is_identity_known(id, &identity).await?
            {
                return Ok(identity);
            }
        }
    }

    /// Makes an identity, or takes over one that was warmed up, with its token and session.
    pub(super) async fn let_in(&self, row: &MeetingRow, who: &Newcomer) -> Result<Joined> {
        let Newcomer {
            name, role, entry, ..
        } = who;
        let (id, max) = (row.id, row.max_participants);
        if self.inner.external {
            self.prepare_elsewhere(id, max)
                .await
                .map_err(|e| e.prefixed("Failed to join meeting"))?;
        }
        // The host is in a meeting once: joining again moves the host here, since LiveKit ends the
        // earlier connection of an identity. The connection that waits would be a second identity.
        let earlier = match role {
            Role::Host => self.host_identity(id).await?,
            _ => None,
        };
        let presence = &self.inner.presence;
        let is_inside = earlier
            .as_ref()
            .is_some_and(|identity| presence.knows(id, identity));
        let warm = match &entry.warm {
            Some(ticket) if !is_inside => {
                let promoted = Promoted {
                    name: name.as_str().to_owned(),
                    role: *role,
                    data: entry.data,
                    joined_at: clock::unix_now(),
                };
                self.promote(id, ticket, promoted, max).await?
            }
            _ => None,
        };
        let identity = match warm.or(earlier) {
            Some(identity) => identity,
            None if presence.is_full(id, max) => return Err(full()),
            None => self.new_identity(id, name).await?,
        };
        let browser = entry.browser.clone();
        // An identity stays its member's.
        let member = presence
            .member(id, &identity)
            .or_else(|| who.member.clone())
            .unwrap_or_else(MemberId::generate);
        presence.handed_to(id, &identity, &member, browser.as_ref());
        let role = self.give_role(id, who, &member, &identity).await?;
        presence.handed_out(id, &identity, entry.data);
        let sends = Sends::of(role, &row.rules);
        let tokens = &self.inner.tokens;
        let token = tokens.mint(id, &identity, name.as_str(), sends, entry.data)?;
        // Put out meanwhile: the removal saw this identity, or is seen here.
        self.may_knock(id, who).await?;
        let session = self.inner.sealer.seal(&Session {
            meeting: id,
            identity: identity.clone(),
            member,
            role,
            browser,
            issued_at: clock::unix_now(),
        });
        Ok(Joined {
            meeting: id,
            name: name.as_str().to_owned(),
            identity,
            token,
            session,
        })
    }

    /// The identity that the host is inside as, or may still come as; never one that was removed.
    async fn host_identity(&self, id: MeetingId) -> Result<Option<String>> {
        let Some(identity) = self.inner.presence.host(id) else {
            return Ok(None);
        };
        let member = self.inner.presence.member(id, &identity);
        let claimant = Claimant {
            identity: &identity,
            member: member.as_ref(),
            ..Claimant::default()
        };
        let standing = self.inner.store.standing(id, claimant).await?;
        let may_come = standing.is_some_and(|standing| !standing.removed);
        Ok(may_come.then_some(identity))
    }

    /// What a new identity may do: the host's, and one that a co-host rejoins with, are stored, so
    /// that this is known after a restart as well.
    async fn give_role(
        &self,
        id: MeetingId,
        who: &Newcomer,
        member: &MemberId,
        identity: &str,
    ) -> Result<Role> {
        if who.role < Role::Host && who.member.is_none() {
            return Ok(Role::Guest);
        }
        // A role that is taken back meanwhile is taken back of this identity too.
        let _turn = self.inner.changes.lock().await;
        let (store, now) = (&self.inner.store, clock::unix_now());
        let role = if who.role == Role::Host {
            let row = RoleRow {
                identity: identity.to_owned(),
                member: Some(member.clone()),
                role: Role::Host,
                name: who.name.as_str().to_owned(),
                seen_at: now,
            };
            store.set_roles(id, vec![row]).await?;
            Role::Host
        } else {
            let claimant = Claimant {
                identity,
                member: Some(member),
                ..Claimant::default()
            };
            let standing = store.standing(id, claimant).await?;
            let helps = standing.is_some_and(|standing| standing.role == Role::CoHost)
                && store
                    .carry_cohost(id, member, identity, who.name.as_str(), now)
                    .await?;
            if helps { Role::CoHost } else { Role::Guest }
        };
        if role.moderates() {
            self.inner.presence.learn_role(id, identity, role);
            self.announce_roles(id).await?;
        }
        Ok(role)
    }

    /// No gate stands before somebody else's server, so what the gate would see to is seen to now.
    pub(super) async fn prepare_elsewhere(
        &self,
        id: MeetingId,
        max_participants: u32,
    ) -> Result<()> {
        let live = self.inner.live()?;
        live.rooms.create(&id.to_string(), max_participants).await?;
        self.inner.presence.follow(id, TOKEN_LIFETIME);
        self.look_again(id).await;
        Ok(())
    }
}

pub(super) fn full() -> Error {
    Error::new(
        Code::MeetingFull,
        "This meeting is full. Ask the host to make room, or try again later.",
    )
}

pub(super) fn locked() -> Error {
    Error::new(
        Code::MeetingLocked,
        "This meeting is locked. Ask the host to unlock it, or try again later.",
    )
}

pub(super) fn lobby() -> Error {
    Error::new(
        Code::Lobby,
        "In this meeting people are let in one by one. Ask to join, and wait for the host.",
    )
}

fn no_session() -> Error {
    Error::new(
        Code::NoSession,
        "This session does not hold any more. Join the meeting again.",
    )
}

pub(super) fn removed() -> Error {
    Error::new(
        Code::RemovedByHost,
        "The host has removed you from this meeting.",
    )
}
