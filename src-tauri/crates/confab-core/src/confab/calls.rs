//! People: who is inside, letting them join, putting them out, and who a session is.

use std::time::Duration;

use super::Confab;
use super::standing::nobody;
use crate::browser::Browser;
use crate::caller::Caller;
use crate::clock;
use crate::error::{Code, Error, Result};
use crate::event::Moderation;
use crate::id::MeetingId;
use crate::livekit::{Person, Sends, TOKEN_LIFETIME};
use crate::meeting::{Entry, Joined, Newcomer};
use crate::name::DisplayName;
use crate::presence::Promoted;
use crate::role::Role;
use crate::secret::Secret;
use crate::session::Session;
use crate::store::MeetingRow;

/// How long after a removal somebody else's server is watched for the one who was put out: until
/// every token of theirs has run out (15 minutes, or ten from their last refresh).
pub(super) const REMOVAL_WATCH: Duration = Duration::from_secs(20 * 60);

impl Confab {
    /// Who is inside, as LiveKit says now.
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
    pub async fn issue_host_code(&self, id: MeetingId, name: DisplayName) -> Result<Secret> {
        self.inner
            .store
            .meeting(id)
            .await?
            .ok_or_else(Error::meeting_not_found)?;
        Ok(self.inner.host_codes.issue(id, name))
    }

    /// A way in for the host, for such a code.
    ///
    /// # Errors
    /// [`Code::BadHostCode`], and as [`Confab::join`].
    pub async fn exchange_host_code(
        &self,
        id: MeetingId,
        code: &str,
        entry: Entry,
    ) -> Result<Joined> {
        let name = self.inner.host_codes.redeem(id, code)?;
        let role = Role::Host;
        self.join(id, &Newcomer { name, role, entry }).await
    }

    /// Who a session token is, while that holds.
    ///
    /// # Errors
    /// [`Code::NoSession`]; [`Code::RemovedByHost`] and [`Code::MeetingNotFound`] for those who were.
    pub async fn session(&self, token: &str) -> Result<Session> {
        let mut session = self.inner.sealer.open(token)?;
        let standing = self
            .inner
            .store
            .standing(session.meeting, &session.identity)
            .await?;
        let standing = standing.ok_or_else(Error::meeting_not_found)?;
        if standing.removed {
            return Err(removed());
        }
        if let Some(browser) = &session.browser {
            let presence = &self.inner.presence;
            presence.note_browser(session.meeting, &session.identity, browser);
        }
        session.role = session.role.max(standing.role);
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

    /// Whether somebody is inside, on their way in, or was lost a moment ago.
    pub fn is_inside(&self, session: &Session) -> bool {
        self.inner
            .presence
            .knows(session.meeting, &session.identity)
    }

    /// Whether somebody may know who is inside a meeting: with a lobby, only those who are.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::Lobby`].
    pub async fn may_see_people(&self, id: MeetingId, session: Option<&Session>) -> Result<()> {
        let open = !self.row(id).await?.rules.lobby;
        let inside = session.is_some_and(|session| {
            session.meeting == id
                && (session.role.moderates()
                    || self.is_inside(session)
                    || self.inner.presence.is_admitted(id, &session.identity))
        });
        if open || inside { Ok(()) } else { Err(lobby()) }
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
        let by = self.name_of(id, caller);
        if !self.inner.presence.knows(id, identity) {
            let listed = self.inner.live()?.rooms.people(&id.to_string()).await?;
            if !listed.iter().any(|p| p.identity == identity) {
                return Err(nobody());
            }
        }
        let what = Moderation::Removed;
        self.finish_removal(id, identity, newcomers_wait, what, by)
            .await
    }

    /// Stores a removal, announces it as `what`, done by `by`, and has LiveKit end the connection.
    pub(super) async fn finish_removal(
        &self,
        id: MeetingId,
        identity: &str,
        newcomers_wait: bool,
        what: Moderation,
        by: String,
    ) -> Result<()> {
        let browser = self.inner.presence.browser(id, identity);
        let opens_lobby = newcomers_wait && !self.row(id).await?.rules.lobby;
        self.inner
            .store
            .add_removal(
                id,
                identity,
                browser.as_ref(),
                newcomers_wait,
                clock::unix_now(),
            )
            .await?;
        if opens_lobby {
            self.announce_meeting(id).await?;
        }
        self.tell(id, Some(identity), what, by);
        self.inner.presence.put_out(id, identity);
        if let Some(browser) = &browser {
            self.inner.presence.end_warm_of(id, browser);
        }
        if opens_lobby {
            self.cool_down(id).await;
        }
        self.inner.presence.follow(id, REMOVAL_WATCH);
        let name = id.to_string();
        let told = async { self.inner.live()?.rooms.remove(&name, identity).await };
        if let Err(e) = told.await {
            tracing::warn!(error = %e, "LiveKit is told of a removal later");
        }
        Ok(())
    }

    /// Nobody comes back as somebody else with the browser they were put out of.
    pub(super) async fn may_knock(&self, id: MeetingId, who: &Newcomer) -> Result<()> {
        match &who.entry.browser {
            Some(browser) if self.inner.store.is_browser_removed(id, browser).await? => {
                Err(removed())
            }
            _ => Ok(()),
        }
    }

    /// Makes an identity, or takes over one that was warmed up, with its token and session.
    pub(super) async fn let_in(&self, row: &MeetingRow, who: &Newcomer) -> Result<Joined> {
        let Newcomer { name, role, entry } = who;
        let (id, role, max) = (row.id, *role, row.max_participants);
        if self.inner.external {
            self.prepare_elsewhere(id, max)
                .await
                .map_err(|e| e.prefixed("Failed to join meeting"))?;
        }
        let warm = match &entry.warm {
            Some(ticket) => {
                let promoted = Promoted {
                    name: name.as_str().to_owned(),
                    role,
                    data: entry.data,
                    joined_at: clock::unix_now(),
                };
                self.promote(id, ticket, promoted, max).await?
            }
            None => None,
        };
        let identity = match warm {
            Some(identity) => identity,
            None if self.inner.presence.is_full(id, max) => return Err(full()),
            None => name.new_identity(),
        };
        let presence = &self.inner.presence;
        if role.moderates() {
            // Kept, so that who hosts is known after a restart as well.
            self.inner.store.set_role(id, &identity, role).await?;
            presence.learn_role(id, &identity, role);
        }
        let browser = entry.browser.clone();
        presence.handed_out(id, &identity, entry.data, browser.as_ref());
        let sends = Sends::of(role, &row.rules);
        let tokens = &self.inner.tokens;
        let token = tokens.mint(id, &identity, name.as_str(), sends, entry.data)?;
        let session = self.inner.sealer.seal(&Session {
            meeting: id,
            identity: identity.clone(),
            role,
            browser,
        });
        Ok(Joined {
            meeting: id,
            name: name.as_str().to_owned(),
            identity,
            token,
            session,
        })
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

pub(super) fn removed() -> Error {
    Error::new(
        Code::RemovedByHost,
        "The host has removed you from this meeting.",
    )
}
