//! Whether the LiveKit server listens for media where it should.

use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::time::Duration;

use tokio::net::{TcpStream, UdpSocket};

use super::{Check, State};
use crate::routes::doctor::MediaPorts;

/// How long a port of this computer may take to answer.
const LIMIT: Duration = Duration::from_secs(2);
/// How long "nobody is there" may take to come back; silence means that somebody listens.
const ECHO: Duration = Duration::from_millis(300);

pub(super) async fn check(ports: Option<MediaPorts>) -> Vec<Check> {
    let Some(ports) = ports else {
        let elsewhere = |check| {
            Check::new(
                check,
                State::Skipped,
                "elsewhere",
                "Media goes to the LiveKit server of LIVEKIT_URL, not to this computer.",
            )
        };
        return vec![elsewhere("media_udp"), elsewhere("media_tcp")];
    };
    let (udp, tcp) = tokio::join!(listens_udp(ports.udp), listens_tcp(ports.tcp));
    vec![
        judge("media_udp", "UDP", "CONFAB_RTC_UDP_PORT", ports.udp, udp),
        judge("media_tcp", "TCP", "CONFAB_RTC_TCP_PORT", ports.tcp, tcp),
    ]
}

fn judge(check: &'static str, protocol: &str, setting: &str, port: u16, listens: bool) -> Check {
    let check = if listens {
        let sentence = format!("The LiveKit server takes media at {protocol} {port}.");
        Check::new(check, State::Good, "good", &sentence)
    } else {
        let sentence = format!("Nobody takes media at {protocol} {port}.");
        Check::new(check, State::Failed, "deaf", &sentence).helped_by(format!(
            "Restart Confab. If that does not help, set {setting} to another port."
        ))
    };
    check.figure(port.into())
}

async fn listens_tcp(port: u16) -> bool {
    let connecting = TcpStream::connect((Ipv4Addr::LOCALHOST, port));
    matches!(tokio::time::timeout(LIMIT, connecting).await, Ok(Ok(_)))
}

/// The system says at once where nobody listens.
async fn listens_udp(port: u16) -> bool {
    let asked = async {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        socket.connect((Ipv4Addr::LOCALHOST, port)).await?;
        socket.send(&[0]).await?;
        socket.recv(&mut [0; 16]).await
    };
    match tokio::time::timeout(ECHO, asked).await {
        Ok(Err(error)) => !matches!(
            error.kind(),
            ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset
        ),
        Ok(Ok(_)) | Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_port_at_which_nobody_listens_is_told_from_one_at_which_somebody_does() {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("UDP");
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("TCP");
        let ports = MediaPorts {
            udp: socket.local_addr().expect("an address").port(),
            tcp: listener.local_addr().expect("an address").port(),
        };
        let found = |checks: Vec<Check>| -> Vec<_> {
            checks
                .iter()
                .map(|check| (check.check, check.finding))
                .collect()
        };
        assert_eq!(
            found(check(Some(ports)).await),
            [("media_udp", "good"), ("media_tcp", "good")]
        );
        drop((socket, listener));
        assert_eq!(
            found(check(Some(ports)).await),
            [("media_udp", "deaf"), ("media_tcp", "deaf")]
        );
    }
}
