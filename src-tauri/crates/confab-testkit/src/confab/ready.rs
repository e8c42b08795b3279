//! The ready line.

use serde_json::Value;

/// The ready line.
#[derive(Debug, Clone)]
pub struct Ready {
    /// The line as it was written.
    pub line: Value,
    /// `http://localhost:<port>/api/v1`
    pub api: String,
    /// `http://localhost:<port>`
    pub guests: String,
    /// `ws://localhost:<port>` or `LIVEKIT_URL`
    pub signal: String,
    /// Of the embedded server.
    pub engine_pid: Option<u32>,
    /// Media over TCP.
    pub rtc_tcp: Option<u16>,
    /// Media over UDP.
    pub rtc_udp: Option<u16>,
}

impl Ready {
    pub(super) fn parse(line: &str) -> Self {
        let line: Value =
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let port = |name: &str| {
            line[name]
                .as_u64()
                .and_then(|port| u16::try_from(port).ok())
        };
        Self {
            api: text("api"),
            guests: text("guests"),
            signal: text("signal"),
            engine_pid: line["engine_pid"]
                .as_u64()
                .and_then(|pid| u32::try_from(pid).ok()),
            rtc_tcp: port("rtc_tcp"),
            rtc_udp: port("rtc_udp"),
            line,
        }
    }

    /// The port of a URL of the ready line.
    pub fn port(url: &str) -> u16 {
        let rest = url.split("://").nth(1).unwrap_or_default();
        let host = rest.split('/').next().unwrap_or_default();
        host.rsplit(':')
            .next()
            .and_then(|port| port.parse().ok())
            .unwrap_or_else(|| panic!("a port in {url}"))
    }
}
