//! The secure doors, one per address.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use confab_core::error::{Code, Error, Result};
use confab_core::tls::{Name, Shown, server_config};

use super::certificates::{Pair, base};
use crate::doors::Door;
use crate::doors::bind::bind_address;
use crate::doors::guard::Guard;
use crate::doors::serve::{Serving, serve};
use crate::doors::tls::Secure;

/// What it takes to open one.
pub(super) struct Opening {
    pub(super) port: u16,
    pub(super) certificates: Pair,
}

/// The doors that are open, and why others are not.
pub(super) struct AddressDoors {
    router: Router,
    open: BTreeMap<IpAddr, AddressDoor>,
    failures: BTreeMap<IpAddr, String>,
}

struct AddressDoor {
    serving: Serving,
    shown: Arc<Shown>,
    names: Vec<Name>,
    base: String,
}

impl AddressDoors {
    pub(super) fn new(router: Router) -> Self {
        Self {
            router,
            open: BTreeMap::new(),
            failures: BTreeMap::new(),
        }
    }

    pub(super) fn is_open(&self, ip: IpAddr) -> bool {
        self.open.contains_key(&ip)
    }

    /// Why an address that was chosen is not open.
    pub(super) fn failure(&self, ip: IpAddr) -> Option<&str> {
        self.failures.get(&ip).map(String::as_str)
    }

    /// Closes what is not wanted any more, opens what is, shows the certificates of now.
    pub(super) fn follow(
        &mut self,
        wanted: &BTreeSet<IpAddr>,
        mut opening: impl FnMut(IpAddr) -> Result<Opening>,
    ) {
        self.failures.retain(|ip, _| wanted.contains(ip));
        let gone: Vec<_> = self
            .open
            .keys()
            .filter(|ip| !wanted.contains(ip))
            .copied()
            .collect();
        for ip in gone {
            self.shut(ip);
        }
        for ip in wanted.iter().copied() {
            match opening(ip).and_then(|opening| self.keep(ip, opening)) {
                Ok(()) => {
                    self.failures.remove(&ip);
                }
                Err(error) => {
                    let told = error.detail().to_owned();
                    if self.failures.get(&ip) != Some(&told) {
                        tracing::warn!(%ip, "an address is not shared: {told}");
                    }
                    self.failures.insert(ip, told);
                }
            }
        }
    }

    /// Opens an address, or lets it show the certificates of now.
    fn keep(&mut self, ip: IpAddr, opening: Opening) -> Result<()> {
        let Opening { port, certificates } = opening;
        let Pair {
            address,
            named,
            names,
            host,
        } = certificates;
        let base = base(&host, port);
        if let Some(door) = self.open.get(&ip) {
            if door.serving.port == port && door.names == names && door.base == base {
                door.shown.set(address, named);
                return Ok(());
            }
            self.shut(ip);
        }
        let bound = bind_address(ip, port)?;
        let shown = Arc::new(Shown::default());
        shown.set(address, named);
        let secure = Secure::new(server_config(Arc::clone(&shown))?, &base);
        let guard = Guard::shared(port, names.clone());
        let serving = serve(
            Door::Shared,
            bound,
            guard,
            self.router.clone(),
            Some(secure),
        )
        .map_err(|e| Error::caused_by(Code::PortTaken, format!("{ip} can't be served."), e))?;
        tracing::info!(%base, "guests on other machines can come");
        let door = AddressDoor {
            serving,
            shown,
            names,
            base,
        };
        self.open.insert(ip, door);
        Ok(())
    }

    fn shut(&mut self, ip: IpAddr) {
        if let Some(door) = self.open.remove(&ip) {
            tracing::info!(base = door.base, "an address is not shared any more");
            tokio::spawn(door.serving.close());
        }
    }

    pub(super) async fn close_all(self) {
        let doors = self.open.into_values().map(|door| door.serving.close());
        futures_util::future::join_all(doors).await;
    }
}
