//! People: who is inside, letting them join, putting them out, and who a session is.

use std::time::Duration;

use super::Confab;
use crate::browser::Browser;
use crate::clock;
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
use crate::livekit::{Person, TOKEN_LIFETIME};
use crate::meeting::Joined;
use crate::name::DisplayName;
use crate::presence::Promoted;
use crate::secret::Secret;
use crate::session::{Role, Session};

/// How long after a removal somebody else's server is watched for the one who was put out: until
/// every token of theirs has run out (15 minutes, or ten from their last refresh).
pub(super) const REMOVAL_WATCH: Duration = Duration::from_secs(20 * 60);

/// How somebody comes in.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The ticket of a connection that was warmed up for it.
    pub warm: Option<Secret>,
    /// Whether they may send data to the others through LiveKit. Our own page has no use for it,
    /// and nobody's connection is warmed up where somebody may.
    pub data: bool,
    /// The browser, where it has a cookie of ours.
    pub browser: Option<Browser>,
}

impl Default for Entry {
    fn default() -> Self {
        Self {
            warm: None,
            data: true,
            browser: None,
        }
    }
}

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

    /// A way in for a guest.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::MeetingFull`]; with an external server also, with
    /// "Failed to join meeting: …", [`Code::ServerAway`] and [`Code::ServerUnavailable`].
    pub async fn join(&self, id: MeetingId, name: &DisplayName, entry: Entry) -> Result<Joined> {
        self.let_in(id, name, Role::Guest, entry).await
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
        self.let_in(id, &name, Role::Host, entry).await
    }

    /// Who a session token is, while that holds.
    ///
    /// # Errors
    /// [`Code::NoSession`]; [`Code::RemovedByHost`] and [`Code::MeetingNotFound`] for those who were.
    pub async fn session(&self, token: &str) -> Result<Session> {
        let session = self.inner.sealer.open(token)?;
        let standing = self
            .inner
            .store
            .standing(session.meeting, &session.identity)
            .await?;
        if standing.ok_or_else(Error::meeting_not_found)?.removed {
            return Err(removed());
        }
        if let Some(browser) = &session.browser {
            let presence = &self.inner.presence;
            presence.note_browser(session.meeting, &session.identity, browser);
        }
        Ok(session)
    }

    /// Whether somebody is inside, on their way in, or was lost a moment ago.
    pub fn is_inside(&self, session: &Session) -> bool {
        self.inner
            .presence
            .knows(session.meeting, &session.identity)
    }

    /// Puts somebody out for good: no token of theirs opens the meeting again.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::ParticipantNotFound`], [`Code::Storage`]; where only LiveKit
    /// could not be told, that is made up for when it is back.
    pub async fn remove(&self, id: MeetingId, identity: &str) -> Result<()> {
        let (confab, identity) = (self.clone(), identity.to_owned());
        self.to_the_end(async move { confab.put_out(id, &identity).await })
            .await
    }

    async fn put_out(&self, id: MeetingId, identity: &str) -> Result<()> {
        let name = id.to_string();
        self.inner
            .store
            .meeting(id)
            .await?
            .ok_or_else(Error::meeting_not_found)?;
        if !self.inner.presence.knows(id, identity) {
            let listed = self.inner.live()?.rooms.people(&name).await?;
            if !listed.iter().any(|p| p.identity == identity) {
                return Err(Error::new(
                    Code::ParticipantNotFound,
                    "This participant is not in the meeting.",
                ));
            }
        }
        self.inner
            .store
            .add_removal(id, identity, clock::unix_now())
            .await?;
        self.inner.presence.put_out(id, identity);
        self.inner.presence.follow(id, REMOVAL_WATCH);
        let told = async { self.inner.live()?.rooms.remove(&name, identity).await };
        if let Err(e) = told.await {
            tracing::warn!(error = %e, "LiveKit is told of a removal later");
        }
        Ok(())
    }

    async fn let_in(
        &self,
        id: MeetingId,
        name: &DisplayName,
        role: Role,
        entry: Entry,
    ) -> Result<Joined> {
        let row = self
            .inner
            .store
            .meeting(id)
            .await?
            .ok_or_else(Error::meeting_not_found)?;
        if self.inner.external {
            self.prepare_elsewhere(id, row.max_participants)
                .await
                .map_err(|e| e.prefixed("Failed to join meeting"))?;
        }
        let warm = match &entry.warm {
            Some(ticket) => {
                let promoted = Promoted {
                    name: name.as_str().to_owned(),
                    data: entry.data,
                    joined_at: clock::unix_now(),
                };
                self.promote(id, ticket, promoted, row.max_participants)
                    .await?
            }
            None => None,
        };
        let identity = match warm {
            Some(identity) => identity,
            None if self.inner.presence.is_full(id, row.max_participants) => return Err(full()),
            None => name.new_identity(),
        };
        let browser = entry.browser;
        let presence = &self.inner.presence;
        presence.handed_out(id, &identity, entry.data, browser.as_ref());
        let tokens = &self.inner.tokens;
        let token = tokens.mint(id, &identity, name.as_str(), entry.data)?;
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
    async fn prepare_elsewhere(&self, id: MeetingId, max_participants: u32) -> Result<()> {
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

pub(super) fn removed() -> Error {
    Error::new(
        Code::RemovedByHost,
        "The host has removed you from this meeting.",
    )
}
