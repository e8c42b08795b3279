//! The doors: where a request came in decides what it may do.
//!
//! A listener stamps every request with its [`Door`]; nothing that the request says of itself is
//! ever asked for that. [`bind`](bind::bind) takes ports, [`Guard`](guard::Guard) judges `Host`
//! and `Origin`, [`serve`](serve) runs the connections.
//!
//! [`Secure`](tls::Secure) stands before those that are on the network.
//!
//! Nobody speaks for others, but for the proxies that the settings name ([`forwarded`]).

pub mod bind;
mod connections;
pub mod cookie;
pub mod files;
pub mod forwarded;
pub mod guard;
pub mod owner;
mod plain;
pub mod serve;
mod stall;
pub mod tls;

use std::net::SocketAddr;

/// The way by which a request came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// In-process: the app's own window.
    Host,
    /// The local API on loopback, for scripts and front ends.
    Local,
    /// The guest page, its calls, and the signalling of guests.
    Guest,
    /// The same for guests on other machines, over HTTPS, at an address of this network.
    Shared,
    /// Signalling for local front ends: the documented `ws://localhost:7880`.
    Signal,
}

impl Door {
    /// All of them, in the order of the table in `ARCHITECTURE.md`.
    pub const ALL: [Door; 5] = [
        Door::Host,
        Door::Local,
        Door::Guest,
        Door::Shared,
        Door::Signal,
    ];

    /// The word for it in that table and in what the window is told.
    pub const fn name(self) -> &'static str {
        match self {
            Door::Host => "host",
            Door::Local => "local",
            Door::Guest => "guest",
            Door::Shared => "shared",
            Door::Signal => "signal",
        }
    }

    /// The setting that says which port it listens on.
    pub const fn setting(self) -> &'static str {
        match self {
            Door::Host => "",
            Door::Local => "CONFAB_API_PORT",
            Door::Guest | Door::Shared => "CONFAB_GUEST_PORT",
            Door::Signal => "CONFAB_SIGNAL_PORT",
        }
    }
}

impl Door {
    /// Whether guests come through it, with their page and their sessions.
    pub const fn is_for_guests(self) -> bool {
        matches!(self, Door::Guest | Door::Shared)
    }
}

/// A set of doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doors(u8);

impl Doors {
    /// No door at all.
    pub const NONE: Doors = Doors(0);
    /// The window alone.
    pub const HOST: Doors = Doors::of(&[Door::Host]);
    /// The window, and the host's own call on this computer.
    pub const WITH_HOST: Doors = Doors::of(&[Door::Host, Door::Guest]);
    /// The window and the local API.
    pub const OURS: Doors = Doors::of(&[Door::Host, Door::Local]);
    /// Those two and the guests.
    pub const EVERYONE: Doors = Doors::of(&[Door::Host, Door::Local, Door::Guest, Door::Shared]);
    /// The guests alone.
    pub const GUESTS: Doors = Doors::of(&[Door::Guest, Door::Shared]);
    /// The guests on this computer: the host's own call.
    pub const AT_HOME: Doors = Doors::of(&[Door::Guest]);
    /// The guests on other machines.
    pub const ELSEWHERE: Doors = Doors::of(&[Door::Shared]);
    /// Where signalling comes in.
    pub const SIGNALLING: Doors = Doors::of(&[Door::Guest, Door::Shared, Door::Signal]);

    /// The set of these.
    pub const fn of(doors: &[Door]) -> Self {
        let (mut set, mut next) = (0, 0);
        while next < doors.len() {
            set |= 1 << doors[next] as u8;
            next += 1;
        }
        Self(set)
    }

    /// Whether this one is in the set.
    pub const fn has(self, door: Door) -> bool {
        self.0 & (1 << door as u8) != 0
    }
}

/// Who asks: the other end of the connection, or for whom a proxy that we believe asks.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// The `Host` that the request came with, judged and lower-case.
#[derive(Debug, Clone)]
pub struct HostUsed {
    /// The host, with its port where that is not the scheme's own.
    pub host: String,
    /// Whether the client speaks HTTPS.
    pub secure: bool,
}

/// The meeting in the request's path is not shared: for who asks it does not exist.
#[derive(Debug, Clone, Copy)]
pub struct Hidden;
