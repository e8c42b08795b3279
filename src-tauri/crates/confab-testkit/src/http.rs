//! HTTP from outside: a polite client, and a raw socket for the others.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub use http::Method;

/// A door of Confab's, as a base URL with a client.
#[derive(Debug, Clone)]
pub struct Api {
    base: String,
    client: Client<HttpConnector, Full<Bytes>>,
    headers: HeaderMap,
}

/// What came back, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, bad UTF-8 replaced.
    pub text: String,
}

impl Api {
    /// A client for everything below `base` (no slash at its end).
    pub fn new(base: impl Into<String>) -> Self {
        Self::from_address(base, None)
    }

    /// The same from an address of this computer.
    pub fn from_address(base: impl Into<String>, from: Option<IpAddr>) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        connector.set_local_address(from);
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Self {
            base: base.into(),
            client,
            headers: HeaderMap::new(),
        }
    }

    /// The same with one more header on every request.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a header's name");
        let value = HeaderValue::from_bytes(value.as_bytes()).expect("a header's value");
        self.headers.append(name, value);
        self
    }

    /// What the paths are appended to.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// GET.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// DELETE.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    /// POST without a body.
    pub async fn post(&self, path: &str) -> Answer {
        self.send(Method::POST, path, None).await
    }

    /// POST of a JSON value.
    pub async fn post_json(&self, path: &str, body: &Value) -> Answer {
        self.send(
            Method::POST,
            path,
            Some(("application/json", body.to_string().into_bytes())),
        )
        .await
    }

    /// PATCH of a JSON value.
    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(
            Method::PATCH,
            path,
            Some(("application/json", body.to_string().into_bytes())),
        )
        .await
    }

    /// POST of a JSON value to somebody who may be gone by now.
    pub async fn try_post(&self, path: &str, body: &Value) -> Option<Answer> {
        let body = Some(("application/json", body.to_string().into_bytes()));
        self.attempt(Method::POST, path, body).await
    }

    /// Any request to somebody who may be gone by now; `None` where there was no whole answer.
    pub async fn attempt(
        &self,
        method: Method,
        path: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> Option<Answer> {
        let request = async {
            let (head, body) = self.try_open(method, path, body).await.ok()?.into_parts();
            let body = body.collect().await.ok()?.to_bytes();
            Some(Answer {
                status: head.status.as_u16(),
                headers: head.headers,
                text: String::from_utf8_lossy(&body).into_owned(),
            })
        };
        tokio::time::timeout(LIMIT, request).await.ok().flatten()
    }

    /// Any request; the body comes with its content type (empty: none is sent).
    pub async fn send(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
        let request = async {
            let (head, body) = self.open(method.clone(), path, body).await.into_parts();
            let body = body.collect().await.expect("the body arrives").to_bytes();
            let text = String::from_utf8_lossy(&body).into_owned();
            Answer {
                status: head.status.as_u16(),
                headers: head.headers,
                text,
            }
        };
        match tokio::time::timeout(LIMIT, request).await {
            Ok(answer) => answer,
            Err(_) => panic!("{method} {}{path}: no answer within {LIMIT:?}", self.base),
        }
    }

    /// Any request whose answer's body is read piece by piece.
    pub async fn open(
        &self,
        method: Method,
        path: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> http::Response<Incoming> {
        let opened = self.try_open(method.clone(), path, body).await;
        opened
            .unwrap_or_else(|error| panic!("{method} {}{path} got no answer: {error:?}", self.base))
    }

    async fn try_open(
        &self,
        method: Method,
        path: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> Result<http::Response<Incoming>, hyper_util::client::legacy::Error> {
        let url = format!("{}{path}", self.base);
        let mut request = http::Request::builder().method(method).uri(&url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut bytes = Bytes::new();
        if let Some((content_type, body)) = body {
            if !content_type.is_empty() {
                request = request.header("content-type", content_type);
            }
            bytes = body.into();
        }
        let request = request
            .body(Full::new(bytes))
            .unwrap_or_else(|error| panic!("{error}: {url}"));
        self.client.request(request).await
    }
}

const LIMIT: Duration = Duration::from_secs(25);

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| {
            panic!("{error} in the body of a {}: {}", self.status, self.text)
        })
    }

    /// One header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The header `Confab-Code`.
    pub fn code(&self) -> &str {
        self.header("confab-code").unwrap_or("")
    }

    /// The sentence of an error; checks on the way that an error is what the contract says.
    pub fn detail(&self) -> String {
        let body = self.json();
        let fields = body.as_object().expect("an error's body is an object");
        assert_eq!(
            fields.keys().collect::<Vec<_>>(),
            ["detail"],
            "an error holds detail alone: {body}"
        );
        let detail = fields["detail"]
            .as_str()
            .expect("detail is text")
            .to_owned();
        assert!(!detail.is_empty(), "an error says something");
        assert!(
            !detail.contains(['\n', '\r']),
            "detail is one line: {detail:?}"
        );
        assert!(
            detail.chars().count() <= 300,
            "detail has at most 300 characters: {detail:?}"
        );
        detail
    }

    /// Checks the status, shows the body where it differs, and hands the answer on.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "body: {}", self.text);
        self
    }

    /// The sorted names of the fields of a JSON object.
    pub fn keys(&self) -> Vec<String> {
        keys(&self.json())
    }
}

/// The sorted names of the fields of a JSON object.
pub fn keys(value: &Value) -> Vec<String> {
    let mut keys: Vec<String> = value
        .as_object()
        .unwrap_or_else(|| panic!("not an object: {value}"))
        .keys()
        .cloned()
        .collect();
    keys.sort();
    keys
}

/// Sends exactly these bytes and reads the one answer; `None` when the connection was closed
/// without one.
pub async fn raw(address: SocketAddr, request: &[u8]) -> Option<Answer> {
    let limit = Duration::from_secs(10);
    let answer = async {
        let mut socket = TcpStream::connect(address).await.ok()?;
        socket.write_all(request).await.ok()?;
        let mut bytes = Vec::new();
        loop {
            if let Some(answer) = parse(&bytes) {
                return Some(answer);
            }
            if socket.read_buf(&mut bytes).await.ok()? == 0 {
                return None;
            }
        }
    };
    match tokio::time::timeout(limit, answer).await {
        Ok(answer) => answer,
        Err(_) => panic!(
            "no answer within {limit:?} to {:?}",
            String::from_utf8_lossy(request)
        ),
    }
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let Answer {
        status, headers, ..
    } = parse_head(bytes)?;
    let body = &bytes[head_length(bytes)?..];
    let length = headers
        .get("content-length")
        .and_then(|n| n.to_str().ok()?.parse().ok());
    let body = match length {
        Some(length) if status != 101 => body.get(..length)?,
        _ if headers.contains_key("transfer-encoding") && !body.ends_with(b"0\r\n\r\n") => {
            return None;
        }
        _ => body,
    };
    Some(Answer {
        status,
        headers,
        text: String::from_utf8_lossy(body).into_owned(),
    })
}

/// An answer as soon as its head is there, with what has come of its body.
pub(crate) fn parse_head(bytes: &[u8]) -> Option<Answer> {
    let length = head_length(bytes)?;
    let head = String::from_utf8_lossy(&bytes[..length - 4]).into_owned();
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(':')?;
        let name = HeaderName::try_from(name.trim()).ok()?;
        headers.append(name, HeaderValue::from_bytes(value.trim().as_bytes()).ok()?);
    }
    Some(Answer {
        status,
        headers,
        text: String::from_utf8_lossy(&bytes[length..]).into_owned(),
    })
}

fn head_length(bytes: &[u8]) -> Option<usize> {
    let end = bytes.windows(4).position(|end| end == b"\r\n\r\n")?;
    Some(end + 4)
}
