//! Who is inside which meeting, as far as we know: told by webhooks, reconciled with LiveKit's own
//! list, and by the gate about those on their way in.
//!
//! One lock guards it all and is never held across an await. Events are numbered and sent under
//! it, so that a snapshot and the events after it have neither gap nor overlap. Only rooms that
//! somebody opened here are followed; news of others is dropped.
//!
//! Readers of one meeting have a queue of their own, which nothing but that meeting fills. Hands,
//! given names and the lobby change in bursts, which are merged ([`bursts`]).

mod bursts;
mod connections;
mod contradictions;
mod lobby;
mod members;
mod people;
mod room;
mod stage;
mod warm;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, broadcast};
use tokio::time::Instant;

use crate::error::Code;
use crate::event::{Envelope, Event, ServerState};
use crate::id::MeetingId;
use crate::livekit::{Change, Notice, Person, Seen};
use crate::meeting::Waiting;
use crate::role::Role;
use crate::rules::Rules;
use bursts::Bursts;
pub(crate) use connections::Connection;
pub(crate) use lobby::{Place, Ticket, Verdict};
pub use members::Inside;
use room::Room;
pub use warm::WARM_LIFE;
pub(crate) use warm::{Arrival, Hidden, Kindling, Promoted, Stopped};

/// How long somebody who was inside may come back without asking for a seat.
pub const WAY_BACK: Duration = Duration::from_secs(90);
/// How many events a reader of everything may be behind before it gets a new snapshot instead.
const BACKLOG: usize = 1024;
/// The same for a reader of one meeting, whose events are all that it is behind with.
const BACKLOG_OF_MEETING: usize = 256;

pub(crate) struct Presence {
    inner: Mutex<Inner>,
    /// Told when an event of a burst is due later.
    postponed: Notify,
}

struct Inner {
    rooms: HashMap<MeetingId, Room>,
    server: ServerState,
    seq: u64,
    /// To those who read everything.
    feed: broadcast::Sender<Arc<Envelope>>,
    /// To the readers of one meeting: what happens in others never fills their queue. A meeting has
    /// a feed for as long as it has a reader.
    feeds: HashMap<MeetingId, broadcast::Sender<Arc<Envelope>>>,
    bursts: Bursts,
}

/// What somebody has to meet who comes in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    pub(crate) max_participants: u32,
    pub(crate) rules: Rules,
    pub(crate) role: Role,
}

/// No seat is free.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Full;

/// Who is inside which meetings at one moment, and everything that happens after it.
pub(crate) struct View {
    pub(crate) seq: u64,
    pub(crate) server: ServerState,
    pub(crate) rooms: Vec<(MeetingId, RoomView)>,
    pub(crate) events: broadcast::Receiver<Arc<Envelope>>,
}

/// One room at that moment.
#[derive(Debug, Default)]
pub(crate) struct RoomView {
    pub(crate) people: Vec<Person>,
    pub(crate) spotlight: Option<String>,
    pub(crate) ending_at: Option<i64>,
    pub(crate) waiting: Vec<Waiting>,
}

impl RoomView {
    fn of(room: &Room) -> Self {
        Self {
            people: room.people(),
            spotlight: room.stage.spotlight.clone(),
            ending_at: room.stage.ending.map(|(at, _)| at),
            waiting: room.lobby.list(),
        }
    }
}

impl Presence {
    pub(crate) fn new() -> Self {
        let (feed, _) = broadcast::channel(BACKLOG);
        Self {
            inner: Mutex::new(Inner {
                rooms: HashMap::new(),
                server: ServerState::Starting,
                seq: 0,
                feed,
                feeds: HashMap::new(),
                bursts: Bursts::default(),
            }),
            postponed: Notify::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn announce(&self, event: Event) {
        self.lock().send(event);
    }

    pub(crate) fn server(&self) -> ServerState {
        self.lock().server.clone()
    }

    pub(crate) fn set_server(&self, state: ServerState) {
        let mut inner = self.lock();
        if inner.server != state {
            inner.server = state.clone();
            inner.send(Event::Server(state));
        }
    }

    /// The present state (of one meeting, or of all that have people inside or waiting) and what
    /// follows it.
    pub(crate) fn view(&self, only: Option<MeetingId>) -> View {
        let mut inner = self.lock();
        let events = match only {
            Some(id) => {
                let feed = inner.feeds.entry(id);
                let feed = feed.or_insert_with(|| broadcast::channel(BACKLOG_OF_MEETING).0);
                feed.subscribe()
            }
            None => inner.feed.subscribe(),
        };
        let rooms = match only {
            Some(id) => vec![(
                id,
                inner.rooms.get(&id).map(RoomView::of).unwrap_or_default(),
            )],
            None => inner
                .rooms
                .iter()
                .filter(|(_, r)| r.is_live() || !r.lobby.is_empty())
                .map(|(id, r)| (*id, RoomView::of(r)))
                .collect(),
        };
        View {
            seq: inner.seq,
            server: inner.server.clone(),
            rooms,
            events,
        }
    }

    /// How many are inside, and since when (Unix seconds) somebody has been.
    pub(crate) fn count(&self, id: MeetingId) -> (u32, Option<i64>) {
        self.lock()
            .rooms
            .get(&id)
            .map_or((0, None), |room| (room.count(), room.live_since()))
    }

    /// How many are inside each meeting that has any; while the server is away also those who are
    /// about to be connected again.
    pub(crate) fn occupancy(&self) -> Vec<(MeetingId, u32)> {
        let inner = self.lock();
        let now = Instant::now();
        let away = inner.server != ServerState::Ready;
        let mut occupied: Vec<_> = inner
            .rooms
            .iter()
            .map(|(id, room)| {
                let lost = if away { room.lost_lately(now) } else { 0 };
                (*id, room.count().saturating_add(lost))
            })
            .filter(|(_, participants)| *participants > 0)
            .collect();
        occupied
            .sort_unstable_by_key(|(id, participants)| (Reverse(*participants), id.to_string()));
        occupied
    }

    /// LiveKit has a room for this meeting, in this generation of the server.
    pub(crate) fn opened(&self, id: MeetingId, generation: u64) {
        self.lock()
            .rooms
            .entry(id)
            .or_insert_with(Room::new)
            .open_in = Some(generation);
    }

    pub(crate) fn is_open(&self, id: MeetingId, generation: u64) -> bool {
        self.lock()
            .rooms
            .get(&id)
            .is_some_and(|room| room.open_in == Some(generation))
    }

    /// LiveKit has no such room any more.
    pub(crate) fn not_open(&self, id: MeetingId) {
        if let Some(room) = self.lock().rooms.get_mut(&id) {
            room.open_in = None;
        }
    }

    /// Keeps everybody out of a room of this generation that nobody is connected to, or was a moment
    /// ago, until the returned guard is dropped. `None` where somebody is, or there is no such room.
    pub(crate) fn close_empty(&self, id: MeetingId, generation: u64) -> Option<Closing<'_>> {
        let now = Instant::now();
        let mut inner = self.lock();
        let room = inner.rooms.get_mut(&id)?;
        let empty = !room.is_needed(now) && !room.warm.is_connected();
        if room.open_in != Some(generation) || room.closing || !empty {
            return None;
        }
        room.closing = true;
        Some(Closing { presence: self, id })
    }

    /// Follow this meeting's room for so long, also while nobody is inside.
    pub(crate) fn follow(&self, id: MeetingId, time: Duration) {
        let until = Instant::now() + time;
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        room.follow_until = room.follow_until.max(until);
    }

    /// The meetings whose rooms are to be compared with LiveKit's list now.
    pub(crate) fn followed(&self) -> Vec<MeetingId> {
        let now = Instant::now();
        self.lock()
            .rooms
            .iter()
            .filter(|(_, room)| room.is_followed(now))
            .map(|(id, _)| *id)
            .collect()
    }

    pub(crate) fn is_full(&self, id: MeetingId, max: u32) -> bool {
        let now = Instant::now();
        let inner = self.lock();
        inner.rooms.get(&id).map_or(0, |room| room.taken(now)) >= max
    }

    /// Whether somebody is inside, on their way in, or was lost a moment ago.
    pub(crate) fn knows(&self, id: MeetingId, identity: &str) -> bool {
        let now = Instant::now();
        self.lock()
            .rooms
            .get(&id)
            .is_some_and(|room| room.knows(identity, now))
    }

    /// Somebody was put out: no way back, and gone at once for everybody who looks.
    pub(crate) fn put_out(&self, id: MeetingId, identity: &str) {
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return;
        };
        room.lost.remove(identity);
        room.stage.forget(identity);
        room.cut(identity);
        let dark = room.unlight(id, identity);
        if room.remove(identity, None).is_some() {
            room.lost.remove(identity);
            inner.send(Event::ParticipantLeft(id, identity.to_owned()));
        }
        if let Some(event) = dark {
            inner.send(event);
        }
    }

    /// Somebody is inside, as LiveKit said when it was told to show them.
    pub(crate) fn appeared(&self, id: MeetingId, person: Person) {
        self.apply(Notice {
            meeting: id,
            change: Change::Joined(person),
        });
    }

    /// What a webhook told.
    pub(crate) fn apply(&self, notice: Notice) {
        let Notice {
            meeting: id,
            change,
        } = notice;
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return;
        };
        room.version += 1;
        let events = match change {
            Change::Joined(person) => room
                .put(person)
                .map(|change| change.event(id))
                .into_iter()
                .collect(),
            Change::Track { identity, track } => {
                let changed = room.person(&identity).map(|p| p.clone().with_track(track));
                changed
                    .and_then(|p| room.put(p))
                    .map(|change| change.event(id))
                    .into_iter()
                    .collect()
            }
            Change::Left {
                identity,
                sid,
                by_choice,
            } => {
                let left = room.remove(&identity, Some(&sid));
                let mut events = Vec::new();
                if by_choice && room.person(&identity).is_none() {
                    room.lost.remove(&identity);
                    room.note_departure(&identity);
                    room.stage.forget(&identity);
                    events.extend(room.unlight(id, &identity));
                }
                events.extend(left.map(|identity| Event::ParticipantLeft(id, identity)));
                events
            }
            Change::Closed => {
                room.open_in = None;
                room.remove_all()
                    .into_iter()
                    .map(|identity| Event::ParticipantLeft(id, identity))
                    .collect::<Vec<_>>()
            }
        };
        for event in events {
            inner.send(event);
        }
    }

    /// Call before LiveKit is asked who is inside; hand the number to [`Presence::compare`].
    pub(crate) fn version(&self, id: MeetingId) -> u64 {
        self.lock().rooms.get(&id).map_or(0, |room| room.version)
    }

    /// What LiveKit's list says. `false` where a webhook came in between, so that the list may be
    /// older than what we know: ask again.
    pub(crate) fn compare(&self, id: MeetingId, version: u64, listed: Vec<Person>) -> bool {
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return true;
        };
        if room.version != version {
            return false;
        }
        let gone: Vec<String> = room.missing_from(&listed);
        let mut events: Vec<Event> = Vec::new();
        for identity in gone {
            events.extend(
                room.remove(&identity, None)
                    .map(|identity| Event::ParticipantLeft(id, identity)),
            );
        }
        for person in listed {
            events.extend(room.put(person).map(|change| change.event(id)));
        }
        for event in events {
            inner.send(event);
        }
        true
    }

    /// Those of a list who were not inside before and may not come in: where no gate stands before
    /// the server, they are put out again. Who was there when we first looked may stay.
    pub(crate) fn uninvited(&self, id: MeetingId, rules: &Rules, listed: &[Seen]) -> Vec<String> {
        let now = Instant::now();
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return Vec::new();
        };
        if !std::mem::replace(&mut room.looked_at, true) {
            return Vec::new();
        }
        let refused = |identity: &&str| {
            let terms = Terms {
                max_participants: u32::MAX,
                rules: *rules,
                role: room.present_role(identity, now),
            };
            room.admits(identity, &terms, now).is_err()
        };
        listed
            .iter()
            .map(|seen| seen.person.identity.as_str())
            .filter(refused)
            .map(str::to_owned)
            .collect()
    }

    /// The server is gone, and everybody with it; they may come back.
    pub(crate) fn lose_everybody(&self) {
        let mut inner = self.lock();
        let mut events = Vec::new();
        for (id, room) in &mut inner.rooms {
            room.open_in = None;
            room.version += 1;
            events.extend(
                room.remove_all()
                    .into_iter()
                    .map(|identity| Event::ParticipantLeft(*id, identity)),
            );
        }
        for event in events {
            inner.send(event);
        }
    }

    /// The meetings that people are in, are on their way into, or were lost from a moment ago.
    pub(crate) fn needed(&self) -> Vec<MeetingId> {
        let now = Instant::now();
        self.lock()
            .rooms
            .iter()
            .filter(|(_, room)| room.is_needed(now))
            .map(|(id, _)| *id)
            .collect()
    }

    /// The meeting was deleted.
    pub(crate) fn forget(&self, id: MeetingId) {
        self.close_lobby(id, Code::MeetingNotFound);
        let mut inner = self.lock();
        if let Some(mut room) = inner.rooms.remove(&id) {
            room.cut_all();
        }
        inner.send(Event::MeetingDeleted(id));
    }

    /// Lets go of rooms that nothing is left to know of.
    pub(crate) fn tidy(&self) {
        let now = Instant::now();
        let mut inner = self.lock();
        let mut events = Vec::new();
        inner.rooms.retain(|id, room| {
            let gone = room
                .lost
                .extract_if(|_, since| now.duration_since(*since) >= WAY_BACK);
            for identity in gone.map(|(identity, _)| identity).collect::<Vec<_>>() {
                room.stage.forget(&identity);
                events.extend(room.unlight(*id, &identity));
            }
            if !room.is_needed(now) {
                room.stage.clear(now);
            }
            room.tidy_warm(now);
            room.tidy_admissions(now);
            room.tidy_members(now);
            room.open_in.is_some()
                || room.closing
                || room.is_followed(now)
                || room.warm.is_kept()
                || room.keeps_members()
                || !room.lobby.is_empty()
                || room.stage.awaits_somebody(now)
        });
        for event in events {
            inner.send(event);
        }
        inner.bursts.tidy();
        inner.feeds.retain(|_, feed| feed.receiver_count() > 0);
    }
}

/// While this is held, the gate lets nobody into the room.
pub(crate) struct Closing<'a> {
    presence: &'a Presence,
    id: MeetingId,
}

impl Drop for Closing<'_> {
    fn drop(&mut self) {
        if let Some(room) = self.presence.lock().rooms.get_mut(&self.id) {
            room.closing = false;
        }
    }
}

impl Inner {
    fn send(&mut self, event: Event) {
        self.seq += 1;
        let mut retold = None;
        if let Event::ParticipantJoined(id, person) | Event::ParticipantUpdated(id, person) = &event
            && person.role.moderates()
            && let Some(room) = self.rooms.get(id)
        {
            room.lobby.stir();
            // Who moderates while inside has not been told before who waits.
            if matches!(event, Event::ParticipantJoined(..)) && !room.lobby.is_empty() {
                retold = Some(Event::Waiting(*id, room.lobby.list()));
            }
        }
        if let Event::ParticipantLeft(id, _) = &event
            && let Some(room) = self.rooms.get(id)
        {
            room.lobby.stir();
        }
        self.bursts.told(&event);
        let of = event.meeting();
        let envelope = Arc::new(Envelope {
            seq: self.seq,
            event,
        });
        // An error means that nobody listens any more.
        match of {
            Some(id) => {
                let feed = self.feeds.get(&id);
                if feed.is_some_and(|feed| feed.send(Arc::clone(&envelope)).is_err()) {
                    self.feeds.remove(&id);
                }
            }
            None => self
                .feeds
                .retain(|_, feed| feed.send(Arc::clone(&envelope)).is_ok()),
        }
        let _ = self.feed.send(envelope);
        if let Some(waiting) = retold {
            self.send(waiting);
        }
    }
}

#[cfg(test)]
mod tests;
