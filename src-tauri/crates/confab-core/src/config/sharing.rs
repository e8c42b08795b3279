//! Settings of guests on other machines.

use std::net::IpAddr;

use ipnet::IpNet;

use super::key::{Key, Source};
use super::settings::Lookup;
use crate::error::{Code, Error, Result};
use crate::net::Network;
use crate::sharing::Scope;
use crate::tls::OwnFiles;

/// What is set about sharing.
#[derive(Debug, Clone, Default)]
pub struct SharingSettings {
    /// Whether it is on.
    pub on: bool,
    /// Whether that was said by the environment, so that nobody else may say it.
    pub from_environment: bool,
    /// Which meetings.
    pub scope: Scope,
    /// At which addresses; `None`: at those that are sensible.
    pub addresses: Option<Vec<IpAddr>>,
    /// The address that links carry, while it is there.
    pub preferred: Option<IpAddr>,
    /// A certificate of one's own instead of one that our authority signs.
    pub own_certificate: Option<OwnFiles>,
    /// Where addresses come from. No setting of users': handed in, so that tests need no second
    /// network.
    pub network: Network,
}

impl SharingSettings {
    pub(super) fn read(lookup: &Lookup<'_>, warnings: &mut Vec<String>) -> Result<Self> {
        let (share, source) = lookup.find(Key::Share);
        let on = match share.as_deref() {
            Some("lan") => true,
            None | Some("off") => false,
            Some(_) => {
                return Err(Error::new(
                    Code::BadSetting,
                    "CONFAB_SHARE is not lan or off. Set it to lan to share on this network, or unset it.",
                ));
            }
        };
        let scope = match lookup.get(Key::ShareScope).as_deref() {
            Some("all") | None => Scope::All,
            Some("chosen") => Scope::Chosen,
            Some(_) => {
                warnings.push("share_scope in settings.toml is not all or chosen; only chosen meetings are shared.".to_owned());
                Scope::Chosen
            }
        };
        let mut address = |text: &str| {
            let read = text.trim().parse::<IpAddr>().ok();
            if read.is_none() {
                warnings.push("share_addresses or share_preferred in settings.toml holds something that is no address; it is left out.".to_owned());
            }
            read
        };
        let addresses = lookup
            .get(Key::ShareAddresses)
            .map(|list| match list.as_str() {
                "none" => Vec::new(),
                list => list.split(',').filter_map(&mut address).collect(),
            });
        let preferred = lookup
            .get(Key::SharePreferred)
            .and_then(|text| address(&text));
        let own_certificate = match (lookup.get(Key::TlsCert), lookup.get(Key::TlsKey)) {
            (Some(chain), Some(key)) => Some(OwnFiles {
                chain: chain.into(),
                key: key.into(),
            }),
            (None, None) => None,
            _ => {
                return Err(Error::new(
                    Code::BadSetting,
                    "CONFAB_TLS_CERT and CONFAB_TLS_KEY belong together, and one of them is missing. Set both to use a certificate of your own, or neither.",
                ));
            }
        };
        Ok(Self {
            on,
            from_environment: source == Source::Environment,
            scope,
            addresses,
            preferred,
            own_certificate,
            network: Network::System,
        })
    }
}

/// The proxies whose word counts: addresses and networks, between commas.
pub(super) fn trusted_proxies(lookup: &Lookup<'_>) -> Result<Vec<IpNet>> {
    let bad = || {
        Error::new(
            Code::BadSetting,
            "CONFAB_TRUSTED_PROXIES is not a list of addresses and networks. Give those of your reverse proxy, for example 127.0.0.1, 10.0.0.0/24.",
        )
    };
    let list = lookup.get(Key::TrustedProxies).unwrap_or_default();
    list.split(',')
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| {
            let net = text
                .parse()
                .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
                .map_err(|_| bad())?;
            // Everybody is nobody's proxy.
            if net.prefix_len() == 0 {
                Err(bad())
            } else {
                Ok(net)
            }
        })
        .collect()
}
