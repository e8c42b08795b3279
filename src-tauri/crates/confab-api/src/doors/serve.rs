//! Running a door: accept, read heads within limits, judge, route, answer.
//!
//! Invariants: a panic answers 500 and ends nothing else; who is slow to send or to read is cut, an
//! idle call never; who opens too many connections loses their own ([`Connections`]);
//! nothing that a client does can end the accept loop.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use confab_core::error::{Code, Error};
use futures_util::FutureExt as _;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Request, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio_util::sync::CancellationToken;
use tower::Service as _;

use super::bind::Bound;
use super::connections::{Connection, Connections, Limits};
use super::guard::Guard;
use super::owner::{self, Endpoints};
use super::stall::Stalling;
use super::tls::{Began, Secure};
use super::{Door, files, plain};
use crate::errors::Refusal;

/// How long the head of a request may take, and how long a connection may idle between two.
const HEAD_LIMIT: Duration = Duration::from_secs(10);
/// How long requests that are being answered may take to end when the door closes.
const GRACE: Duration = Duration::from_secs(2);
/// How much of a head is read. The longest are those of calls: the query holds the offer.
const HEAD_BYTES: usize = 128 * 1024;

/// A door that is open. Dropping it closes it at once; [`Serving::close`] waits for answers.
#[derive(Debug)]
pub struct Serving {
    /// Which door it is.
    pub door: Door,
    /// Where it listens.
    pub port: u16,
    stop: CancellationToken,
    ended: mpsc::Receiver<()>,
}

/// What every connection of one door shares.
struct Doorway {
    door: Door,
    guard: Guard,
    router: Router,
    stop: CancellationToken,
    connections: Arc<Connections>,
    http: http1::Builder,
    secure: Option<Secure>,
    /// Held by everything that runs: the door is closed once all clones are gone.
    _running: mpsc::Sender<()>,
}

/// Serves `router` at what was bound, with `secure` over HTTPS. Must be called inside a tokio runtime.
///
/// # Errors
/// Where the runtime can't take the sockets over.
pub fn serve(
    door: Door,
    bound: Bound,
    guard: Guard,
    router: Router,
    secure: Option<Secure>,
) -> std::io::Result<Serving> {
    let stop = CancellationToken::new();
    let (running, ended) = mpsc::channel(1);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(HEAD_LIMIT)
        .max_buf_size(HEAD_BYTES);
    let doorway = Arc::new(Doorway {
        door,
        guard,
        router,
        stop: stop.clone(),
        connections: Connections::new(Limits::of(door)),
        http,
        secure,
        _running: running,
    });
    for listener in bound.listeners {
        let listener = TcpListener::from_std(listener)?;
        tokio::spawn(accept(listener, Arc::clone(&doorway)));
    }
    Ok(Serving {
        door,
        port: bound.port,
        stop,
        ended,
    })
}

impl Serving {
    /// Takes no more connections, lets requests end that are being answered, cuts calls.
    pub async fn close(mut self) {
        self.stop.cancel();
        let _ = tokio::time::timeout(GRACE + Duration::from_millis(500), self.ended.recv()).await;
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// A connection's share of the descriptors: given up when the last clone is dropped, so that a
/// connection which was upgraded still counts.
#[derive(Debug, Clone)]
pub struct ConnectionPlace {
    _descriptors: Arc<OwnedSemaphorePermit>,
}

/// Cancelled when the door that a request came through closes; long answers watch it.
#[derive(Debug, Clone)]
pub struct Closing(pub CancellationToken);

async fn accept(listener: TcpListener, doorway: Arc<Doorway>) {
    loop {
        let accepted = tokio::select! {
            () = doorway.stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((socket, peer)) => {
                let proxy = doorway.guard.is_proxy(peer.ip());
                let counted = doorway.connections.open((!proxy).then(|| peer.ip()));
                let Some(counted) = counted else { continue };
                let Some(descriptors) = files::place() else {
                    continue;
                };
                let place = ConnectionPlace {
                    _descriptors: Arc::new(descriptors),
                };
                tokio::spawn(connection(
                    socket,
                    peer,
                    Arc::clone(&doorway),
                    counted,
                    place,
                ));
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                // Most likely no more open files: those that end make room.
                tracing::warn!(door = doorway.door.name(), %error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

fn is_of_one_connection(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted
    )
}

async fn connection(
    socket: TcpStream,
    peer: SocketAddr,
    doorway: Arc<Doorway>,
    counted: Arc<Connection>,
    place: ConnectionPlace,
) {
    if let Err(error) = prepare(&socket) {
        tracing::debug!(%error, "a connection's options stay as they are");
    }
    let ends = Ends {
        peer,
        local: socket.local_addr().ok(),
    };
    let Some(secure) = &doorway.secure else {
        return talk(socket, ends, doorway, counted, Speech::Ours, place).await;
    };
    let begun = tokio::select! {
        begun = secure.begin(socket, peer.ip()) => begun,
        () = counted.cut() => return,
        () = doorway.stop.cancelled() => return,
    };
    match begun {
        Some(Began::Secure(stream)) => {
            talk(*stream, ends, doorway, counted, Speech::Ours, place).await;
        }
        Some(Began::Plain(socket)) => {
            talk(socket, ends, doorway, counted, Speech::Onward, place).await;
        }
        None => {}
    }
}

/// How long a peer may leave what was sent to it unacknowledged. A peer whose network is gone is
/// noticed after this, or by keep-alive after 15 + 3 × 5 s where nothing was sent.
#[cfg(target_os = "linux")]
const UNACKNOWLEDGED: Duration = Duration::from_secs(30);
/// After how much silence the peer is asked whether it is still there.
const KEEPALIVE_IDLE: Duration = Duration::from_secs(15);
/// How long it may take to answer, each time.
const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(5);
/// How often it is asked.
const KEEPALIVE_PROBES: u32 = 3;

/// Small messages go at once, and a peer that is gone is noticed within 45 s: by default the kernel
/// tries for a quarter of an hour, and all that time the connection would hold a seat.
fn prepare(socket: &TcpStream) -> std::io::Result<()> {
    use rustix::net::sockopt;
    socket.set_nodelay(true)?;
    sockopt::set_socket_keepalive(socket, true)?;
    sockopt::set_tcp_keepidle(socket, KEEPALIVE_IDLE)?;
    sockopt::set_tcp_keepintvl(socket, KEEPALIVE_INTERVAL)?;
    sockopt::set_tcp_keepcnt(socket, KEEPALIVE_PROBES)?;
    #[cfg(target_os = "linux")]
    sockopt::set_tcp_user_timeout(socket, UNACKNOWLEDGED.as_millis() as u32)?;
    Ok(())
}

/// What is answered on a connection.
#[derive(Clone, Copy)]
enum Speech {
    /// What the router has.
    Ours,
    /// Where to go instead.
    Onward,
}

/// The two ends of a connection, as far as they are known.
#[derive(Clone, Copy)]
struct Ends {
    peer: SocketAddr,
    local: Option<SocketAddr>,
}

async fn talk<S>(
    stream: S,
    ends: Ends,
    doorway: Arc<Doorway>,
    counted: Arc<Connection>,
    speech: Speech,
    place: ConnectionPlace,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = {
        let (doorway, counted) = (Arc::clone(&doorway), Arc::clone(&counted));
        service_fn(move |request: Request<Incoming>| {
            let client = doorway.guard.client(request.headers(), ends.peer);
            let (doorway, exchange) = (Arc::clone(&doorway), counted.begin(client));
            let place = place.clone();
            async move {
                let mut request = request.map(|body| exchange.arriving(Body::new(body)));
                request.extensions_mut().insert(place);
                let response = match (speech, &doorway.secure) {
                    (Speech::Onward, Some(secure)) => plain::answer(secure.base(), &request),
                    _ => doorway.answer(request, ends).await,
                };
                Ok::<_, Infallible>(response.map(|body| exchange.until_the_end_of(body)))
            }
        })
    };
    let connection = doorway
        .http
        .serve_connection(TokioIo::new(Stalling::new(stream)), service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        _ = connection.as_mut() => return,
        () = counted.cut() => return,
        () = doorway.stop.cancelled() => connection.as_mut().graceful_shutdown(),
    }
    let _ = tokio::time::timeout(GRACE, connection).await;
}

impl Doorway {
    async fn answer(&self, request: Request<Body>, ends: Ends) -> Response {
        let (mut head, body) = request.into_parts();
        let admitted = match self.guard.judge(&head, ends.peer) {
            Ok(admitted) => admitted,
            Err(error) => {
                let mut response = Refusal::from(error).into_response();
                self.guard
                    .expose(super::guard::Standing::Foreign, response.headers_mut());
                protect(response.headers_mut());
                return response;
            }
        };
        let standing = admitted.standing;
        let preflight = self
            .guard
            .is_preflight(standing, &head)
            .then(|| head.headers.clone());
        head.extensions.insert(self.door);
        head.extensions.insert(admitted.peer);
        head.extensions.insert(standing);
        head.extensions.insert(admitted.host);
        head.extensions.insert(Closing(self.stop.clone()));
        if let Some(local) = ends.local
            && self.secure.is_none()
            && !owner::is_forwarded(&head.headers)
        {
            let peer = ends.peer;
            head.extensions.insert(Endpoints { peer, local });
        }

        let mut response = route(self.router.clone(), Request::from_parts(head, body)).await;
        if response.status() == StatusCode::SWITCHING_PROTOCOLS {
            return response;
        }
        if let Some(asked) = preflight
            && response.status() == StatusCode::METHOD_NOT_ALLOWED
            && let Some(allow) = response.headers().get(header::ALLOW).cloned()
        {
            response = StatusCode::NO_CONTENT.into_response();
            self.guard.preflight(&asked, allow, response.headers_mut());
        }
        self.guard.expose(standing, response.headers_mut());
        protect(response.headers_mut());
        response
    }
}

/// One request through the router; a panic on the way becomes a 500.
pub async fn route(mut router: Router, request: Request<Body>) -> Response {
    match AssertUnwindSafe(router.call(request)).catch_unwind().await {
        Ok(Ok(response)) => response,
        Ok(Err(never)) => match never {},
        Err(_panic) => Refusal::from(Error::new(
            Code::Internal,
            "Something in Confab went wrong. Try again; the log says more.",
        ))
        .into_response(),
    }
}

/// What every answer says to browsers, unless it says something more exact itself.
pub fn protect(headers: &mut HeaderMap) {
    const DEFAULTS: [(HeaderName, HeaderValue); 7] = [
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(
                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            ),
        ),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        (
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static(
                "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()",
            ),
        ),
    ];
    for (name, value) in DEFAULTS {
        headers.entry(name).or_insert(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_peer_that_is_gone_is_noticed_within_45_seconds_and_small_messages_go_at_once() {
        use rustix::net::sockopt;
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("it has one");
        let (client, accepted) = tokio::join!(TcpStream::connect(address), listener.accept());
        let (_client, (socket, _)) = (client.expect("connected"), accepted.expect("accepted"));
        prepare(&socket).expect("the system knows these options");
        let idle = sockopt::tcp_keepidle(&socket).expect("it is set");
        let interval = sockopt::tcp_keepintvl(&socket).expect("it is set");
        let probes = sockopt::tcp_keepcnt(&socket).expect("it is set");
        let limit = Duration::from_secs(45);
        assert!(sockopt::socket_keepalive(&socket).expect("it is set"));
        assert!(
            idle + interval * probes <= limit,
            "{idle:?}, {probes} × {interval:?}"
        );
        #[cfg(target_os = "linux")]
        {
            let timeout = sockopt::tcp_user_timeout(&socket).expect("it is set");
            assert!(
                (1..=limit.as_millis()).contains(&timeout.into()),
                "{timeout} ms"
            );
        }
        assert!(socket.nodelay().expect("it is set"));
    }
}
