//! A guest of signalling alone: opens the WebSocket as a LiveKit client does and stays, without
//! media. Quick, and it sees the exact answer of the gate.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use futures_util::{SinkExt as _, StreamExt as _};
use livekit_protocol::{
    ClientInfo, ConnectionSettings, DisconnectReason, JoinRequest, JoinResponse, LeaveRequest,
    Ping, SignalRequest, SignalResponse, WrappedJoinRequest, signal_request, signal_response,
};
use prost::Message as _;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::wait::wait_until;

/// How a connection was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The status of the answer to the upgrade; 0 where there was none.
    pub status: u16,
    /// Its body.
    pub body: String,
}

/// An open signalling connection.
#[derive(Debug)]
pub struct Signal {
    /// What the server said at first.
    pub joined: JoinResponse,
    seen: Arc<Mutex<Seen>>,
    leaving: Arc<Notify>,
    task: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Seen {
    left: Option<DisconnectReason>,
    closed: bool,
    refreshed_token: Option<String>,
    messages: VecDeque<signal_response::Message>,
}

impl Signal {
    /// Connects to `<url>/rtc`.
    pub async fn connect(url: &str, token: &str) -> Result<Self, Refused> {
        Self::open(url, &format!("/rtc?access_token={token}&{CLIENT}"), &[]).await
    }

    /// Connects to `<url>/rtc/v1`, as livekit-client 2.23 does.
    pub async fn connect_v1(url: &str, token: &str) -> Result<Self, Refused> {
        Self::open(
            url,
            &format!(
                "/rtc/v1?access_token={token}&join_request={}",
                join_request()
            ),
            &[],
        )
        .await
    }

    /// Comes back as a client does after it lost its socket.
    pub async fn resume(url: &str, token: &str, sid: &str) -> Result<Self, Refused> {
        let path = format!("/rtc?access_token={token}&{CLIENT}&reconnect=1&sid={sid}");
        Self::open(url, &path, &[]).await
    }

    /// Connects to any path and query, with more headers.
    pub async fn open(url: &str, path: &str, headers: &[(&str, &str)]) -> Result<Self, Refused> {
        let mut request = format!("{url}{path}")
            .into_client_request()
            .expect("a WebSocket URL");
        for (name, value) in headers {
            let name = http_name(name);
            request
                .headers_mut()
                .append(name, value.parse().expect("a header's value"));
        }
        let connected =
            tokio::time::timeout(LIMIT, tokio_tungstenite::connect_async(request)).await;
        let mut socket = match connected {
            Ok(Ok((socket, _))) => socket,
            Ok(Err(Error::Http(answer))) => {
                let status = answer.status().as_u16();
                let body = answer.into_body().unwrap_or_default();
                return Err(Refused {
                    status,
                    body: String::from_utf8_lossy(&body).into_owned(),
                });
            }
            Ok(Err(error)) => {
                return Err(Refused {
                    status: 0,
                    body: error.to_string(),
                });
            }
            Err(_) => panic!("{url} answered nothing to the upgrade within {LIMIT:?}"),
        };
        let mut early = VecDeque::new();
        let joined = loop {
            let message = match tokio::time::timeout(LIMIT, socket.next()).await {
                Ok(Some(Ok(message))) => message,
                Ok(_) => {
                    return Err(Refused {
                        status: 101,
                        body: "closed before it joined".into(),
                    });
                }
                Err(_) => panic!("{url} let us in and said nothing within {LIMIT:?}"),
            };
            match decode(&message) {
                Some(signal_response::Message::Join(join)) => break join,
                Some(signal_response::Message::Reconnect(_)) => break JoinResponse::default(),
                Some(signal_response::Message::Leave(leave)) => {
                    let reason = leave.reason().as_str_name();
                    return Err(Refused {
                        status: 101,
                        body: format!("leave: {reason}"),
                    });
                }
                Some(other) => early.push_back(other),
                None => {}
            }
        };
        let seen = Arc::new(Mutex::new(Seen {
            messages: early,
            ..Seen::default()
        }));
        let shared = Arc::clone(&seen);
        let leaving = Arc::new(Notify::new());
        let told = Arc::clone(&leaving);
        let task = tokio::spawn(async move {
            let mut beat = tokio::time::interval(Duration::from_secs(4));
            loop {
                tokio::select! {
                    _ = beat.tick() => {
                        let ping = signal_request::Message::PingReq(Ping::default());
                        let bytes = SignalRequest { message: Some(ping) }.encode_to_vec();
                        if socket.send(Message::Binary(bytes.into())).await.is_err() {
                            break;
                        }
                    }
                    () = told.notified() => {
                        let leave = LeaveRequest {
                            reason: DisconnectReason::ClientInitiated.into(),
                            ..LeaveRequest::default()
                        };
                        let leave = signal_request::Message::Leave(leave);
                        let bytes = SignalRequest { message: Some(leave) }.encode_to_vec();
                        if socket.send(Message::Binary(bytes.into())).await.is_err() {
                            break;
                        }
                    }
                    message = socket.next() => {
                        let Some(Ok(message)) = message else { break };
                        let mut seen = shared.lock().expect("nobody panicked");
                        match decode(&message) {
                            Some(signal_response::Message::Leave(leave)) => seen.left = Some(leave.reason()),
                            Some(signal_response::Message::RefreshToken(token)) => {
                                seen.refreshed_token = Some(token);
                            }
                            Some(other) => seen.messages.push_back(other),
                            None => {}
                        }
                    }
                }
            }
            shared.lock().expect("nobody panicked").closed = true;
        });
        Ok(Self {
            joined,
            seen,
            leaving,
            task,
        })
    }

    /// The own identity as the server told it.
    pub fn identity(&self) -> String {
        self.joined
            .participant
            .as_ref()
            .map(|me| me.identity.clone())
            .unwrap_or_default()
    }

    /// The own session id.
    pub fn sid(&self) -> String {
        self.joined
            .participant
            .as_ref()
            .map(|me| me.sid.clone())
            .unwrap_or_default()
    }

    /// Waits to be told to leave and gives the reason.
    pub async fn left(&self, limit: Duration) -> DisconnectReason {
        wait_until("told to leave", limit, || {
            let left = self.seen.lock().expect("nobody panicked").left;
            async move { left }
        })
        .await
    }

    /// Whether the connection has ended, for whatever reason.
    pub fn closed(&self) -> bool {
        self.seen.lock().expect("nobody panicked").closed
    }

    /// Waits for the connection's end.
    pub async fn ended(&self, limit: Duration) {
        wait_until("the signalling connection ends", limit, || {
            let closed = self.closed();
            async move { closed.then_some(()) }
        })
        .await;
    }

    /// Waits for the token that the server refreshes.
    pub async fn refreshed_token(&self, limit: Duration) -> String {
        wait_until("a refreshed token", limit, || {
            let token = self
                .seen
                .lock()
                .expect("nobody panicked")
                .refreshed_token
                .clone();
            async move { token }
        })
        .await
    }

    /// What else the server has said so far.
    pub fn messages(&self) -> Vec<signal_response::Message> {
        let seen = self.seen.lock().expect("nobody panicked");
        seen.messages.iter().cloned().collect()
    }

    /// Leaves as somebody who presses Leave; does not wait.
    pub fn leave(&self) {
        self.leaving.notify_one();
    }

    /// Drops the socket without a word, as a lost network does.
    pub fn cut(self) {
        self.task.abort();
    }
}

impl Drop for Signal {
    fn drop(&mut self) {
        self.task.abort();
    }
}

const LIMIT: Duration = Duration::from_secs(10);
/// What a client says of itself.
pub const CLIENT: &str = "auto_subscribe=1&protocol=15&sdk=js&version=2.23.0";

/// The query parameter `join_request` of `/rtc/v1`.
pub fn join_request() -> String {
    let inner = JoinRequest {
        client_info: Some(ClientInfo {
            protocol: 16,
            version: "2.23.0".into(),
            ..ClientInfo::default()
        }),
        connection_settings: Some(ConnectionSettings {
            auto_subscribe: true,
            ..ConnectionSettings::default()
        }),
        ..JoinRequest::default()
    };
    let wrapped = WrappedJoinRequest {
        join_request: inner.encode_to_vec(),
        ..WrappedJoinRequest::default()
    };
    URL_SAFE.encode(wrapped.encode_to_vec())
}

fn decode(message: &Message) -> Option<signal_response::Message> {
    match message {
        Message::Binary(bytes) => {
            SignalResponse::decode(bytes.as_ref())
                .expect("a signalling message")
                .message
        }
        _ => None,
    }
}

fn http_name(name: &str) -> tokio_tungstenite::tungstenite::http::HeaderName {
    name.parse().expect("a header's name")
}
