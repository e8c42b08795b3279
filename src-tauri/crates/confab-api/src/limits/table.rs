//! Every limit on what one client may hold or ask at a listener, in one place. *Network* is an
//! IPv4 address, or the /64 of an IPv6 address: see [`network`](super::network).
//!
//! Limits of a meeting (how many may wait, how many tokens are remembered) are core's.

use std::time::Duration;

/// Connections that one listener holds, upgraded ones (calls) aside.
pub const CONNECTIONS: usize = 8192;
/// Connections of one network at a guest listener, whatever they do. Event streams fit in beside
/// what browsers keep open.
pub const CONNECTIONS_OF_NETWORK: usize = STREAMS_OF_NETWORK + RECEIVING_OF_NETWORK;
/// Those of them that are idle or whose request is still arriving. A browser keeps six.
pub const RECEIVING_OF_NETWORK: usize = 512;
/// Both at the listeners for this computer, whose programs may do what they like.
pub const CONNECTIONS_OF_THIS_COMPUTER: usize = CONNECTIONS / 2;
/// TLS handshakes in progress, of one network and in all.
pub const HANDSHAKES_OF_NETWORK: usize = 64;
/// See [`HANDSHAKES_OF_NETWORK`].
pub const HANDSHAKES: usize = 1024;

/// Event streams of one session, or lobby streams of one browser in one lobby: tabs, and those
/// that broke without a word.
pub const STREAMS_OF_ONE: usize = 8;
/// Event and lobby streams of one network at one listener.
pub const STREAMS_OF_NETWORK: usize = 512;

/// Connection checks that a network may begin at once, and how often one more: each opens a room at
/// the LiveKit server.
pub const CHECKS: (u32, Duration) = (12, Duration::from_secs(10));

/// Wrong meeting ids that a network may name at once; then it is locked out for [`LOCKOUT`].
pub const GUESSES: u32 = 29;
/// How often one more is forgiven.
pub const GUESS_EVERY: Duration = Duration::from_secs(2);
/// For how long every id of a network that has used up its guesses is answered 429, right or wrong.
/// Short, for others may sit behind the same address: it keeps a guesser from finding the moment
/// at which one more would be answered, and no more.
pub const LOCKOUT: Duration = Duration::from_secs(20);
/// The same as [`GUESSES`] for all networks of an IPv6 /48 together: many connections have a whole one.
pub const GUESSES_OF_SITE: u32 = 4 * GUESSES;
/// Wrong ids that all networks together name in a minute before it is an attack …
pub const GUESSES_BY_ALL: u32 = 1000;
/// … in which each network may name so many at once. Right links are looked up as ever.
pub const GUESSES_UNDER_ATTACK: u32 = 3;

/// Joins and questions at the lobby that one network may send at once, and how often one more:
/// a whole office may come at nine o'clock.
pub const JOINS: (u32, Duration) = (60, Duration::from_nanos(1_000_000_000 / 30));
/// What one participant may do at once that everybody in the meeting is told of, and how often one
/// more: raise a hand, react, moderate.
pub const ANNOUNCEMENTS: (u32, Duration) = (60, Duration::from_millis(200));
