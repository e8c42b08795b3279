//! Guests on other machines: a secure door at each address that was chosen, as long as it is there.
//!
//! One task, the [`Sharer`], owns the doors, the certificates and the settings; everybody else asks
//! it through the [`SharingDesk`]. It looks at this computer's addresses whenever they change and
//! makes everything follow: doors, certificates, links, and the LiveKit server, which binds media to
//! addresses once. Invariants: nothing listens at an address that was not chosen, nor at all of them
//! at once; nothing listens at an address, and no link carries it, before media works there; what people
//! are told ([`Sharing`]) is what is.

mod addresses;
mod certificates;
mod desk;
mod media;
mod plan;
mod telling;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Instant;

use axum::Router;
use confab_core::confab::Confab;
use confab_core::config::SharingSettings;
use confab_core::config::file::SettingsFile;
use confab_core::error::{Code, Error, Result};
use confab_core::net::Address;
use confab_core::sharing::{Sharing, State};
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
use plan::Plan;

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
        let mut server = self.confab.engine().watch();
        let mut orders = orders;
        loop {
            let due = self.media.due().map(tokio::time::Instant::from_std);
            let steady = async {
                match due {
                    Some(due) => tokio::time::sleep_until(due).await,
                    None => std::future::pending().await,
                }
            };
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
                () = steady => self.settle(),
                // Media is at a new address as soon as a server that started after it answers.
                Ok(()) = server.changed() => self.settle(),
            }
        }
        self.doors.close_all().await;
    }

    /// Changes the settings, keeps them, and follows them.
    async fn change(&mut self, patch: SharingPatch) -> Result<()> {
        let Plan { next, saved } = Plan::of(&self.settings, patch)?;
        if !saved.is_empty() {
            let file = self.file.clone();
            let saved =
                tokio::task::spawn_blocking(move || SettingsFile::edit(&file, &saved, |_| Ok(())));
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
        let serving = port.filter(|_| self.settings.on);
        let wanted = addresses
            .iter()
            .filter(|address| address.kind.by_default() || chosen.contains(&address.ip))
            .filter(|_| serving.is_some());
        let wanted = wanted.map(|address| address.ip).collect();
        let there = addresses.iter().map(|address| address.ip).collect();
        let engine = self.confab.engine();
        let server = engine.watch().borrow().clone();
        if self.media.follow(there, wanted, &server, Instant::now()) {
            engine.renew();
        }
        let mut trouble = None;
        match serving {
            Some(port) => {
                trouble = self.certificates.refresh(&chosen, now).err();
                let ready = chosen.iter().filter(|ip| self.media.is_at(**ip));
                let ready = ready.copied().collect();
                let certificates = &mut self.certificates;
                self.doors.follow(&ready, |ip| {
                    let certificates = certificates.pair(ip, now)?;
                    Ok(Opening { port, certificates })
                });
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
}
