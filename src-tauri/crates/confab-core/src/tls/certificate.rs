//! A certificate with its key, and what it says of itself.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

use super::facts::{self, Facts};
use super::provider;
use super::words::{WORDS, words};

/// A name that a certificate is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// An address.
    Ip(IpAddr),
    /// A name, lower-case; the first label may be `*`.
    Dns(String),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Ip(ip) => ip.fmt(f),
            Name::Dns(name) => f.write_str(name),
        }
    }
}

impl Name {
    /// Whether a host of this name is meant. A `*` stands for one label.
    pub fn covers(&self, host: &str) -> bool {
        match self {
            Name::Ip(_) => false,
            Name::Dns(name) => match name.strip_prefix("*.") {
                Some(rest) => host
                    .split_once('.')
                    .is_some_and(|(first, parent)| !first.is_empty() && parent == rest),
                None => name == host,
            },
        }
    }
}

/// A chain, its key, and what the first certificate says.
pub struct Certificate {
    key: Arc<CertifiedKey>,
    names: Vec<Name>,
    issuer: Vec<u8>,
    not_before: OffsetDateTime,
    not_after: OffsetDateTime,
    fingerprint: [u8; 32],
}

/// Why a certificate and a key make no pair.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// There is no certificate in the text.
    #[error("no certificate")]
    NoCertificate,
    /// There is no private key in the text, or of a kind that we can't use.
    #[error("no key")]
    NoKey,
    /// The key is another one's.
    #[error("the key is another certificate's")]
    Strangers,
    /// The certificate can't be read.
    #[error("not a certificate")]
    Unreadable,
}

impl Certificate {
    /// Reads a chain and its key, both PEM; they may stand in one text.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn from_pem(chain: &[u8], key: &[u8]) -> Result<Self, Unfit> {
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(chain)
            .collect::<Result<_, _>>()
            .map_err(|_| Unfit::Unreadable)?;
        if chain.is_empty() {
            return Err(Unfit::NoCertificate);
        }
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| Unfit::NoKey)?;
        Self::new(chain, key)
    }

    pub(super) fn new(
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
    ) -> Result<Self, Unfit> {
        let first = chain.first().ok_or(Unfit::NoCertificate)?;
        let fingerprint = Sha256::digest(first).into();
        let Facts {
            names,
            issuer,
            not_before,
            not_after,
            ..
        } = facts::read(first).ok_or(Unfit::Unreadable)?;
        let key = CertifiedKey::from_der(chain, key, &provider()).map_err(|error| match error {
            rustls::Error::InconsistentKeys(_) => Unfit::Strangers,
            rustls::Error::InvalidCertificate(_) => Unfit::Unreadable,
            _ => Unfit::NoKey,
        })?;
        Ok(Self {
            key: Arc::new(key),
            names,
            issuer,
            not_before,
            not_after,
            fingerprint,
        })
    }

    /// What it is for, in its own order.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// Whether it is for this address.
    pub fn is_for(&self, ip: IpAddr) -> bool {
        self.names.contains(&Name::Ip(ip))
    }

    /// Whether it is for a host of this name, in lower case.
    pub fn covers(&self, host: &str) -> bool {
        self.names.iter().any(|name| name.covers(host))
    }

    /// When it begins to be good.
    pub fn not_before(&self) -> OffsetDateTime {
        self.not_before
    }

    /// When it ends to be good.
    pub fn not_after(&self) -> OffsetDateTime {
        self.not_after
    }

    /// Whether it is good at that time.
    pub fn is_good(&self, now: OffsetDateTime) -> bool {
        (self.not_before..=self.not_after).contains(&now)
    }

    /// SHA-256 of the certificate, as browsers show it: `AB:CD:…`.
    pub fn fingerprint(&self) -> String {
        let pairs: Vec<_> = self
            .fingerprint
            .iter()
            .map(|b| format!("{b:02X}"))
            .collect();
        pairs.join(":")
    }

    /// The fingerprint's beginning in words.
    pub fn words(&self) -> [&'static str; WORDS] {
        words(&self.fingerprint)
    }

    pub(super) fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    pub(super) fn key(&self) -> &Arc<CertifiedKey> {
        &self.key
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("names", &self.names)
            .field("not_after", &self.not_after)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_one_label() {
        let star = Name::Dns("*.meet.example".into());
        for (host, covered) in [
            ("a.meet.example", true),
            ("meet.example", false),
            ("a.b.meet.example", false),
            (".meet.example", false),
            ("ameet.example", false),
        ] {
            assert_eq!(star.covers(host), covered, "{host}");
        }
        assert!(Name::Dns("pc.local".into()).covers("pc.local"));
        assert!(!Name::Ip("10.0.0.1".parse().expect("an address")).covers("10.0.0.1"));
    }
}
