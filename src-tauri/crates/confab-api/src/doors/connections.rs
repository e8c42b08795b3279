//! The connections of one listener, counted by network: calls aside, which are counted where
//! signalling is passed on.
//!
//! A connection is *receiving* until the whole of a request has arrived, its body included, and
//! again once its answer is sent; between the two it is *answering*.
//!
//! Invariants: a network with too many connections loses its own receiving ones, the one that has
//! been receiving for longest first; an answering connection (an event stream, a download) is never
//! cut here; when the listener is full, room is made at the network that holds the most.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Body as _, Frame, SizeHint};
use tokio_util::sync::CancellationToken;

use super::Door;
use crate::limits::{network, table};

/// How many connections a listener holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// In all.
    total: usize,
    /// Of one network.
    of_network: usize,
    /// Of one network while they are receiving.
    receiving: usize,
}

impl Limits {
    pub(super) const fn of(door: Door) -> Self {
        let (of_network, receiving) = if door.is_for_guests() {
            (table::CONNECTIONS_OF_NETWORK, table::RECEIVING_OF_NETWORK)
        } else {
            let ours = table::CONNECTIONS_OF_THIS_COMPUTER;
            (ours, ours)
        };
        Self {
            total: table::CONNECTIONS,
            of_network,
            receiving,
        }
    }
}

/// The open connections of one listener.
#[derive(Debug)]
pub(super) struct Connections {
    limits: Limits,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    /// The next number, of a connection or of its turn to receive.
    next: u64,
    connections: HashMap<u64, Entry>,
    /// `None` holds the idle connections of trusted proxies, which no network is to blame for.
    networks: HashMap<Option<IpAddr>, Network>,
}

#[derive(Debug)]
struct Entry {
    network: Option<IpAddr>,
    /// Since when it has been receiving, as a number that grows; `None` while it is answering.
    receiving: Option<u64>,
    /// Which of its requests is the current one.
    exchange: u64,
    cut: CancellationToken,
}

#[derive(Debug, Default)]
struct Network {
    connections: usize,
    /// The numbers of its receiving connections, the one that has been for longest first.
    receiving: BTreeMap<u64, u64>,
}

impl Open {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn held(&self, network: Option<IpAddr>) -> usize {
        self.networks.get(&network).map_or(0, |n| n.connections)
    }

    fn remove(&mut self, id: u64) -> Option<Entry> {
        let entry = self.connections.remove(&id)?;
        if let Some(network) = self.networks.get_mut(&entry.network) {
            network.connections -= 1;
            if let Some(turn) = entry.receiving {
                network.receiving.remove(&turn);
            }
            if network.connections == 0 {
                self.networks.remove(&entry.network);
            }
        }
        Some(entry)
    }

    fn insert(&mut self, id: u64, entry: Entry) {
        let network = self.networks.entry(entry.network).or_default();
        network.connections += 1;
        if let Some(turn) = entry.receiving {
            network.receiving.insert(turn, id);
        }
        self.connections.insert(id, entry);
    }

    fn change(&mut self, id: u64, change: impl FnOnce(&mut Entry)) {
        if let Some(mut entry) = self.remove(id) {
            change(&mut entry);
            self.insert(id, entry);
        }
    }

    /// Cuts the connection of a network that has been receiving for longest. It counts no more,
    /// although its task takes a moment to end.
    fn cut_oldest(&mut self, network: Option<IpAddr>) -> bool {
        let oldest = self.networks.get(&network);
        let oldest = oldest.and_then(|n| n.receiving.first_key_value());
        let entry = oldest.map(|(_, id)| *id).and_then(|id| self.remove(id));
        if let Some(entry) = &entry {
            entry.cut.cancel();
        }
        entry.is_some()
    }

    /// Cuts what a network has too many of.
    fn enforce(&mut self, of: Option<IpAddr>, limits: Limits) {
        while of.is_some()
            && self.networks.get(&of).is_some_and(|network| {
                network.connections > limits.of_network
                    || network.receiving.len() > limits.receiving
            })
            && self.cut_oldest(of)
        {}
    }

    /// Makes room for one more connection of `newcomer` where the listener is full: at the network
    /// that holds the most.
    fn make_room(&mut self, newcomer: Option<IpAddr>, total: usize) -> bool {
        if self.connections.len() < total {
            return true;
        }
        let own = self.held(newcomer);
        let most = self
            .networks
            .iter()
            .filter(|(_, network)| !network.receiving.is_empty() && network.connections > own)
            .max_by_key(|(_, network)| network.connections)
            .map(|(network, _)| *network);
        self.cut_oldest(most.unwrap_or(newcomer))
    }
}

impl Connections {
    pub(super) fn new(limits: Limits) -> Arc<Self> {
        Arc::new(Self {
            limits,
            open: Mutex::default(),
        })
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new connection, receiving; `peer` is `None` for a trusted proxy. `None` where the listener
    /// is full of connections that are answering, or of those of this very network.
    pub(super) fn open(self: &Arc<Self>, peer: Option<IpAddr>) -> Option<Arc<Connection>> {
        let of = peer.map(network);
        let cut = CancellationToken::new();
        let mut open = self.lock();
        if !open.make_room(of, self.limits.total) {
            return None;
        }
        let (id, turn) = (open.number(), open.number());
        let entry = Entry {
            network: of,
            receiving: Some(turn),
            exchange: 0,
            cut: cut.clone(),
        };
        open.insert(id, entry);
        open.enforce(of, self.limits);
        drop(open);
        Some(Arc::new(Connection {
            all: Arc::clone(self),
            id,
            proxy: peer.is_none(),
            cut,
        }))
    }
}

/// One open connection. Dropping it ends its counting.
#[derive(Debug)]
pub(super) struct Connection {
    all: Arc<Connections>,
    id: u64,
    /// Whether a trusted proxy is at its other end, which asks for many.
    proxy: bool,
    cut: CancellationToken,
}

impl Connection {
    /// A request begins to arrive; from a proxy, for `client`.
    pub(super) fn begin(self: &Arc<Self>, client: Option<IpAddr>) -> Exchange {
        let mut open = self.all.lock();
        let number = open.number();
        let client = client.map(network);
        let mut of = None;
        open.change(self.id, |entry| {
            entry.receiving = Some(number);
            entry.exchange = number;
            if self.proxy {
                entry.network = client;
            }
            of = entry.network;
        });
        open.enforce(of, self.all.limits);
        drop(open);
        Exchange(Arc::new(Current {
            connection: Arc::clone(self),
            number,
        }))
    }

    /// Once it has to end for another one.
    pub(super) async fn cut(&self) {
        self.cut.cancelled().await;
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.all.lock().remove(self.id);
    }
}

/// A request and its answer on one connection. Clones are the same; once all are gone, the
/// connection is receiving again.
#[derive(Debug, Clone)]
pub(super) struct Exchange(Arc<Current>);

#[derive(Debug)]
struct Current {
    connection: Arc<Connection>,
    number: u64,
}

impl Exchange {
    /// The whole of the request has arrived, or its answer begins without the rest of it.
    fn answer(&self) {
        let Current { connection, number } = &*self.0;
        connection.all.lock().change(connection.id, |entry| {
            if entry.exchange == *number {
                entry.receiving = None;
            }
        });
    }

    /// The body of the request. With its end the connection is answering.
    pub(super) fn arriving(&self, body: impl Into<Body>) -> Body {
        let body = body.into();
        if body.is_end_stream() {
            self.answer();
            return body;
        }
        Body::new(Arriving {
            body,
            exchange: self.clone(),
        })
    }

    /// The body of the answer. The connection is answering until its end.
    pub(super) fn until_the_end_of(self, body: Body) -> Body {
        self.answer();
        Body::new(Leaving {
            body,
            _exchange: self,
        })
    }
}

impl Drop for Current {
    fn drop(&mut self) {
        let connection = &self.connection;
        let mut open = connection.all.lock();
        let turn = open.number();
        let mut of = None;
        open.change(connection.id, |entry| {
            if entry.exchange == self.number {
                entry.receiving = Some(turn);
                if connection.proxy {
                    entry.network = None;
                }
            }
            of = entry.network;
        });
        open.enforce(of, connection.all.limits);
    }
}

/// A request's body.
struct Arriving {
    body: Body,
    exchange: Exchange,
}

impl hyper::body::Body for Arriving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        if !matches!(frame, Some(Ok(_))) || self.body.is_end_stream() {
            self.exchange.answer();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// An answer's body.
struct Leaving {
    body: Body,
    _exchange: Exchange,
}

impl hyper::body::Body for Leaving {
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
    use http_body_util::{BodyExt as _, Full};

    const LIMITS: Limits = Limits {
        total: 20,
        of_network: 8,
        receiving: 5,
    };

    fn address(text: &str) -> Option<IpAddr> {
        Some(text.parse().expect("an address"))
    }

    fn many(all: &Arc<Connections>, count: usize, from: &str) -> Vec<Arc<Connection>> {
        (0..count)
            .map(|_| all.open(address(from)).expect("room"))
            .collect()
    }

    fn cut(connections: &[Arc<Connection>]) -> Vec<usize> {
        let each = connections.iter().enumerate();
        let cut = each.filter(|(_, connection)| connection.cut.is_cancelled());
        cut.map(|(at, _)| at).collect()
    }

    #[tokio::test]
    async fn a_connection_is_receiving_until_its_whole_body_has_arrived() {
        let all = Connections::new(LIMITS);
        let mut held = many(&all, 1, "192.0.2.1");
        let exchange = held[0].begin(None);
        let body = exchange.arriving(Body::new(Full::from("half")));
        held.extend(many(&all, LIMITS.receiving, "192.0.2.1"));
        assert_eq!(cut(&held), [0], "the body is still arriving");

        let read = held[1].begin(None);
        read.arriving(Body::new(Full::from("all")))
            .collect()
            .await
            .expect("a body");
        held.extend(many(&all, 2, "192.0.2.1"));
        assert_eq!(cut(&held), [0, 2], "the answering one stays, older or not");
        let answer = read.until_the_end_of(Body::empty());
        drop(answer);
        held.extend(many(&all, LIMITS.receiving, "192.0.2.1"));
        assert!(cut(&held).contains(&1), "it is receiving again");
        drop((body, exchange));
    }

    #[test]
    fn one_too_many_costs_only_its_own_network() {
        let all = Connections::new(LIMITS);
        let other = many(&all, 1, "2001:db8:0:1::1");
        let mut crowd = many(&all, LIMITS.receiving, "2001:db8::1");
        crowd.extend(many(&all, 3, "2001:db8::ffff:2"));
        assert_eq!(cut(&crowd), [0, 1, 2], "the oldest of the same /64");
        assert!(cut(&other).is_empty());
        drop((crowd, other));
        assert!(all.lock().networks.is_empty() && all.lock().connections.is_empty());
    }

    #[test]
    fn a_network_whose_connections_all_answer_gets_no_more() {
        let all = Connections::new(LIMITS);
        let mut held = Vec::new();
        for _ in 0..LIMITS.of_network {
            let connection = many(&all, 1, "192.0.2.1").remove(0);
            let exchange = connection.begin(None);
            drop(exchange.arriving(Body::empty()));
            held.push((connection, exchange));
        }
        let one_more = many(&all, 1, "192.0.2.1");
        assert_eq!(cut(&one_more), [0]);
        assert!(held.iter().all(|(one, _)| !one.cut.is_cancelled()));
        assert!(cut(&many(&all, 1, "192.0.2.2")).is_empty());
    }

    #[test]
    fn a_full_listener_makes_room_at_the_network_that_holds_the_most() {
        let all = Connections::new(LIMITS);
        let mut crowds: Vec<_> = (1..=4)
            .map(|n| many(&all, LIMITS.receiving, &format!("192.0.2.{n}")))
            .collect();
        let newcomer = all.open(address("192.0.2.9")).expect("room is made");
        assert!(!newcomer.cut.is_cancelled());
        let lost: usize = crowds.iter().map(|crowd| cut(crowd).len()).sum();
        assert_eq!(lost, 1);
        // The last of equals pays itself.
        crowds.push(many(&all, LIMITS.receiving - 1, "192.0.2.9"));
        assert!(all.lock().connections.len() <= LIMITS.total);
    }

    #[test]
    fn requests_through_a_trusted_proxy_count_for_their_client() {
        let all = Connections::new(LIMITS);
        let proxied: Vec<_> = (0..LIMITS.receiving + 3)
            .map(|_| all.open(None).expect("room"))
            .collect();
        assert!(cut(&proxied).is_empty(), "a proxy is nobody's crowd");
        let exchanges: Vec<_> = proxied
            .iter()
            .map(|one| one.begin(address("192.0.2.1")))
            .collect();
        assert_eq!(cut(&proxied), [0, 1, 2]);
        let other = all.open(None).expect("room");
        let _exchange = other.begin(address("192.0.2.2"));
        assert!(!other.cut.is_cancelled());
        drop(exchanges);
        assert_eq!(all.lock().held(address("192.0.2.1")), 0);
    }
}
