//! How Confab is started, and starts that come to nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};
use std::time::Duration;

use super::running::Running;
use super::{Confab, Data, Ready};
use crate::livekit::{LiveKit, server_binary};
use crate::wait::wait_until;

/// How it is started. Nothing of the caller's own environment reaches it but `PATH`.
#[derive(Debug, Clone)]
pub struct ConfabOptions {
    binary: PathBuf,
    pub(crate) env: BTreeMap<String, String>,
    shell: Option<&'static str>,
    data: Data,
}

/// A Confab that was started and has not said anything yet.
#[derive(Debug)]
pub struct Starting {
    running: Running,
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

const READY_LIMIT: Duration = Duration::from_secs(25);
const PORTS: &[&str] = &[
    "CONFAB_API_PORT",
    "CONFAB_GUEST_PORT",
    "CONFAB_SIGNAL_PORT",
    "CONFAB_RTC_TCP_PORT",
    "CONFAB_RTC_UDP_PORT",
];

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
            .envs(&self.env);
        Running::start(command)
    }

    /// Starts it and waits for the ready line.
    pub async fn start(self) -> Confab {
        let mut running = self.spawn();
        let line = wait_until("the ready line", READY_LIMIT, || {
            let line = running.first_line();
            if let Some(status) = running.ended() {
                panic!(
                    "confab-serve ended with {status} instead of getting ready:\n{}",
                    running.stderr()
                );
            }
            assert!(
                running.began.elapsed() < READY_LIMIT - Duration::from_millis(500),
                "no ready line within {READY_LIMIT:?}:\n{}",
                running.stderr()
            );
            async move { line }
        })
        .await;
        Confab {
            ready: Ready::parse(&line),
            took: running.took(),
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
        self.running.pid()
    }

    /// Waits for its end, without ever having been ready.
    pub async fn ended(mut self, limit: Duration) -> Failure {
        let running = &mut self.running;
        let began = running.began;
        let status = wait_until(
            "confab-serve gives up",
            limit + Duration::from_secs(5),
            || {
                let ended = running.ended();
                let stdout = running.stdout();
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
        self.running.kill();
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
