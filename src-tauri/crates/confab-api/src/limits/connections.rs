//! How many signalling connections there may be: of one participant, from one address, at one
//! listener. Each holds two descriptors and a connection to the LiveKit server.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_util::sync::CancellationToken;

use super::network;
use crate::doors::Door;

/// Of one participant: one, one that it replaces, and one that is broken and not noticed yet.
const OF_ONE: usize = 3;
/// From one address beyond loopback: more than the largest meeting has participants, in one
/// building behind one router.
const FROM_ONE: usize = 1536;
/// At one listener, of the 8,192 connections that it holds.
const AT_ONE: usize = 4096;

/// The participant of a connection: the room, and the identity in it.
type Participant = (String, String);

/// The signalling connections that are open.
#[derive(Debug, Default)]
pub struct Connections(Arc<Mutex<All>>);

#[derive(Debug, Default)]
struct All {
    next: u64,
    /// The oldest first.
    of: HashMap<Participant, VecDeque<(u64, CancellationToken)>>,
    from: HashMap<IpAddr, usize>,
    at: HashMap<Door, usize>,
}

/// One of them, counted until this is dropped.
#[derive(Debug)]
pub struct Connection {
    all: Arc<Mutex<All>>,
    number: u64,
    of: Participant,
    from: Option<IpAddr>,
    at: Door,
    replaced: CancellationToken,
}

/// There are as many as there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany;

impl Connections {
    /// Counts a new one. The newest of a participant replaces the oldest; where an address or a
    /// listener has too many, those that are open go on.
    ///
    /// # Errors
    /// Where the address or the listener has too many.
    pub fn open(
        &self,
        at: Door,
        address: Option<IpAddr>,
        of: Participant,
    ) -> Result<Connection, TooMany> {
        let from = address
            .map(network)
            .filter(|address| !address.is_loopback());
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let near = from.map_or(0, |from| all.from.get(&from).copied().unwrap_or_default());
        if near >= FROM_ONE || all.at.get(&at).copied().unwrap_or_default() >= AT_ONE {
            return Err(TooMany);
        }
        let number = all.next;
        all.next += 1;
        *all.at.entry(at).or_default() += 1;
        if let Some(from) = from {
            *all.from.entry(from).or_default() += 1;
        }
        let own = all.of.entry(of.clone()).or_default();
        if own.len() >= OF_ONE
            && let Some((_, oldest)) = own.pop_front()
        {
            oldest.cancel();
        }
        let replaced = CancellationToken::new();
        own.push_back((number, replaced.clone()));
        Ok(Connection {
            all: Arc::clone(&self.0),
            number,
            of,
            from,
            at,
            replaced,
        })
    }
}

impl Connection {
    /// Once newer ones of the same participant have taken its place.
    pub async fn replaced(&self) {
        self.replaced.cancelled().await;
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = all.of.get_mut(&self.of) {
            own.retain(|(number, _)| *number != self.number);
            if own.is_empty() {
                all.of.remove(&self.of);
            }
        }
        one_less(&mut all.at, self.at);
        if let Some(from) = self.from {
            one_less(&mut all.from, from);
        }
    }
}

fn one_less<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: K) {
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn participant(n: usize) -> Participant {
        ("room".into(), n.to_string())
    }

    #[test]
    fn the_newest_of_a_participant_replaces_the_oldest_and_no_other() {
        let all = Connections::default();
        let open = |n, last: u8| {
            let address = Some(IpAddr::from([192, 0, 2, last]));
            all.open(Door::Guest, address, participant(n))
                .expect("there is room")
        };
        let other = open(1, 1);
        let mut held: Vec<_> = (0..1500).map(|_| open(0, 2)).collect();
        let standing = held
            .iter()
            .filter(|one| !one.replaced.is_cancelled())
            .count();
        assert_eq!(standing, OF_ONE);
        assert!(
            held.iter()
                .rev()
                .take(OF_ONE)
                .all(|one| !one.replaced.is_cancelled())
        );
        assert!(!other.replaced.is_cancelled());
        // One that has ended makes room.
        held.pop();
        held.push(open(0, 3));
        let standing = held
            .iter()
            .filter(|one| !one.replaced.is_cancelled())
            .count();
        assert_eq!(standing, OF_ONE);
        drop((held, other));
        let left = all.0.lock().expect("no panic");
        assert!(left.of.is_empty() && left.from.is_empty() && left.at.is_empty());
    }

    #[test]
    fn an_address_fills_its_own_part_of_a_listener_and_a_prefix_of_ipv6_is_one_address() {
        let all = Connections::default();
        let open = |address: &str, n| {
            let address = address.parse().expect("an address");
            all.open(Door::Shared, Some(address), participant(n))
        };
        let held: Vec<_> = (0..FROM_ONE)
            .map(|n| open(&format!("2001:db8::{n:x}"), n).expect("there is room"))
            .collect();
        assert_eq!(open("2001:db8::ffff", 5000).err(), Some(TooMany));
        let other = open("2001:db8:0:1::1", 5001).expect("another network has its own");
        assert!(
            held.iter()
                .chain([&other])
                .all(|one| !one.replaced.is_cancelled())
        );
        drop(held);
        assert!(open("2001:db8::ffff", 5000).is_ok());
    }

    #[test]
    fn a_listener_holds_so_many_and_another_one_has_its_own() {
        let all = Connections::default();
        let loopback = Some(IpAddr::from([127, 0, 0, 1]));
        let open = |door, n| all.open(door, loopback, participant(n));
        let held: Vec<_> = (0..AT_ONE).map(|n| open(Door::Guest, n)).collect();
        assert!(
            held.iter().all(Result::is_ok),
            "loopback is many clients, behind a proxy"
        );
        assert_eq!(open(Door::Guest, AT_ONE).err(), Some(TooMany));
        assert!(open(Door::Signal, AT_ONE).is_ok());
    }
}
