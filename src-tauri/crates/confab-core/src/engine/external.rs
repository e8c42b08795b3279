//! A LiveKit server that somebody else runs (`LIVEKIT_URL`): is it there, does it know our key.
//!
//! Nothing is started or stopped here. After the first success it is asked now and then, and each
//! return after an absence counts as a new generation: its rooms may be gone.

use std::sync::Arc;

use tokio::sync::{Notify, watch};
use tokio::time::{Instant, sleep, timeout};
use url::Url;

use super::probe::{Answer, Probe};
use super::timing::Timing;
use super::{EngineState, Up};
use crate::error::{Code, Error, Result};
use crate::secret::Secret;

/// So many questions in a row must fail before the server counts as away.
const MISSES: u32 = 2;

/// The external server, watched.
#[derive(Debug)]
pub(super) struct External {
    http: Url,
    probe: Probe,
    timing: Timing,
    state: watch::Sender<EngineState>,
    again: Arc<Notify>,
    generation: u64,
}

impl External {
    pub(super) fn new(
        url: &Url,
        key: &str,
        secret: &Secret,
        timing: Timing,
        state: watch::Sender<EngineState>,
        again: Arc<Notify>,
    ) -> Result<Self> {
        let http = http_url(url)?;
        Ok(Self {
            http,
            probe: Probe::outward(key, secret)?,
            timing,
            state,
            again,
            generation: 0,
        })
    }

    /// Ok once the server has answered.
    pub(super) async fn start(&mut self) -> Result<()> {
        let begun = Instant::now();
        let mut problem = unreachable();
        // One limit over everything: name look-ups and hand-shakes have no others.
        let _ = timeout(self.timing.start, async {
            loop {
                problem = match self
                    .probe
                    .ask(&self.http, self.timing.external_answer)
                    .await
                {
                    Answer::Ready => return self.up(),
                    Answer::Away(why) => {
                        tracing::debug!(why, "LIVEKIT_URL does not answer");
                        unreachable()
                    }
                    Answer::NotAsked => unreachable(),
                    Answer::Refused => break problem = refused(),
                    Answer::Foreign => break problem = foreign(),
                };
                if begun.elapsed() >= self.timing.external_patience {
                    break;
                }
                sleep(self.timing.external_answer / 5).await;
            }
        })
        .await;
        if self.generation > 0 {
            Ok(())
        } else {
            Err(problem)
        }
    }

    /// Announces changes for ever.
    pub(super) async fn supervise(&mut self) -> std::convert::Infallible {
        let mut missed = 0;
        loop {
            tokio::select! {
                () = self.again.notified() => {}
                () = sleep(self.timing.external_ask) => {}
            }
            let problem = match self
                .probe
                .ask(&self.http, self.timing.external_answer)
                .await
            {
                Answer::Ready => {
                    missed = 0;
                    if !matches!(*self.state.borrow(), EngineState::Up(_)) {
                        self.up();
                    }
                    continue;
                }
                Answer::Away(why) => {
                    tracing::debug!(why, "LIVEKIT_URL does not answer");
                    unreachable()
                }
                // That says nothing about the server.
                Answer::NotAsked => continue,
                Answer::Refused => refused(),
                Answer::Foreign => foreign(),
            };
            missed += 1;
            if missed >= MISSES {
                let reason = problem.detail().to_owned();
                self.state.send_if_modified(|state| match state {
                    EngineState::Down { reason: before } if *before == reason => false,
                    _ => {
                        tracing::warn!(reason, "the external LiveKit server is away");
                        *state = EngineState::Down { reason };
                        true
                    }
                });
            }
        }
    }

    fn up(&mut self) {
        self.generation += 1;
        tracing::info!(
            generation = self.generation,
            "the external LiveKit server answers"
        );
        self.state.send_replace(EngineState::Up(Up {
            generation: self.generation,
            http: self.http.clone(),
            addr: None,
            pid: None,
        }));
    }
}

/// Where Twirp answers: `ws` and `wss` as `http` and `https`.
fn http_url(url: &Url) -> Result<Url> {
    let scheme = match url.scheme() {
        "ws" | "http" => "http",
        "wss" | "https" => "https",
        _ => return Err(not_a_url()),
    };
    let mut http = url.clone();
    http.set_scheme(scheme).map_err(|()| not_a_url())?;
    Ok(http)
}

fn not_a_url() -> Error {
    Error::new(
        Code::BadSetting,
        "LIVEKIT_URL must start with ws://, wss://, http:// or https://.",
    )
}

fn unreachable() -> Error {
    Error::new(
        Code::ServerUnavailable,
        "The LiveKit server at LIVEKIT_URL can't be reached: check the address, and that the server runs.",
    )
}

fn foreign() -> Error {
    Error::new(
        Code::ServerUnavailable,
        "What answers at LIVEKIT_URL is not a LiveKit server: check the address.",
    )
}

fn refused() -> Error {
    Error::new(
        Code::ServerUnavailable,
        "The LiveKit server refuses the key: check LIVEKIT_API_KEY and LIVEKIT_API_SECRET (and this computer's clock).",
    )
}
