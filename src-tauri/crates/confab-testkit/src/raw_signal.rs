//! A signalling connection as a modified client makes it: frames by hand, and a socket that stays
//! open whatever the other side says.

use std::io;
use std::time::Duration;

use livekit_protocol::{LeaveRequest, SignalRequest, signal_request};
use prost::Message as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::signal::CLIENT;

/// How long an answer to the upgrade may take.
const LIMIT: Duration = Duration::from_secs(20);

/// One connection, upgraded.
#[derive(Debug)]
pub struct RawSignal {
    socket: TcpStream,
    /// The head of the answer to the upgrade.
    pub head: String,
}

impl RawSignal {
    /// Connects to `<url>/rtc` with more header lines, each ending in `\r\n`.
    ///
    /// # Errors
    /// The head of an answer that is not 101, or what broke before it.
    pub async fn connect(url: &str, token: &str, headers: &str) -> Result<Self, String> {
        match timeout(LIMIT, Self::upgrade(url, token, headers)).await {
            Ok(Ok(connected)) if connected.head.starts_with("HTTP/1.1 101") => Ok(connected),
            Ok(Ok(refused)) => Err(refused.head),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("no answer".to_owned()),
        }
    }

    async fn upgrade(url: &str, token: &str, headers: &str) -> io::Result<Self> {
        let host = url.trim_start_matches("ws://");
        let mut socket = TcpStream::connect(host).await?;
        socket.set_nodelay(true)?;
        let request = format!(
            "GET /rtc?access_token={token}&{CLIENT} HTTP/1.1\r\nHost: {host}\r\n\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n"
        );
        socket.write_all(request.as_bytes()).await?;
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(socket.read_u8().await?);
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        Ok(Self { socket, head })
    }

    /// Sends one masked frame; `first` is its first byte.
    ///
    /// # Errors
    /// Where the connection has ended.
    pub async fn send(&mut self, first: u8, payload: &[u8]) -> io::Result<()> {
        // A mask of zeros changes nothing.
        let mut frame = vec![first];
        match u16::try_from(payload.len()) {
            Ok(short @ 0..126) => frame.push(0x80 | short as u8),
            Ok(middle) => {
                frame.push(0x80 | 126);
                frame.extend(middle.to_be_bytes());
            }
            Err(_) => {
                frame.push(0x80 | 127);
                frame.extend((payload.len() as u64).to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(payload);
        self.socket.write_all(&frame).await
    }

    /// Tells LiveKit that this participant leaves, and stays connected.
    ///
    /// # Errors
    /// Where the connection has ended.
    pub async fn leave(&mut self) -> io::Result<()> {
        let leave = signal_request::Message::Leave(LeaveRequest::default());
        let message = Some(leave);
        self.send(0x82, &SignalRequest { message }.encode_to_vec())
            .await
    }

    /// Ends its own side and keeps the other.
    ///
    /// # Errors
    /// Where the connection has ended.
    pub async fn half_close(&mut self) -> io::Result<()> {
        self.socket.shutdown().await
    }

    /// Whether the other side ends the connection within `limit`, whatever it says until then.
    pub async fn ends(&mut self, limit: Duration) -> bool {
        let mut buffer = [0; 4096];
        let end = async { while !matches!(self.socket.read(&mut buffer).await, Ok(0) | Err(_)) {} };
        timeout(limit, end).await.is_ok()
    }

    /// Whether it has ended, without waiting.
    pub fn has_ended(&self) -> bool {
        let mut buffer = [0; 4096];
        loop {
            match self.socket.try_read(&mut buffer) {
                Ok(0) => return true,
                Ok(_) => {}
                Err(error) => return error.kind() != io::ErrorKind::WouldBlock,
            }
        }
    }
}
