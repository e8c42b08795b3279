//! Our own certificate authority, made once per installation, and the leaves that it signs.
//!
//! A phone that installs the authority trusts it for private addresses, for the public addresses that
//! this computer had when the authority was made, and for `<host>.local` (RFC 5280 §4.2.1.10 name
//! constraints), and as a web server's only (extended key usage serverAuth): a stolen key opens no
//! website, signs no e-mail and no program. Each file holds a key and its certificate, so that they
//! are replaced together or not at all.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    NameConstraints, SanType,
};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use time::{Duration, OffsetDateTime};
use zeroize::Zeroizing;

use super::certificate::{Certificate, Name};
use super::facts::{self, Facts};
use crate::datadir::{make_private_folder, write_private};
use crate::error::{Code, Error, Result};

/// How long the authority is good.
const AUTHORITY_LIFE: Duration = Duration::days(3650);
/// How long a leaf is good; browsers refuse more than 397 days.
pub(super) const LEAF_LIFE: Duration = Duration::days(396);
/// How many leaves are kept: of the networks that one was in last.
const LEAVES: usize = 64;
/// Clocks of guests may be behind ours.
const BACKDATED: Duration = Duration::days(1);
/// What the authority may sign for beside the addresses that are listed in it: the ranges that no
/// website can have (RFC 1918, 3927, 4193, 4291, 6598, and loopback).
const PRIVATE: [&str; 8] = [
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "fc00::/7",
    "fe80::/10",
];
/// A domain that does not exist (RFC 2606): where it alone is permitted, nothing is.
const NOTHING: &str = "invalid";

/// The authority of this installation.
pub struct Authority {
    folder: PathBuf,
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    subject: Vec<u8>,
    permitted: Vec<String>,
    permitted_addresses: Vec<IpNet>,
    servers_only: bool,
    not_after: OffsetDateTime,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority")
            .field("not_after", &self.not_after)
            .finish_non_exhaustive()
    }
}

impl Authority {
    /// Reads the authority from its folder, or makes it the first time. `hosts` are this computer's
    /// names, as [`super::host_names`] gives them; `addresses` are its addresses. One that ends soon,
    /// or that an older version made with wider rights, is replaced.
    ///
    /// # Errors
    /// [`Code::Storage`] where the folder can't be read or written.
    pub fn load_or_make(
        folder: &Path,
        hosts: &[String],
        addresses: &[IpAddr],
        now: OffsetDateTime,
    ) -> Result<Self> {
        let path = folder.join("authority.pem");
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => Some(Zeroizing::new(text)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
            Err(e) => return Err(unreadable(e)),
        };
        if let Some(text) = text {
            let known = Self::read(folder, &text)?;
            // One that is about to end could not sign a leaf for long any more.
            let ends = known.not_after - now <= LEAF_LIFE || now < OffsetDateTime::UNIX_EPOCH;
            if !ends && known.is_narrow() {
                return Ok(known);
            }
            tracing::warn!(
                ends,
                "a new certificate authority is made; guests who installed the old one should remove it and install the new one"
            );
        }
        make_private_folder(folder).map_err(unwritable)?;
        let text = make(hosts, addresses, now)?;
        // What the old authority signed must not be shown beside the new one, which has its name.
        let leaves = leaves_in(folder).map_err(unwritable)?;
        write_private(&path, text.as_bytes()).map_err(unwritable)?;
        for leaf in leaves {
            std::fs::remove_file(leaf).map_err(unwritable)?;
        }
        Self::read(folder, &text)
    }

    /// Whether it is for web servers alone and for no range of addresses but private ones.
    fn is_narrow(&self) -> bool {
        let private = private();
        let narrow = |net: &IpNet| {
            net.prefix_len() == net.max_prefix_len() || private.iter().any(|p| p.contains(net))
        };
        self.servers_only
            && self.permitted_addresses.iter().all(narrow)
            && self.permitted.iter().all(|tree| {
                tree == NOTHING
                    || tree
                        .strip_suffix(".local")
                        .is_some_and(|host| !host.is_empty())
            })
    }

    fn read(folder: &Path, text: &str) -> Result<Self> {
        let damaged = |cause: &'static str| {
            Error::caused_by(
                Code::Storage,
                "The certificate authority in the data directory (tls/authority.pem in CONFAB_DATA_DIR) is damaged. Delete it and a new one is made; guests who installed the old one have to install that.",
                cause,
            )
        };
        let certificate = CertificateDer::from_pem_slice(text.as_bytes())
            .map_err(|_| damaged("no certificate"))?;
        let key = PrivateKeyDer::from_pem_slice(text.as_bytes()).map_err(|_| damaged("no key"))?;
        let key = KeyPair::try_from(&key).map_err(|_| damaged("a key of another kind"))?;
        let Facts {
            subject,
            permitted,
            permitted_addresses,
            servers_only,
            common_name,
            public_key,
            not_after,
            ..
        } = facts::read(&certificate).ok_or_else(|| damaged("unreadable"))?;
        if public_key != key.public_key_raw() {
            return Err(damaged("the key is another one's"));
        }
        let issuer = Issuer::new(params(common_name.unwrap_or_default()), key);
        Ok(Self {
            folder: folder.to_owned(),
            issuer,
            certificate,
            subject,
            permitted,
            permitted_addresses,
            servers_only,
            not_after,
        })
    }

    /// The authority's certificate as DER, for those who want to trust it.
    pub fn der(&self) -> &[u8] {
        &self.certificate
    }

    /// A certificate for these names: the one from before while it fits and less than two thirds of
    /// its life are over, else a new one. Where the authority's constraints leave one of the names
    /// out (a public address that this computer got later), the certificate signs itself: browsers
    /// that trust the authority offer to go on then, as they do for everyone else, while a leaf that
    /// violates the constraints would be refused for good.
    ///
    /// Ask for one per address. Browsers remember for which certificate of which host their user
    /// accepted a warning: one leaf for all addresses would be another one as soon as any of them
    /// changes, and everybody's acceptance would be gone in the middle of the call.
    ///
    /// # Errors
    /// [`Code::Storage`] where it can't be kept, [`Code::Internal`].
    pub fn leaf(&self, names: &[Name], now: OffsetDateTime) -> Result<Certificate> {
        let path = self.folder.join(file_of(names));
        let kept = std::fs::read(&path).ok().map(Zeroizing::new);
        if let Some(leaf) = kept.and_then(|text| Certificate::from_pem(&text, &text).ok())
            && self.still_fits(&leaf, names, now)
        {
            return Ok(leaf);
        }
        let text = if self.may_sign(names) {
            self.sign(names, now)?
        } else {
            self_signed(names, now)?
        };
        write_private(&path, text.as_bytes()).map_err(unwritable)?;
        self.drop_oldest();
        Certificate::from_pem(text.as_bytes(), text.as_bytes()).map_err(broken)
    }

    /// Whether a leaf is still the right one.
    pub fn still_fits(&self, leaf: &Certificate, names: &[Name], now: OffsetDateTime) -> bool {
        let same: BTreeSet<_> = leaf.names().iter().collect();
        same == names.iter().collect()
            && (leaf.issuer() == self.subject) == self.may_sign(names)
            && now >= leaf.not_before()
            && leaf.not_after() - now > LEAF_LIFE / 3
    }

    /// Those of this computer's names that the authority may sign for: not all of them, where the
    /// computer was given another name since.
    pub fn may_name(&self, hosts: &[String]) -> Vec<Name> {
        let may = |host: &&String| {
            self.permitted
                .iter()
                .any(|tree| *host == tree || host.ends_with(&format!(".{tree}")))
        };
        let hosts = hosts.iter().filter(may).cloned();
        hosts.map(Name::Dns).collect()
    }

    /// Whether a leaf for these names is within the authority's constraints.
    fn may_sign(&self, names: &[Name]) -> bool {
        names.iter().all(|name| match name {
            Name::Ip(ip) => self.permitted_addresses.iter().any(|net| net.contains(ip)),
            Name::Dns(host) => !self.may_name(std::slice::from_ref(host)).is_empty(),
        })
    }

    /// Removes leaves of the networks used longest ago.
    fn drop_oldest(&self) {
        let Ok(leaves) = leaves_in(&self.folder) else {
            return;
        };
        let mut leaves: Vec<_> = leaves
            .into_iter()
            .filter_map(|path| Some((path.metadata().ok()?.modified().ok()?, path)))
            .collect();
        leaves.sort();
        for (_, path) in leaves.iter().rev().skip(LEAVES) {
            let _ = std::fs::remove_file(path);
        }
    }

    pub(super) fn sign(&self, names: &[Name], now: OffsetDateTime) -> Result<Zeroizing<String>> {
        let key = KeyPair::generate().map_err(broken)?;
        let mut params = leaf_params(names, now)?;
        params.not_after = params.not_after.min(self.not_after);
        params.use_authority_key_identifier_extension = true;
        let leaf = params.signed_by(&key, &self.issuer).map_err(broken)?;
        Ok(pem(&leaf, &key))
    }
}

/// A leaf that no authority vouches for.
fn self_signed(names: &[Name], now: OffsetDateTime) -> Result<Zeroizing<String>> {
    let key = KeyPair::generate().map_err(broken)?;
    let leaf = leaf_params(names, now)?.self_signed(&key).map_err(broken)?;
    Ok(pem(&leaf, &key))
}

fn leaf_params(names: &[Name], now: OffsetDateTime) -> Result<CertificateParams> {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::OrganizationName, "Confab");
    params.subject_alt_names = names
        .iter()
        .map(|name| {
            Ok(match name {
                Name::Ip(ip) => SanType::IpAddress(*ip),
                Name::Dns(host) => SanType::DnsName(host.as_str().try_into().map_err(broken)?),
            })
        })
        .collect::<Result<_>>()?;
    params.not_before = now - BACKDATED;
    params.not_after = params.not_before + LEAF_LIFE;
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    Ok(params)
}

fn pem(certificate: &rcgen::Certificate, key: &KeyPair) -> Zeroizing<String> {
    let key = Zeroizing::new(key.serialize_pem());
    Zeroizing::new(format!("{}{}", certificate.pem(), *key))
}

fn leaves_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut leaves = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with("leaf-") {
            leaves.push(entry.path());
        }
    }
    Ok(leaves)
}

fn private() -> Vec<IpNet> {
    PRIVATE.iter().filter_map(|net| net.parse().ok()).collect()
}

/// Where the leaf for these names is kept.
fn file_of(names: &[Name]) -> String {
    match names {
        [Name::Ip(ip)] => format!("leaf-{}.pem", ip.to_string().replace(':', "_")),
        _ => "leaf-names.pem".to_owned(),
    }
}

fn make(hosts: &[String], addresses: &[IpAddr], now: OffsetDateTime) -> Result<Zeroizing<String>> {
    let key = KeyPair::generate().map_err(broken)?;
    let computer = hosts.first().map_or("this computer", String::as_str);
    let mut params = params(format!("Confab on {computer}, {}", now.date()));
    params.not_before = now - BACKDATED - BACKDATED;
    params.not_after = params.not_before + AUTHORITY_LIFE;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let private = private();
    let public = addresses
        .iter()
        .filter(|ip| !private.iter().any(|net| net.contains(*ip)))
        .map(|ip| IpNet::from(*ip))
        .collect::<BTreeSet<_>>();
    let subnet = |net: &IpNet| {
        GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(net.addr(), net.prefix_len()))
    };
    let mut permitted: Vec<_> = private.iter().chain(&public).map(subnet).collect();
    let local = hosts.iter().find(|host| host.ends_with(".local"));
    // A kind of name that the list does not mention would be free.
    let local = local.map_or(NOTHING, String::as_str);
    permitted.push(GeneralSubtree::DnsName(local.to_owned()));
    permitted.push(GeneralSubtree::Rfc822Name(NOTHING.to_owned()));
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: permitted,
        excluded_subtrees: Vec::new(),
    });
    let certificate = params.self_signed(&key).map_err(broken)?;
    Ok(pem(&certificate, &key))
}

/// The authority as it signs, when it was made and ever after.
fn params(common_name: String) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    params
        .distinguished_name
        .push(DnType::OrganizationName, "Confab");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn unreadable(e: std::io::Error) -> Error {
    Error::caused_by(
        Code::Storage,
        "The certificate authority in the data directory (tls in CONFAB_DATA_DIR) can't be read. Check who may read it.",
        e,
    )
}

fn unwritable(e: std::io::Error) -> Error {
    Error::caused_by(
        Code::Storage,
        "The certificate for sharing can't be stored. Make sure that the disk has room and the data directory (CONFAB_DATA_DIR) can be written.",
        e,
    )
}

fn broken(e: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::caused_by(
        Code::Internal,
        "The certificate for sharing can't be made. The log says more.",
        e,
    )
}
