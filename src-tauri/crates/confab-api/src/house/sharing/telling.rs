//! What people are told of sharing: the state, the addresses, the certificate, where links lead.

use std::collections::BTreeSet;
use std::net::IpAddr;

use confab_core::error::Error;
use confab_core::net::Address;
use confab_core::sharing::{AddressState, CertificateFacts, SharedAddress, Sharing, State};

use super::Sharer;

impl Sharer {
    /// How things stand, for people.
    pub(super) fn told(
        &self,
        addresses: Vec<Address>,
        chosen: &BTreeSet<IpAddr>,
        port: Option<u16>,
        trouble: Option<Error>,
    ) -> Sharing {
        let preferred = self.preferred(&addresses, chosen);
        let addresses: Vec<_> = addresses
            .into_iter()
            .map(|address| {
                let ip = address.ip;
                let failure = self.doors.failure(ip);
                let state = if self.doors.is_open(ip) {
                    AddressState::Open
                } else if failure.is_some() {
                    AddressState::Failed
                } else {
                    AddressState::Closed
                };
                SharedAddress {
                    ip,
                    interface: address.interface,
                    kind: address.kind,
                    chosen: chosen.contains(&ip),
                    preferred: preferred == Some(ip),
                    state,
                    url: port.map(|port| self.certificates.base(ip, port)),
                    detail: failure
                        .map(str::to_owned)
                        .or_else(|| self.certificates.oddity(ip)),
                }
            })
            .collect();
        let awaited = chosen.iter().any(|ip| !self.media.is_at(*ip));
        let (state, detail) = self.state(&addresses, port, trouble, awaited);
        let link_base = addresses
            .iter()
            .find(|address| address.preferred && address.state == AddressState::Open)
            .filter(|_| !self.own_front_end)
            .and_then(|address| address.url.clone());
        let certificate = preferred
            .filter(|_| self.settings.on)
            .and_then(|ip| self.certificates.shown(ip));
        Sharing {
            state,
            detail,
            scope: self.settings.scope,
            from_environment: self.settings.from_environment,
            certificate: certificate.map(|certificate| CertificateFacts {
                own: self.certificates.are_own(),
                fingerprint: certificate.fingerprint(),
                words: certificate.words().to_vec(),
                not_after: certificate.not_after().unix_timestamp(),
                names: self.certificates.all_names(chosen),
            }),
            addresses,
            link_base,
        }
    }

    /// Whether sharing works, and the sentence that belongs to it. `awaited`: media is about to be
    /// at a chosen address.
    fn state(
        &self,
        addresses: &[SharedAddress],
        port: Option<u16>,
        trouble: Option<Error>,
        awaited: bool,
    ) -> (State, Option<String>) {
        let open = addresses
            .iter()
            .any(|address| address.state == AddressState::Open);
        let failed = addresses
            .iter()
            .find(|address| address.state == AddressState::Failed);
        if !self.settings.on {
            (State::Off, None)
        } else if port.is_none() {
            (State::Failed, Some(NO_PORT.to_owned()))
        } else if let Some(failed) = failed.filter(|_| !open) {
            (State::Failed, failed.detail.clone())
        } else if let Some(trouble) = trouble {
            let state = if open { State::On } else { State::Failed };
            (state, Some(trouble.detail().to_owned()))
        } else if open {
            (State::On, None)
        } else if awaited {
            (State::Starting, None)
        } else if addresses.is_empty() {
            (State::On, Some(NO_NETWORK.to_owned()))
        } else {
            (State::On, Some(NONE_CHOSEN.to_owned()))
        }
    }

    /// The address that links carry: the one that was chosen for it while it is there, else one
    /// that is open, and IPv4 before IPv6, which not every network carries.
    fn preferred(&self, addresses: &[Address], chosen: &BTreeSet<IpAddr>) -> Option<IpAddr> {
        let any_open = chosen.iter().any(|ip| self.doors.is_open(*ip));
        let fits = |ip: &IpAddr| chosen.contains(ip) && (!any_open || self.doors.is_open(*ip));
        self.settings.preferred.filter(fits).or_else(|| {
            let candidates = addresses.iter().filter(|address| fits(&address.ip));
            candidates
                .min_by_key(|address| (address.ip.is_ipv6(), address.kind))
                .map(|address| address.ip)
        })
    }
}

const NO_PORT: &str = "The guest page's port is taken by another program, so nothing can be shared. Set CONFAB_GUEST_PORT to a port that is free.";
const NO_NETWORK: &str =
    "This computer is in no network. Connect it, and sharing begins by itself.";
const NONE_CHOSEN: &str =
    "None of this computer's addresses is chosen. Choose one to let guests come.";
