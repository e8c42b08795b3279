//! Connections that are warmed up before somebody joins: hidden, without any right, waiting.
//!
//! Invariant: a waiting one is nobody. It is in no list, count or event, has no seat, and keeps
//! nothing live. It becomes somebody by [`Presence::promote`] alone, which takes a seat, and ends
//! when its page is silent for too long, or when anybody comes who may send data through LiveKit,
//! for that is the one thing that LiveKit would pass on to it.

use std::collections::{HashMap, HashSet, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use super::room::Room;
use super::{Connection, Full, Presence, Terms};
use crate::browser::Browser;
use crate::id::MeetingId;
use crate::livekit::{Person, TOKEN_LIFETIME};
use crate::meeting::MAX_PARTICIPANTS_LIMIT;
use crate::role::Role;
use crate::secret::Secret;

/// How long a waiting connection lives after the last sign of life of its page.
pub const WARM_LIFE: Duration = Duration::from_secs(60);
/// How many handed-out tokens are remembered in one meeting: those of everybody whom the largest
/// meeting takes, and as many that were not used yet.
const HANDED_LIMIT: usize = 2 * MAX_PARTICIPANTS_LIMIT as usize;
/// How many wait in one meeting. Whoever comes after them connects when joining, as ever.
const LIMIT: usize = 50;

#[derive(Default)]
pub(super) struct Warm {
    waiting: HashMap<String, Waiting>,
    /// Who waited once and joined: LiveKit would take them for nobody again if they came back with
    /// the token of the beginning.
    promoted: HashMap<String, Promoted>,
    /// Ended as far as we are concerned; LiveKit is yet to be told.
    ending: HashSet<String>,
    /// Tokens for joining that were handed out, by identity. What is known of one that was not used
    /// yet may be dropped: the token holds, and the gate learns all of it again.
    handed: HashMap<String, Handed>,
    /// Whose they are, the oldest first.
    handed_order: VecDeque<String>,
}

struct Waiting {
    ticket: Secret,
    until: Instant,
    /// Its connections through the gate.
    connections: Vec<Connection>,
    browser: Option<Browser>,
}

impl Waiting {
    fn cut(&self) {
        for connection in &self.connections {
            connection.ended().cancel();
        }
    }
}

/// Somebody who waited and then joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Promoted {
    pub(crate) name: String,
    pub(crate) role: Role,
    /// Whether they may send data through LiveKit.
    pub(crate) data: bool,
    /// When they joined, Unix seconds; LiveKit remembers when they began to wait.
    pub(crate) joined_at: i64,
}

struct Handed {
    /// Until when the token may be used for the first time.
    until: Instant,
    /// Whether it lets its bearer send data through LiveKit.
    data: bool,
}

/// A new waiting connection.
pub(crate) struct Kindling<'a> {
    pub(crate) identity: &'a str,
    pub(crate) ticket: &'a Secret,
    pub(crate) browser: Option<&'a Browser>,
    /// How long it lives without a sign of life.
    pub(crate) life: Duration,
    /// How many people the meeting takes.
    pub(crate) max: u32,
}

/// What a hidden participant is to us.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// It waits, and may.
    Waiting,
    /// It has joined, and should not be hidden any more.
    Promoted(Promoted),
    /// It has no business here.
    Nobody,
}

/// Somebody at the gate.
pub(crate) struct Arrival<'a> {
    pub(crate) identity: &'a str,
    /// Whether the token is one of a waiting connection.
    pub(crate) hidden: bool,
    /// Whether the token lets its bearer send data through LiveKit.
    pub(crate) data: bool,
    pub(crate) terms: Terms,
    pub(crate) connection: &'a Connection,
}

/// Why somebody does not get through the gate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// No seat is free.
    Full,
    /// The meeting is locked.
    Locked,
    /// Nobody has let them in.
    Lobby,
    /// A waiting connection that does not wait any more.
    Cold,
    /// The meeting is being deleted: whether it is will be known in a moment.
    Closing,
}

impl Warm {
    /// Whether rounds of looking are needed for the sake of those who wait.
    pub(super) fn is_followed(&self) -> bool {
        !self.waiting.is_empty() || !self.ending.is_empty()
    }

    /// Whether any connection of those who wait stands.
    pub(super) fn is_connected(&self) -> bool {
        self.waiting
            .values()
            .any(|waiting| !waiting.connections.is_empty())
    }

    /// Whether tokens are out that have to be remembered.
    pub(super) fn is_kept(&self) -> bool {
        !self.handed.is_empty()
    }

    /// Whether an identity waits, waited, or has a token.
    pub(super) fn is_taken(&self, identity: &str) -> bool {
        self.waiting.contains_key(identity)
            || self.promoted.contains_key(identity)
            || self.ending.contains(identity)
            || self.handed.contains_key(identity)
    }

    /// LiveKit says since when somebody has been connected; we say since when they are inside.
    pub(super) fn correct(&self, person: &mut Person) {
        if let Some(promoted) = self.promoted.get(&person.identity) {
            person.joined_at = person.joined_at.max(promoted.joined_at);
        }
    }

    fn end(&mut self, which: impl Fn(&Waiting) -> bool) {
        let ending = self.waiting.extract_if(|_, waiting| which(waiting));
        for (identity, waiting) in ending {
            waiting.cut();
            self.ending.insert(identity);
        }
    }

    pub(super) fn leave(&mut self, identity: &str, connection: &Connection) {
        if let Some(waiting) = self.waiting.get_mut(identity) {
            waiting.connections.retain(|one| !one.is(connection));
        }
    }

    /// Ends all connections of those who wait.
    pub(super) fn cut_all(&mut self) {
        self.waiting.values().for_each(Waiting::cut);
    }
}

impl Room {
    /// Whether somebody may send data through LiveKit: inside, on their way, or with a token that
    /// has not run out.
    fn has_data(&self, now: Instant) -> bool {
        self.warm.handed.iter().any(|(identity, handed)| {
            handed.data && (now < handed.until || self.knows(identity, now))
        })
    }

    /// Whether one more may wait here.
    fn has_place(&self, max: u32, now: Instant) -> bool {
        self.taken(now) < max && self.warm.waiting.len() < LIMIT && !self.has_data(now)
    }

    pub(super) fn knows(&self, identity: &str, now: Instant) -> bool {
        self.may_return(identity, now) || self.is_coming(identity, now)
    }

    /// Lets go of what nobody can come back to.
    pub(super) fn tidy_warm(&mut self, now: Instant) {
        let mut handed = std::mem::take(&mut self.warm.handed);
        handed.retain(|identity, handed| now < handed.until || self.knows(identity, now));
        self.warm
            .promoted
            .retain(|identity, _| handed.contains_key(identity));
        self.warm
            .handed_order
            .retain(|identity| handed.contains_key(identity));
        self.warm.handed = handed;
    }

    #[cfg(test)]
    pub(super) fn handed_count(&self) -> usize {
        self.warm.handed.len().max(self.warm.handed_order.len())
    }

    /// Drops the oldest of the tokens that were not used yet, where too many are remembered.
    fn bound_handed(&mut self, now: Instant) {
        for _ in 0..self.warm.handed_order.len() {
            if self.warm.handed.len() <= HANDED_LIMIT {
                return;
            }
            let Some(oldest) = self.warm.handed_order.pop_front() else {
                return;
            };
            if self.knows(&oldest, now) {
                self.warm.handed_order.push_back(oldest);
            } else {
                self.warm.handed.remove(&oldest);
                self.warm.promoted.remove(&oldest);
            }
        }
    }

    fn hand(&mut self, identity: &str, data: bool, until: Instant) {
        if !self.warm.handed.contains_key(identity) {
            self.warm.handed_order.push_back(identity.to_owned());
            self.bound_handed(Instant::now());
        }
        let handed = self
            .warm
            .handed
            .entry(identity.to_owned())
            .or_insert(Handed { until, data });
        handed.until = handed.until.max(until);
        handed.data |= data;
    }
}

impl Presence {
    /// Somebody begins to wait, unless the meeting is full, too many wait already, or LiveKit would
    /// pass data of somebody on to them.
    pub(crate) fn warm(&self, id: MeetingId, new: &Kindling<'_>) -> bool {
        let now = Instant::now();
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        if !room.has_place(new.max, now) {
            return false;
        }
        let waiting = Waiting {
            ticket: new.ticket.clone(),
            until: now + new.life,
            connections: Vec::new(),
            browser: new.browser.cloned(),
        };
        room.warm.waiting.insert(new.identity.to_owned(), waiting);
        true
    }

    /// Whether somebody new could wait there at this moment.
    pub(crate) fn warms(&self, id: MeetingId, max: u32) -> bool {
        let inner = self.lock();
        inner
            .rooms
            .get(&id)
            .is_none_or(|room| room.has_place(max, Instant::now()))
    }

    /// A sign of life of a waiting connection's page. `false` where it does not wait any more.
    pub(crate) fn keep_warm(&self, id: MeetingId, ticket: &str, life: Duration) -> bool {
        let now = Instant::now();
        let mut inner = self.lock();
        let waiting = inner.rooms.get_mut(&id).and_then(|room| {
            room.warm
                .waiting
                .values_mut()
                .find(|w| w.ticket.matches(ticket))
        });
        match waiting {
            Some(waiting) if now < waiting.until => {
                waiting.until = now + life;
                true
            }
            _ => false,
        }
    }

    /// Whoever waits with this ticket joins, and takes a seat; gives their identity. `None` where
    /// nobody waits with it (any more).
    pub(crate) fn promote(
        &self,
        id: MeetingId,
        ticket: &str,
        promoted: Promoted,
        max: u32,
    ) -> Result<Option<String>, Full> {
        let now = Instant::now();
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return Ok(None);
        };
        let found = room
            .warm
            .waiting
            .iter()
            .find(|(_, w)| w.ticket.matches(ticket) && now < w.until);
        let Some((identity, connections)) = found.map(|(i, w)| (i.clone(), w.connections.clone()))
        else {
            return Ok(None);
        };
        if !room.knows(&identity, now) && room.taken(now) >= max {
            return Err(Full);
        }
        let connections = connections.into_iter().map(Connection::renewed);
        room.seat(&identity, connections.collect());
        room.warm.waiting.remove(&identity);
        if promoted.data {
            room.warm.end(|_| true);
        }
        room.warm.promoted.insert(identity.clone(), promoted);
        Ok(Some(identity))
    }

    /// A token for joining was handed out.
    pub(crate) fn handed_out(&self, id: MeetingId, identity: &str, data: bool) {
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        room.hand(identity, data, Instant::now() + TOKEN_LIFETIME);
    }

    /// The identity of the host: inside, on the way in, lost a moment ago, or with a token that has
    /// not been used yet.
    pub(crate) fn host(&self, id: MeetingId) -> Option<String> {
        let now = Instant::now();
        let inner = self.lock();
        let room = inner.rooms.get(&id)?;
        let coming = |identity: &str| {
            let handed = room.warm.handed.get(identity);
            room.knows(identity, now) || handed.is_some_and(|handed| now < handed.until)
        };
        // One who is inside goes before one who may still come.
        let mut hosts: Vec<_> = room.stage.hosts().filter(|host| coming(host)).collect();
        hosts.sort_by_key(|host| (!room.knows(host, now), host.to_owned()));
        hosts.first().map(|host| (*host).to_owned())
    }

    /// Somebody is at the gate: counts their connection, and takes a seat for who does not only
    /// wait. Tells who has joined by now although the token is still one for waiting.
    ///
    /// Where the bearer may send data, those who wait are to be ended before this one is let
    /// through: see [`Presence::ending`].
    pub(crate) fn arrive(
        &self,
        id: MeetingId,
        who: &Arrival<'_>,
    ) -> Result<Option<Hidden>, Stopped> {
        let now = Instant::now();
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        if room.closing {
            return Err(Stopped::Closing);
        }
        let mut data = who.data;
        let mut hidden = None;
        if who.hidden {
            if let Some(waiting) = room.warm.waiting.get_mut(who.identity) {
                if waiting.until <= now {
                    return Err(Stopped::Cold);
                }
                waiting.connections.push(who.connection.clone());
                return Ok(Some(Hidden::Waiting));
            }
            let promoted = room.warm.promoted.get(who.identity).ok_or(Stopped::Cold)?;
            data = promoted.data;
            hidden = Some(Hidden::Promoted(promoted.clone()));
        }
        room.admits(who.identity, &who.terms, now)?;
        room.seat(who.identity, vec![who.connection.clone()]);
        room.hand(who.identity, data, now);
        if data {
            room.warm.end(|_| true);
        }
        Ok(hidden)
    }

    /// What a hidden participant is to us.
    pub(crate) fn hidden(&self, id: MeetingId, identity: &str) -> Hidden {
        let inner = self.lock();
        let Some(room) = inner.rooms.get(&id) else {
            return Hidden::Nobody;
        };
        if room.warm.waiting.contains_key(identity) {
            return Hidden::Waiting;
        }
        match room.warm.promoted.get(identity) {
            Some(promoted) => Hidden::Promoted(promoted.clone()),
            None => Hidden::Nobody,
        }
    }

    /// Nobody waits in this meeting any more.
    pub(crate) fn end_warm(&self, id: MeetingId) {
        if let Some(room) = self.lock().rooms.get_mut(&id) {
            room.warm.end(|_| true);
        }
    }

    /// Nobody waits in this meeting with this browser any more.
    pub(crate) fn end_warm_of(&self, id: MeetingId, browser: &Browser) {
        if let Some(room) = self.lock().rooms.get_mut(&id) {
            room.warm
                .end(|waiting| waiting.browser.as_ref() == Some(browser));
        }
    }

    /// Ends those whose pages have shown no life for too long.
    pub(crate) fn end_silent(&self) {
        let now = Instant::now();
        for room in self.lock().rooms.values_mut() {
            room.warm.end(|waiting| waiting.until <= now);
        }
    }

    /// Those whom LiveKit is to be told of that their waiting has ended.
    pub(crate) fn ending(&self, id: MeetingId) -> Vec<String> {
        let inner = self.lock();
        let room = inner.rooms.get(&id);
        room.map(|room| room.warm.ending.iter().cloned().collect())
            .unwrap_or_default()
    }

    /// LiveKit was told.
    pub(crate) fn ended(&self, id: MeetingId, identity: &str) {
        if let Some(room) = self.lock().rooms.get_mut(&id) {
            room.warm.ending.remove(identity);
        }
    }

    /// Since when people are inside, where that differs from what LiveKit says.
    pub(crate) fn correct(&self, id: MeetingId, people: &mut [Person]) {
        if let Some(room) = self.lock().rooms.get(&id) {
            for person in people {
                room.warm.correct(person);
            }
        }
    }
}
