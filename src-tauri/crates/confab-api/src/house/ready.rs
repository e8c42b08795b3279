//! The one line on stdout.

use serde::Serialize;

/// Everything answers; this is where. The names are fixed: scripts read them.
#[derive(Debug, Clone, Serialize)]
pub struct ReadyLine {
    /// `ready`.
    pub event: &'static str,
    /// Base of the local API.
    pub api: String,
    /// The guest door.
    pub guests: String,
    /// What local front ends connect calls to; `LIVEKIT_URL` where that is set.
    pub signal: String,
    /// `embedded` or `external`.
    pub engine: &'static str,
    /// This process.
    pub pid: u32,
    /// The LiveKit server's process, where it is ours.
    pub engine_pid: Option<u32>,
    /// Media over TCP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rtc_tcp: Option<u16>,
    /// Media over UDP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rtc_udp: Option<u16>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_the_documented_one() {
        let mut line = ReadyLine {
            event: "ready",
            api: "http://localhost:8000/api/v1".into(),
            guests: "http://localhost:3000".into(),
            signal: "ws://localhost:7880".into(),
            engine: "embedded",
            pid: 123,
            engine_pid: Some(124),
            rtc_tcp: Some(7881),
            rtc_udp: Some(7882),
        };
        assert_eq!(
            serde_json::to_string(&line).expect("JSON"),
            r#"{"event":"ready","api":"http://localhost:8000/api/v1","guests":"http://localhost:3000","signal":"ws://localhost:7880","engine":"embedded","pid":123,"engine_pid":124,"rtc_tcp":7881,"rtc_udp":7882}"#
        );
        (line.engine, line.engine_pid, line.rtc_tcp, line.rtc_udp) = ("external", None, None, None);
        let text = serde_json::to_string(&line).expect("JSON");
        assert!(
            text.ends_with(r#""engine":"external","pid":123,"engine_pid":null}"#),
            "{text}"
        );
    }
}
