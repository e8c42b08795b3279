//! What the embedded server is told, and how: two environment variables, so that nothing is on its
//! command line, where everybody could read it, nor on disk.
//!
//! Our own environment does not reach it: LiveKit reads a dozen variables that a user may have set
//! for another server (`REDIS_HOST`, `NODE_IP`, `UDP_PORT`, …).

use serde_json::json;

use super::memory;
use super::ports::Media;
use crate::secret::Secret;

/// What of our environment a child needs to run at all.
const INHERITED: [&str; 9] = [
    "PATH",
    "HOME",
    "TMPDIR",
    "TMP",
    "TEMP",
    "TZ",
    "SystemRoot",
    "SystemDrive",
    "GOMAXPROCS",
];

/// The child's whole environment; `memory` is the most that it may use, in bytes.
pub(super) fn environment(
    key: &str,
    secret: &Secret,
    port: u16,
    media: Media,
    webhook_url: &str,
    memory: u64,
) -> Vec<(&'static str, std::ffi::OsString)> {
    let mut environment: Vec<_> = INHERITED
        .into_iter()
        .filter_map(|name| Some((name, std::env::var_os(name)?)))
        .collect();
    // Both are YAML, of which JSON is a part. The quotes matter: a secret that happens to be all
    // digits would be read as a number and refused.
    environment.push((
        "LIVEKIT_KEYS",
        format!("{}: {}", json!(key), json!(secret.expose())).into(),
    ));
    environment.push(("GOMEMLIMIT", memory::soft(memory).to_string().into()));
    environment.push((
        "LIVEKIT_CONFIG",
        config(key, port, media, webhook_url).into(),
    ));
    environment
}

fn config(key: &str, port: u16, media: Media, webhook_url: &str) -> String {
    json!({
        "port": port,
        "bind_addresses": ["127.0.0.1"],
        // It logs tokens at "warn", and keys to the media at "info".
        "log_level": "error",
        "rtc": {
            "udp_port": media.udp,
            "tcp_port": media.tcp,
            // Without it the server asks public STUN servers for its address.
            "use_ice_lite": true,
            "enable_loopback_candidate": true,
            // How often a sender is asked for a whole picture. LiveKit's own second is what somebody
            // waits for who missed the first one on joining, or lost one; browsers make none
            // within 300 ms of the last (libwebrtc, `min_keyframe_send_interval`).
            "pli_throttle": { "low_quality": "300ms", "mid_quality": "300ms", "high_quality": "300ms" },
        },
        "room": { "auto_create": false, "empty_timeout": 300, "departure_timeout": 90 },
        "webhook": { "api_key": key, "urls": [webhook_url] },
    })
    .to_string()
}
