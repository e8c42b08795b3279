//! Bursts: what one person, or one lobby, changes many times at once is told once, as it stands then.
//!
//! The first change is told at once; those of the next [`MERGED`] are told together at its end. So a
//! merged event may repeat what a snapshot has said meanwhile, and never says less.

use std::collections::HashMap;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::{Inner, Presence};
use crate::event::Event;
use crate::id::MeetingId;

/// For how long changes of the same are told together.
pub(crate) const MERGED: Duration = Duration::from_millis(100);

/// What changes in bursts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum What {
    /// A participant, by identity.
    Person(MeetingId, String),
    /// Who waits to be let in.
    Lobby(MeetingId),
}

/// What was told a moment ago.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Bursts(HashMap<What, Burst>);

#[derive(Debug, PartialEq)]
struct Burst {
    told: Instant,
    /// Whether it has changed since.
    changed: bool,
}

impl Bursts {
    /// Whether this is to be told now; else it is told later.
    fn now(&mut self, what: &What, postponed: &Notify) -> bool {
        let now = Instant::now();
        match self.0.get_mut(what) {
            Some(burst) if now.duration_since(burst.told) < MERGED => {
                burst.changed = true;
                postponed.notify_one();
                false
            }
            _ => {
                let burst = Burst {
                    told: now,
                    changed: false,
                };
                self.0.insert(what.clone(), burst);
                true
            }
        }
    }

    /// An event of another origin has told how somebody is.
    pub(super) fn told(&mut self, event: &Event) {
        let what = match event {
            Event::ParticipantJoined(id, person) | Event::ParticipantUpdated(id, person) => {
                What::Person(*id, person.identity.clone())
            }
            Event::ParticipantLeft(id, identity) => What::Person(*id, identity.clone()),
            _ => return,
        };
        if let Some(burst) = self.0.get_mut(&what) {
            burst.changed = false;
        }
    }

    /// Forgets what has been quiet.
    pub(super) fn tidy(&mut self) {
        let now = Instant::now();
        self.0
            .retain(|_, burst| burst.changed || now.duration_since(burst.told) < MERGED);
    }

    /// What is to be told now; forgets what has been quiet.
    fn due(&mut self) -> Vec<What> {
        let now = Instant::now();
        let mut due = Vec::new();
        self.0.retain(|what, burst| {
            if now.duration_since(burst.told) < MERGED {
                return true;
            }
            if burst.changed {
                due.push(what.clone());
                burst.told = now;
            }
            std::mem::take(&mut burst.changed)
        });
        due
    }
}

impl Inner {
    /// What we say of somebody inside has changed.
    pub(super) fn tell_person(&mut self, id: MeetingId, identity: &str, postponed: &Notify) {
        let what = What::Person(id, identity.to_owned());
        if self.bursts.now(&what, postponed) {
            self.tell(&what);
        }
    }

    /// Somebody waits, or waits no more.
    pub(super) fn tell_lobby(&mut self, id: MeetingId, postponed: &Notify) {
        let what = What::Lobby(id);
        if self.bursts.now(&what, postponed) {
            self.tell(&what);
        }
    }

    fn tell(&mut self, what: &What) {
        let event = match what {
            What::Person(id, identity) => self
                .rooms
                .get(id)
                .and_then(|room| room.person(identity))
                .map(|person| Event::ParticipantUpdated(*id, person.clone())),
            What::Lobby(id) => self.rooms.get(id).map(|room| {
                room.lobby.stir();
                Event::Waiting(*id, room.lobby.list())
            }),
        };
        if let Some(event) = event {
            self.send(event);
        }
    }
}

impl Presence {
    /// Tells what was postponed, for as long as this is awaited.
    pub(crate) async fn tell_bursts(&self) {
        loop {
            self.postponed.notified().await;
            tokio::time::sleep(MERGED).await;
            let mut inner = self.lock();
            for what in inner.bursts.due() {
                inner.tell(&what);
            }
        }
    }
}
