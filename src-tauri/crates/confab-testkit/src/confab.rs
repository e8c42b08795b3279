//! The real `confab-serve`, started as a user starts it, on free ports and a directory of its own.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use rustix::process::Signal as Kill;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::faults::kill;
use crate::http::{Answer, Api};
use crate::livekit::{LiveKit, Rooms, server_binary};
use crate::process;
use crate::wait::{soon, wait_until};

/// How it is started. Nothing of the caller's own environment reaches it but `PATH`.
#[derive(Debug, Clone)]
pub struct ConfabOptions {
    binary: PathBuf,
    pub(crate) env: BTreeMap<String, String>,
    shell: Option<&'static str>,
    data: Data,
}

/// A data directory that outlives the program.
#[derive(Debug, Clone)]
pub struct Data {
    path: PathBuf,
    _owned: Option<Arc<TempDir>>,
}

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

/// A running Confab.
#[derive(Debug)]
pub struct Confab {
    /// What it said when everything answered.
    pub ready: Ready,
    /// From the start of the process to the ready line.
    pub took: Duration,
    options: ConfabOptions,
    running: Running,
}

/// A Confab that was started and has not said anything yet.
#[derive(Debug)]
pub struct Starting {
    running: Running,
}

/// What is left of one that ended.
#[derive(Debug)]
pub struct Stopped {
    /// Its exit status.
    pub status: ExitStatus,
    /// All of its stderr.
    pub stderr: String,
    /// All of its stdout.
    pub stdout: String,
    /// What starts it again on the same data.
    pub options: ConfabOptions,
}

/// A start that came to nothing.
#[derive(Debug)]
pub struct Failure {
    /// Its exit status.
    pub status: ExitStatus,
    /// All of its stderr.
    pub stderr: String,
    /// All of its stdout.
    pub stdout: String,
    /// How long it took to end.
    pub took: Duration,
}

/// What `create` answered.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// `abc-defg-hij`
    pub id: String,
    /// What to share.
    pub link: String,
    /// RFC 3339.
    pub created_at: String,
    /// Where to connect.
    pub livekit_url: String,
}

/// What `join` answered.
#[derive(Debug, Clone)]
pub struct Joined {
    /// For LiveKit.
    pub token: String,
    /// The identity.
    pub user_id: String,
    /// Where to connect.
    pub livekit_url: String,
    /// The header `Confab-Session`.
    pub session: String,
}

#[derive(Debug)]
struct Running {
    child: Child,
    began: Instant,
    first_line: Arc<OnceLock<Instant>>,
    stdout: Arc<Mutex<String>>,
    stderr: Arc<Mutex<String>>,
}

impl Data {
    /// A new directory, gone when the last holder is.
    pub fn fresh() -> Self {
        let owned = tempfile::tempdir().expect("a temporary directory");
        Self {
            path: owned.path().join("data"),
            _owned: Some(Arc::new(owned)),
        }
    }

    /// A directory of the test's own.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            _owned: None,
        }
    }

    /// Where it is; there after the first start.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The database: the largest SQLite file in the directory.
    pub fn database(&self) -> PathBuf {
        let files = self.files();
        let mut databases: Vec<&PathBuf> = files
            .iter()
            .filter(|path| {
                let mut head = [0; 6];
                let read =
                    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
                read.is_ok() && &head == b"SQLite"
            })
            .collect();
        databases.sort_by_key(|path| std::fs::metadata(path).map(|meta| meta.len()).unwrap_or(0));
        let found = databases.last();
        found
            .unwrap_or_else(|| panic!("no database among {files:?}"))
            .to_path_buf()
    }

    /// Every file in it, at any depth.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut open = vec![self.path.clone()];
        while let Some(directory) = open.pop() {
            for entry in std::fs::read_dir(&directory)
                .into_iter()
                .flatten()
                .flatten()
            {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => open.push(entry.path()),
                    Ok(kind) if kind.is_file() => found.push(entry.path()),
                    _ => {}
                }
            }
        }
        found.sort();
        found
    }
}

impl ConfabOptions {
    /// The program with every port 0, a fresh data directory and the real LiveKit server.
    pub fn new(binary: impl Into<PathBuf>) -> Self {
        let mut env = BTreeMap::new();
        for port in PORTS {
            env.insert((*port).to_owned(), "0".to_owned());
        }
        env.insert(
            "CONFAB_LIVEKIT_SERVER".into(),
            server_binary().display().to_string(),
        );
        env.insert("PATH".into(), std::env::var("PATH").unwrap_or_default());
        Self {
            binary: binary.into(),
            env,
            shell: None,
            data: Data::fresh(),
        }
    }

    /// Sets a variable.
    #[must_use]
    pub fn env(mut self, name: &str, value: impl ToString) -> Self {
        self.env.insert(name.to_owned(), value.to_string());
        self
    }

    /// Unsets one.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.env.remove(name);
        self
    }

    /// Runs it by a shell that does this and becomes it (`exec "$0" "$@"`).
    #[must_use]
    pub fn in_shell(mut self, script: &'static str) -> Self {
        self.shell = Some(script);
        self
    }

    /// The program, and whatever is to come before it.
    pub(crate) fn program(&self) -> Command {
        let Some(script) = self.shell else {
            return Command::new(&self.binary);
        };
        let mut command = Command::new("sh");
        command.args(["-c", script]).arg(&self.binary);
        command
    }

    /// Uses this data directory.
    #[must_use]
    pub fn on(mut self, data: Data) -> Self {
        self.data = data;
        self
    }

    /// Drives this LiveKit server instead of an embedded one.
    #[must_use]
    pub fn external(self, server: &LiveKit) -> Self {
        self.env("LIVEKIT_URL", server.url())
            .env("LIVEKIT_API_KEY", &server.rooms().key)
            .env("LIVEKIT_API_SECRET", &server.rooms().secret)
    }

    /// Its data directory.
    pub fn data(&self) -> &Data {
        &self.data
    }

    fn spawn(&self) -> Running {
        let mut command = self.program();
        command
            .env_clear()
            .env("CONFAB_DATA_DIR", self.data.path())
            .envs(&self.env)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let began = Instant::now();
        let mut child = process::spawn(command)
            .unwrap_or_else(|error| panic!("{} starts: {error}", self.binary.display()));
        let first_line = Arc::new(OnceLock::new());
        let stdout = collect(child.stdout.take().expect("its stdout"), &first_line);
        let stderr = collect(child.stderr.take().expect("its stderr"), &Arc::default());
        Running {
            child,
            began,
            first_line,
            stdout,
            stderr,
        }
    }

    /// Starts it and waits for the ready line.
    pub async fn start(self) -> Confab {
        let mut running = self.spawn();
        let began = running.began;
        let line = wait_until("the ready line", READY_LIMIT, || {
            let line = running
                .stdout
                .lock()
                .expect("nobody panicked")
                .lines()
                .next()
                .map(str::to_owned);
            let complete = running
                .stdout
                .lock()
                .expect("nobody panicked")
                .contains('\n');
            if let Ok(Some(status)) = running.child.try_wait() {
                panic!(
                    "confab-serve ended with {status} instead of getting ready:\n{}",
                    running.stderr()
                );
            }
            assert!(
                began.elapsed() < READY_LIMIT - Duration::from_millis(500),
                "no ready line within {READY_LIMIT:?}:\n{}",
                running.stderr()
            );
            async move { line.filter(|_| complete) }
        })
        .await;
        let took = running
            .first_line
            .get()
            .map_or_else(|| began.elapsed(), |at| *at - began);
        let ready = Ready::parse(&line);
        Confab {
            ready,
            took,
            options: self,
            running,
        }
    }

    /// Starts it and waits for nothing.
    pub fn begin(&self) -> Starting {
        Starting {
            running: self.spawn(),
        }
    }

    /// Starts it and expects it to give up within the 25 s that interface.md grants.
    pub async fn fail(&self) -> Failure {
        self.begin().ended(Duration::from_secs(25)).await
    }
}

impl Starting {
    /// The process.
    pub fn pid(&self) -> u32 {
        self.running.child.id()
    }

    /// Waits for its end, without ever having been ready.
    pub async fn ended(mut self, limit: Duration) -> Failure {
        let running = &mut self.running;
        let began = running.began;
        let status = wait_until(
            "confab-serve gives up",
            limit + Duration::from_secs(5),
            || {
                let ended = running.child.try_wait().expect("it can be waited for");
                let stdout = running.stdout.lock().expect("nobody panicked").clone();
                assert!(
                    stdout.is_empty(),
                    "confab-serve was to fail and said {stdout}"
                );
                assert!(
                    ended.is_some() || began.elapsed() < limit + Duration::from_secs(4),
                    "confab-serve was to give up within {limit:?}:\n{}",
                    running.stderr()
                );
                async move { ended }
            },
        )
        .await;
        let took = began.elapsed();
        let (stdout, stderr) = running.output().await;
        assert!(took <= limit, "gave up only after {took:?}: {stderr}");
        Failure {
            status,
            stderr,
            stdout,
            took,
        }
    }
}

impl Drop for Starting {
    fn drop(&mut self) {
        let _ = self.running.child.kill();
        let _ = self.running.child.wait();
    }
}

impl Ready {
    fn parse(line: &str) -> Self {
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

impl Confab {
    /// The process.
    pub fn pid(&self) -> u32 {
        self.running.child.id()
    }

    /// The embedded LiveKit server's process, as the ready line named it.
    pub fn engine_pid(&self) -> u32 {
        self.ready.engine_pid.expect("an embedded server")
    }

    /// What it was started with.
    pub fn options(&self) -> &ConfabOptions {
        &self.options
    }

    /// Its data directory.
    pub fn data(&self) -> &Data {
        &self.options.data
    }

    /// The local door.
    pub fn local(&self) -> Api {
        Api::new(self.ready.api.clone())
    }

    /// The guest door's API.
    pub fn guest(&self) -> Api {
        Api::new(format!("{}/api/v1", self.ready.guests))
    }

    /// The guest door's pages.
    pub fn pages(&self) -> Api {
        Api::new(self.ready.guests.clone())
    }

    /// Where the local door listens.
    pub fn local_address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], Ready::port(&self.ready.api)))
    }

    /// Where the guest door listens.
    pub fn guest_address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], Ready::port(&self.ready.guests)))
    }

    /// Where the signal door listens.
    pub fn signal_address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], Ready::port(&self.ready.signal)))
    }

    /// `ws://localhost:<port>` of the guest door.
    pub fn guest_signal(&self) -> String {
        self.ready.guests.replace("http://", "ws://")
    }

    /// The embedded LiveKit server, behind Confab's back.
    pub fn behind(&self) -> Rooms {
        let pid = self.running_engine();
        Rooms::behind(pid.expect("the embedded server runs"))
    }

    /// The process of the embedded server that runs now (another one after a crash).
    pub fn running_engine(&self) -> Option<u32> {
        process::tree(self.pid()).into_iter().skip(1).find(|pid| {
            process::alive(*pid)
                && std::fs::read_to_string(format!("/proc/{pid}/comm"))
                    .is_ok_and(|name| name.starts_with("livekit-server"))
        })
    }

    /// Creates a meeting with nothing said.
    pub async fn create(&self) -> Meeting {
        meeting(&self.local().post("/meetings/create").await)
    }

    /// Creates a meeting with options.
    pub async fn create_with(&self, options: &Value) -> Meeting {
        meeting(&self.local().post_json("/meetings/create", options).await)
    }

    /// Joins at the local door.
    pub async fn join(&self, id: &str, name: &str) -> Joined {
        joined(&self.try_join(id, name).await)
    }

    /// A token for somebody who was let join before the meeting filled up: `join` itself says 409
    /// by now, so it is made with the embedded server's own key.
    pub fn join_late(&self, id: &str) -> String {
        self.behind().token(id, "late_0a1b2c3d")
    }

    /// Joins at the local door, whatever it says.
    pub async fn try_join(&self, id: &str, name: &str) -> Answer {
        self.local()
            .post_json(&format!("/meetings/{id}/join"), &json!({"user_name": name}))
            .await
    }

    /// The participants as the API lists them.
    pub async fn people(&self, id: &str) -> Vec<Value> {
        let answer = self
            .local()
            .get(&format!("/meetings/{id}/participants"))
            .await
            .expect(200);
        answer.json()["participants"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// Waits until the API lists so many people.
    pub async fn has_people(&self, id: &str, count: usize, limit: Duration) -> Vec<Value> {
        wait_until(&format!("{count} people in {id}"), limit, || async {
            let people = self.people(id).await;
            (people.len() == count).then_some(people)
        })
        .await
    }

    /// The server's state as `healthz` tells it.
    pub async fn server_state(&self) -> String {
        let health = self.local().get("/healthz").await.expect(200).json();
        health["server"]["state"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Its log so far.
    pub fn log(&self) -> String {
        self.running.stderr()
    }

    /// All it wrote to stdout so far.
    pub fn stdout(&self) -> String {
        self.running.stdout.lock().expect("nobody panicked").clone()
    }

    /// SIGTERM, and waits for its end.
    pub async fn stop(self) -> Stopped {
        self.end(Kill::TERM).await
    }

    /// Any signal, and waits for its end.
    pub async fn end(mut self, signal: Kill) -> Stopped {
        process::signal(self.pid(), signal);
        let status = wait_until("confab-serve ends", Duration::from_secs(15), || {
            let ended = self.running.child.try_wait().expect("it can be waited for");
            async move { ended }
        })
        .await;
        let (stdout, stderr) = self.running.output().await;
        Stopped {
            status,
            stderr,
            stdout,
            options: self.options.clone(),
        }
    }

    /// SIGKILL, also where its server would live on: that one is left alone.
    pub async fn crash_alone(mut self) -> ConfabOptions {
        kill(self.pid());
        let _ = self.running.child.wait();
        self.options.clone()
    }

    /// SIGKILL: no time to tidy up.
    pub async fn crash(self) -> ConfabOptions {
        self.end(Kill::KILL).await.options
    }
}

impl Drop for Confab {
    fn drop(&mut self) {
        let engine = self.running_engine();
        let _ = self.running.child.kill();
        let _ = self.running.child.wait();
        if let Some(engine) = engine {
            // It ends with its parent; this is for a Confab that forgot to see to that.
            kill(engine);
        }
        if std::thread::panicking() {
            let log = self.running.stderr();
            let from = log.len().saturating_sub(4000);
            let from = (from..log.len())
                .find(|at| log.is_char_boundary(*at))
                .unwrap_or(0);
            eprintln!("--- end of confab-serve's log\n{}", &log[from..]);
        }
    }
}

impl Failure {
    /// Checks all that interface.md says of every failed start, and that the sentence names
    /// `setting`.
    #[track_caller]
    pub fn names(&self, setting: &str) {
        assert!(
            !self.status.success(),
            "the status is not 0: {}",
            self.stderr
        );
        assert!(
            self.status.code().is_some(),
            "it ended by itself: {}",
            self.status
        );
        assert_eq!(self.stdout, "", "stdout is empty");
        assert!(
            !self.stderr.contains("panicked"),
            "no panic: {}",
            self.stderr
        );
        assert!(
            self.stderr.contains(setting),
            "the sentence names {setting}: {}",
            self.stderr
        );
    }
}

impl Running {
    fn stderr(&self) -> String {
        self.stderr.lock().expect("nobody panicked").clone()
    }

    /// The whole output of a process that has ended.
    async fn output(&self) -> (String, String) {
        let readers = || Arc::strong_count(&self.stdout) + Arc::strong_count(&self.stderr);
        soon("the output is read", Duration::from_secs(5), || {
            readers() == 2
        })
        .await;
        let stdout = self.stdout.lock().expect("nobody panicked").clone();
        (stdout, self.stderr())
    }
}

const READY_LIMIT: Duration = Duration::from_secs(25);
const PORTS: &[&str] = &[
    "CONFAB_API_PORT",
    "CONFAB_GUEST_PORT",
    "CONFAB_SIGNAL_PORT",
    "CONFAB_RTC_TCP_PORT",
    "CONFAB_RTC_UDP_PORT",
];

fn collect(
    source: impl Read + Send + 'static,
    first_line: &Arc<OnceLock<Instant>>,
) -> Arc<Mutex<String>> {
    let first_line = Arc::clone(first_line);
    let text = Arc::new(Mutex::new(String::new()));
    let shared = Arc::clone(&text);
    std::thread::spawn(move || {
        let mut source = BufReader::new(source);
        let mut line = Vec::new();
        while source
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            first_line.get_or_init(Instant::now);
            shared
                .lock()
                .expect("nobody panicked")
                .push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    });
    text
}

#[track_caller]
fn meeting(answer: &Answer) -> Meeting {
    let body = answer.clone().expect(200).json();
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    Meeting {
        id: text("meeting_id"),
        link: text("meeting_link"),
        created_at: text("created_at"),
        livekit_url: text("livekit_url"),
    }
}

/// Reads the answer to a join that has to have worked.
#[track_caller]
pub fn joined(answer: &Answer) -> Joined {
    let body = answer.clone().expect(200).json();
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    Joined {
        token: text("token"),
        user_id: text("user_id"),
        livekit_url: text("livekit_url"),
        session: answer
            .header("confab-session")
            .unwrap_or_default()
            .to_owned(),
    }
}
