//! The lobby: waiting to be let in, and letting in.

use tokio::sync::{oneshot, watch};

use super::Confab;
use super::calls::{full, locked};
use crate::clock;
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
use crate::meeting::{Joined, Newcomer, Waiting};
use crate::presence::{Place, Ticket, Verdict};
use crate::store::Removal;

/// After how many seconds somebody may ask again who found the lobby full.
const ASK_AGAIN: u64 = 15;

/// The answer to somebody who asks to join.
pub enum Lobby {
    /// They are in at once.
    In(Box<Joined>),
    /// They wait.
    Waiting(Wait),
}

/// Somebody who waits; dropped, they have left.
pub struct Wait {
    confab: Confab,
    meeting: MeetingId,
    waiting_id: String,
    verdict: oneshot::Receiver<Verdict>,
    changed: watch::Receiver<()>,
    told: Option<Place>,
    over: bool,
}

/// What somebody who waits is told.
pub enum LobbyNews {
    /// Their place, and again whenever that changes.
    Waiting {
        /// What they are known by while they wait.
        waiting_id: String,
        /// 1 for the next.
        place: usize,
        /// How many wait.
        of: usize,
        /// The names of those inside who can let them in.
        hosts: Vec<String>,
        /// The meeting's title, where it has one.
        title: Option<String>,
    },
    /// They are let in. The last news.
    Admitted(Box<Joined>),
    /// They are not, with a sentence of the host's. The last news.
    Denied(Option<String>),
    /// There is nothing to wait for any more. The last news.
    Closed(Code),
}

impl Confab {
    /// Asks to be let in: at once where the meeting has no lobby.
    ///
    /// # Errors
    /// As [`Confab::join`], without [`Code::Lobby`]; [`Code::TooManyWaiting`].
    pub async fn ask_to_join(&self, id: MeetingId, who: &Newcomer) -> Result<Lobby> {
        let row = self.row(id).await?;
        if !row.rules.lobby || who.role.moderates() {
            return Ok(Lobby::In(Box::new(self.join(id, who).await?)));
        }
        self.may_knock(id, who).await?;
        if row.rules.locked {
            return Err(locked());
        }
        let Ticket {
            waiting_id,
            verdict,
            changed,
        } = self
            .inner
            .presence
            .wait(id, who, clock::unix_now())
            .ok_or_else(|| {
                let sentence = "Many people are waiting already. Try again in a moment.";
                Error::new(Code::TooManyWaiting, sentence).after(ASK_AGAIN)
            })?;
        let wait = Wait {
            confab: self.clone(),
            meeting: id,
            waiting_id,
            verdict,
            changed,
            told: None,
            over: false,
        };
        // It may have been deleted, or its lobby closed, between the look and the queue.
        let row = self.row(id).await?;
        if !row.rules.lobby && !row.rules.locked {
            self.admit_everybody(id).await?;
        }
        Ok(Lobby::Waiting(wait))
    }

    /// Who waits, first come first.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`].
    pub async fn waiting(&self, id: MeetingId) -> Result<Vec<Waiting>> {
        self.row(id).await?;
        Ok(self.inner.presence.waiting(id))
    }

    /// Lets somebody in who waits.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::ParticipantNotFound`], [`Code::MeetingLocked`],
    /// [`Code::MeetingFull`], and as [`Confab::join`].
    pub async fn admit_waiting(&self, id: MeetingId, waiting_id: &str) -> Result<()> {
        let row = self.row(id).await?;
        if row.rules.locked {
            return Err(Error::new(
                Code::MeetingLocked,
                "The meeting is locked. Unlock it first, then let people in.",
            ));
        }
        if self.inner.presence.is_full(id, row.max_participants) {
            return Err(full());
        }
        let waiter = self
            .inner
            .presence
            .take_waiter(id, waiting_id)
            .ok_or_else(nobody_waits)?;
        let let_in = async {
            self.may_knock(id, &waiter.who).await?;
            self.let_in(&row, &waiter.who).await
        };
        let joined = match let_in.await {
            Ok(joined) => joined,
            Err(e) if e.code() == Code::RemovedByHost => {
                waiter.tell(Verdict::Closed(Code::RemovedByHost));
                return Err(nobody_waits());
            }
            Err(e) => {
                self.inner.presence.wait_on(id, waiter);
                return Err(e);
            }
        };
        self.inner.presence.admitted(id, &joined.identity);
        if waiter.tell(Verdict::Admitted(Box::new(joined))) {
            Ok(())
        } else {
            Err(nobody_waits())
        }
    }

    /// Lets in everybody who waits, as far as there is room; how many that were.
    ///
    /// # Errors
    /// As [`Confab::admit_waiting`], where nobody could be let in.
    pub async fn admit_everybody(&self, id: MeetingId) -> Result<usize> {
        let mut count = 0;
        for waiting in self.waiting(id).await? {
            match self.admit_waiting(id, &waiting.waiting_id).await {
                Ok(()) => count += 1,
                // Gone meanwhile, or let in by somebody else.
                Err(e) if e.code() == Code::ParticipantNotFound => {}
                Err(_) if count > 0 => break,
                Err(e) => return Err(e),
            }
        }
        Ok(count)
    }

    /// Sends away who waits with a member or a browser that was put out.
    pub(super) fn turn_away(&self, id: MeetingId, removals: &[Removal]) {
        let presence = &self.inner.presence;
        for waiter in presence.take_waiters_if(id, |who| {
            removals.iter().any(|removal| {
                let member = who.member.is_some() && who.member == removal.member;
                let browser = &who.entry.browser;
                member || browser.is_some() && *browser == removal.browser
            })
        }) {
            waiter.tell(Verdict::Closed(Code::RemovedByHost));
        }
    }

    /// Sends somebody away who waits, with a sentence.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::ParticipantNotFound`].
    pub async fn deny(
        &self,
        id: MeetingId,
        waiting_id: &str,
        sentence: Option<String>,
    ) -> Result<()> {
        self.row(id).await?;
        let waiter = self
            .inner
            .presence
            .take_waiter(id, waiting_id)
            .ok_or_else(nobody_waits)?;
        waiter.tell(Verdict::Denied(sentence));
        Ok(())
    }
}

impl Confab {
    /// Sends away all who wait, with a sentence; how many that were.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`].
    pub async fn deny_all(&self, id: MeetingId, sentence: Option<&str>) -> Result<usize> {
        self.row(id).await?;
        let waiters = self.inner.presence.take_waiters(id);
        let count = waiters.len();
        for waiter in waiters {
            waiter.tell(Verdict::Denied(sentence.map(str::to_owned)));
        }
        Ok(count)
    }
}

impl Wait {
    /// The next news; `None` after the last. May be dropped and called again at any time.
    pub async fn next(&mut self) -> Option<LobbyNews> {
        loop {
            if self.over {
                return None;
            }
            // Before the look, so that no change after it is missed.
            self.changed.mark_unchanged();
            if let Ok(verdict) = self.verdict.try_recv() {
                return Some(self.end(verdict));
            }
            let place = self
                .confab
                .inner
                .presence
                .place(self.meeting, &self.waiting_id);
            if let Some(place) = place
                && self.told.as_ref() != Some(&place)
            {
                let title = self.title().await;
                self.told = Some(place.clone());
                return Some(LobbyNews::Waiting {
                    waiting_id: self.waiting_id.clone(),
                    place: place.place,
                    of: place.of,
                    hosts: place.hosts,
                    title,
                });
            }
            let stop = self.confab.inner.stop.clone();
            tokio::select! {
                () = stop.cancelled() => return None,
                verdict = &mut self.verdict => {
                    // Without a word: the meeting's room is gone.
                    let verdict = verdict.unwrap_or(Verdict::Closed(Code::MeetingNotFound));
                    return Some(self.end(verdict));
                }
                _ = self.changed.changed() => {}
            }
        }
    }

    async fn title(&self) -> Option<String> {
        self.confab.row(self.meeting).await.ok()?.title
    }

    fn end(&mut self, verdict: Verdict) -> LobbyNews {
        self.over = true;
        match verdict {
            Verdict::Admitted(joined) => LobbyNews::Admitted(joined),
            Verdict::Denied(sentence) => LobbyNews::Denied(sentence),
            Verdict::Closed(code) => LobbyNews::Closed(code),
        }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.confab
            .inner
            .presence
            .take_waiter(self.meeting, &self.waiting_id);
    }
}

fn nobody_waits() -> Error {
    Error::new(
        Code::ParticipantNotFound,
        "Nobody waits under this id. They may have left, or been let in already.",
    )
}
