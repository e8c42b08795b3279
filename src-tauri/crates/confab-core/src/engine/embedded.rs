//! The server that comes with us: started, watched, started again.
//!
//! Invariants: at most one child at a time; `Up` is announced only while a child lives that has
//! answered; no more than [`Timing::starts`] starts in [`Timing::starts_within`], whatever happens;
//! a start that fails leaves no child.

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::process::Command;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, sleep, timeout};
use url::Url;

use super::child::Running;
use super::orphan::Note;
use super::ports::{self, Media};
use super::probe::{Answer, Probe, out_of_descriptors};
use super::spawner::Spawner;
use super::timing::Timing;
use super::{EngineState, MediaPorts, Up, config, find, liveness, memory};
use crate::error::{Code, Error, Result};
use crate::secret::Secret;

/// A first start whose child ends at once is tried so often: somebody may have been faster with
/// the port that we found free.
const FIRST_TRIES: u32 = 3;

/// What it takes to start one.
#[derive(Debug)]
pub(super) struct Parts {
    pub(super) binary: PathBuf,
    pub(super) key: String,
    pub(super) secret: Secret,
    pub(super) media: Media,
    pub(super) webhook_url: String,
    pub(super) note: Option<Note>,
}

/// What the engine's handle asks for.
#[derive(Debug, Default)]
pub(super) struct Calls {
    /// Try again at once.
    pub(super) again: Arc<Notify>,
    /// Start the server anew, although it works.
    pub(super) renewal: Arc<Notify>,
}

/// The embedded server, supervised.
#[derive(Debug)]
pub(super) struct Embedded {
    parts: Parts,
    timing: Timing,
    spawner: Spawner,
    probe: Probe,
    state: watch::Sender<EngineState>,
    media: MediaPorts,
    calls: Calls,
    starts: VecDeque<Instant>,
    generation: u64,
    port: Option<u16>,
    running: Option<Running>,
}

/// Why a start came to nothing.
struct Failure {
    error: Error,
    /// Trying once more at once may help.
    passing: bool,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self {
            error,
            passing: false,
        }
    }
}

impl Embedded {
    pub(super) fn new(
        parts: Parts,
        timing: Timing,
        state: watch::Sender<EngineState>,
        media: MediaPorts,
        calls: Calls,
    ) -> Result<Self> {
        if parts.key == "devkey" || parts.secret.expose().len() < 32 {
            return Err(Error::new(
                Code::Internal,
                "The LiveKit server's own key is not fit to be used.",
            ));
        }
        let spawner = Spawner::new().map_err(|error| {
            Error::caused_by(
                Code::Internal,
                "The LiveKit server can't be started: this computer gives us no more threads.",
                error,
            )
        })?;
        let probe = Probe::direct(&parts.key, &parts.secret)?;
        Ok(Self {
            parts,
            timing,
            spawner,
            probe,
            state,
            media,
            calls,
            starts: VecDeque::new(),
            generation: 0,
            port: None,
            running: None,
        })
    }

    /// Ok once the server has answered; else no child is left.
    pub(super) async fn start(&mut self) -> Result<()> {
        let deadline = Instant::now() + self.timing.start;
        let mut tries = 0;
        loop {
            tries += 1;
            match self.attempt(deadline).await {
                Ok(()) => return Ok(()),
                Err(failure) if failure.passing && tries < FIRST_TRIES => {
                    sleep(self.timing.back_off * tries).await;
                }
                Err(failure) => return Err(failure.error),
            }
        }
    }

    /// Brings the server back for ever.
    pub(super) async fn supervise(&mut self) -> std::convert::Infallible {
        let mut restarts = 0;
        loop {
            let since = Instant::now();
            let reason = self.until_it_ends().await;
            if since.elapsed() >= self.timing.steady {
                restarts = 0;
            }
            tracing::warn!(reason, "the LiveKit server is gone, and is started again");
            self.state.send_replace(EngineState::Down { reason });
            self.bring_back(&mut restarts).await;
        }
    }

    /// Ends the child, gently if there is time for that.
    pub(super) async fn end(&mut self, gently: bool) {
        if let Some(running) = self.running.take() {
            if gently {
                running.end(&self.timing).await;
            } else {
                running.kill().await;
            }
            if let Some(note) = &self.parts.note {
                note.clear();
            }
        }
    }

    /// Returns why there is no child any more.
    async fn until_it_ends(&mut self) -> String {
        let Some(running) = self.running.as_mut() else {
            return "The LiveKit server is not running.".into();
        };
        let pid = running.pid();
        let base = base(self.port.unwrap_or_default());
        let renewal = Arc::clone(&self.calls.renewal);
        let reason = tokio::select! {
            () = renewal.notified() => "The network has changed, and the LiveKit server follows.".into(),
            how = running.ended() => format!("The LiveKit server ended by itself ({how})."),
            () = liveness::until_it_hangs(&self.probe, &base, pid, &self.timing) => {
                "The LiveKit server did not answer any more and was ended.".into()
            }
        };
        if let Some(running) = self.running.take() {
            let last_words = running.kill().await;
            if !last_words.is_empty() {
                tracing::warn!(last_words, "the LiveKit server's last line");
            }
        }
        reason
    }

    async fn bring_back(&mut self, restarts: &mut u32) {
        let mut failed = false;
        loop {
            if !failed && self.exhausted() {
                failed = true;
                self.state.send_modify(|state| {
                    let last = match state {
                        EngineState::Down { reason } => std::mem::take(reason),
                        _ => String::new(),
                    };
                    tracing::error!(reason = last, "the LiveKit server was started too often");
                    *state = EngineState::Failed {
                        reason: too_often(&last),
                    };
                });
            }
            if failed {
                let by_hand = tokio::select! {
                    () = self.calls.again.notified() => true,
                    () = self.failed_for_long_enough() => false,
                };
                if by_hand {
                    self.state.send_replace(EngineState::Starting);
                }
            } else {
                let pause = self.timing.pause(*restarts);
                *restarts += 1;
                tokio::select! {
                    () = self.calls.again.notified() => {}
                    () = sleep(pause) => {}
                }
            }
            let Err(failure) = self.attempt(Instant::now() + self.timing.restart).await else {
                return;
            };
            tracing::warn!(
                reason = failure.error.detail(),
                "the LiveKit server did not start"
            );
            let reason = failure.error.detail().to_owned();
            self.state.send_replace(if failed {
                EngineState::Failed {
                    reason: too_often(&reason),
                }
            } else {
                EngineState::Down { reason }
            });
        }
    }

    fn exhausted(&mut self) -> bool {
        while self
            .starts
            .front()
            .is_some_and(|at| at.elapsed() >= self.timing.starts_within)
        {
            self.starts.pop_front();
        }
        self.starts.len() >= self.timing.starts
    }

    async fn failed_for_long_enough(&self) {
        sleep(self.timing.failed).await;
        if let Some(oldest) = self
            .starts
            .front()
            .filter(|_| self.starts.len() >= self.timing.starts)
        {
            tokio::time::sleep_until(*oldest + self.timing.starts_within).await;
        }
    }

    /// One start: on success the child is in `running` and the state is `Up`.
    async fn attempt(&mut self, deadline: Instant) -> Result<(), Failure> {
        // A server that starts now sees the addresses of now.
        let _ = self.calls.renewal.notified().now_or_never();
        let result = self.try_start(deadline).await;
        if let Err(failure) = &result
            && out_of_descriptors(&failure.error)
        {
            // No server was started, and none is worse for it.
            self.starts.pop_back();
        }
        if result.is_err()
            && let Some(running) = self.running.take()
        {
            let last_words = running.kill().await;
            if !last_words.is_empty() {
                tracing::warn!(last_words, "the LiveKit server's last line");
            }
        }
        result
    }

    async fn try_start(&mut self, deadline: Instant) -> Result<(), Failure> {
        self.starts.push_back(Instant::now());
        let media = Media::choose(self.parts.media, self.media.get())?;
        let port = ports::signalling(self.port, media)?;
        self.media.set(media);
        self.port = Some(port);
        let memory = memory::limit();

        let child = self
            .spawner
            .spawn(self.command(port, media, memory), Some(memory))
            .await
            .map_err(|error| Failure {
                passing: matches!(
                    error.kind(),
                    ErrorKind::ExecutableFileBusy | ErrorKind::WouldBlock
                ),
                error: match error.kind() {
                    _ if out_of_descriptors(&error) => ports::no_descriptors(error),
                    ErrorKind::NotFound => find::missing(),
                    _ => find::not_runnable(),
                },
            })?;
        let running = self.running.insert(Running::new(child, &self.parts.secret));
        if let Some(note) = &self.parts.note {
            note.write(running.pid());
        }
        tracing::debug!(
            pid = running.pid(),
            port,
            ?media,
            "the LiveKit server was started"
        );

        let base = base(port);
        let mut heard = None;
        let asking = async {
            loop {
                match self.probe.ask(&base, self.timing.answer).await {
                    Answer::Ready => return,
                    other => heard = Some(other),
                }
                sleep(self.timing.ask_starting).await;
            }
        };
        let ended = tokio::select! {
            biased;
            how = running.ended() => Some(how),
            asked = tokio::time::timeout_at(deadline, asking) => match asked {
                Ok(()) => None,
                Err(_) => {
                    tracing::debug!(?heard, "the LiveKit server's last answer");
                    return Err(silent().into());
                }
            },
        };
        if let Some(how) = ended {
            // Who took a port since we looked? Then that is the reason.
            Media::choose(media, None)?;
            return Err(Failure {
                error: ended_at_once(&how),
                passing: true,
            });
        }
        // An answer of somebody else who has the port: then our own child ends, having none.
        if let Ok(how) = timeout(Duration::ZERO, running.ended()).await {
            return Err(Failure {
                error: ended_at_once(&how),
                passing: true,
            });
        }

        running.ready = Some(Instant::now());
        let pid = running.pid();
        if let Some(note) = &self.parts.note {
            // A script that was started may be the server only now.
            note.write(pid);
        }
        self.generation += 1;
        tracing::info!(
            pid,
            port,
            generation = self.generation,
            "the LiveKit server answers"
        );
        self.state.send_replace(EngineState::Up(Up {
            generation: self.generation,
            http: base,
            addr: Some(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port)),
            pid,
        }));
        Ok(())
    }

    fn command(&self, port: u16, media: Media, memory: u64) -> Command {
        let mut command = Command::new(&self.parts.binary);
        command
            .env_clear()
            .envs(config::environment(
                &self.parts.key,
                &self.parts.secret,
                port,
                media,
                &self.parts.webhook_url,
                memory,
            ))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

fn base(port: u16) -> Url {
    let mut url = Url::parse("http://127.0.0.1").expect("a constant URL");
    let _ = url.set_port(Some(port));
    url
}

fn ended_at_once(how: &str) -> Error {
    Error::new(
        Code::ServerUnavailable,
        format!(
            "The LiveKit server ended while it was starting ({how}): check that CONFAB_LIVEKIT_SERVER is the path of a livekit-server that works; the log has its last line."
        ),
    )
}

fn too_often(last: &str) -> String {
    Error::new(
        Code::ServerUnavailable,
        format!("The meeting server was started too often and is given a rest. {last}"),
    )
    .detail()
    .to_owned()
}

fn silent() -> Error {
    Error::new(
        Code::ServerUnavailable,
        "The LiveKit server was started but does not answer: check that CONFAB_LIVEKIT_SERVER is the path of a livekit-server that works.",
    )
}
