//! The LiveKit server: one that we start and keep alive, or one at `LIVEKIT_URL`.
//!
//! [`Engine::start`] returns when the server really answers, with a handle; a task behind it owns
//! the server from then on and announces every change on a watch channel. Invariants: an embedded
//! server never outlives its engine, nor our process; after the first success nothing that happens
//! to the server ends the engine.
//!
//! Deliberately absent: rooms and everything in them. Who needs rooms back after a restart watches
//! for a new [`Up::generation`].

mod child;
mod config;
mod embedded;
mod external;
mod find;
mod liveness;
mod memory;
mod orphan;
mod output;
mod ports;
mod probe;
mod spawner;
#[cfg(all(test, target_os = "linux"))]
mod tests;
mod timing;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;
use url::Url;

use self::embedded::{Calls, Embedded, Parts};
use self::external::External;
pub use self::find::find_livekit_server;
use self::orphan::Note;
pub use self::orphan::end_orphan;
use self::ports::Media;
pub use self::timing::Timing;
use crate::error::{Error, Result};
use crate::secret::Secret;

/// Which server to use.
#[derive(Debug, Clone)]
pub enum EngineSpec {
    /// Our own, started here.
    Embedded {
        /// The program, see [`find_livekit_server`].
        binary: PathBuf,
        /// The API key that the server is given.
        key: String,
        /// Its secret, at least 32 characters.
        secret: Secret,
        /// TCP port of media; 0 chooses a free one.
        rtc_tcp: u16,
        /// UDP port of media; 0 chooses a free one.
        rtc_udp: u16,
        /// Where the server reports what happens in rooms.
        webhook_url: String,
        /// Where its process is noted, for [`end_orphan`] in the next run.
        note: Option<PathBuf>,
    },
    /// Somebody else's.
    External {
        /// ws, wss, http or https.
        url: Url,
        /// The API key that it knows.
        key: String,
        /// The key's secret.
        secret: Secret,
    },
}

/// How the server is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EngineState {
    /// It is being started, for the first time or because somebody asked to try again.
    Starting,
    /// It answers.
    Up(Up),
    /// It is away and is being brought back.
    Down {
        /// A sentence for people.
        reason: String,
    },
    /// It could not be brought back: [`Engine::retry`] tries at once, else a minute passes.
    Failed {
        /// A sentence for people.
        reason: String,
    },
    /// The engine was shut down.
    Stopped,
}

/// Where a server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Up {
    /// Counts from 1; each new number means that rooms may be gone.
    pub generation: u64,
    /// Base URL (http or https) of Twirp and `/rtc`.
    pub http: Url,
    /// The embedded server's address.
    pub addr: Option<SocketAddr>,
    /// The embedded server's process.
    pub pid: Option<u32>,
}

/// A server that has answered once, and is looked after until this is shut down or dropped.
#[derive(Debug)]
pub struct Engine {
    state: watch::Receiver<EngineState>,
    media: MediaPorts,
    again: Arc<Notify>,
    renewal: Arc<Notify>,
    stop: CancellationToken,
    gently: Arc<AtomicBool>,
}

impl Engine {
    /// Starts or reaches the server. Ok once it really answers; else, within 20 seconds, a sentence
    /// that names the setting to look at.
    pub async fn start(spec: EngineSpec) -> Result<Self, Error> {
        Self::start_with(spec, Timing::default()).await
    }

    /// The same with other time limits.
    pub async fn start_with(spec: EngineSpec, timing: Timing) -> Result<Self, Error> {
        let (sender, state) = watch::channel(EngineState::Starting);
        let engine = Self {
            state,
            media: MediaPorts::default(),
            again: Arc::default(),
            renewal: Arc::default(),
            stop: CancellationToken::new(),
            gently: Arc::default(),
        };
        match spec {
            EngineSpec::Embedded {
                binary,
                key,
                secret,
                rtc_tcp,
                rtc_udp,
                webhook_url,
                note,
            } => {
                let media = Media {
                    tcp: rtc_tcp,
                    udp: rtc_udp,
                };
                let parts = Parts {
                    binary,
                    key,
                    secret,
                    media,
                    webhook_url,
                    note: note.map(Note::at),
                };
                let calls = Calls {
                    again: engine.again.clone(),
                    renewal: engine.renewal.clone(),
                };
                let media = engine.media.clone();
                let mut server = Embedded::new(parts, timing, sender.clone(), media, calls)?;
                server.start().await?;
                let (stop, gently) = (engine.stop.clone(), engine.gently.clone());
                tokio::spawn(async move {
                    tokio::select! {
                        biased;
                        () = stop.cancelled() => {}
                        never = server.supervise() => match never {},
                    }
                    server.end(gently.load(Ordering::SeqCst)).await;
                    sender.send_replace(EngineState::Stopped);
                });
            }
            EngineSpec::External { url, key, secret } => {
                let mut server = External::new(
                    &url,
                    &key,
                    &secret,
                    timing,
                    sender.clone(),
                    engine.again.clone(),
                )?;
                server.start().await?;
                let stop = engine.stop.clone();
                tokio::spawn(async move {
                    tokio::select! {
                        biased;
                        () = stop.cancelled() => {}
                        never = server.supervise() => match never {},
                    }
                    sender.send_replace(EngineState::Stopped);
                });
            }
        }
        Ok(engine)
    }

    /// Every change of state, and the present one.
    pub fn watch(&self) -> watch::Receiver<EngineState> {
        self.state.clone()
    }

    /// TCP and UDP port of the embedded server's media. With ports of 0 they may change when the
    /// server is restarted.
    pub fn media_ports(&self) -> Option<(u16, u16)> {
        self.media.get().map(|media| (media.tcp, media.udp))
    }

    /// Tries at once instead of waiting, if the server is away or has failed.
    pub fn retry(&self) {
        if matches!(
            *self.state.borrow(),
            EngineState::Down { .. } | EngineState::Failed { .. }
        ) {
            self.again.notify_one();
        }
    }

    /// Starts the embedded server anew, so that its media is at the addresses that this computer has
    /// now: it looks at them when it starts, and never again. Calls come back by themselves within
    /// seconds. Somebody else's server is left alone.
    pub fn renew(&self) {
        self.renewal.notify_one();
    }

    /// Ends the server and waits until it is gone.
    pub async fn shutdown(&self) {
        self.gently.store(true, Ordering::SeqCst);
        self.stop.cancel();
        // An error means that the task is gone, and with it the server.
        let _ = self
            .state
            .clone()
            .wait_for(|state| *state == EngineState::Stopped)
            .await;
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// The media ports in use, shared between the engine's task and its handle.
#[derive(Debug, Clone, Default)]
struct MediaPorts(Arc<Mutex<Option<Media>>>);

impl MediaPorts {
    fn get(&self) -> Option<Media> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, media: Media) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(media);
    }
}
