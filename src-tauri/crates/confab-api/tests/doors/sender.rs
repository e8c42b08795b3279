//! Sends requests exactly as told, also those that no polite client would send.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use confab_api::doors::Door;
use confab_testkit::{Door as Open, Target};
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tower::ServiceExt as _;

const LIMIT: Duration = Duration::from_secs(10);

/// One door, and how to reach it.
pub(crate) struct Sender {
    pub(crate) door: Door,
    way: Way,
}

enum Way {
    Socket(Target),
    /// The window's door has no socket.
    InProcess(Router),
}

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
            way: Way::InProcess(router),
        }
    }

    /// A door on loopback.
    pub(crate) fn socket(door: Door, port: u16) -> Self {
        let open = match door {
            Door::Local => Open::Local,
            Door::Guest => Open::Guest,
            Door::Signal => Open::Signal,
            Door::Host | Door::Shared => panic!("the {} door is not on loopback", door.name()),
        };
        Self {
            door,
            way: Way::Socket(Target::plain(open, port)),
        }
    }

    /// The shared door at an address, trusting the authority in this file.
    pub(crate) fn secure(address: SocketAddr, authority: &Path) -> Self {
        Self {
            door: Door::Shared,
            way: Way::Socket(Target::shared(address, authority)),
        }
    }

    /// Where it listens.
    pub(crate) fn target(&self) -> &Target {
        match &self.way {
            Way::Socket(target) => target,
            Way::InProcess(_) => panic!("the {} door has no socket", self.door.name()),
        }
    }

    pub(crate) fn port(&self) -> u16 {
        self.target().address.port()
    }

    /// The origin of the door's own pages.
    pub(crate) fn origin(&self) -> String {
        self.target().origin()
    }

    /// With the door's own `Host`.
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Reply {
        let own = match &self.way {
            Way::Socket(target) => target.authority.as_str(),
            Way::InProcess(_) => "",
        };
        self.send_to(method, path, &[own], headers, body).await
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
            match &self.way {
                Way::InProcess(router) => {
                    in_process(router.clone(), method, path, headers, body).await
                }
                Way::Socket(target) => {
                    over_socket(target, method, path, hosts, headers, body).await
                }
            }
        };
        match tokio::time::timeout(LIMIT, reply).await {
            Ok(reply) => reply,
            Err(_) => panic!("{method} {path} at {} got no answer", self.door.name()),
        }
    }
}

async fn over_socket(
    target: &Target,
    method: &str,
    path: &str,
    hosts: &[&str],
    headers: &[(&str, &str)],
    body: &str,
) -> Reply {
    let what = format!("{method} {path} at {target:?}");
    let mut socket = match target.connect().await {
        Ok(socket) => socket,
        Err(error) => panic!("{what}: the door is not open: {error}"),
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
    if let Err(error) = socket.write_all(request.as_bytes()).await {
        panic!("{what}: the request was not taken: {error}");
    }
    let mut bytes = Vec::new();
    loop {
        let read = socket.read_buf(&mut bytes).await;
        let Some(reply) = parse(&bytes) else {
            assert!(
                matches!(read, Ok(1..)),
                "{what}: no answer, but {read:?} after {} bytes",
                bytes.len()
            );
            continue;
        };
        match read {
            Ok(0) => return reply,
            Ok(_) if reply.is_stream() && reply.body.contains("\n\n") => return reply,
            Ok(_) => {}
            Err(error) => panic!("{what}: the answer broke off: {error}"),
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
