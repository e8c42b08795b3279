//! A shared address, called as a guest's browser would call it: certificate and all.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use http::uri::Authority;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{CertificateError, ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

use super::calls::{LIMIT, PAGE_API_SIGNALLING, ask_all, connect};
use super::{Check, State};

/// Where guests on other machines come in.
#[derive(Debug, Clone)]
pub(crate) struct Shared {
    /// What links to it begin with: `https://192.168.1.7:3000`.
    pub(crate) url: String,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// The authority that signed its certificate, where that is ours; else whoever this computer
    /// trusts.
    pub(crate) authority: Option<Arc<[u8]>>,
}

/// Calls it.
pub(super) async fn check(shared: Shared) -> Check {
    let began = Instant::now();
    match call(&shared).await {
        Ok(()) => {
            let took = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            let sentence = "Guests in this network find Confab here.";
            Check::new("address", State::Good, "good", sentence).figure(took)
        }
        Err(finding) => fault(finding, &shared),
    }
    .about(shared.url)
}

async fn call(shared: &Shared) -> Result<(), &'static str> {
    let authority: Authority = shared
        .url
        .strip_prefix("https://")
        .and_then(|rest| rest.parse().ok())
        .ok_or("unreachable")?;
    let host = authority.host().trim_matches(['[', ']']);
    let name = ServerName::try_from(host.to_owned()).map_err(|_| "wrong_name")?;
    let connector = TlsConnector::from(Arc::new(trusting(shared.authority.as_deref())?));
    let socket = connect(shared.address).await?;
    let shaken = tokio::time::timeout(LIMIT, connector.connect(name, socket));
    let secure = match shaken.await {
        Ok(Ok(secure)) => secure,
        Ok(Err(error)) => return Err(why(&error)),
        Err(_) => return Err("unreachable"),
    };
    ask_all(secure, authority.as_str(), &PAGE_API_SIGNALLING).await
}

fn trusting(authority: Option<&[u8]>) -> Result<ClientConfig, &'static str> {
    let mut roots = RootCertStore::empty();
    match authority {
        Some(der) => roots
            .add(CertificateDer::from(der.to_vec()))
            .map_err(|_| "untrusted")?,
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| "untrusted")?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

/// What was wrong with the certificate; a handshake that ended otherwise had none for us.
fn why(error: &std::io::Error) -> &'static str {
    let told = error.get_ref().and_then(|error| error.downcast_ref());
    match told {
        Some(rustls::Error::InvalidCertificate(wrong)) => match wrong {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => "expired",
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "not_yet"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "wrong_name"
            }
            _ => "untrusted",
        },
        _ => "unreachable",
    }
}

fn fault(finding: &'static str, shared: &Shared) -> Check {
    let url = &shared.url;
    let renew = if shared.authority.is_some() {
        "Switch sharing off and on again, and check this computer's clock."
    } else {
        "Renew your own certificate (CONFAB_TLS_CERT), and check this computer's clock."
    };
    let sentence = match finding {
        "expired" => format!("The certificate at {url} has expired."),
        "not_yet" => format!("The certificate at {url} is not valid yet."),
        "wrong_name" => format!("The certificate at {url} is for another address."),
        "untrusted" => format!("The certificate at {url} is not signed by who it should be."),
        _ => return super::calls::fault("address", finding, url),
    };
    Check::new("address", State::Failed, finding, &sentence).helped_by(renew)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use rcgen::{
        BasicConstraints, CertificateParams, CertifiedIssuer, ExtendedKeyUsagePurpose, IsCa,
        KeyPair,
    };
    use rustls::ServerConfig;
    use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
    use time::{Duration, OffsetDateTime};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

    use super::*;

    fn authority() -> CertifiedIssuer<'static, KeyPair> {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key"))
            .expect("an authority")
    }

    /// A door with a certificate for `name`, good from and until so many days from now; behind it
    /// somebody who answers everything with 404.
    async fn door(
        signed_by: &CertifiedIssuer<'static, KeyPair>,
        name: &str,
        days: (i64, i64),
    ) -> Shared {
        let now = OffsetDateTime::now_utc();
        let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        params.not_before = now + Duration::days(days.0);
        params.not_after = now + Duration::days(days.1);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let key = KeyPair::generate().expect("a key");
        let leaf = params.signed_by(&key, signed_by).expect("signed");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(
                vec![leaf.der().clone()],
                PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der())),
            )
            .expect("a certificate with its key");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    if let Ok(mut secure) = acceptor.accept(socket).await {
                        let _ = secure.read(&mut [0; 4096]).await;
                        let answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
                        let _ = secure.write_all(answer).await;
                    }
                });
            }
        });
        Shared {
            url: format!("https://{address}"),
            address,
            authority: None,
        }
    }

    fn der(authority: &CertifiedIssuer<'static, KeyPair>) -> Arc<[u8]> {
        authority.der().to_vec().into()
    }

    #[tokio::test]
    async fn each_fault_of_a_certificate_is_named() {
        let (ours, other) = (authority(), authority());
        for (signed_by, name, days, finding) in [
            (&ours, "127.0.0.1", (-30, -1), "expired"),
            (&ours, "127.0.0.1", (1, 30), "not_yet"),
            (&ours, "10.0.0.1", (-1, 30), "wrong_name"),
            (&other, "127.0.0.1", (-1, 30), "untrusted"),
            // The certificate is good; behind it is not Confab.
            (&ours, "127.0.0.1", (-1, 30), "no_page"),
        ] {
            let mut shared = door(signed_by, name, days).await;
            shared.authority = Some(der(&ours));
            let found = check(shared.clone()).await;
            assert_eq!(found.finding, finding, "{found:?}");
            assert_eq!(found.state, State::Failed);
            assert_eq!(found.subject.as_deref(), Some(shared.url.as_str()));
            assert!(found.remedy.is_some() && found.sentence.contains(&shared.url));
        }
    }

    #[tokio::test]
    async fn a_certificate_of_ones_own_counts_with_those_whom_this_computer_trusts() {
        let shared = door(&authority(), "127.0.0.1", (-1, 30)).await;
        let found = check(shared).await;
        assert_eq!(found.finding, "untrusted");
        assert!(
            found
                .remedy
                .is_some_and(|remedy| remedy.contains("CONFAB_TLS_CERT"))
        );
    }

    #[tokio::test]
    async fn an_address_at_which_nobody_listens_is_unreachable() {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a port");
        let address = free.local_addr().expect("an address");
        drop(free);
        let shared = Shared {
            url: format!("https://{address}"),
            address,
            authority: None,
        };
        assert_eq!(check(shared).await.finding, "unreachable");
    }
}
