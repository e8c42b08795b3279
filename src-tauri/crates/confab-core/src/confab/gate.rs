//! The gate: who may connect to the embedded LiveKit server, asked for every connection.
//!
//! LiveKit can't revoke a token, so deletion and removal are final here, and here a locked meeting
//! is locked. What is refused for good is refused before the server's state matters, so that nobody
//! waits for a room that is gone.

use std::net::SocketAddr;

use super::calls::{full, lobby, locked, removed};
use super::warm::cold;
use super::{Confab, Live};
use crate::browser::Browser;
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
use crate::livekit::{Connecting, Pass, Sends};
use crate::presence::{Arrival, Connection, Hidden, Stopped, Terms};
use crate::role::Role;
use crate::secret::Secret;
use crate::store::Claimant;
use crate::trial::TrialRoom;

/// Where a seat is.
#[derive(Debug, Clone)]
enum Place {
    Meeting(MeetingId),
    /// A room to try out one's connection in, which has no seats to run out of.
    Trial(TrialRoom),
}

/// Leave to connect to LiveKit, for as long as this is held and [`Seat::ended`] is not over.
pub struct Seat {
    confab: Confab,
    place: Place,
    identity: String,
    connection: Connection,
    upstream: SocketAddr,
    /// What LiveKit is shown instead of the token that came.
    instead: Option<Secret>,
    /// Whether LiveKit is shown a token of somebody who only waits.
    pub(super) waits: bool,
    /// Until LiveKit has answered.
    pub(super) connecting: Option<Connecting>,
}

impl Seat {
    /// The meeting; `None` where somebody only tries out their connection.
    pub fn meeting(&self) -> Option<MeetingId> {
        match self.place {
            Place::Meeting(meeting) => Some(meeting),
            Place::Trial(_) => None,
        }
    }

    /// The name of the room.
    pub fn room(&self) -> String {
        match &self.place {
            Place::Meeting(meeting) => meeting.to_string(),
            Place::Trial(room) => room.as_str().to_owned(),
        }
    }

    /// Over once the connection is to end: the participant was removed, the meeting deleted or
    /// ended.
    pub async fn ended(&self) {
        self.connection.ended().cancelled().await;
    }

    /// A seat that nobody counts.
    ///
    /// # Errors
    /// [`Code::Internal`] where there is no gate before the server.
    pub(super) fn in_trial(
        confab: &Confab,
        room: TrialRoom,
        identity: String,
        live: &Live,
    ) -> Result<Self> {
        Ok(Self {
            confab: confab.clone(),
            place: Place::Trial(room),
            identity,
            connection: Connection::new(),
            upstream: behind(live)?,
            instead: None,
            waits: false,
            connecting: None,
        })
    }

    /// Who connects.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// Where LiveKit listens.
    pub fn upstream(&self) -> SocketAddr {
        self.upstream
    }

    /// The token to show to LiveKit, where that is another than the one that came: who waited and
    /// has joined since must not be nobody again.
    pub fn instead(&self) -> Option<&Secret> {
        self.instead.as_ref()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        if let Place::Meeting(meeting) = self.place {
            let presence = &self.confab.inner.presence;
            presence.disconnected(meeting, &self.identity, &self.connection);
            self.confab.inner.room_changed(meeting);
        }
    }
}

impl Confab {
    /// Asks for leave with an access token. The room is there when this returns, and who only waits
    /// to join is gone from it if the bearer may send data. `elsewhere`: the bearer is on another
    /// machine, where meetings that are not shared do not exist.
    ///
    /// # Errors
    /// For good: [`Code::BadToken`], [`Code::MeetingNotFound`], [`Code::RemovedByHost`],
    /// [`Code::MeetingLocked`], [`Code::Lobby`], [`Code::MeetingFull`], [`Code::NoWarming`]. For a
    /// moment: [`Code::ServerAway`] and what else can fail.
    pub async fn admit(
        &self,
        token: &str,
        browser: Option<&Browser>,
        elsewhere: bool,
    ) -> Result<Seat> {
        let claims = match self.inner.tokens.verify(token)? {
            Pass::Meeting(claims) => claims,
            Pass::Trial(room, identity) => return self.admit_to_trial(room, identity).await,
        };
        let (meeting, identity) = (claims.meeting, claims.identity);
        if elsewhere && !self.is_shared(meeting).await? {
            return Err(Error::meeting_not_found());
        }
        let (terms, role) = self.welcome(meeting, &identity, browser).await?;
        let live = self.inner.live()?;
        let upstream = behind(&live)?;
        let connection = Connection::new();
        let arrival = Arrival {
            identity: &identity,
            hidden: claims.hidden,
            data: claims.data,
            terms,
            connection: &connection,
        };
        let arrived = self.inner.presence.arrive(meeting, &arrival);
        let hidden = arrived.map_err(|stopped| match stopped {
            Stopped::Full => full(),
            Stopped::Locked => locked(),
            Stopped::Lobby => lobby(),
            Stopped::Cold => cold(),
            Stopped::Closing => Error::server_away(),
        })?;
        let presence = &self.inner.presence;
        presence.note_owner(meeting, &identity, None, browser);
        presence.learn_role(meeting, &identity, role);
        let mut seat = Seat {
            confab: self.clone(),
            place: Place::Meeting(meeting),
            identity,
            connection,
            upstream,
            instead: None,
            waits: hidden == Some(Hidden::Waiting),
            connecting: live.rooms.connecting(&meeting.to_string()),
        };
        if let Some(Hidden::Promoted(now)) = hidden {
            let tokens = &self.inner.tokens;
            let sends = Sends::of(role, &terms.rules);
            let given = self.inner.presence.given_name(meeting, &seat.identity);
            let name = given.as_ref().unwrap_or(&now.name);
            let token = tokens.mint(meeting, &seat.identity, name, sends, now.data)?;
            seat.instead = Some(token);
        }
        self.tell_ended(meeting, &live).await?;
        if !self.inner.presence.is_open(meeting, live.up.generation) {
            self.make_room(meeting, &seat.identity, &live, terms.max_participants)
                .await?;
        }
        Ok(seat)
    }

    /// LiveKit says that the room is not there after all: makes it again.
    ///
    /// # Errors
    /// As [`Confab::admit`].
    pub async fn room_missing(&self, seat: &Seat) -> Result<()> {
        let meeting = match &seat.place {
            Place::Meeting(meeting) => *meeting,
            Place::Trial(room) => return self.trial_missing(room).await,
        };
        self.inner.presence.not_open(meeting);
        let (terms, _) = self.welcome(meeting, &seat.identity, None).await?;
        let live = self.inner.live()?;
        self.make_room(meeting, &seat.identity, &live, terms.max_participants)
            .await
    }

    /// Whether the meeting is there, and neither this identity, the member behind it, nor a browser
    /// of theirs was put out; what else is to be met, and what the identity may do once inside.
    async fn welcome(
        &self,
        meeting: MeetingId,
        identity: &str,
        browser: Option<&Browser>,
    ) -> Result<(Terms, Role)> {
        let presence = &self.inner.presence;
        let member = presence.member(meeting, identity);
        let handed_to = presence.browser(meeting, identity);
        let claimant = Claimant {
            identity,
            member: member.as_ref(),
            browsers: [browser, handed_to.as_ref()],
        };
        let standing = self
            .inner
            .store
            .standing(meeting, claimant)
            .await?
            .ok_or_else(Error::meeting_not_found)?;
        let is_host = standing.role == Role::Host;
        if standing.removed || standing.browser_removed && !is_host {
            return Err(removed());
        }
        // A token from before a restart: whose it is cannot be told, and since then somebody was
        // put out.
        let doubtful = standing.last_removal >= Some(self.inner.started_at);
        if doubtful && !is_host && !presence.has_identity(meeting, identity) {
            return Err(Error::new(
                Code::BadToken,
                "This access token is from before Confab was started. Join the meeting again.",
            ));
        }
        let passes = match standing.role {
            // What a co-host kept for later opens neither lock nor lobby.
            Role::CoHost if !presence.has_member(meeting, identity, member.as_ref()) => Role::Guest,
            role => role,
        };
        let terms = Terms {
            max_participants: standing.max_participants,
            rules: standing.rules,
            role: passes,
        };
        Ok((terms, standing.role))
    }

    async fn make_room(
        &self,
        meeting: MeetingId,
        identity: &str,
        live: &Live,
        max: u32,
    ) -> Result<()> {
        let name = meeting.to_string();
        live.rooms.create(&name, self.inner.room_limit(max)).await?;
        // The meeting may have been deleted while its room was being made.
        if let Err(e) = self.welcome(meeting, identity, None).await {
            if e.code() == Code::MeetingNotFound {
                live.rooms.delete(&name).await?;
            }
            return Err(e);
        }
        self.inner.presence.opened(meeting, live.up.generation);
        Ok(())
    }
}

fn behind(live: &Live) -> Result<SocketAddr> {
    let no_gate = || Error::new(Code::Internal, "There is no server behind this door.");
    live.up.addr.ok_or_else(no_gate)
}
