//! Connections on which nothing is being answered: how many one address may hold at a door.
//!
//! Invariants: whoever lets one too many wait loses the oldest of those that wait, so that nobody is
//! kept out; a connection on which something is answered, an event stream, a call, counts for
//! nothing and is never cut here.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Frame, SizeHint};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// How many connections of one address may wait for long. A browser keeps six, and a house full of
/// people behind one address a few hundred, of which it hardly misses the oldest.
const FROM_ONE: usize = 256;
/// What is long: everybody may come at once, and a crowd takes a moment to say what it wants.
const LONG: Duration = Duration::from_secs(3);
/// How many of one address may wait at all.
const AT_MOST: usize = 2048;

/// Those that wait at one door, the oldest first.
#[derive(Debug, Default)]
pub(super) struct Idle(Mutex<HashMap<IpAddr, VecDeque<Waiter>>>);

#[derive(Debug)]
struct Waiter {
    number: u64,
    since: Instant,
    cut: CancellationToken,
}

/// One connection, waiting from its beginning until it is [`busy`](Connection::busy).
#[derive(Debug)]
pub(super) struct Connection {
    all: Arc<Idle>,
    peer: IpAddr,
    number: u64,
    cut: CancellationToken,
}

impl Idle {
    /// A new connection of this address, which waits.
    pub(super) fn begin(self: &Arc<Self>, peer: IpAddr, number: u64) -> Arc<Connection> {
        let connection = Arc::new(Connection {
            all: Arc::clone(self),
            peer,
            number,
            cut: CancellationToken::new(),
        });
        connection.wait();
        connection
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<IpAddr, VecDeque<Waiter>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// Waits for the next request, at the end of the queue.
    fn wait(&self) {
        let mut all = self.all.lock();
        let queue = all.entry(self.peer).or_default();
        queue.push_back(Waiter {
            number: self.number,
            since: Instant::now(),
            cut: self.cut.clone(),
        });
        let (waiting, oldest) = (queue.len(), queue.front());
        let long = oldest.is_some_and(|oldest| oldest.since.elapsed() >= LONG);
        if (waiting > AT_MOST || (waiting > FROM_ONE && long))
            && let Some(oldest) = queue.pop_front()
        {
            oldest.cut.cancel();
        }
    }

    fn leave(&self) {
        let mut all = self.all.lock();
        if let Some(queue) = all.get_mut(&self.peer) {
            queue.retain(|waiter| waiter.number != self.number);
            if queue.is_empty() {
                all.remove(&self.peer);
            }
        }
    }

    /// Something is being answered for as long as the result is held.
    pub(super) fn busy(self: &Arc<Self>) -> Busy {
        self.leave();
        Busy(Arc::clone(self))
    }

    /// Once others have waited for less.
    pub(super) async fn cut(&self) {
        self.cut.cancelled().await;
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.leave();
    }
}

/// While this is held its connection does not wait.
#[derive(Debug)]
pub(super) struct Busy(Arc<Connection>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.wait();
    }
}

impl Busy {
    /// Holds on until all of an answer's body is passed on.
    pub(super) fn until_the_end_of(self, body: Body) -> Body {
        Body::new(Held { body, _busy: self })
    }
}

/// A body that keeps its connection busy.
struct Held {
    body: Body,
    _busy: Busy,
}

impl hyper::body::Body for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_crowd_that_comes_at_once_loses_nobody_for_a_moment() {
        let all = Arc::new(Idle::default());
        let one: IpAddr = "192.0.2.1".parse().expect("an address");
        let numbers = 0..;
        let mut held: Vec<_> = numbers
            .take(AT_MOST)
            .map(|number| all.begin(one, number))
            .collect();
        assert!(held.iter().all(|connection| !connection.cut.is_cancelled()));
        held.push(all.begin(one, 10_000));
        let cut = |held: &[Arc<Connection>]| {
            let cut = held.iter().filter(|one| one.cut.is_cancelled());
            cut.count()
        };
        assert_eq!(cut(&held), 1, "that was one too many, however short a time");
        held.truncate(FROM_ONE);
        tokio::time::advance(LONG).await;
        held.push(all.begin(one, 10_001));
        held.push(all.begin(one, 10_002));
        assert_eq!(cut(&held), 2, "and later fewer are enough");
    }

    #[tokio::test(start_paused = true)]
    async fn one_too_many_costs_the_oldest_that_waits_and_nobody_else() {
        let all = Arc::new(Idle::default());
        let one: IpAddr = "192.0.2.1".parse().expect("an address");
        let other = all.begin("192.0.2.2".parse().expect("an address"), 0);
        let numbers = 1..;
        let mut held: Vec<_> = numbers
            .take(FROM_ONE)
            .map(|number| all.begin(one, number))
            .collect();
        let busy = held[0].busy();
        tokio::time::advance(LONG).await;
        held.push(all.begin(one, 1000));
        assert!(held.iter().all(|connection| !connection.cut.is_cancelled()));
        held.push(all.begin(one, 1001));
        let cut: Vec<_> = held
            .iter()
            .map(|connection| connection.cut.is_cancelled())
            .collect();
        assert!(!cut[0], "it is being answered");
        assert!(cut[1], "it has waited longest");
        assert_eq!(cut.iter().filter(|cut| **cut).count(), 1);
        drop(busy);
        assert!(held[2].cut.is_cancelled(), "who waits again is the newest");
        assert!(!other.cut.is_cancelled());
        drop((held, other));
        assert!(all.lock().is_empty());
    }
}
