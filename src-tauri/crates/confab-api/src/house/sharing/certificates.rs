//! Which certificate guests are shown at which address.
//!
//! With our own authority each address has a leaf of its own, which stays as it is whatever becomes
//! of the other addresses: a guest's browser remembers the very certificate that was accepted.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use confab_core::error::{Code, Error, Result};
use confab_core::tls::{Authority, Certificate, Name, OwnFiles, Seen, host_names};
use time::OffsetDateTime;

use super::desk::AuthoritySlot;

/// The certificates.
pub(super) struct Certificates {
    folder: PathBuf,
    hosts: Vec<String>,
    own: Option<OwnFiles>,
    held: Held,
    slot: AuthoritySlot,
}

enum Held {
    Nothing,
    Own {
        certificate: Arc<Certificate>,
        seen: Seen,
    },
    Ours(Box<Ours>),
}

struct Ours {
    authority: Authority,
    leaves: BTreeMap<IpAddr, Arc<Certificate>>,
    named: Option<Arc<Certificate>>,
}

/// What is shown at one address.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// To those who ask for the address.
    pub(super) address: Arc<Certificate>,
    /// To those who ask for this computer by name.
    pub(super) named: Option<Arc<Certificate>>,
    /// Everything that the address goes by.
    pub(super) names: Vec<Name>,
    /// The host that links carry.
    pub(super) host: String,
}

impl Certificates {
    pub(super) fn new(folder: PathBuf, own: Option<OwnFiles>, slot: AuthoritySlot) -> Self {
        Self {
            folder,
            hosts: host_names(),
            own,
            held: Held::Nothing,
            slot,
        }
    }

    /// Reads what has changed, and makes what is missing; an authority that is made now may vouch
    /// for `addresses`, public ones too.
    ///
    /// # Errors
    /// A sentence; what was shown before is still shown.
    pub(super) fn refresh(
        &mut self,
        addresses: &BTreeSet<IpAddr>,
        now: OffsetDateTime,
    ) -> Result<()> {
        match &self.own {
            Some(files) => {
                let seen = files.seen();
                if let Held::Own {
                    certificate,
                    seen: before,
                } = &self.held
                    && seen == *before
                {
                    return if now > certificate.not_after() {
                        files.read(now).map(drop)
                    } else {
                        Ok(())
                    };
                }
                let certificate = Arc::new(files.read(now)?);
                tracing::info!(?certificate, "the certificate in CONFAB_TLS_CERT is shown");
                self.held = Held::Own { certificate, seen };
            }
            None => {
                if matches!(self.held, Held::Nothing) {
                    let addresses: Vec<_> = addresses.iter().copied().collect();
                    let authority =
                        Authority::load_or_make(&self.folder, &self.hosts, &addresses, now)?;
                    *self.slot.write().unwrap_or_else(PoisonError::into_inner) =
                        Some(authority.der().into());
                    self.held = Held::Ours(Box::new(Ours {
                        authority,
                        leaves: BTreeMap::new(),
                        named: None,
                    }));
                }
                if let Held::Ours(ours) = &mut self.held {
                    ours.name(&self.hosts, now)?;
                }
            }
        }
        Ok(())
    }

    /// What is shown at an address.
    ///
    /// # Errors
    /// A sentence, where there is no certificate for it.
    pub(super) fn pair(&mut self, ip: IpAddr, now: OffsetDateTime) -> Result<Pair> {
        let host = self.host(ip);
        match &mut self.held {
            Held::Nothing => Err(Error::new(
                Code::Internal,
                "There is no certificate to show to guests.",
            )),
            Held::Own { certificate, .. } => {
                let dns = certificate.names().iter();
                let dns = dns.filter(|name| matches!(name, Name::Dns(_))).cloned();
                Ok(Pair {
                    names: std::iter::once(Name::Ip(ip)).chain(dns).collect(),
                    address: Arc::clone(certificate),
                    named: None,
                    host,
                })
            }
            Held::Ours(ours) => {
                let address = ours.leaf(ip, now)?;
                let hosts = ours.authority.may_name(&self.hosts);
                Ok(Pair {
                    address,
                    named: ours.named.clone(),
                    names: std::iter::once(Name::Ip(ip)).chain(hosts).collect(),
                    host,
                })
            }
        }
    }

    /// What is shown at an address, where something is.
    pub(super) fn shown(&self, ip: IpAddr) -> Option<&Arc<Certificate>> {
        match &self.held {
            Held::Nothing => None,
            Held::Own { certificate, .. } => Some(certificate),
            Held::Ours(ours) => ours.leaves.get(&ip),
        }
    }

    /// Whether they are the user's own.
    pub(super) fn are_own(&self) -> bool {
        matches!(self.held, Held::Own { .. })
    }

    /// Everything that guests may use, at these addresses.
    pub(super) fn all_names(&self, addresses: &BTreeSet<IpAddr>) -> Vec<String> {
        match &self.held {
            Held::Nothing => Vec::new(),
            Held::Own { certificate, .. } => certificate
                .names()
                .iter()
                .map(ToString::to_string)
                .collect(),
            Held::Ours(ours) => {
                let leaves = addresses.iter().filter_map(|ip| ours.leaves.get(ip));
                leaves
                    .chain(&ours.named)
                    .flat_map(|leaf| leaf.names())
                    .map(ToString::to_string)
                    .collect()
            }
        }
    }

    /// What secure pages at an address start with: `https://192.168.1.7:3000`.
    pub(super) fn base(&self, ip: IpAddr, port: u16) -> String {
        base(&self.host(ip), port)
    }

    /// The host that links to an address carry: a name, where only that is certified.
    fn host(&self, ip: IpAddr) -> String {
        let literal = literal(ip);
        match &self.held {
            Held::Own { certificate, .. } if !certificate.is_for(ip) => {
                let own_name = self.hosts.iter().find(|host| certificate.covers(host));
                let any = || {
                    certificate.names().iter().find_map(|name| match name {
                        Name::Dns(name) if !name.starts_with('*') => Some(name),
                        _ => None,
                    })
                };
                own_name.or_else(any).cloned().unwrap_or(literal)
            }
            _ => literal,
        }
    }

    /// What is odd about an address.
    pub(super) fn oddity(&self, ip: IpAddr) -> Option<String> {
        match &self.held {
            Held::Own { certificate, .. }
                if !certificate.is_for(ip) && self.host(ip) == literal(ip) =>
            {
                Some("The certificate in CONFAB_TLS_CERT names neither this address nor this computer, so guests will be warned.".to_owned())
            }
            _ => None,
        }
    }
}

impl Ours {
    fn leaf(&mut self, ip: IpAddr, now: OffsetDateTime) -> Result<Arc<Certificate>> {
        let names = [Name::Ip(ip)];
        if let Some(leaf) = self.leaves.get(&ip)
            && self.authority.still_fits(leaf, &names, now)
        {
            return Ok(Arc::clone(leaf));
        }
        let leaf = Arc::new(self.authority.leaf(&names, now)?);
        self.leaves.insert(ip, Arc::clone(&leaf));
        Ok(leaf)
    }

    /// Sees to the leaf for this computer's names.
    fn name(&mut self, hosts: &[String], now: OffsetDateTime) -> Result<()> {
        let names = self.authority.may_name(hosts);
        let fits = |leaf: &Arc<Certificate>| self.authority.still_fits(leaf, &names, now);
        if !names.is_empty() && !self.named.as_ref().is_some_and(fits) {
            self.named = Some(Arc::new(self.authority.leaf(&names, now)?));
        }
        Ok(())
    }
}

/// An address as a host in links.
fn literal(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("[{v6}]"),
    }
}

/// `https://host:port`, without the port where it is HTTPS's own.
pub(super) fn base(host: &str, port: u16) -> String {
    if port == 443 {
        format!("https://{host}")
    } else {
        format!("https://{host}:{port}")
    }
}
