//! `confab-serve` from outside, as users, front ends and hostile neighbours meet it: the real
//! program with a real livekit-server. What is asserted here comes from the contract and from
//! `interface.md`; the table route × door × session × header is tested in `confab-api`.

mod away;
mod backup;
mod bodies;
mod browsers;
mod chat;
mod contract;
mod crowds;
mod deletion;
mod doctor;
mod ending;
mod events;
mod external;
mod failing;
mod files;
mod frontend;
mod gate;
mod guesses;
mod hands;
mod joins;
mod listing;
mod lobby;
mod malformed;
mod media;
mod members;
mod moderation;
mod names;
mod openapi;
mod ordeals;
mod participants;
mod persistence;
mod proxies;
mod removal;
mod removals;
mod retention;
mod roles;
mod seats;
mod secrets;
mod signalling;
mod silences;
mod slow;
mod storage;
mod streams;
mod warm;

use std::path::Path;
use std::time::Duration;

use confab_core::config::{Env, Settings};
use confab_testkit::ConfabOptions;
use confab_testkit::livekit::server_binary;

/// "Within 3 s": what the contract's tests grant for somebody to appear or to be gone.
const SOON: Duration = Duration::from_secs(3);
/// For what has no limit of its own.
const LONG: Duration = Duration::from_secs(20);

fn confab() -> ConfabOptions {
    ConfabOptions::new(env!("CARGO_BIN_EXE_confab-serve"))
}

/// For a house in the test's own process, on free ports, where a limit is to be shorter than users'.
fn settings(data: &Path) -> Settings {
    let server = server_binary();
    let env = Env::of([
        ("CONFAB_DATA_DIR", data.to_str().expect("UTF-8")),
        ("CONFAB_LIVEKIT_SERVER", server.to_str().expect("UTF-8")),
        ("CONFAB_API_PORT", "0"),
        ("CONFAB_GUEST_PORT", "0"),
        ("CONFAB_SIGNAL_PORT", "0"),
        ("CONFAB_RTC_TCP_PORT", "0"),
        ("CONFAB_RTC_UDP_PORT", "0"),
    ]);
    Settings::load(&env).expect("settings")
}
