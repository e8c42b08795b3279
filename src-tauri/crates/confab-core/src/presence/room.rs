//! One room: those inside, those on their way in, those lost a moment ago.

use std::collections::{BTreeMap, HashMap};

use tokio::time::Instant;

use super::connections::{Admission, Connection};
use super::lobby::Lobby;
use super::members::Members;
use super::stage::Stage;
use super::warm::Warm;
use super::{Stopped, Terms, WAY_BACK};
use crate::event::Event;
use crate::id::MeetingId;
use crate::livekit::Person;

pub(super) struct Room {
    /// The generation of the server that has this room.
    pub(super) open_in: Option<u64>,
    /// Nobody is let in: LiveKit is closing it, and whether the meeting is deleted is not certain.
    pub(super) closing: bool,
    inside: BTreeMap<String, Person>,
    /// The connections that each identity has through the gate.
    pub(super) seats: HashMap<String, Vec<Connection>>,
    /// Who came through the gate, as long as that is not over.
    pub(super) admissions: HashMap<String, Admission>,
    /// Who was inside and did not mean to leave, and since when they are gone.
    pub(super) lost: HashMap<String, Instant>,
    pub(super) follow_until: Instant,
    /// Grows with each webhook, so that an older list is recognised.
    pub(super) version: u64,
    /// Who waits to join, connected already.
    pub(super) warm: Warm,
    /// Whether LiveKit's list of this room was ever looked at.
    pub(super) looked_at: bool,
    /// Whose the identities are.
    pub(super) members: Members,
    pub(super) stage: Stage,
    pub(super) lobby: Lobby,
}

pub(super) enum Change {
    Joined(Person),
    Updated(Person),
}

impl Change {
    pub(super) fn event(self, id: MeetingId) -> Event {
        match self {
            Change::Joined(person) => Event::ParticipantJoined(id, person),
            Change::Updated(person) => Event::ParticipantUpdated(id, person),
        }
    }
}

impl Room {
    pub(super) fn new() -> Self {
        Self {
            open_in: None,
            closing: false,
            inside: BTreeMap::new(),
            seats: HashMap::new(),
            admissions: HashMap::new(),
            lost: HashMap::new(),
            follow_until: Instant::now(),
            version: 0,
            warm: Warm::default(),
            looked_at: false,
            members: Members::default(),
            stage: Stage::default(),
            lobby: Lobby::new(),
        }
    }

    pub(super) fn is_live(&self) -> bool {
        !self.inside.is_empty()
    }

    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.inside.len()).unwrap_or(u32::MAX)
    }

    /// Those inside and those on their way in.
    pub(super) fn taken(&self, now: Instant) -> u32 {
        self.count().saturating_add(self.coming(now))
    }

    pub(super) fn live_since(&self) -> Option<i64> {
        self.inside.values().map(|p| p.joined_at).min()
    }

    pub(super) fn people(&self) -> Vec<Person> {
        let mut people: Vec<_> = self.inside.values().cloned().collect();
        people.sort_by(|a, b| (a.joined_at, &a.identity).cmp(&(b.joined_at, &b.identity)));
        people
    }

    pub(super) fn person(&self, identity: &str) -> Option<&Person> {
        self.inside.get(identity)
    }

    pub(super) fn may_return(&self, identity: &str, now: Instant) -> bool {
        self.inside.contains_key(identity)
            || self
                .lost
                .get(identity)
                .is_some_and(|since| now.duration_since(*since) < WAY_BACK)
    }

    /// How many lost their connection without leaving and may still come back.
    pub(super) fn lost_lately(&self, now: Instant) -> u32 {
        let lost = self.lost.iter().filter(|(identity, since)| {
            !self.inside.contains_key(*identity) && now.duration_since(**since) < WAY_BACK
        });
        u32::try_from(lost.count()).unwrap_or(u32::MAX)
    }

    /// Whether somebody may come in now.
    pub(super) fn admits(
        &self,
        identity: &str,
        terms: &Terms,
        now: Instant,
    ) -> Result<(), Stopped> {
        if self.knows(identity, now) {
            return Ok(());
        }
        if terms.rules.locked && !terms.role.moderates() {
            return Err(Stopped::Locked);
        }
        let called_in = terms.role.moderates() || self.stage.is_admitted(identity, now);
        if terms.rules.lobby && !called_in {
            return Err(Stopped::Lobby);
        }
        if self.taken(now) >= terms.max_participants {
            return Err(Stopped::Full);
        }
        Ok(())
    }

    /// The names of those inside who moderate, in the order of joining.
    pub(super) fn hosts(&self) -> Vec<String> {
        self.people()
            .into_iter()
            .filter(|person| person.role.moderates())
            .map(|person| person.name)
            .collect()
    }

    pub(super) fn is_needed(&self, now: Instant) -> bool {
        self.is_live()
            || !self.seats.is_empty()
            || self
                .lost
                .values()
                .any(|since| now.duration_since(*since) < WAY_BACK)
    }

    pub(super) fn is_followed(&self, now: Instant) -> bool {
        self.is_needed(now) || now < self.follow_until || self.warm.is_followed()
    }

    /// Somebody is inside, as told; what that changes, if anything.
    pub(super) fn put(&mut self, mut person: Person) -> Option<Change> {
        self.warm.correct(&mut person);
        self.lost.remove(&person.identity);
        let person = self.stage.dress(person);
        match self.inside.insert(person.identity.clone(), person.clone()) {
            None => Some(Change::Joined(person)),
            Some(before) if before != person => Some(Change::Updated(person)),
            Some(_) => None,
        }
    }

    /// Somebody is gone (that stay of theirs, where one is named), and may come back for a while.
    pub(super) fn remove(&mut self, identity: &str, sid: Option<&str>) -> Option<String> {
        let here = self.inside.get(identity)?;
        if sid.is_some_and(|sid| sid != here.sid) {
            return None;
        }
        let (identity, _) = self.inside.remove_entry(identity)?;
        self.lost.insert(identity.clone(), Instant::now());
        Some(identity)
    }

    pub(super) fn remove_all(&mut self) -> Vec<String> {
        let everybody: Vec<String> = self.inside.keys().cloned().collect();
        everybody
            .iter()
            .filter_map(|identity| self.remove(identity, None))
            .collect()
    }

    pub(super) fn missing_from(&self, listed: &[Person]) -> Vec<String> {
        self.inside
            .keys()
            .filter(|identity| !listed.iter().any(|p| p.identity == **identity))
            .cloned()
            .collect()
    }
}
