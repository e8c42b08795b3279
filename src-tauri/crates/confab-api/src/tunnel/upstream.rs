//! The server's side of a tunnel: one connection to the LiveKit server, one request on it.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use confab_core::error::{Code, Error};
use confab_core::secret::Secret;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// The server is on this machine: whatever takes longer than this will not come. It tries to start
/// a session for 3 + 6 + 9 seconds itself.
const ANSWER_LIMIT: Duration = Duration::from_secs(20);

/// Of what the client sent, the server gets only this. No authority travels in headers, and no
/// extension is offered: the server would inflate what is compressed without a limit.
const PASSED: [HeaderName; 5] = [
    header::USER_AGENT,
    header::SEC_WEBSOCKET_KEY,
    header::SEC_WEBSOCKET_VERSION,
    header::SEC_WEBSOCKET_PROTOCOL,
    header::ACCEPT,
];

/// Sends the request; gives the answer's head, whose connection lives as long as it is used.
///
/// # Errors
/// `server_away` where nobody answers.
pub(super) async fn ask(
    upstream: SocketAddr,
    path: &str,
    query: &Secret,
    client: &HeaderMap,
    upgrade: bool,
) -> Result<Response<Incoming>, Error> {
    match tokio::time::timeout(ANSWER_LIMIT, send(upstream, path, query, client, upgrade)).await {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(error)) => Err(away(error)),
        Err(late) => Err(away(late)),
    }
}

fn away(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::caused_by(
        Code::ServerAway,
        "The meeting server does not answer. Try again in a moment.",
        cause,
    )
}

async fn send(
    upstream: SocketAddr,
    path: &str,
    query: &Secret,
    client: &HeaderMap,
    upgrade: bool,
) -> Result<Response<Incoming>, Box<dyn std::error::Error + Send + Sync>> {
    let socket = TcpStream::connect(upstream).await?;
    socket.set_nodelay(true)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(socket)).await?;
    tokio::spawn(connection.with_upgrades());
    let mut request = Request::builder()
        .uri(format!("{path}?{}", query.expose()))
        .body(Empty::<Bytes>::new())?;
    let headers = request.headers_mut();
    headers.insert(header::HOST, HeaderValue::from_str(&upstream.to_string())?);
    for name in PASSED {
        if let Some(value) = client.get(&name) {
            headers.insert(name, value.clone());
        }
    }
    if upgrade {
        headers.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
        headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    }
    Ok(sender.send_request(request).await?)
}

/// Whether the server says that the room is not there (yet).
pub(super) async fn room_is_missing(response: Response<Incoming>) -> bool {
    if response.status() != StatusCode::NOT_FOUND {
        return false;
    }
    let body = Limited::new(response.into_body(), 4096).collect();
    match tokio::time::timeout(Duration::from_secs(2), body).await {
        Ok(Ok(body)) => String::from_utf8_lossy(&body.to_bytes()).contains("room does not exist"),
        _ => false,
    }
}
