//! What every handler is given.

use std::net::SocketAddr;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use confab_core::confab::Confab;
use confab_core::error::{Code, Error, Result};
use confab_core::sharing::{AddressState, SharedAddress};
use http::Uri;

use crate::doctor::address::Shared;
use crate::doors::guard::OpenPort;
use crate::doors::{Door, HostUsed};
use crate::house::SharingDesk;
use crate::limits::{Announcements, Checks, Connections, Guesses, Joins, Streams};
use crate::page::Page;

/// A handle on everything that handlers use; clones are one and the same.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The parts of an [`App`].
pub struct Parts {
    /// Meetings, their store and their server.
    pub confab: Confab,
    /// The guest page.
    pub page: Page,
    /// Who guesses at meetings.
    pub guesses: Guesses,
    /// Who joins.
    pub joins: Joins,
    /// Who does what everybody is told of.
    pub announcements: Announcements,
    /// Who checks their connection.
    pub checks: Checks,
    /// Who holds streams open.
    pub streams: Streams,
    /// The signalling connections that are open.
    pub connections: Connections,
    /// Where the local API is, while its door is open.
    pub api_port: OpenPort,
    /// The program of the LiveKit server, where it is ours.
    pub server_program: Option<PathBuf>,
    /// Where the signal door is, while it is open.
    pub signal_port: OpenPort,
    /// Where the guest door is, while it is open.
    pub guest_port: OpenPort,
    /// Guests on other machines.
    pub sharing: SharingDesk,
    /// `LIVEKIT_URL` as it was given, where the server is somebody else's.
    pub external: Option<String>,
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    /// Where guests on other machines come in now.
    pub(crate) fn shared_addresses(&self) -> Vec<Shared> {
        let authority = self.sharing.authority();
        let sharing = self.confab.sharing();
        let open = sharing
            .addresses
            .iter()
            .filter(|address| address.state == AddressState::Open);
        let of = |address: &SharedAddress| {
            let url = address.url.clone()?;
            let port = url.parse::<Uri>().ok()?.port_u16().unwrap_or(443);
            Some(Shared {
                address: SocketAddr::new(address.ip, port),
                url,
                authority: authority.clone(),
            })
        };
        open.filter_map(of).collect()
    }

    /// Where they should come in and don't: the address, and why.
    pub(crate) fn closed_addresses(&self) -> Vec<(String, Option<String>)> {
        let sharing = self.confab.sharing();
        let failed = sharing
            .addresses
            .iter()
            .filter(|address| address.state == AddressState::Failed);
        let of = |address: &SharedAddress| {
            let url = address.url.clone();
            (
                url.unwrap_or_else(|| address.ip.to_string()),
                address.detail.clone(),
            )
        };
        failed.map(of).collect()
    }

    /// What a client that came through this door connects its calls to.
    ///
    /// # Errors
    /// While no door of ours carries signalling: a port that is somebody else's would be sent tokens.
    pub fn livekit_url(&self, door: Door, host: Option<&HostUsed>) -> Result<String> {
        if let Some(url) = &self.external {
            return Ok(url.clone());
        }
        if let Some(HostUsed { host, secure }) = host.filter(|_| door.is_for_guests()) {
            let scheme = if *secure { "wss" } else { "ws" };
            return Ok(format!("{scheme}://{host}"));
        }
        match self.signal_port.get().or_else(|| self.guest_port.get()) {
            Some(port) => Ok(origin("ws", port)),
            None => Err(Error::new(
                Code::PortTaken,
                "The port for signalling is taken by another program. Stop it, or set CONFAB_SIGNAL_PORT to a port that is free.",
            )),
        }
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// `scheme://localhost:port`, without the port where it is the scheme's own.
pub(crate) fn origin(scheme: &str, port: u16) -> String {
    if port == 80 {
        format!("{scheme}://localhost")
    } else {
        format!("{scheme}://localhost:{port}")
    }
}
