//! What chats ask of presence: whether anybody is there. Who is on their way in is, for they may
//! read and write before LiveKit has told us of them.

use tokio::time::Instant;

use super::room::Room;
use super::{Presence, WAY_BACK};
use crate::id::MeetingId;

impl Presence {
    /// The meetings that somebody is in.
    pub(crate) fn occupied(&self) -> Vec<MeetingId> {
        let now = Instant::now();
        let inner = self.lock();
        let occupied = inner
            .rooms
            .iter()
            .filter(|(_, room)| is_occupied(room, now));
        occupied.map(|(id, _)| *id).collect()
    }

    /// Whether somebody is there.
    pub(crate) fn is_occupied(&self, id: MeetingId) -> bool {
        let now = Instant::now();
        let inner = self.lock();
        let room = inner.rooms.get(&id);
        room.is_some_and(|room| is_occupied(room, now))
    }

    /// Whether somebody is there or was lost a moment ago.
    pub(crate) fn has_people(&self, id: MeetingId) -> bool {
        let now = Instant::now();
        self.lock().rooms.get(&id).is_some_and(|room| {
            is_occupied(room, now)
                || room
                    .lost
                    .values()
                    .any(|since| now.duration_since(*since) < WAY_BACK)
        })
    }
}

fn is_occupied(room: &Room, now: Instant) -> bool {
    room.is_live() || room.coming(now) > 0
}
