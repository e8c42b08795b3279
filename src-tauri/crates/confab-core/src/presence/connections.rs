//! The signalling connections that came through the gate, and which participants they make known.
//!
//! A connection alone proves little: its client may have left and kept it. So its
//! participant counts as on the way in for [`COMING`], until LiveKit lists them; and it can be ended
//! from our side.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::room::Room;
use super::{Presence, WAY_BACK};
use crate::id::MeetingId;
use crate::livekit::Seen;

/// For how long a connection's participant counts as on the way in. LiveKit lists them within the two
/// seconds between two looks at a room.
pub(crate) const COMING: Duration = Duration::from_secs(20);

/// One connection through the gate. Clones are the same one.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    number: u64,
    since: Instant,
    ended: CancellationToken,
}

impl Connection {
    pub(crate) fn new() -> Self {
        static NUMBERS: AtomicU64 = AtomicU64::new(0);
        Self {
            number: NUMBERS.fetch_add(1, Ordering::Relaxed),
            since: Instant::now(),
            ended: CancellationToken::new(),
        }
    }

    /// Cancelled when the connection is to end.
    pub(crate) fn ended(&self) -> &CancellationToken {
        &self.ended
    }

    pub(super) fn is(&self, other: &Self) -> bool {
        self.number == other.number
    }

    pub(super) fn is_coming(&self, now: Instant) -> bool {
        now.duration_since(self.since) < COMING
    }

    /// Counts as on the way in from now on.
    pub(super) fn renewed(mut self) -> Self {
        self.since = Instant::now();
        self
    }
}

/// That an identity came through the gate.
#[derive(Debug)]
pub(super) struct Admission {
    /// When a connection of it was last opened or closed.
    last: Instant,
    /// Whether it has left on purpose since, without another connection.
    departed: bool,
}

impl Room {
    /// Whether a participant is on the way in.
    pub(super) fn is_coming(&self, identity: &str, now: Instant) -> bool {
        self.seats
            .get(identity)
            .is_some_and(|open| open.iter().any(|one| one.is_coming(now)))
    }

    /// How many are on the way in and not inside yet.
    pub(super) fn coming(&self, now: Instant) -> u32 {
        let coming = self
            .seats
            .keys()
            .filter(|identity| self.person(identity).is_none() && self.is_coming(identity, now));
        u32::try_from(coming.count()).unwrap_or(u32::MAX)
    }

    pub(super) fn seat(&mut self, identity: &str, connections: Vec<Connection>) {
        self.note_admission(identity);
        if !connections.is_empty() {
            let open = self.seats.entry(identity.to_owned()).or_default();
            open.extend(connections);
        }
    }

    fn note_admission(&mut self, identity: &str) {
        let admission = Admission {
            last: Instant::now(),
            departed: false,
        };
        self.admissions.insert(identity.to_owned(), admission);
    }

    /// A participant has left on purpose: to come in again they have to come through the gate.
    pub(super) fn note_departure(&mut self, identity: &str) {
        if !self.seats.contains_key(identity)
            && let Some(admission) = self.admissions.get_mut(identity)
        {
            admission.departed = true;
        }
    }

    /// Ends every connection of an identity; none of them counts any more.
    pub(super) fn cut(&mut self, identity: &str) {
        self.admissions.remove(identity);
        for connection in self.seats.remove(identity).into_iter().flatten() {
            connection.ended.cancel();
        }
    }

    /// The same for all.
    pub(super) fn cut_all(&mut self) {
        self.admissions.clear();
        for connection in self.seats.drain().flat_map(|(_, open)| open) {
            connection.ended.cancel();
        }
        self.warm.cut_all();
    }

    /// Whether an identity that LiveKit lists came through the gate: its connection stands, or it is
    /// inside or was lost a moment ago without having left on purpose.
    fn is_admitted_by_gate(&self, identity: &str, now: Instant) -> bool {
        self.seats.contains_key(identity)
            || self.admissions.get(identity).is_some_and(|admission| {
                !admission.departed
                    && (self.may_return(identity, now)
                        || now.duration_since(admission.last) < COMING)
            })
    }

    /// Lets go of admissions that are over.
    pub(super) fn tidy_admissions(&mut self, now: Instant) {
        let mut admissions = std::mem::take(&mut self.admissions);
        admissions.retain(|identity, admission| {
            self.seats.contains_key(identity)
                || self.may_return(identity, now)
                || now.duration_since(admission.last) < COMING
        });
        self.admissions = admissions;
    }
}

impl Presence {
    /// The connection has ended.
    pub(crate) fn disconnected(&self, id: MeetingId, identity: &str, connection: &Connection) {
        let now = Instant::now();
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return;
        };
        room.warm.leave(identity, connection);
        let Some(open) = room.seats.get_mut(identity) else {
            return;
        };
        open.retain(|one| !one.is(connection));
        if open.is_empty() {
            room.seats.remove(identity);
            room.follow_until = room.follow_until.max(now + WAY_BACK);
            if let Some(admission) = room.admissions.get_mut(identity) {
                admission.last = now;
            }
        }
    }

    /// Whether an identity came through the gate, where one stands before the server.
    pub(crate) fn is_admitted_by_gate(&self, id: MeetingId, identity: &str) -> bool {
        let inner = self.lock();
        let room = inner.rooms.get(&id);
        room.is_some_and(|room| room.is_admitted_by_gate(identity, Instant::now()))
    }

    /// Those of a list who did not come through the gate: LiveKit's own port is open to every
    /// program on this computer, and takes any valid token.
    pub(crate) fn past_the_gate(&self, id: MeetingId, listed: &[Seen]) -> Vec<String> {
        let now = Instant::now();
        let inner = self.lock();
        let Some(room) = inner.rooms.get(&id) else {
            return Vec::new();
        };
        let identities = listed.iter().map(|seen| &seen.person.identity);
        let past = identities.filter(|identity| !room.is_admitted_by_gate(identity, now));
        past.cloned().collect()
    }
}
