//! What a certificate says of itself: the only place that knows the reader's types.

use std::net::IpAddr;

use ipnet::IpNet;
use time::OffsetDateTime;
use x509_cert::der::{Decode as _, Encode as _};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{ExtendedKeyUsage, NameConstraints, SubjectAltName};

use super::certificate::Name;

/// What is in a certificate.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) names: Vec<Name>,
    /// The names, with all below them, that an authority may sign for.
    pub(super) permitted: Vec<String>,
    /// The addresses that an authority may sign for.
    pub(super) permitted_addresses: Vec<IpNet>,
    /// Whether the extended key usage is serverAuth and nothing else.
    pub(super) servers_only: bool,
    pub(super) common_name: Option<String>,
    /// As they stand there, to be compared.
    pub(super) subject: Vec<u8>,
    pub(super) issuer: Vec<u8>,
    pub(super) public_key: Vec<u8>,
    pub(super) not_before: OffsetDateTime,
    pub(super) not_after: OffsetDateTime,
}

/// id-kp-serverAuth, RFC 5280 §4.2.1.12.
const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";

/// Reads a certificate (DER); `None` where it can't be read.
pub(super) fn read(der: &[u8]) -> Option<Facts> {
    let certificate = x509_cert::Certificate::from_der(der).ok()?;
    let facts = certificate.tbs_certificate();
    let names = facts.get_extension::<SubjectAltName>().ok()?;
    let constraints = facts.get_extension::<NameConstraints>().ok()?;
    let permitted = constraints
        .and_then(|(_, constraints)| constraints.permitted_subtrees)
        .unwrap_or_default();
    let usages = facts.get_extension::<ExtendedKeyUsage>().ok()?;
    let subject = facts.subject();
    Some(Facts {
        names: names
            .map(|(_, names)| names.0.iter().filter_map(name).collect())
            .unwrap_or_default(),
        permitted_addresses: permitted
            .iter()
            .filter_map(|tree| match &tree.base {
                GeneralName::IpAddress(bytes) => network(bytes.as_bytes()),
                _ => None,
            })
            .collect(),
        servers_only: usages
            .is_some_and(|(_, usages)| usages.0.iter().map(ToString::to_string).eq([SERVER_AUTH])),
        permitted: permitted
            .iter()
            .filter_map(|tree| match name(&tree.base)? {
                Name::Dns(name) => Some(name),
                Name::Ip(_) => None,
            })
            .collect(),
        common_name: subject
            .common_name()
            .ok()
            .flatten()
            .map(|name| name.value().into_owned()),
        subject: subject.to_der().ok()?,
        issuer: facts.issuer().to_der().ok()?,
        public_key: facts
            .subject_public_key_info()
            .subject_public_key
            .raw_bytes()
            .to_vec(),
        not_before: time(facts.validity().not_before)?,
        not_after: time(facts.validity().not_after)?,
    })
}

/// An address and its mask, of 4 or 16 bytes each (RFC 5280 §4.2.1.10).
fn network(bytes: &[u8]) -> Option<IpNet> {
    let (address, mask) = bytes.split_at(bytes.len() / 2);
    let read = |bytes: &[u8]| {
        let v4 = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
        v4.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from))
            .ok()
    };
    IpNet::with_netmask(read(address)?, read(mask)?).ok()
}

fn time(time: x509_cert::time::Time) -> Option<OffsetDateTime> {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).ok()?;
    OffsetDateTime::from_unix_timestamp(seconds).ok()
}

fn name(general: &GeneralName) -> Option<Name> {
    match general {
        GeneralName::DnsName(name) => Some(Name::Dns(name.as_str().to_ascii_lowercase())),
        GeneralName::IpAddress(bytes) => {
            let bytes = bytes.as_bytes();
            let v4 = <[u8; 4]>::try_from(bytes).map(IpAddr::from);
            let ip = v4.or_else(|_| <[u8; 16]>::try_from(bytes).map(IpAddr::from));
            ip.ok().map(Name::Ip)
        }
        _ => None,
    }
}
