//! Sharing on this network.

use std::net::IpAddr;

use confab_core::clock::rfc3339;
use confab_core::sharing;
use serde::Serialize;
use utoipa::ToSchema;

/// An address of this computer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct SharedAddress {
    #[schema(value_type = String, example = "192.168.1.7")]
    address: IpAddr,
    #[schema(example = "wlan0")]
    interface: String,
    /// `wired`, `wireless`, `vpn`, `container` or `other`.
    #[schema(value_type = String, example = "wireless")]
    kind: &'static str,
    /// `ipv4` or `ipv6`.
    #[schema(value_type = String, example = "ipv4")]
    family: &'static str,
    /// Whether it is among those that are shared on.
    chosen: bool,
    /// Whether links carry it.
    preferred: bool,
    /// `open`, `failed` or `closed`.
    #[schema(value_type = String, example = "open")]
    state: &'static str,
    /// What links through it start with; null while there is no port.
    #[schema(required, example = "https://192.168.1.7:3000")]
    url: Option<String>,
    /// Why it failed, or what is odd about it.
    #[schema(required)]
    detail: Option<String>,
}

/// The certificate that guests elsewhere are shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct CertificateFacts {
    /// Whether it is the user's own.
    own: bool,
    /// SHA-256, at the preferred address.
    #[schema(example = "AB:CD:EF")]
    fingerprint: String,
    /// The fingerprint's beginning in eight words.
    #[schema(value_type = Vec<String>)]
    words: Vec<&'static str>,
    #[schema(example = "2024-01-15T10:30:00Z")]
    not_after: String,
    /// Every address and name that guests may use.
    names: Vec<String>,
}

/// How things stand with sharing on this network.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Sharing {
    /// `off`, `starting`, `on` or `failed`.
    #[schema(value_type = String, example = "on")]
    state: &'static str,
    /// A sentence, where there is something to say.
    #[schema(required)]
    detail: Option<String>,
    /// `all` or `chosen`.
    #[schema(value_type = String, example = "all")]
    scope: &'static str,
    /// Whether `CONFAB_SHARE` says that it is on or off.
    from_environment: bool,
    /// The best first.
    addresses: Vec<SharedAddress>,
    #[schema(required)]
    certificate: Option<CertificateFacts>,
    /// What links of shared meetings start with; null while they lead to this computer alone, or
    /// to `FRONTEND_URL`.
    #[schema(required, example = "https://192.168.1.7:3000")]
    link_base: Option<String>,
}

impl From<&sharing::Sharing> for Sharing {
    fn from(sharing: &sharing::Sharing) -> Self {
        let address = |address: &sharing::SharedAddress| SharedAddress {
            address: address.ip,
            interface: address.interface.clone(),
            kind: address.kind.as_str(),
            family: if address.ip.is_ipv4() { "ipv4" } else { "ipv6" },
            chosen: address.chosen,
            preferred: address.preferred,
            state: address.state.as_str(),
            url: address.url.clone(),
            detail: address.detail.clone(),
        };
        let certificate = sharing.certificate.as_ref();
        Self {
            state: sharing.state.as_str(),
            detail: sharing.detail.clone(),
            scope: sharing.scope.as_str(),
            from_environment: sharing.from_environment,
            addresses: sharing.addresses.iter().map(address).collect(),
            certificate: certificate.map(|certificate| CertificateFacts {
                own: certificate.own,
                fingerprint: certificate.fingerprint.clone(),
                words: certificate.words.clone(),
                not_after: rfc3339(certificate.not_after),
                names: certificate.names.clone(),
            }),
            link_base: sharing.link_base.clone(),
        }
    }
}
