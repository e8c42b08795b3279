//! How many answers that never end by themselves, streams of events and of lobbies, somebody may
//! hold open at a door.
//!
//! Invariant: whoever opens one too many loses the oldest of their own, which is the one that a page
//! has left behind where it comes back, so that nobody who reconnects finds the door full.
//!
//! Deliberately absent: the window, which comes through no connection and has one stream; and a limit
//! of an address in one lobby, where a whole school may wait behind one (`lobby` bounds all of them).

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use confab_core::browser::Browser;
use confab_core::id::MeetingId;
use confab_core::session::Session;
use tokio_util::sync::CancellationToken;

use super::network;
use super::table::{STREAMS_OF_NETWORK as FROM_ONE, STREAMS_OF_ONE as OF_ONE};
use crate::doors::Door;

/// The streams that are open.
#[derive(Debug, Default)]
pub struct Streams(Arc<Mutex<All>>);

#[derive(Debug, Default)]
struct All {
    next: u64,
    /// The oldest first.
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    number: u64,
    from: Option<(Door, IpAddr)>,
    whose: Whose,
    ended: CancellationToken,
}

/// Whose a stream is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Somebody's who came through a door of ours: nobody knows more of them.
    Ours,
    /// Of somebody inside: the meeting, and who.
    Session(MeetingId, String),
    /// Of a browser, where it is known, in a lobby.
    Waits(MeetingId, Option<Browser>),
}

impl From<&Session> for Whose {
    fn from(session: &Session) -> Self {
        Self::Session(session.meeting, session.identity.clone())
    }
}

impl Whose {
    /// Whether all streams of this are of one and the same, as far as one can know.
    fn is_known(&self) -> bool {
        matches!(self, Self::Session(..) | Self::Waits(_, Some(_)))
    }
}

impl All {
    fn count(&self, which: impl Fn(&Open) -> bool) -> usize {
        self.open.iter().filter(|one| which(one)).count()
    }

    /// Ends the oldest of these. It counts no more, also where it takes a while to be gone.
    fn end_oldest(&mut self, which: impl Fn(&Open) -> bool) {
        if let Some(at) = self.open.iter().position(which) {
            self.open.remove(at).ended.cancel();
        }
    }
}

/// The place of one stream, which is given up with it.
#[derive(Debug)]
pub struct Place {
    all: Arc<Mutex<All>>,
    number: u64,
    ended: CancellationToken,
}

impl Streams {
    /// A place for one more stream; perhaps an older one ends for it.
    pub fn open(&self, door: Door, address: Option<IpAddr>, whose: Whose) -> Place {
        let from = address.map(|address| (door, network(address)));
        let own = |one: &Open| whose.is_known() && one.whose == whose;
        let near = |one: &Open| from.is_some() && one.from == from;

        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.count(own) >= OF_ONE {
            all.end_oldest(own);
        }
        if all.count(near) >= FROM_ONE {
            all.end_oldest(near);
        }
        let number = all.next;
        all.next += 1;
        let ended = CancellationToken::new();
        all.open.push(Open {
            number,
            from,
            whose,
            ended: ended.clone(),
        });
        Place {
            all: Arc::clone(&self.0),
            number,
            ended,
        }
    }
}

impl Place {
    /// Once it has been given to a newer one.
    pub async fn taken(&self) {
        self.ended.cancelled().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.open.retain(|one| one.number != self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([192, 0, 2, last]))
    }

    fn taken(places: &[Place]) -> Vec<usize> {
        let each = places.iter().enumerate();
        let taken = each.filter(|(_, place)| place.ended.is_cancelled());
        taken.map(|(at, _)| at).collect()
    }

    #[test]
    fn one_too_many_of_a_session_costs_its_oldest_wherever_it_came_from() {
        let streams = Streams::default();
        let meeting = MeetingId::generate();
        let open = |who: &str, last: u8| {
            let whose = Whose::Session(meeting, who.to_owned());
            streams.open(Door::Guest, address(last), whose)
        };
        let other = open("ben", 1);
        let mut places: Vec<_> = (0..OF_ONE).map(|_| open("ada", 1)).collect();
        assert!(taken(&places).is_empty());
        places.push(open("ada", 2));
        places.push(open("ada", 1));
        assert_eq!(taken(&places), [0, 1]);
        // What was closed makes room.
        places.pop();
        places.push(open("ada", 1));
        assert_eq!(taken(&places), [0, 1]);
        assert!(!other.ended.is_cancelled());
        drop((places, other));
        assert_eq!(streams.0.lock().expect("no panic").open.len(), 0);
    }

    #[test]
    fn an_address_holds_so_many_at_each_door_and_others_notice_nothing() {
        let streams = Streams::default();
        let meeting = MeetingId::generate();
        let open = |door, last, n: usize| {
            let whose = match door {
                Door::Local => Whose::Ours,
                _ => Whose::Session(meeting, n.to_string()),
            };
            streams.open(door, address(last), whose)
        };
        for door in [Door::Local, Door::Guest, Door::Shared] {
            let other = open(door, 2, FROM_ONE + 1);
            let places: Vec<_> = (0..FROM_ONE + 2).map(|n| open(door, 1, n)).collect();
            assert_eq!(taken(&places), [0, 1], "{door:?}");
            assert!(!other.ended.is_cancelled());
        }
    }

    #[test]
    fn a_browser_waits_eight_times_in_one_lobby_and_a_crowd_as_long_as_it_likes() {
        let streams = Streams::default();
        let meeting = MeetingId::generate();
        let browser = confab_core::browser::BrowserId::generate().browser();
        let wait = |meeting, browser| {
            streams.open(Door::Guest, address(1), Whose::Waits(meeting, browser))
        };
        let known = Some(browser);
        let crowd: Vec<_> = (0..200).map(|_| wait(meeting, None)).collect();
        let mut places: Vec<_> = (0..OF_ONE).map(|_| wait(meeting, known.clone())).collect();
        let elsewhere = wait(MeetingId::generate(), known.clone());
        assert!(taken(&places).is_empty());
        places.push(wait(meeting, known));
        assert_eq!(taken(&places), [0]);
        assert!(taken(&crowd).is_empty() && !elsewhere.ended.is_cancelled());
    }
}
