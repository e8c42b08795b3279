//! The engine against the real LiveKit server, and against impostors: small shell scripts that end
//! at once, hang, shout, or listen and never answer.
//!
//! The real one is `CONFAB_LIVEKIT_SERVER`, else `target/livekit/livekit-server` of this workspace.
//! Where it is missing these tests fail; they are never skipped.

mod external;
mod impostors;
mod orphans;
mod pieces;
mod real;
mod roles;

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::{Engine, EngineSpec, EngineState, Timing, Up};
use crate::secret::Secret;

/// Long enough for a loaded machine; a test that waits this long has failed.
const PATIENCE: Duration = Duration::from_secs(40);

fn server() -> PathBuf {
    if let Some(path) = std::env::var_os("CONFAB_LIVEKIT_SERVER") {
        let path = PathBuf::from(path);
        assert!(
            path.is_file(),
            "CONFAB_LIVEKIT_SERVER leads to no file: {}",
            path.display()
        );
        return path;
    }
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|dir| dir.join("target/livekit/livekit-server"))
        .find(|path| path.is_file())
        .expect("no livekit-server: build it with `cargo xtask build` or set CONFAB_LIVEKIT_SERVER")
}

fn secret() -> Secret {
    Secret::new("a-secret-of-the-engine-tests-0123456789")
}

fn embedded(binary: impl Into<PathBuf>) -> EngineSpec {
    EngineSpec::Embedded {
        binary: binary.into(),
        key: "enginetests".into(),
        secret: secret(),
        rtc_tcp: 0,
        rtc_udp: 0,
        webhook_url: "http://127.0.0.1:9/nobody".into(),
        note: None,
    }
}

async fn started(spec: EngineSpec, timing: Timing) -> Engine {
    match Engine::start_with(spec, timing).await {
        Ok(engine) => engine,
        Err(error) => panic!("the engine did not start: {error}"),
    }
}

async fn refused(spec: EngineSpec, timing: Timing) -> crate::error::Error {
    match Engine::start_with(spec, timing).await {
        Ok(_) => panic!("the engine started, though it could not"),
        Err(error) => error,
    }
}

fn up(engine: &Engine) -> Up {
    match &*engine.watch().borrow() {
        EngineState::Up(up) => up.clone(),
        other => panic!("the engine is not up but {other:?}"),
    }
}

/// Waits for a state that fits, and returns it.
async fn until(
    watch: &mut watch::Receiver<EngineState>,
    what: &str,
    fits: impl Fn(&EngineState) -> bool,
) -> EngineState {
    let found = timeout(PATIENCE, watch.wait_for(|state| fits(state)))
        .await
        .map(|r| r.map(|s| s.clone()));
    match found {
        Ok(Ok(state)) => state,
        Ok(Err(_)) => panic!("the engine's task ended while waiting for {what}"),
        Err(_) => panic!("no {what} within {PATIENCE:?}; it is {:?}", *watch.borrow()),
    }
}

async fn until_generation(watch: &mut watch::Receiver<EngineState>, generation: u64) -> Up {
    let fits =
        |state: &EngineState| matches!(state, EngineState::Up(up) if up.generation >= generation);
    match until(watch, &format!("generation {generation}"), fits).await {
        EngineState::Up(up) => up,
        _ => unreachable!(),
    }
}

fn signal(pid: u32, signal: rustix::process::Signal) {
    let pid = rustix::process::Pid::from_raw(pid as i32).expect("a process id");
    rustix::process::kill_process(pid, signal).expect("the process is there to be signalled");
}

/// Whether the process exists, also as a zombie.
fn exists(pid: u32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}

/// Whether it still runs: a zombie of somebody else's does not.
fn runs(pid: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/stat"))
        .ok()
        .and_then(|stat| Some(stat.rsplit_once(')')?.1.trim_start().starts_with('Z')))
        .is_some_and(|zombie| !zombie)
}

async fn within(limit: Duration, what: &str, mut holds: impl FnMut() -> bool) {
    let begun = std::time::Instant::now();
    while !holds() {
        assert!(begun.elapsed() < limit, "{what}: not within {limit:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// A program for the length of a test.
struct Script {
    _dir: tempfile::TempDir,
    path: PathBuf,
}

impl Script {
    /// A shell script that first notes its process id in `pids`, one line for each start.
    fn new(body: &str) -> Self {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let path = dir.path().join("livekit-server");
        let script = Self { _dir: dir, path };
        script.become_(body);
        script
    }

    /// Replaces what later starts do.
    fn become_(&self, body: &str) {
        use std::os::unix::fs::PermissionsExt as _;
        let text = format!(
            "#!/bin/sh\necho $$ >> '{}'\n{body}\n",
            self.pids_file().display()
        );
        // Written beside and moved: writing to a program that runs is an error.
        let fresh = self.path.with_extension("fresh");
        std::fs::write(&fresh, text).expect("the script can be written");
        std::fs::set_permissions(&fresh, std::fs::Permissions::from_mode(0o755))
            .expect("and made to run");
        std::fs::rename(&fresh, &self.path).expect("and put in place");
    }

    fn pids_file(&self) -> PathBuf {
        self.path.with_extension("pids")
    }

    /// The process ids of all its starts.
    fn pids(&self) -> Vec<u32> {
        std::fs::read_to_string(self.pids_file())
            .unwrap_or_default()
            .lines()
            .filter_map(|line| line.parse().ok())
            .collect()
    }
}
