//! Those who wait to be let in: a queue for each meeting, in memory only. Who closes the page that
//! waits has left the queue.

use std::collections::HashMap;
use std::net::IpAddr;

use tokio::sync::{oneshot, watch};

use super::{Presence, Room};
use crate::error::Code;
use crate::id::MeetingId;
use crate::meeting::{Joined, Newcomer, Waiting};

/// How many may wait in one meeting.
pub(crate) const LOBBY_LIMIT: usize = 200;
/// How many of one network whose browser was not known before: pages have a cookie when they ask.
const UNRECOGNISED_LIMIT: usize = 25;

/// What becomes of somebody who waits.
pub(crate) enum Verdict {
    /// The way in.
    Admitted(Box<Joined>),
    /// No, with a sentence of the host's.
    Denied(Option<String>),
    /// There is nothing to wait for any more.
    Closed(Code),
}

pub(super) struct Lobby {
    waiters: Vec<Waiter>,
    changed: watch::Sender<()>,
}

/// Somebody who waits.
pub(crate) struct Waiter {
    waiting_id: String,
    pub(crate) who: Newcomer,
    since: i64,
    verdict: oneshot::Sender<Verdict>,
}

impl Waiter {
    fn network(&self) -> Option<IpAddr> {
        self.who.entry.network
    }

    /// Tells them; `false` where they have just gone.
    pub(crate) fn tell(self, verdict: Verdict) -> bool {
        self.verdict.send(verdict).is_ok()
    }
}

/// The other end of a waiter.
pub(crate) struct Ticket {
    pub(crate) waiting_id: String,
    pub(crate) verdict: oneshot::Receiver<Verdict>,
    pub(crate) changed: watch::Receiver<()>,
}

/// Somebody's place in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) place: usize,
    pub(crate) of: usize,
    pub(crate) hosts: Vec<String>,
}

impl Lobby {
    pub(super) fn new() -> Self {
        Self {
            waiters: Vec::new(),
            changed: watch::Sender::new(()),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.waiters.is_empty()
    }

    pub(super) fn list(&self) -> Vec<Waiting> {
        let waiting = |waiter: &Waiter| Waiting {
            waiting_id: waiter.waiting_id.clone(),
            name: waiter.who.name.as_str().to_owned(),
            since: waiter.since,
        };
        self.waiters.iter().map(waiting).collect()
    }

    /// Whether this newcomer finds a place: `Some(None)` a free one, `Some(Some(at))` that of the
    /// waiter there.
    fn place_for(&self, who: &Newcomer) -> Option<Option<usize>> {
        let network = who.entry.network;
        let of = |network| self.waiters.iter().filter(move |w| w.network() == network);
        let unrecognised = of(network).filter(|w| !w.who.entry.recognised).count();
        if network.is_some() && !who.entry.recognised && unrecognised >= UNRECOGNISED_LIMIT {
            return None;
        }
        if self.waiters.len() < LOBBY_LIMIT {
            return Some(None);
        }
        let mut places: HashMap<_, usize> = HashMap::new();
        for waiter in &self.waiters {
            *places.entry(waiter.network()).or_default() += 1;
        }
        let own = places.get(&network).copied().unwrap_or_default();
        let (most, count) = places.into_iter().max_by_key(|(_, count)| *count)?;
        let newest = || self.waiters.iter().rposition(|w| w.network() == most);
        // One place more than the newcomer will have: else two networks would take turns for ever.
        (count > own + 1).then(|| newest().map(Some)).flatten()
    }

    /// Everybody's place may be another one, or who hosts.
    pub(super) fn stir(&self) {
        self.changed.send_replace(());
    }
}

impl Presence {
    /// Joins the queue; `None` where there is no place for this newcomer. A full queue has one where
    /// another network holds more places: the newest of those is sent away.
    pub(crate) fn wait(&self, id: MeetingId, who: &Newcomer, since: i64) -> Option<Ticket> {
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        if let Some(given_up) = room.lobby.place_for(who)? {
            let given_up = room.lobby.waiters.remove(given_up);
            given_up.tell(Verdict::Closed(Code::TooManyWaiting));
        }
        let (verdict, told) = oneshot::channel();
        let waiting_id = hex(crate::random::bytes::<8>());
        room.lobby.waiters.push(Waiter {
            waiting_id: waiting_id.clone(),
            who: who.clone(),
            since,
            verdict,
        });
        let changed = room.lobby.changed.subscribe();
        inner.tell_lobby(id, &self.postponed);
        Some(Ticket {
            waiting_id,
            verdict: told,
            changed,
        })
    }

    /// Where somebody is in the queue.
    pub(crate) fn place(&self, id: MeetingId, waiting_id: &str) -> Option<Place> {
        let inner = self.lock();
        let room = inner.rooms.get(&id)?;
        let at = room
            .lobby
            .waiters
            .iter()
            .position(|waiter| waiter.waiting_id == waiting_id)?;
        Some(Place {
            place: at + 1,
            of: room.lobby.waiters.len(),
            hosts: room.hosts(),
        })
    }

    /// Takes somebody out of the queue.
    pub(crate) fn take_waiter(&self, id: MeetingId, waiting_id: &str) -> Option<Waiter> {
        let mut inner = self.lock();
        let waiters = &mut inner.rooms.get_mut(&id)?.lobby.waiters;
        let at = waiters
            .iter()
            .position(|waiter| waiter.waiting_id == waiting_id)?;
        let waiter = waiters.remove(at);
        inner.tell_lobby(id, &self.postponed);
        Some(waiter)
    }

    /// Takes all out of the queue.
    pub(crate) fn take_waiters(&self, id: MeetingId) -> Vec<Waiter> {
        self.take_waiters_if(id, |_| true)
    }

    /// Takes those out of the queue who are meant.
    pub(crate) fn take_waiters_if(
        &self,
        id: MeetingId,
        which: impl Fn(&Newcomer) -> bool,
    ) -> Vec<Waiter> {
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return Vec::new();
        };
        let taken: Vec<Waiter> = room
            .lobby
            .waiters
            .extract_if(.., |waiter| which(&waiter.who))
            .collect();
        if !taken.is_empty() {
            inner.tell_lobby(id, &self.postponed);
        }
        taken
    }

    /// Puts somebody back who was taken out for nothing: they are next.
    pub(crate) fn wait_on(&self, id: MeetingId, waiter: Waiter) {
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        room.lobby.waiters.insert(0, waiter);
        inner.tell_lobby(id, &self.postponed);
    }

    /// Who waits, first come first.
    pub(crate) fn waiting(&self, id: MeetingId) -> Vec<Waiting> {
        self.lock()
            .rooms
            .get(&id)
            .map(|room| room.lobby.list())
            .unwrap_or_default()
    }

    pub(crate) fn waiting_count(&self, id: MeetingId) -> u32 {
        let inner = self.lock();
        let count = inner
            .rooms
            .get(&id)
            .map_or(0, |room| room.lobby.waiters.len());
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Sends everybody away who waits.
    pub(crate) fn close_lobby(&self, id: MeetingId, code: Code) {
        for waiter in self.take_waiters(id) {
            waiter.tell(Verdict::Closed(code));
        }
    }

    /// Tells those who may know of the queue once more: somebody new may read it now.
    pub(crate) fn retell_waiting(&self, id: MeetingId) {
        self.lock().tell_lobby(id, &self.postponed);
    }
}

fn hex(bytes: [u8; 8]) -> String {
    format!("{:016x}", u64::from_be_bytes(bytes))
}
