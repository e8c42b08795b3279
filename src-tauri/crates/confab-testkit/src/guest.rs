//! Guests with media: LiveKit's own Python SDK, a real headless participant, in one process that
//! takes commands and tells what happened.
//!
//! The package is pinned in `guest/requirements.txt` and installed once into `target/testkit/`.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::process;
use crate::wait::wait_until;

type Log = Arc<Mutex<HashMap<u64, Vec<Value>>>>;

/// The process that holds the guests of one test.
#[derive(Debug)]
pub struct Guests {
    child: Child,
    input: Arc<Mutex<ChildStdin>>,
    log: Log,
    next: u64,
}

/// One of them.
#[derive(Debug)]
pub struct Guest {
    number: u64,
    input: Arc<Mutex<ChildStdin>>,
    log: Log,
}

impl Guests {
    /// Starts the process; the first time on a machine installs the SDK.
    pub async fn start() -> Self {
        let python = tokio::task::spawn_blocking(python)
            .await
            .expect("the SDK is installed");
        let mut command = Command::new(python);
        command
            .arg(crate_dir().join("guest/guest.py"))
            .env_remove("LIVEKIT_URL")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = process::spawn(command).expect("python starts");
        let input = Arc::new(Mutex::new(child.stdin.take().expect("its input")));
        let output = child.stdout.take().expect("its output");
        let log = Log::default();
        let shared = Arc::clone(&log);
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let Ok(event) = serde_json::from_str::<Value>(&line) else {
                    continue;
                };
                let number = event["guest"].as_u64().unwrap_or_default();
                shared
                    .lock()
                    .expect("nobody panicked")
                    .entry(number)
                    .or_default()
                    .push(event);
            }
        });
        let guests = Self {
            child,
            input,
            log,
            next: 0,
        };
        let ready = Guest {
            number: 0,
            input: Arc::clone(&guests.input),
            log: Arc::clone(&guests.log),
        };
        ready.until("listening", Duration::from_secs(30)).await;
        guests
    }

    /// Has a guest join; `publish` names `"video"`, `"audio"`, both or none, or with a source to
    /// declare `"audio:unknown"`, `"audio:camera"`, `"video:microphone"`, ... Does not wait.
    pub fn connect(&mut self, url: &str, token: &str, publish: &[&str]) -> Guest {
        self.next += 1;
        let guest = Guest {
            number: self.next,
            input: Arc::clone(&self.input),
            log: Arc::clone(&self.log),
        };
        guest.tell(json!({"do": "connect", "url": url, "token": token, "publish": publish}));
        guest
    }
}

impl Drop for Guests {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Guest {
    fn tell(&self, mut command: Value) {
        command["guest"] = json!(self.number);
        let mut input = self.input.lock().expect("nobody panicked");
        writeln!(input, "{command}").expect("the guests' process listens");
    }

    /// Everything that happened so far.
    pub fn events(&self) -> Vec<Value> {
        self.log
            .lock()
            .expect("nobody panicked")
            .get(&self.number)
            .cloned()
            .unwrap_or_default()
    }

    /// Waits for the first event of this name.
    pub async fn until(&self, event: &str, limit: Duration) -> Value {
        self.until_that(event, limit, |_| true).await
    }

    /// Waits for the first event of this name for which `wanted` holds.
    pub async fn until_that(
        &self,
        event: &str,
        limit: Duration,
        wanted: impl Fn(&Value) -> bool,
    ) -> Value {
        let found = |seen: &Value| seen["event"] == event && wanted(seen);
        let what = format!("guest {} sees {event}", self.number);
        let began = std::time::Instant::now();
        wait_until(&what, limit + Duration::from_secs(1), || {
            let seen = self.events();
            assert!(
                began.elapsed() < limit,
                "{what}: not within {limit:?}; so far {seen:?}"
            );
            let hit = seen.into_iter().find(found);
            async move { hit }
        })
        .await
    }

    /// Waits until it is in, and gives its identity.
    pub async fn connected(&self) -> String {
        let event = self.until("connected", Duration::from_secs(20)).await;
        event["identity"].as_str().unwrap_or_default().to_owned()
    }

    /// Waits until it was disconnected, and gives LiveKit's reason.
    pub async fn disconnected(&self, limit: Duration) -> String {
        let event = self.until("disconnected", limit).await;
        event["reason"].as_str().unwrap_or_default().to_owned()
    }

    /// Leaves and waits until it has.
    pub async fn leave(&self) {
        self.tell(json!({"do": "leave"}));
        self.until("gone", Duration::from_secs(10)).await;
    }

    /// Sends a text to everybody through LiveKit.
    pub fn send(&self, text: &str) {
        self.tell(json!({"do": "send", "text": text}));
    }

    /// Waits until the sound of `identity` is heard, or is not any more.
    pub async fn hears(&self, identity: &str, loud: bool, limit: Duration) {
        let what = format!("guest {} hears {identity}: {loud}", self.number);
        wait_until(&what, limit, || {
            let last = self.last_sound(identity);
            async move { (last == loud).then_some(()) }
        })
        .await;
    }

    /// Whether the sound of `identity` is heard now.
    pub fn last_sound(&self, identity: &str) -> bool {
        let events = self.events().into_iter().rev();
        let mut sounds =
            events.filter(|seen| seen["event"] == "sound" && seen["identity"] == identity);
        sounds.next().is_some_and(|seen| seen["loud"] == true)
    }

    /// Mutes or unmutes what it publishes.
    pub fn mute(&self, kind: &str, muted: bool) {
        self.tell(json!({"do": "mute", "kind": kind, "muted": muted}));
    }
}

fn crate_dir() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The interpreter of a virtual environment that has the SDK; made where it is missing.
fn python() -> PathBuf {
    let requirements =
        fs::read_to_string(crate_dir().join("guest/requirements.txt")).expect("the pins");
    let pin = requirements
        .split_whitespace()
        .find(|word| word.starts_with("livekit=="))
        .expect("a pin");
    let home = target_dir().join("testkit");
    fs::create_dir_all(&home).expect("target/testkit");
    let environment = home.join(pin.replace("==", "-"));
    let python = environment.join("bin/python");
    let done = environment.join("complete");
    let lock = fs::File::create(home.join("lock")).expect("a lock file");
    lock.lock().expect("one installs at a time");
    if !done.is_file() {
        run(Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&environment));
        let requirements = crate_dir().join("guest/requirements.txt");
        run(Command::new(&python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--require-hashes",
                "-r",
            ])
            .arg(requirements));
        fs::write(done, "").expect("the mark that it is complete");
    }
    python
}

fn run(command: &mut Command) {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(
        output.status.success(),
        "{command:?} failed (python3 with venv and pip is needed): {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn target_dir() -> PathBuf {
    if let Some(target) = std::env::var_os("CARGO_TARGET_DIR") {
        return target.into();
    }
    let above = crate_dir()
        .ancestors()
        .find(|path| path.join("Cargo.lock").is_file());
    above.expect("the workspace").join("target")
}
