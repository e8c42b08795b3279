//! Confab calls itself, at each address that it listens on: as a browser would.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::future::join_all;
use http::{Request, StatusCode, header};
use http_body_util::Empty;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use super::{Check, State};
use crate::App;
use crate::app::origin;
use crate::doors::Door;
use crate::errors::CONFAB_CODE;

/// Everything is on this computer: whatever takes longer than this will not come.
pub(super) const LIMIT: Duration = Duration::from_secs(4);

/// What a path has to answer for the door to be whole.
pub(super) struct Probe {
    path: &'static str,
    status: StatusCode,
    /// What `Confab-Code` has to say.
    code: Option<&'static str>,
    /// What is missing where it does not.
    finding: &'static str,
}

const PAGE: Probe = Probe {
    path: "/",
    status: StatusCode::OK,
    code: None,
    finding: "no_page",
};
/// The route takes POST alone, and saying so it counts for nothing.
const API: Probe = Probe {
    path: "/api/v1/doctor",
    status: StatusCode::METHOD_NOT_ALLOWED,
    code: Some("method_not_allowed"),
    finding: "no_api",
};
/// Without a token the gate says no: so it is there.
const SIGNALLING: Probe = Probe {
    path: "/rtc/v1/validate",
    status: StatusCode::UNAUTHORIZED,
    code: Some("bad_token"),
    finding: "no_signalling",
};
/// What guests need.
pub(super) const PAGE_API_SIGNALLING: [Probe; 3] = [PAGE, API, SIGNALLING];
const HEALTH: Probe = Probe {
    path: "/healthz",
    status: StatusCode::OK,
    code: None,
    finding: "no_api",
};

/// Calls every door with a socket.
pub(super) async fn check(app: &App) -> Vec<Check> {
    let external = app.external.is_some();
    let mut doors = vec![
        (Door::Local, app.api_port.get(), vec![HEALTH, API]),
        (
            Door::Guest,
            app.guest_port.get(),
            if external {
                vec![PAGE, API]
            } else {
                vec![PAGE, API, SIGNALLING]
            },
        ),
    ];
    if !external {
        doors.push((Door::Signal, app.signal_port.get(), vec![SIGNALLING]));
    }
    join_all(doors.into_iter().map(|(door, port, probes)| async move {
        match port {
            Some(port) => loopback(door, port, &probes).await,
            None => Check::new(
                "door",
                State::Failed,
                "shut",
                "The port of this door is taken by another program.",
            )
            .about(door.name())
            .helped_by(format!(
                "Stop the other program, or set {} to a port that is free.",
                door.setting()
            )),
        }
    }))
    .await
}

/// IPv4 has to answer; IPv6 where this computer has it.
async fn loopback(door: Door, port: u16, probes: &[Probe]) -> Check {
    let began = Instant::now();
    let host = format!("localhost:{port}");
    let url = origin(if door == Door::Signal { "ws" } else { "http" }, port);
    for ip in [
        IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::LOCALHOST),
    ] {
        let connected = connect(SocketAddr::new(ip, port)).await;
        let found = match connected {
            Ok(socket) => ask_all(socket, &host, probes).await,
            // Not every computer has IPv6, and no browser needs it for localhost then.
            Err(_) if ip.is_ipv6() => Ok(()),
            Err(finding) => Err(finding),
        };
        if let Err(finding) = found {
            return fault("door", finding, &url).about(url);
        }
    }
    let took = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let sentence = format!("{url} answers as it should.");
    Check::new("door", State::Good, "good", &sentence)
        .about(url)
        .figure(took)
}

pub(super) fn fault(check: &'static str, finding: &'static str, url: &str) -> Check {
    let (sentence, remedy) = match finding {
        "no_page" => (
            format!("{url} answers without the guest page."),
            "Install Confab again: its guest page is missing.",
        ),
        "no_api" => (
            format!("{url} answers, but the API behind it does not."),
            "Another program answers in Confab's place. Stop it, or restart Confab.",
        ),
        "no_signalling" => (
            format!("{url} answers, but does not lead to the LiveKit server."),
            "Another program answers in Confab's place. Stop it, or restart Confab.",
        ),
        _ => (
            format!("{url} does not answer, not even to this computer itself."),
            "Restart Confab. If that does not help, a security program on this computer is in the way.",
        ),
    };
    Check::new(check, State::Failed, finding, &sentence).helped_by(remedy)
}

/// A connection to an address of this computer.
///
/// # Errors
/// The finding `unreachable`.
pub(super) async fn connect(address: SocketAddr) -> Result<TcpStream, &'static str> {
    match tokio::time::timeout(LIMIT, TcpStream::connect(address)).await {
        Ok(Ok(socket)) => Ok(socket),
        Ok(Err(_)) | Err(_) => Err("unreachable"),
    }
}

/// Asks for each of these, on one connection.
///
/// # Errors
/// The finding of the first that does not answer as it has to.
pub(super) async fn ask_all<S>(socket: S, host: &str, probes: &[Probe]) -> Result<(), &'static str>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let asked = async {
        let (mut sender, connection) = http1::handshake(TokioIo::new(socket))
            .await
            .map_err(|_| "unreachable")?;
        let connection = tokio::spawn(connection);
        for probe in probes {
            let request = Request::builder()
                .uri(probe.path)
                .header(header::HOST, host)
                .body(Empty::<Bytes>::new())
                .map_err(|_| probe.finding)?;
            sender.ready().await.map_err(|_| probe.finding)?;
            let answer = sender
                .send_request(request)
                .await
                .map_err(|_| probe.finding)?;
            let code = answer.headers().get(CONFAB_CODE);
            let said = code.and_then(|code| code.to_str().ok());
            if answer.status() != probe.status || (probe.code.is_some() && said != probe.code) {
                return Err(probe.finding);
            }
            // What is left of the body would be in the next answer's way.
            let _ = http_body_util::BodyExt::collect(answer.into_body()).await;
        }
        connection.abort();
        Ok(())
    };
    tokio::time::timeout(LIMIT, asked)
        .await
        .unwrap_or(Err("unreachable"))
}
