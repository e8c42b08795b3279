//! A door as somebody hostile finds it: an address, the authority it answers to, and bytes.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};
use tokio_rustls::TlsConnector;

use crate::confab::Confab;
use crate::http::{Answer, parse_head};

/// Which door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Door {
    /// The local API.
    Local,
    /// Guests on this computer.
    Guest,
    /// Guests elsewhere, over HTTPS.
    Shared,
    /// Signalling for local front ends.
    Signal,
}

impl Door {
    /// Its name in the architecture.
    pub fn name(self) -> &'static str {
        match self {
            Door::Local => "local",
            Door::Guest => "guest",
            Door::Shared => "shared",
            Door::Signal => "signal",
        }
    }

    /// Whether signalling comes in there.
    pub fn signals(self) -> bool {
        self != Door::Local
    }

    /// Whether guests do.
    pub fn is_for_guests(self) -> bool {
        matches!(self, Door::Guest | Door::Shared)
    }
}

/// A connection, secure or not.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// One open door.
#[derive(Clone)]
pub struct Target {
    /// Which it is.
    pub door: Door,
    /// Where it listens.
    pub address: SocketAddr,
    /// What a polite client puts into `Host`.
    pub authority: String,
    secure: Option<TlsConnector>,
}

/// Longer than any answer may take: 15 s is what a body is waited for.
const LIMIT: Duration = Duration::from_secs(20);

impl Target {
    /// The doors of a Confab that runs: local, guest, signal, and the shared ones that are open.
    pub async fn all(confab: &Confab) -> Vec<Self> {
        let mut all = vec![
            Self::plain(Door::Local, confab.local_address().port()),
            Self::plain(Door::Guest, confab.guest_address().port()),
            Self::plain(Door::Signal, confab.signal_address().port()),
        ];
        let sharing = confab.local().get("/sharing").await.expect(200).json();
        for address in sharing["addresses"].as_array().into_iter().flatten() {
            let ip: Option<IpAddr> = address["address"].as_str().and_then(|ip| ip.parse().ok());
            if let (true, Some(ip)) = (address["state"] == "open", ip) {
                let port = confab.guest_address().port();
                let authority = confab.data().path().join("tls/authority.pem");
                all.push(Self::shared(SocketAddr::new(ip, port), &authority));
            }
        }
        all
    }

    /// A door on loopback.
    pub fn plain(door: Door, port: u16) -> Self {
        Self {
            door,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
            authority: format!("localhost:{port}"),
            secure: None,
        }
    }

    /// The shared door at an address, trusting the authority in this file.
    pub fn shared(address: SocketAddr, authority: &Path) -> Self {
        let mut roots = RootCertStore::empty();
        let certificate = CertificateDer::from_pem_file(authority).expect("an authority");
        roots.add(certificate).expect("a root");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self {
            door: Door::Shared,
            address,
            authority: address.to_string(),
            secure: Some(Arc::new(config).into()),
        }
    }

    /// The origin of the door's own pages.
    pub fn origin(&self) -> String {
        let scheme = if self.secure.is_some() {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}", self.authority)
    }

    /// A TCP connection from this address of this computer, before anything was said.
    ///
    /// # Errors
    /// Where the door does not take it.
    pub async fn dial(&self, from: IpAddr) -> std::io::Result<TcpStream> {
        let socket = match from {
            IpAddr::V4(_) => TcpSocket::new_v4()?,
            IpAddr::V6(_) => TcpSocket::new_v6()?,
        };
        socket.bind(SocketAddr::new(from, 0))?;
        let stream = socket.connect(self.address).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    /// A connection on which HTTP can be spoken.
    ///
    /// # Errors
    /// Where the door does not take it, or the handshake fails.
    pub async fn connect(&self) -> std::io::Result<Box<dyn Stream>> {
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        self.secured(stream).await
    }

    /// Makes a connection one on which HTTP can be spoken.
    ///
    /// # Errors
    /// Where the handshake fails.
    pub async fn secured(&self, stream: TcpStream) -> std::io::Result<Box<dyn Stream>> {
        Ok(match &self.secure {
            Some(tls) => {
                let name = ServerName::from(self.address.ip());
                Box::new(tls.connect(name, stream).await?)
            }
            None => Box::new(stream),
        })
    }

    /// Sends exactly these bytes; the head of the answer with what came of its body so far, or
    /// `None` where the connection was closed without one.
    pub async fn ask(&self, request: &[u8]) -> Option<Answer> {
        self.asking(self.connect(), request).await
    }

    /// The same from this address of this computer.
    pub async fn ask_from(&self, from: IpAddr, request: &[u8]) -> Option<Answer> {
        let connect = async { self.secured(self.dial(from).await?).await };
        self.asking(connect, request).await
    }

    async fn asking(
        &self,
        connect: impl Future<Output = std::io::Result<Box<dyn Stream>>>,
        request: &[u8],
    ) -> Option<Answer> {
        let answer = async {
            let mut stream = connect.await.ok()?;
            // A door may close before it has read everything.
            let _ = stream.write_all(request).await;
            let mut bytes = Vec::new();
            loop {
                if let Some(answer) = parse_head(&bytes) {
                    return Some(answer);
                }
                if stream.read_buf(&mut bytes).await.ok()? == 0 {
                    return None;
                }
            }
        };
        match tokio::time::timeout(LIMIT, answer).await {
            Ok(answer) => answer,
            Err(_) => panic!(
                "no answer within {LIMIT:?} at the {} door to {:?}",
                self.door.name(),
                String::from_utf8_lossy(request)
            ),
        }
    }
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}", self.door.name(), self.address)
    }
}
