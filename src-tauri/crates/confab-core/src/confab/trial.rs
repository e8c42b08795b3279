//! Trying out a connection: a room of its own in which one page sends to itself, for a minute.
//!
//! Such a room belongs to no meeting: it is in no list, count or event, and the gate lets in the two
//! tokens that were handed out for it and nobody else. How often somebody may ask is the door's
//! business; how many rooms there are at a time is bounded here.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::upkeep::spawn;
use super::{Confab, Live, Seat};
use crate::error::{Code, Error, Result};
use crate::pace::too_fast;
use crate::secret::Secret;
use crate::trial::{RECEIVER, SENDER, TrialRoom};

/// How long a trial may take unless told otherwise; then its room is closed.
pub const TRIAL_LIFE: Duration = Duration::from_secs(60);
/// How many trials there are at a time.
pub const TRIALS_AT_ONCE: usize = 32;

/// What a page tries out its connection with.
#[derive(Debug)]
pub struct Trial {
    /// LiveKit's access token of the one who sends a picture.
    pub sender: Secret,
    /// That of the one who receives it.
    pub receiver: Secret,
    /// For how long.
    pub life: Duration,
}

/// The rooms that are open now, and until when.
#[derive(Debug)]
pub(super) struct Trials {
    life: Duration,
    open: Mutex<HashMap<TrialRoom, Instant>>,
}

impl Trials {
    pub(super) fn new(life: Duration) -> Self {
        Self {
            life,
            open: Mutex::default(),
        }
    }

    /// Takes up a new one, or says after how long there is room for it.
    fn begin(&self, room: &TrialRoom) -> Result<(), Duration> {
        let now = Instant::now();
        let mut open = self.open();
        if open.len() >= TRIALS_AT_ONCE {
            let first = open.values().min().copied().unwrap_or(now);
            return Err(first.saturating_duration_since(now));
        }
        open.insert(room.clone(), now + self.life);
        Ok(())
    }

    fn has(&self, room: &TrialRoom) -> bool {
        self.open()
            .get(room)
            .is_some_and(|until| *until > Instant::now())
    }

    fn end(&self, room: &TrialRoom) {
        self.open().remove(room);
    }

    fn open(&self) -> std::sync::MutexGuard<'_, HashMap<TrialRoom, Instant>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Confab {
    /// Opens a room in which a page may send to itself.
    ///
    /// # Errors
    /// [`Code::TooManyRequests`] while there are many of them; [`Code::ServerAway`] and
    /// [`Code::ServerUnavailable`] where the LiveKit server does not make it.
    pub async fn trial(&self) -> Result<Trial> {
        let live = self.inner.live()?;
        let room = TrialRoom::generate();
        self.inner.trials.begin(&room).map_err(|wait| {
            too_fast(
                Code::TooManyRequests,
                "Many people are checking their connection at the moment. Try again in a minute.",
                wait,
            )
        })?;
        self.close_in_time(room.clone());
        if let Err(e) = live.rooms.create_trial(&room).await {
            self.inner.trials.end(&room);
            return Err(e);
        }
        let (tokens, life) = (&self.inner.tokens, self.inner.trials.life);
        Ok(Trial {
            sender: tokens.mint_trial(&room, true, life)?,
            receiver: tokens.mint_trial(&room, false, life)?,
            life,
        })
    }

    /// The gate's answer to a token for a trial.
    pub(super) async fn admit_to_trial(&self, room: TrialRoom, identity: String) -> Result<Seat> {
        if ![SENDER, RECEIVER].contains(&identity.as_str()) {
            return Err(over());
        }
        self.is_open(&room)?;
        let live = self.inner.live()?;
        Seat::in_trial(self, room, identity, &live)
    }

    /// LiveKit has forgotten the room: it was restarted.
    pub(super) async fn trial_missing(&self, room: &TrialRoom) -> Result<()> {
        self.is_open(room)?;
        let live = self.inner.live()?;
        live.rooms.create_trial(room).await
    }

    fn is_open(&self, room: &TrialRoom) -> Result<()> {
        if self.inner.trials.has(room) {
            Ok(())
        } else {
            Err(over())
        }
    }

    fn close_in_time(&self, room: TrialRoom) {
        let confab = self.clone();
        spawn(self, async move {
            tokio::time::sleep(confab.inner.trials.life).await;
            confab.inner.trials.end(&room);
            if let Ok(live) = confab.inner.live() {
                close(&live, &room).await;
            }
        });
    }
}

fn over() -> Error {
    Error::new(
        Code::BadToken,
        "This check of the connection is over. Begin another one.",
    )
}

/// Where that fails, LiveKit closes the room itself once nobody is in it.
async fn close(live: &Live, room: &TrialRoom) {
    if let Err(e) = live.rooms.delete(room.as_str()).await {
        tracing::debug!(error = %e, "the room of a trial is closed later");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_trial_is_over_after_a_minute_and_their_number_is_bounded() {
        let trials = Trials::new(TRIAL_LIFE);
        let first = TrialRoom::generate();
        assert_eq!(trials.begin(&first), Ok(()));
        tokio::time::advance(TRIAL_LIFE / 2).await;
        for _ in 1..TRIALS_AT_ONCE {
            assert_eq!(trials.begin(&TrialRoom::generate()), Ok(()));
        }
        assert_eq!(
            trials.begin(&TrialRoom::generate()),
            Err(TRIAL_LIFE / 2),
            "until the first one is over"
        );
        assert!(trials.has(&first) && !trials.has(&TrialRoom::generate()));
        tokio::time::advance(TRIAL_LIFE / 2).await;
        assert!(!trials.has(&first), "over, also before it was tidied away");
        trials.end(&first);
        assert_eq!(trials.begin(&TrialRoom::generate()), Ok(()));
    }
}
