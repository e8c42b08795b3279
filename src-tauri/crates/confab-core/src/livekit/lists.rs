//! Participant lists that LiveKit gave a moment ago, so that asking for the same one again takes no
//! call.
//!
//! Invariant: a list is given again only while nothing is known to have changed it since LiveKit was
//! asked. Every change is known: webhooks announce participants who become active or leave, our own
//! calls are made here, and every connection passes the gate. Two states change without any of
//! these, so lists with them are not kept: a connection that is being set up, and a participant that
//! is `JOINING`. [`FRESH`] bounds what a lost webhook could cost.
//!
//! Deliberately absent: lists of an external server, which sends no webhooks and has no gate.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::Person;

/// How long a list may be given again: as long as a webhook may take.
const FRESH: Duration = Duration::from_secs(1);
/// How many rooms are remembered. Beyond that all lists are asked for again.
const LIMIT: usize = 1024;

#[derive(Debug, Default)]
pub(super) struct Lists(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    rooms: HashMap<String, Room>,
    asked: u64,
}

#[derive(Debug, Default)]
struct Room {
    /// Connections that the gate lets through and LiveKit has not answered yet.
    connecting: u32,
    /// The newest question whose answer nothing has overtaken.
    asked: Option<u64>,
    list: Option<(Instant, Arc<[Person]>)>,
}

/// A question to LiveKit, to be handed to [`Lists::remember`] with its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked(u64);

impl Lists {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The list as it is, or leave to ask for it.
    pub(super) fn get(&self, room: &str) -> Result<Arc<[Person]>, Asked> {
        let mut inner = self.lock();
        if let Some(Room {
            list: Some((since, people)),
            ..
        }) = inner.rooms.get(room)
            && since.elapsed() < FRESH
        {
            return Ok(Arc::clone(people));
        }
        inner.asked += 1;
        let asked = inner.asked;
        if inner.rooms.len() >= LIMIT {
            inner.rooms.retain(|_, room| room.connecting > 0);
        }
        inner.rooms.entry(room.to_owned()).or_default().asked = Some(asked);
        Err(Asked(asked))
    }

    /// What LiveKit answered. Not kept where it may be old already, or may change without notice.
    pub(super) fn remember(&self, room: &str, asked: Asked, people: &[Person], since: Instant) {
        let mut inner = self.lock();
        let Some(known) = inner.rooms.get_mut(room) else {
            return;
        };
        let settled = people.iter().all(|person| person.state != "JOINING");
        if known.asked == Some(asked.0) && known.connecting == 0 && settled {
            known.list = Some((since, people.into()));
        }
    }

    /// Something in this room is not as it was.
    pub(super) fn changed(&self, room: &str) {
        let mut inner = self.lock();
        if let Some(known) = inner.rooms.get_mut(room) {
            (known.asked, known.list) = (None, None);
            if known.connecting == 0 {
                inner.rooms.remove(room);
            }
        }
    }

    /// A connection to this room is being set up until the returned guard is dropped.
    pub(super) fn connecting(self: &Arc<Self>, room: &str) -> Connecting {
        self.lock()
            .rooms
            .entry(room.to_owned())
            .or_default()
            .connecting += 1;
        self.changed(room);
        Connecting {
            lists: Arc::clone(self),
            room: room.to_owned(),
        }
    }
}

/// While this is held, the room's list is asked for each time.
#[derive(Debug)]
pub struct Connecting {
    lists: Arc<Lists>,
    room: String,
}

impl Drop for Connecting {
    fn drop(&mut self) {
        if let Some(known) = self.lists.lock().rooms.get_mut(&self.room) {
            known.connecting = known.connecting.saturating_sub(1);
        }
        self.lists.changed(&self.room);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role::Role;

    const ROOM: &str = "abc-defg-hij";

    fn person(state: &'static str) -> Person {
        Person {
            sid: "PA_1".into(),
            identity: "ann_00000000".into(),
            name: "Ann".into(),
            state,
            joined_at: 1,
            microphone: false,
            camera: false,
            screen: false,
            role: Role::Guest,
            hand: None,
        }
    }

    /// Asks, as for a list that is not known.
    fn ask(lists: &Lists) -> Asked {
        lists.get(ROOM).expect_err("nothing is known")
    }

    fn remember(lists: &Lists, asked: Asked, state: &'static str) {
        lists.remember(ROOM, asked, &[person(state)], Instant::now());
    }

    #[tokio::test(start_paused = true)]
    async fn a_list_is_given_again_until_something_changes() {
        let lists = Lists::default();
        remember(&lists, ask(&lists), "ACTIVE");
        assert_eq!(*lists.get(ROOM).expect("known"), [person("ACTIVE")]);
        lists.changed("xyz-defg-hij");
        assert!(lists.get(ROOM).is_ok(), "another room's news");
        lists.changed(ROOM);
        remember(&lists, ask(&lists), "JOINED");
        assert!(lists.get(ROOM).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_list_that_news_overtook_is_not_kept() {
        let lists = Lists::default();
        let asked = ask(&lists);
        lists.changed(ROOM);
        remember(&lists, asked, "ACTIVE");
        let newer = ask(&lists);
        remember(&lists, asked, "ACTIVE");
        remember(&lists, newer, "ACTIVE");
        assert!(lists.get(ROOM).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_list_is_not_kept_while_a_connection_is_set_up() {
        let lists = Arc::new(Lists::default());
        remember(&lists, ask(&lists), "ACTIVE");
        let (one, other) = (lists.connecting(ROOM), lists.connecting(ROOM));
        remember(&lists, ask(&lists), "ACTIVE");
        drop(one);
        let during = ask(&lists);
        remember(&lists, during, "ACTIVE");
        ask(&lists);
        drop(other);
        remember(&lists, during, "ACTIVE");
        remember(&lists, ask(&lists), "ACTIVE");
        assert!(lists.get(ROOM).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn somebody_who_is_joining_will_have_joined_without_notice() {
        let lists = Lists::default();
        remember(&lists, ask(&lists), "JOINING");
        ask(&lists);
    }

    #[tokio::test(start_paused = true)]
    async fn a_lost_webhook_costs_no_more_than_a_late_one() {
        let lists = Lists::default();
        let (asked, since) = (ask(&lists), Instant::now());
        tokio::time::advance(FRESH / 2).await;
        lists.remember(ROOM, asked, &[person("ACTIVE")], since);
        assert!(lists.get(ROOM).is_ok());
        tokio::time::advance(FRESH / 2).await;
        ask(&lists);
    }

    #[test]
    fn there_is_an_end_to_what_is_kept() {
        let lists = Arc::new(Lists::default());
        let _busy = lists.connecting(ROOM);
        for number in 0..LIMIT * 2 {
            let _ = lists.get(&number.to_string());
        }
        assert!(lists.lock().rooms.len() <= LIMIT);
        assert!(lists.lock().rooms[ROOM].connecting == 1);
    }
}
