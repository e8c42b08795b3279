//! What clients are shown: the certificate of now, to those who ask for a name of ours or for none.

use std::sync::{Arc, PoisonError, RwLock};

use rustls::ServerConfig;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::certificate::Certificate;
use super::provider;
use crate::error::{Code, Error, Result};

/// What is shown at one address; changed while connections stand.
#[derive(Debug, Default)]
pub struct Shown(RwLock<Certificates>);

#[derive(Debug, Default, Clone)]
struct Certificates {
    address: Option<Arc<Certificate>>,
    names: Option<Arc<Certificate>>,
}

impl Shown {
    /// Shows `address` to those who name nobody, and to those who name somebody whichever of the
    /// two is for that name, from now on.
    pub fn set(&self, address: Arc<Certificate>, names: Option<Arc<Certificate>>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Certificates {
            address: Some(address),
            names,
        };
    }

    /// What those see who name nobody.
    pub fn get(&self) -> Option<Arc<Certificate>> {
        self.now().address
    }

    fn now(&self) -> Certificates {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let Certificates { address, names } = self.now();
        let shown = match hello.server_name() {
            // Who connects to an address names nobody.
            None => address,
            // Whoever names somebody else came by a name that is not ours: a website that leads
            // here, or somebody who looks for what is behind.
            Some(name) => {
                let name = name.to_ascii_lowercase();
                [address, names]
                    .into_iter()
                    .flatten()
                    .find(|certificate| certificate.covers(&name))
            }
        };
        shown.map(|certificate| Arc::clone(certificate.key()))
    }
}

/// TLS 1.2 and 1.3, HTTP/1.1, and the certificate that is shown.
///
/// # Errors
/// [`Code::Internal`], which does not happen with the ciphers that we bring.
pub fn server_config(shown: Arc<Shown>) -> Result<Arc<ServerConfig>> {
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|e| Error::caused_by(Code::Internal, "TLS can't be set up.", e))?
        .with_no_client_auth()
        .with_cert_resolver(shown);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
