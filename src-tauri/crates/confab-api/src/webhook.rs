//! Where the embedded LiveKit server tells what happens in its rooms.
//!
//! A listener of its own on a free loopback port, one path that nobody can guess, POST only. The
//! signature over the raw body is core's to check; nothing is parsed before that.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use bytes::Bytes;
use confab_core::confab::Confab;
use confab_core::error::{Code, Error, Result};
use confab_core::secret::Secret;
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

/// Events of large rooms are some tens of kilobytes.
const BODY_LIMIT: usize = 1024 * 1024;
const BODY_TIME: Duration = Duration::from_secs(10);

/// The listener, before core is there to hear from it.
#[derive(Debug)]
pub(crate) struct Ear {
    listener: TcpListener,
    address: SocketAddr,
    path: Secret,
}

impl Ear {
    /// Takes a free port and a random path.
    ///
    /// # Errors
    /// Where there is no free port on loopback.
    pub(crate) async fn open() -> Result<Self> {
        let opened = async {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
            let address = listener.local_addr()?;
            Ok::<_, std::io::Error>((listener, address))
        };
        let (listener, address) = opened.await.map_err(|error| {
            Error::caused_by(
                Code::PortTaken,
                "No free port was found for the LiveKit server's messages.",
                error,
            )
        })?;
        let path = Secret::new(format!("/{}", Secret::random(18).expose()));
        Ok(Self {
            listener,
            address,
            path,
        })
    }

    /// What the LiveKit server is told.
    pub(crate) fn url(&self) -> String {
        format!("http://{}{}", self.address, self.path.expose())
    }

    /// Hands what arrives on to core, until the guard is dropped.
    pub(crate) fn listen(self, confab: Confab) -> DropGuard {
        let stop = CancellationToken::new();
        let guard = stop.clone().drop_guard();
        let path: std::sync::Arc<str> = self.path.expose().into();
        tokio::spawn(async move {
            loop {
                let accepted = tokio::select! {
                    () = stop.cancelled() => return,
                    accepted = self.listener.accept() => accepted,
                };
                let Ok((socket, _)) = accepted else {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                };
                let (confab, path, stop) = (confab.clone(), path.clone(), stop.clone());
                tokio::spawn(async move {
                    let service = service_fn(move |request| {
                        let (confab, path) = (confab.clone(), path.clone());
                        async move {
                            let mut response = Response::new(Empty::<Bytes>::new());
                            *response.status_mut() = hear(&confab, &path, request).await;
                            Ok::<_, Infallible>(response)
                        }
                    });
                    let connection = http1::Builder::new()
                        .timer(TokioTimer::new())
                        .header_read_timeout(Duration::from_secs(60))
                        .max_buf_size(64 * 1024)
                        .serve_connection(TokioIo::new(socket), service);
                    tokio::select! {
                        _ = connection => {}
                        () = stop.cancelled() => {}
                    }
                });
            }
        });
        guard
    }
}

async fn hear(confab: &Confab, path: &str, request: Request<Incoming>) -> StatusCode {
    if request.uri().path() != path {
        return StatusCode::NOT_FOUND;
    }
    if request.method() != Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED;
    }
    let (head, body) = request.into_parts();
    let Some(signature) = head
        .headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
    else {
        return StatusCode::UNAUTHORIZED;
    };
    let body = match tokio::time::timeout(BODY_TIME, Limited::new(body, BODY_LIMIT).collect()).await
    {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE,
        Err(_) => return StatusCode::REQUEST_TIMEOUT,
    };
    match confab.webhook(&body, signature) {
        Ok(()) => StatusCode::OK,
        Err(error) => {
            tracing::debug!(%error, "a message of the LiveKit server was not taken");
            crate::errors::status(error.code().status())
        }
    }
}
