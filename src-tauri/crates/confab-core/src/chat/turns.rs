//! One change at a time in the chat of a meeting, so that everybody is told in the order of the
//! messages, and nothing is written into a chat that is being emptied.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::id::MeetingId;
use crate::pace::Pace;

/// How many messages somebody may send at once, and reactions to them.
const BURST: u32 = 10;
/// How long one of them takes to be allowed again.
const INTERVAL: Duration = Duration::from_secs(1);

/// The chats that something is known of.
pub(crate) struct Turns {
    turns: Mutex<HashMap<MeetingId, Arc<Turn>>>,
    /// How fast each person writes.
    pub(crate) writing: Pace<(MeetingId, String)>,
    /// How fast each person reacts.
    pub(crate) reacting: Pace<(MeetingId, String)>,
}

/// The chat of one meeting.
#[derive(Default)]
pub(crate) struct Turn {
    /// Held while something changes.
    pub(crate) state: tokio::sync::Mutex<State>,
    coming: Mutex<Coming>,
}

/// What is known of it besides the store.
#[derive(Default)]
pub(crate) struct State {
    /// Whether the store was told that somebody is inside.
    pub(crate) inside: bool,
    /// How many messages have come since the oldest were looked at.
    pub(crate) added: u32,
}

/// Files that are being received.
#[derive(Default)]
struct Coming {
    bytes: u64,
    people: HashMap<String, u32>,
}

/// How many files one person may send at a time.
const FILES_AT_ONCE: u32 = 3;

/// Room for a file that is being received; given back when dropped.
pub(crate) struct Space {
    turn: Arc<Turn>,
    who: String,
    bytes: u64,
}

impl Default for Turns {
    fn default() -> Self {
        Self {
            turns: Mutex::default(),
            writing: Pace::new(BURST, INTERVAL),
            reacting: Pace::new(BURST, INTERVAL),
        }
    }
}

impl Turns {
    fn lock(&self) -> MutexGuard<'_, HashMap<MeetingId, Arc<Turn>>> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn of(&self, id: MeetingId) -> Arc<Turn> {
        Arc::clone(self.lock().entry(id).or_default())
    }

    pub(crate) fn forget(&self, id: MeetingId) {
        self.lock().remove(&id);
    }

    /// Those that the store believes somebody is inside of.
    pub(crate) fn live(&self) -> Vec<MeetingId> {
        let turns = self.lock();
        let live = turns
            .iter()
            .filter(|(_, turn)| turn.state.try_lock().is_ok_and(|state| state.inside));
        live.map(|(id, _)| *id).collect()
    }

    /// Lets go of chats that nobody is in and nobody works at.
    pub(crate) fn tidy(&self) {
        self.lock().retain(|_, turn| {
            Arc::strong_count(turn) > 1 || turn.state.try_lock().is_ok_and(|state| state.inside)
        });
    }
}

impl Turn {
    fn coming(&self) -> MutexGuard<'_, Coming> {
        self.coming.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many bytes of files are being received.
    pub(crate) fn coming_bytes(&self) -> u64 {
        self.coming().bytes
    }

    /// Begins to receive a file; `None` where this person sends too many already.
    pub(crate) fn begin(self: &Arc<Self>, who: &str) -> Option<Space> {
        let mut coming = self.coming();
        let files = coming.people.entry(who.to_owned()).or_default();
        if *files >= FILES_AT_ONCE {
            return None;
        }
        *files += 1;
        Some(Space {
            turn: Arc::clone(self),
            who: who.to_owned(),
            bytes: 0,
        })
    }
}

impl Space {
    /// Room for so many bytes more, where all that are coming are at most `limit` then.
    pub(crate) fn grow(&mut self, bytes: u64, limit: u64) -> bool {
        let mut coming = self.turn.coming();
        if coming.bytes + bytes > limit {
            return false;
        }
        coming.bytes += bytes;
        self.bytes += bytes;
        true
    }
}

impl Drop for Space {
    fn drop(&mut self) {
        let mut coming = self.turn.coming();
        coming.bytes -= self.bytes;
        if let Some(files) = coming.people.get_mut(&self.who) {
            *files -= 1;
            if *files == 0 {
                coming.people.remove(&self.who);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_for_files_is_shared_and_given_back() {
        let turns = Turns::default();
        let turn = turns.of(MeetingId::generate());
        let mut ann = turn.begin("ann").expect("her first");
        let mut bob = turn.begin("bob").expect("his first");
        assert!(ann.grow(60, 100));
        assert!(!bob.grow(50, 100));
        assert!(bob.grow(40, 100));
        drop(ann);
        assert_eq!(turn.coming_bytes(), 40);
        assert!(bob.grow(60, 100));
    }

    #[test]
    fn one_person_sends_a_few_files_at_a_time() {
        let turn = Turns::default().of(MeetingId::generate());
        let sending: Vec<_> = (0..FILES_AT_ONCE)
            .map(|_| turn.begin("ann").expect("a few"))
            .collect();
        assert!(turn.begin("ann").is_none());
        assert!(turn.begin("bob").is_some());
        drop(sending);
        assert!(turn.begin("ann").is_some());
    }

    #[test]
    fn chats_that_nobody_is_in_are_let_go() {
        let turns = Turns::default();
        let (live, over) = (MeetingId::generate(), MeetingId::generate());
        turns.of(live).state.try_lock().expect("free").inside = true;
        turns.of(over);
        turns.tidy();
        assert_eq!(turns.lock().keys().collect::<Vec<_>>(), [&live]);
    }
}
