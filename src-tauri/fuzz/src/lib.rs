//! What must hold of everything that Confab reads from outside, whatever the bytes.
//!
//! Each function takes any bytes and panics where the promise in its first line is broken. libFuzzer
//! drives them for hours (`cargo xtask fuzz`), `tests/short.rs` for a second in every test run.

mod heads;
mod signed;
mod typed;

pub use heads::{heads, paths};
pub use signed::{tokens, webhooks};
pub use typed::{bodies, ids, names, settings};

/// Takes any bytes; panics where a promise is broken.
pub type Promise = fn(&[u8]);

/// Every promise by name, with bytes to start from that get far.
pub const ALL: &[(&str, Promise, &[&[u8]])] = &[
    ("ids", ids, &[b"abc-defg-hij", b" ABCDEFGHIJ ", "abc\u{2013}defg-hij".as_bytes()]),
    ("names", names, &[b"Ada Lovelace", &[b'n'; 100],
            "\u{202e}Zo\u{eb}\t\u{1f600}\r\nX".as_bytes()]),
    (
        "bodies",
        bodies,
        &[
            br#"{"user_name":"Ada","title":null,"max_participants":2,"on":true,"id":-1,"addresses":["::1"],"schedule":{"minutes":60}}"#,
            b"application/json\n{\"user_name\":\"\\ud83d\\ude00\"}",
        ],
    ),
    (
        "tokens",
        tokens,
        &[
            b"eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJrZXkiLCJleHAiOjk5OTk5OTk5OTksInN1YiI6ImEiLCJ2aWRlbyI6eyJyb29tSm9pbiI6dHJ1ZSwicm9vbSI6ImFiYy1kZWZnLWhpaiJ9fQ.AAAA",
            b"eyJhbGciOiJub25lIn0.e30.",
        ],
    ),
    (
        "webhooks",
        webhooks,
        &[br#"{"event":"participant_joined","room":{"name":"abc-defg-hij"},"participant":{"identity":"ada_00000000"},"createdAt":"1700000000"}"#],
    ),
    (
        "paths",
        paths,
        &[
            b"/api/v1/meetings/abc-defg-hij/join",
            b"/rtc/..%2ftwirp/livekit.RoomService/CreateRoom",
            b"//rtc/v1/./validate?access_token=x",
            b"http://localhost:8000/api/v1/meetings/create",
        ],
    ),
    (
        "heads",
        heads,
        &[
            b"POST\nhost: localhost:8000\norigin: http://localhost:3000",
            b"GET\nhost: [::1]:8000\nsec-fetch-site: cross-site",
            b"OPTIONS\nhost: LOCALHOST:8000\norigin: null\naccess-control-request-private-network: true",
        ],
    ),
    (
        "settings",
        settings,
        &[
            b"api_port = 8000\nfrontend_url = \"https://meet.example\"\nappearance = \"dark\"\n",
            b"livekit_url = \"wss://x\"\nlivekit_api_key = \"k\"\nlivekit_api_secret = \"s\"\ntrusted_proxies = \"10.0.0.0/8, ::1\"\n[x]\ny = [1]\n",
        ],
    ),
];
