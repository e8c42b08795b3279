//! Sharing on this network, as people are told of it.

use std::net::IpAddr;

use crate::net::Kind;

/// Which meetings guests on other machines may know of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// Those that were chosen, one by one.
    Chosen,
}

impl Scope {
    /// The word for it, also in the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Scope::All => "all",
            Scope::Chosen => "chosen",
        }
    }

    /// The scope of that word.
    pub fn read(word: &str) -> Option<Self> {
        [Scope::All, Scope::Chosen]
            .into_iter()
            .find(|scope| scope.as_str() == word)
    }

    /// Whether a meeting that was (or was not) chosen is in it.
    pub const fn has(self, chosen: bool) -> bool {
        matches!(self, Scope::All) || chosen
    }
}

/// How sharing is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody on another machine can come.
    #[default]
    Off,
    /// It is being set up.
    Starting,
    /// At least one address is open, or would be if there were one.
    On,
    /// Nothing could be opened.
    Failed,
}

impl State {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            State::Off => "off",
            State::Starting => "starting",
            State::On => "on",
            State::Failed => "failed",
        }
    }
}

/// How one address is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AddressState {
    /// Guests can come there.
    Open,
    /// It was chosen and could not be opened.
    Failed,
    /// Nobody wants it, or nothing is shared.
    #[default]
    Closed,
}

impl AddressState {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            AddressState::Open => "open",
            AddressState::Failed => "failed",
            AddressState::Closed => "closed",
        }
    }
}

/// An address of this computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedAddress {
    /// The address.
    pub ip: IpAddr,
    /// The system's name of the interface.
    pub interface: String,
    /// What the interface is.
    pub kind: Kind,
    /// Whether it is among those that are shared on.
    pub chosen: bool,
    /// Whether links carry it.
    pub preferred: bool,
    /// How it is.
    pub state: AddressState,
    /// What links through it start with: `https://192.168.1.7:3000`; `None` while there is no port.
    pub url: Option<String>,
    /// Why it failed, or what is odd about it.
    pub detail: Option<String>,
}

/// What guests are shown, where links lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Whether it is the user's own, not one that our authority signed.
    pub own: bool,
    /// SHA-256: `AB:CD:…`.
    pub fingerprint: String,
    /// Its beginning in words.
    pub words: Vec<&'static str>,
    /// Unix seconds.
    pub not_after: i64,
    /// Every name and address that certificates are shown for.
    pub names: Vec<String>,
}

/// How things stand with sharing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sharing {
    /// How it is.
    pub state: State,
    /// A sentence, where there is something to say.
    pub detail: Option<String>,
    /// Which meetings.
    pub scope: Scope,
    /// Whether the environment says that it is on or off.
    pub from_environment: bool,
    /// All addresses that could be shared on, the best first.
    pub addresses: Vec<SharedAddress>,
    /// The certificate; `None` while there is none.
    pub certificate: Option<CertificateFacts>,
    /// What links of shared meetings start with; `None` while they lead elsewhere.
    pub link_base: Option<String>,
}
