//! The gate: who may connect to the embedded LiveKit server, asked for every connection.
//!
//! LiveKit can't revoke a token, so deletion and removal are final here. What is refused for good
//! is refused before the server's state matters, so that nobody waits for a room that is gone.

use std::net::SocketAddr;

use super::calls::{full, removed};
use super::{Confab, Live};
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;

/// Leave to connect to LiveKit, for as long as this is held.
pub struct Seat {
    confab: Confab,
    meeting: MeetingId,
    identity: String,
    upstream: SocketAddr,
}

impl Seat {
    /// The meeting.
    pub fn meeting(&self) -> MeetingId {
        self.meeting
    }

    /// Who connects.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// Where LiveKit listens.
    pub fn upstream(&self) -> SocketAddr {
        self.upstream
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.confab
            .inner
            .presence
            .leave_seat(self.meeting, &self.identity);
    }
}

impl Confab {
    /// Asks for leave with an access token. The room is there when this returns.
    ///
    /// # Errors
    /// For good: [`Code::BadToken`], [`Code::MeetingNotFound`], [`Code::RemovedByHost`],
    /// [`Code::MeetingFull`]. For a moment: [`Code::ServerAway`] and what else can fail.
    pub async fn admit(&self, token: &str) -> Result<Seat> {
        let claims = self.inner.tokens.verify(token)?;
        let (meeting, identity) = (claims.meeting, claims.identity);
        let max = self.welcome(meeting, &identity).await?;
        let live = self.inner.live()?;
        let upstream = live
            .up
            .addr
            .ok_or_else(|| Error::new(Code::Internal, "There is no server behind this door."))?;
        self.inner
            .presence
            .take_seat(meeting, &identity, max)
            .map_err(|_| full())?;
        let seat = Seat {
            confab: self.clone(),
            meeting,
            identity,
            upstream,
        };
        if !self.inner.presence.is_open(meeting, live.up.generation) {
            self.make_room(&seat, &live, max).await?;
        }
        Ok(seat)
    }

    /// LiveKit says that the room is not there after all: makes it again.
    ///
    /// # Errors
    /// As [`Confab::admit`].
    pub async fn room_missing(&self, seat: &Seat) -> Result<()> {
        self.inner.presence.not_open(seat.meeting);
        let max = self.welcome(seat.meeting, &seat.identity).await?;
        let live = self.inner.live()?;
        self.make_room(seat, &live, max).await
    }

    /// Whether the meeting is there and this identity was not put out; how many people it takes.
    async fn welcome(&self, meeting: MeetingId, identity: &str) -> Result<u32> {
        let standing = self
            .inner
            .store
            .standing(meeting, identity)
            .await?
            .ok_or_else(Error::meeting_not_found)?;
        if standing.removed {
            Err(removed())
        } else {
            Ok(standing.max_participants)
        }
    }

    async fn make_room(&self, seat: &Seat, live: &Live, max: u32) -> Result<()> {
        let name = seat.meeting.to_string();
        live.rooms.create(&name, self.inner.room_limit(max)).await?;
        // The meeting may have been deleted while its room was being made.
        if let Err(e) = self.welcome(seat.meeting, &seat.identity).await {
            if e.code() == Code::MeetingNotFound {
                live.rooms.delete(&name).await?;
            }
            return Err(e);
        }
        self.inner.presence.opened(seat.meeting, live.up.generation);
        Ok(())
    }
}
