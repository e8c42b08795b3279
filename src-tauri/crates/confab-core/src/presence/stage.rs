//! What the host and those inside have made of a room while it lasts: who may what, given names,
//! raised hands, the spotlight, the countdown to the end.
//!
//! Nothing here is stored; of roles the store knows too. A room that nobody is in, and that nobody
//! was lost from, forgets all but the countdown.

use std::collections::HashMap;

use tokio::time::Instant;

use super::contradictions::Contradictions;
use super::{Presence, Room};
use crate::event::Event;
use crate::id::MeetingId;
use crate::livekit::{Person, TOKEN_LIFETIME};
use crate::role::Role;

#[derive(Default)]
pub(super) struct Stage {
    roles: HashMap<String, Role>,
    /// Whether `roles` holds all that the store knows.
    roles_known: bool,
    names: HashMap<String, String>,
    hands: HashMap<String, u64>,
    last_hand: u64,
    pub(super) spotlight: Option<String>,
    /// When it ends (Unix seconds), and which countdown that is.
    pub(super) ending: Option<(i64, u64)>,
    last_ending: u64,
    /// Who was let in and has not been inside yet, and since when.
    admitted: HashMap<String, Instant>,
    /// Kept while anybody is inside, so that rejoining does not start anew.
    pub(super) contradictions: HashMap<String, Contradictions>,
}

impl Stage {
    pub(super) fn role(&self, identity: &str) -> Role {
        self.roles.get(identity).copied().unwrap_or_default()
    }

    /// The identities that the host has had.
    pub(super) fn hosts(&self) -> impl Iterator<Item = &str> {
        self.roles
            .iter()
            .filter(|(_, role)| **role == Role::Host)
            .map(|(identity, _)| identity.as_str())
    }

    /// LiveKit's news of somebody, with what is ours to say.
    pub(super) fn dress(&self, mut person: Person) -> Person {
        person.role = self.role(&person.identity);
        person.hand = self.hands.get(&person.identity).copied();
        if let Some(name) = self.names.get(&person.identity) {
            person.name.clone_from(name);
        }
        person
    }

    pub(super) fn is_admitted(&self, identity: &str, now: Instant) -> bool {
        self.admitted
            .get(identity)
            .is_some_and(|since| now.duration_since(*since) < TOKEN_LIFETIME)
    }

    /// Whether anything is kept for an identity.
    pub(super) fn is_taken(&self, identity: &str) -> bool {
        self.roles.contains_key(identity)
            || self.names.contains_key(identity)
            || self.hands.contains_key(identity)
            || self.admitted.contains_key(identity)
            || self.spotlight.as_deref() == Some(identity)
    }

    /// Somebody is gone for good.
    pub(super) fn forget(&mut self, identity: &str) {
        self.names.remove(identity);
        self.hands.remove(identity);
        self.admitted.remove(identity);
    }

    /// Nobody is left.
    pub(super) fn clear(&mut self, now: Instant) {
        self.names.clear();
        self.hands.clear();
        self.contradictions.clear();
        self.admitted
            .retain(|_, since| now.duration_since(*since) < TOKEN_LIFETIME);
    }

    pub(super) fn awaits_somebody(&self, now: Instant) -> bool {
        self.ending.is_some()
            || self
                .admitted
                .keys()
                .any(|identity| self.is_admitted(identity, now))
    }
}

impl Room {
    /// Tells of somebody inside again, where something of ours about them has changed.
    fn redress(&mut self, id: MeetingId, identity: &str) -> Option<Event> {
        let person = self.person(identity)?.clone();
        self.put(person).map(|change| change.event(id))
    }

    /// The spotlight goes out where it was on somebody who is gone for good.
    pub(super) fn unlight(&mut self, id: MeetingId, identity: &str) -> Option<Event> {
        (self.stage.spotlight.as_deref() == Some(identity)).then(|| {
            self.stage.spotlight = None;
            Event::Spotlight(id, None)
        })
    }
}

impl Presence {
    /// What an identity may do, as the store or a session says.
    pub(crate) fn learn_role(&self, id: MeetingId, identity: &str, role: Role) {
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        if role == room.stage.role(identity) {
            return;
        }
        room.stage.roles.insert(identity.to_owned(), role);
        if let Some(event) = room.redress(id, identity) {
            inner.send(event);
        }
    }

    /// Whether the roles of this room are still to be read from the store.
    pub(crate) fn lacks_roles(&self, id: MeetingId) -> bool {
        self.lock()
            .rooms
            .get(&id)
            .is_some_and(|room| !room.stage.roles_known)
    }

    /// All that the store knows.
    pub(crate) fn learn_roles(&self, id: MeetingId, roles: HashMap<String, Role>) {
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return;
        };
        room.stage.roles_known = true;
        let mut events = Vec::new();
        for (identity, role) in roles {
            // What was learnt since the store was asked is newer.
            room.stage.roles.entry(identity.clone()).or_insert(role);
            events.extend(room.redress(id, &identity));
        }
        for event in events {
            inner.send(event);
        }
    }

    /// What an identity may do, as far as this room knows.
    pub(crate) fn role(&self, id: MeetingId, identity: &str) -> Option<Role> {
        self.lock()
            .rooms
            .get(&id)
            .and_then(|room| room.stage.roles.get(identity).copied())
    }

    /// Somebody who is inside now.
    pub(crate) fn person(&self, id: MeetingId, identity: &str) -> Option<Person> {
        self.lock()
            .rooms
            .get(&id)
            .and_then(|room| room.person(identity).cloned())
    }

    /// Gives somebody inside another name.
    pub(crate) fn give_name(&self, id: MeetingId, identity: &str, name: &str) -> Option<Person> {
        self.change(id, identity, |stage, identity| {
            stage.names.insert(identity.to_owned(), name.to_owned());
        })
    }

    /// The name that the host gave, if one was given.
    pub(crate) fn given_name(&self, id: MeetingId, identity: &str) -> Option<String> {
        self.lock()
            .rooms
            .get(&id)
            .and_then(|room| room.stage.names.get(identity).cloned())
    }

    /// Raises or lowers the hand of somebody inside. A hand that is up keeps its place.
    pub(crate) fn hand(&self, id: MeetingId, identity: &str, raised: bool) -> Option<Person> {
        self.change(id, identity, |stage, identity| {
            if !raised {
                stage.hands.remove(identity);
            } else if !stage.hands.contains_key(identity) {
                stage.last_hand += 1;
                stage.hands.insert(identity.to_owned(), stage.last_hand);
            }
        })
    }

    /// Lowers every hand; how many were up.
    pub(crate) fn lower_hands(&self, id: MeetingId) -> usize {
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return 0;
        };
        let mut raised: Vec<_> = room.stage.hands.drain().collect();
        raised.sort_by_key(|(_, order)| *order);
        let changed: Vec<_> = raised
            .iter()
            .filter(|(identity, _)| room.redress(id, identity).is_some())
            .collect();
        for (identity, _) in changed {
            inner.tell_person(id, identity, &self.postponed);
        }
        raised.len()
    }

    /// Somebody inside, after a change of what we say of them.
    fn change(
        &self,
        id: MeetingId,
        identity: &str,
        change: impl FnOnce(&mut Stage, &str),
    ) -> Option<Person> {
        let mut inner = self.lock();
        let room = inner.rooms.get_mut(&id)?;
        room.person(identity)?;
        change(&mut room.stage, identity);
        let changed = room.redress(id, identity).is_some();
        let person = room.person(identity).cloned();
        if changed {
            inner.tell_person(id, identity, &self.postponed);
        }
        person
    }

    /// Puts somebody inside in the spotlight, or nobody. `false` where they are not inside.
    pub(crate) fn spotlight(&self, id: MeetingId, identity: Option<&str>) -> bool {
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return identity.is_none();
        };
        if identity.is_some_and(|identity| room.person(identity).is_none()) {
            return false;
        }
        let changed = room.stage.spotlight.as_deref() != identity;
        room.stage.spotlight = identity.map(str::to_owned);
        if changed {
            let event = Event::Spotlight(id, identity.map(str::to_owned));
            inner.send(event);
        }
        true
    }

    /// Begins to count down, instead of any countdown before; its number.
    pub(crate) fn begin_ending(&self, id: MeetingId, at: i64) -> u64 {
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        room.stage.last_ending += 1;
        let number = room.stage.last_ending;
        room.stage.ending = Some((at, number));
        inner.send(Event::Ending(id, Some(at)));
        number
    }

    /// Whether this countdown is still the one.
    pub(crate) fn is_ending(&self, id: MeetingId, number: u64) -> bool {
        self.lock().rooms.get(&id).is_some_and(|room| {
            room.stage
                .ending
                .is_some_and(|(_, running)| running == number)
        })
    }

    /// Stops counting; `false` where nothing was counted.
    pub(crate) fn stop_ending(&self, id: MeetingId) -> bool {
        let mut inner = self.lock();
        let was = inner
            .rooms
            .get_mut(&id)
            .and_then(|room| room.stage.ending.take())
            .is_some();
        if was {
            inner.send(Event::Ending(id, None));
        }
        was
    }

    /// Somebody was let in and is on their way.
    pub(crate) fn admitted(&self, id: MeetingId, identity: &str) {
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        room.stage
            .admitted
            .insert(identity.to_owned(), Instant::now());
    }

    /// Whether somebody was let in a while ago.
    pub(crate) fn is_admitted(&self, id: MeetingId, identity: &str) -> bool {
        self.lock()
            .rooms
            .get(&id)
            .is_some_and(|room| room.stage.is_admitted(identity, Instant::now()))
    }

    /// The meeting has ended for all who were in it: nobody has a way back, and all that was made
    /// of the room is gone.
    pub(crate) fn over(&self, id: MeetingId) {
        let mut inner = self.lock();
        let Some(room) = inner.rooms.get_mut(&id) else {
            return;
        };
        room.open_in = None;
        room.version += 1;
        let mut events: Vec<_> = room
            .remove_all()
            .into_iter()
            .map(|identity| Event::ParticipantLeft(id, identity))
            .collect();
        room.lost.clear();
        room.cut_all();
        let lit = room.stage.spotlight.is_some();
        let counted = room.stage.ending.is_some();
        let roles = std::mem::take(&mut room.stage.roles);
        room.stage = Stage {
            roles,
            roles_known: room.stage.roles_known,
            last_ending: room.stage.last_ending,
            ..Stage::default()
        };
        events.extend(lit.then_some(Event::Spotlight(id, None)));
        events.extend(counted.then_some(Event::Ending(id, None)));
        for event in events {
            inner.send(event);
        }
    }
}
