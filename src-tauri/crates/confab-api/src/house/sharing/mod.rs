//! Guests on other machines: a secure door at each address that was chosen, as long as it is there.
//!
//! One task, the [`Sharer`], owns the doors, the certificates and the settings; everybody else asks
//! it through the [`SharingDesk`]. It looks at this computer's addresses whenever they change and
//! makes everything follow: doors, certificates, links, and the LiveKit server, which binds media to
//! addresses once. Invariants: nothing listens at an address that was not chosen, nor at all of them
//! at once; what people are told ([`Sharing`]) is what is.

mod addresses;
mod certificates;
mod desk;
mod media;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::PathBuf;

use axum::Router;
use confab_core::confab::Confab;
use confab_core::config::file::SettingsFile;
use confab_core::config::{Key, SharingSettings};
use confab_core::error::{Code, Error, Result};
use confab_core::net::Address;
use confab_core::sharing::{AddressState, CertificateFacts, SharedAddress, Sharing, State};
use time::OffsetDateTime;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::doors::guard::OpenPort;
use addresses::{AddressDoors, Opening};
use certificates::Certificates;
use desk::Order;
pub use desk::{SharingDesk, SharingPatch};
pub(super) use media::Media;

/// What a [`Sharer`] is made of.
pub(super) struct Parts {
    pub(super) settings: SharingSettings,
    /// `settings.toml`.
    pub(super) file: PathBuf,
    /// The folder of the authority.
    pub(super) tls: PathBuf,
    /// Whether links lead to a front end of the user's own.
    pub(super) own_front_end: bool,
    pub(super) guest_port: OpenPort,
    pub(super) confab: Confab,
    pub(super) router: Router,
    pub(super) media: Media,
}

/// Keeps the secure doors.
struct Sharer {
    settings: SharingSettings,
    file: PathBuf,
    own_front_end: bool,
    guest_port: OpenPort,
    confab: Confab,
    certificates: Certificates,
    doors: AddressDoors,
    media: Media,
}

/// The task of the sharer. Dropping it closes the doors at once; [`Running::close`] waits for it.
#[derive(Debug)]
pub(super) struct Running {
    stop: CancellationToken,
    task: tokio::sync::Mutex<Option<JoinHandle<()>>>,
}

impl Running {
    /// Begins. What was chosen is open when this returns, or its failure is told.
    pub(super) async fn start(parts: Parts, desk: &SharingDesk) -> Self {
        let Parts {
            settings,
            file,
            tls,
            own_front_end,
            guest_port,
            confab,
            router,
            media,
        } = parts;
        let own = settings.own_certificate.clone();
        let mut sharer = Sharer {
            settings,
            file,
            own_front_end,
            guest_port,
            confab,
            certificates: Certificates::new(tls, own, desk.authority_slot()),
            doors: AddressDoors::new(router),
            media,
        };
        sharer.settle();
        let stop = CancellationToken::new();
        let orders = desk.take_orders();
        let task = tokio::spawn(sharer.run(orders, stop.clone()));
        Self {
            stop,
            task: tokio::sync::Mutex::new(Some(task)),
        }
    }

    /// Closes the doors and waits until they are.
    pub(super) async fn close(&self) {
        self.stop.cancel();
        if let Some(task) = self.task.lock().await.take() {
            let _ = task.await;
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl Sharer {
    async fn run(mut self, orders: Option<mpsc::Receiver<Order>>, stop: CancellationToken) {
        let mut watch = self.settings.network.watch();
        let mut orders = orders;
        loop {
            let order = async {
                match &mut orders {
                    Some(orders) => orders.recv().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = stop.cancelled() => break,
                order = order => match order {
                    Some(Order { patch, done }) => {
                        let changed = self.change(patch).await;
                        let _ = done.send(changed.map(|()| self.confab.sharing()));
                    }
                    None => orders = None,
                },
                () = watch.changed() => self.settle(),
            }
        }
        self.doors.close_all().await;
    }

    /// Changes the settings, keeps them, and follows them.
    async fn change(&mut self, patch: SharingPatch) -> Result<()> {
        let (next, changes) = self.planned(patch)?;
        if !changes.is_empty() {
            let file = self.file.clone();
            let saved = tokio::task::spawn_blocking(move || {
                SettingsFile::edit(&file, &changes, |_| Ok(()))
            });
            saved.await.map_err(|e| {
                Error::caused_by(Code::Internal, "The settings can't be saved.", e)
            })??;
        }
        let begins = next.on && !self.settings.on;
        self.settings = next;
        if begins {
            let mut starting = Sharing::clone(&self.confab.sharing());
            starting.state = State::Starting;
            self.confab.set_sharing(starting);
        }
        self.settle();
        Ok(())
    }

    /// The settings as they would be, and what of them is written down.
    #[allow(clippy::type_complexity, reason = "named where it goes")]
    fn planned(
        &self,
        patch: SharingPatch,
    ) -> Result<(
        SharingSettings,
        std::collections::BTreeMap<Key, Option<String>>,
    )> {
        let mut next = self.settings.clone();
        let mut changes = std::collections::BTreeMap::new();
        if let Some(on) = patch.on {
            if self.settings.from_environment && on != self.settings.on {
                return Err(Error::new(
                    Code::BadInput,
                    "CONFAB_SHARE comes from the environment. Change it there.",
                ));
            }
            next.on = on;
            if !self.settings.from_environment {
                changes.insert(Key::Share, on.then(|| "lan".to_owned()));
            }
        }
        if let Some(scope) = patch.scope {
            next.scope = scope;
            changes.insert(Key::ShareScope, Some(scope.as_str().to_owned()));
        }
        let present = self.settings.network.addresses();
        let known = |ip: &IpAddr| {
            present.iter().any(|address| address.ip == *ip)
                || self
                    .settings
                    .addresses
                    .iter()
                    .flatten()
                    .any(|old| old == ip)
        };
        let check = |ip: IpAddr| {
            if known(&ip) {
                Ok(ip)
            } else {
                Err(Error::new(
                    Code::BadInput,
                    "This computer has no such address to share on.",
                ))
            }
        };
        if let Some(addresses) = patch.addresses {
            next.addresses = addresses
                .map(|list| list.into_iter().map(check).collect::<Result<Vec<_>>>())
                .transpose()?;
            let list = next.addresses.as_ref().map(|list| {
                let texts: Vec<_> = list.iter().map(ToString::to_string).collect();
                // An empty list is a choice too, and an empty text would be none.
                if texts.is_empty() {
                    "none".to_owned()
                } else {
                    texts.join(",")
                }
            });
            changes.insert(Key::ShareAddresses, list);
        }
        if let Some(preferred) = patch.preferred {
            next.preferred = preferred.map(check).transpose()?;
            let text = next.preferred.map(|ip| ip.to_string());
            changes.insert(Key::SharePreferred, text);
        }
        Ok((next, changes))
    }

    /// Makes everything follow the settings and the addresses of now, and tells how it is.
    fn settle(&mut self) {
        let now = OffsetDateTime::now_utc();
        let addresses = self.settings.network.addresses();
        let chosen: BTreeSet<IpAddr> = addresses
            .iter()
            .filter(|address| self.is_chosen(address))
            .map(|address| address.ip)
            .collect();
        let port = self.guest_port.get();
        let mut trouble = None;
        match port.filter(|_| self.settings.on) {
            Some(port) => {
                trouble = self.certificates.refresh(now).err();
                let certificates = &mut self.certificates;
                self.doors.follow(&chosen, |ip| {
                    let certificates = certificates.pair(ip, now)?;
                    Ok(Opening { port, certificates })
                });
                let wanted = addresses
                    .iter()
                    .filter(|address| address.kind.by_default() || chosen.contains(&address.ip));
                let wanted = wanted.map(|address| address.ip).collect();
                self.media.follow(wanted, self.confab.engine());
            }
            None => self
                .doors
                .follow(&BTreeSet::new(), |_| Err(Error::server_away())),
        }
        let sharing = self.told(addresses, &chosen, port, trouble);
        self.confab.set_sharing(sharing);
    }

    fn is_chosen(&self, address: &Address) -> bool {
        match &self.settings.addresses {
            Some(list) => list.contains(&address.ip),
            None => address.kind.by_default(),
        }
    }

    /// How things stand, for people.
    fn told(
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
        let open = addresses
            .iter()
            .any(|address| address.state == AddressState::Open);
        let failed = addresses
            .iter()
            .find(|address| address.state == AddressState::Failed);
        let (state, detail) = if !self.settings.on {
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
        } else if addresses.is_empty() {
            (State::On, Some(NO_NETWORK.to_owned()))
        } else {
            (State::On, Some(NONE_CHOSEN.to_owned()))
        };
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
