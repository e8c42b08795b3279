//! What a change of the sharing settings comes to, before any of it is done.

use std::collections::BTreeMap;
use std::net::IpAddr;

use confab_core::config::{Key, SharingSettings};
use confab_core::error::{Code, Error, Result};

use super::SharingPatch;

/// The settings as they would be.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) next: SharingSettings,
    /// What of them is written down; `None` goes back to the default.
    pub(super) saved: BTreeMap<Key, Option<String>>,
}

impl Plan {
    /// The settings of now with this patch.
    ///
    /// # Errors
    /// [`Code::BadInput`] for an address that this computer does not have, and for what the
    /// environment decides.
    pub(super) fn of(now: &SharingSettings, patch: SharingPatch) -> Result<Self> {
        let mut next = now.clone();
        let mut saved = BTreeMap::new();
        if let Some(on) = patch.on {
            if now.from_environment && on != now.on {
                return Err(Error::new(
                    Code::BadInput,
                    "CONFAB_SHARE comes from the environment. Change it there.",
                ));
            }
            next.on = on;
            if !now.from_environment {
                saved.insert(Key::Share, on.then(|| "lan".to_owned()));
            }
        }
        if let Some(scope) = patch.scope {
            next.scope = scope;
            saved.insert(Key::ShareScope, Some(scope.as_str().to_owned()));
        }
        let present = now.network.addresses();
        let known = |ip: &IpAddr| {
            present.iter().any(|address| address.ip == *ip)
                || now.addresses.iter().flatten().any(|old| old == ip)
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
            saved.insert(Key::ShareAddresses, list);
        }
        if let Some(preferred) = patch.preferred {
            next.preferred = preferred.map(check).transpose()?;
            let text = next.preferred.map(|ip| ip.to_string());
            saved.insert(Key::SharePreferred, text);
        }
        Ok(Self { next, saved })
    }
}
