//! Sends requests exactly as told, also those that no polite client would send.

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use confab_api::doors::Door;
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use http_body_util::BodyExt as _;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tower::ServiceExt as _;

const LIMIT: Duration = Duration::from_secs(10);

/// One door, and how to reach it.
pub(crate) struct Sender {
    pub(crate) door: Door,
    pub(crate) port: u16,
    address: IpAddr,
    secure: Option<TlsConnector>,
    router: Option<Router>,
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// What came back. Of a stream its first piece.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {:?}", self.status, self.body))
    }

    fn is_stream(&self) -> bool {
        self.header("content-type") == Some("text/event-stream")
    }
}

impl Sender {
    pub(crate) fn in_process(door: Door, router: Router) -> Self {
        Self {
            door,
            router: Some(router),
            ..Self::socket(door, 0)
        }
    }

    pub(crate) fn socket(door: Door, port: u16) -> Self {
        Self {
            door,
            port,
            address: Ipv4Addr::LOCALHOST.into(),
            secure: None,
            router: None,
        }
    }

    /// The shared door at an address, trusting the authority in this file.
    pub(crate) fn secure(address: IpAddr, port: u16, authority: &Path) -> Self {
        let mut roots = RootCertStore::empty();
        let authority = CertificateDer::from_pem_file(authority).expect("an authority");
        roots.add(authority).expect("a root");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self {
            address,
            secure: Some(Arc::new(config).into()),
            ..Self::socket(Door::Shared, port)
        }
    }

    fn host(&self) -> String {
        match self.secure {
            Some(_) => format!("{}:{}", self.address, self.port),
            None => format!("localhost:{}", self.port),
        }
    }

    /// The origin of the door's own pages.
    pub(crate) fn origin(&self) -> String {
        let scheme = if self.secure.is_some() {
            "https"
        } else {
            "http"
        };
        format!("{scheme}://{}", self.host())
    }

    /// With the door's own `Host`.
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Reply {
        self.send_to(method, path, &[&self.host()], headers, body)
            .await
    }

    /// With these `Host`s.
    pub(crate) async fn send_to(
        &self,
        method: &str,
        path: &str,
        hosts: &[&str],
        headers: &[(&str, &str)],
        body: &str,
    ) -> Reply {
        let reply = async {
            match &self.router {
                Some(router) => in_process(router.clone(), method, path, headers, body).await,
                None => self.over_socket(method, path, hosts, headers, body).await,
            }
        };
        match tokio::time::timeout(LIMIT, reply).await {
            Ok(reply) => reply,
            Err(_) => panic!("{method} {path} at {} got no answer", self.door.name()),
        }
    }

    async fn over_socket(
        &self,
        method: &str,
        path: &str,
        hosts: &[&str],
        headers: &[(&str, &str)],
        body: &str,
    ) -> Reply {
        let socket = TcpStream::connect((self.address, self.port))
            .await
            .expect("the door is open");
        let mut socket: Box<dyn Stream> = match &self.secure {
            Some(tls) => Box::new(
                tls.connect(self.address.into(), socket)
                    .await
                    .expect("a secure connection"),
            ),
            None => Box::new(socket),
        };
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        for (name, value) in hosts
            .iter()
            .map(|host| ("Host", *host))
            .chain(headers.iter().copied())
        {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if !body.is_empty() {
            if !headers.iter().any(|(name, _)| *name == "Content-Type") {
                request.push_str("Content-Type: application/json\r\n");
            }
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        request.push_str(body);
        socket.write_all(request.as_bytes()).await.expect("sent");
        let mut bytes = Vec::new();
        loop {
            let read = socket.read_buf(&mut bytes).await.unwrap_or(0);
            let Some(reply) = parse(&bytes) else {
                assert!(
                    read > 0,
                    "{method} {path}: the connection ended before an answer"
                );
                continue;
            };
            if read == 0 || (reply.is_stream() && reply.body.contains("\n\n")) {
                return reply;
            }
        }
    }
}

fn parse(bytes: &[u8]) -> Option<Reply> {
    let end = bytes.windows(4).position(|end| end == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(':')?;
        headers.append(
            HeaderName::try_from(name).ok()?,
            HeaderValue::from_bytes(value.trim().as_bytes()).ok()?,
        );
    }
    Some(Reply {
        status,
        headers,
        body: String::from_utf8_lossy(&bytes[end + 4..]).into_owned(),
    })
}

async fn in_process(
    router: Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if !body.is_empty() {
        request = request.header("content-type", "application/json");
    }
    let request = request
        .body(Body::from(body.to_owned()))
        .expect("a request");
    let Ok(response) = router.oneshot(request).await;
    let (head, mut body) = response.into_parts();
    let mut reply = Reply {
        status: head.status.as_u16(),
        headers: head.headers,
        body: String::new(),
    };
    while let Some(Ok(frame)) = body.frame().await {
        if let Ok(data) = frame.into_data() {
            reply.body.push_str(&String::from_utf8_lossy(&data));
        }
        if reply.is_stream() {
            break;
        }
    }
    reply
}
