//! Following which chats are live: the store is told when somebody comes into an empty meeting and
//! when the last one leaves it, so that a restart of the program knows as well. The rule itself is
//! in [`crate::chat`].

use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::time::MissedTickBehavior;

use super::Confab;
use crate::chat::turns::State;
use crate::chat::{BEAT, Seen, goes_on, left_with_us};
use crate::clock;
use crate::error::Result;
use crate::event::Event;
use crate::id::MeetingId;

/// What a program that has just started sets right: meetings that were live when it went count as
/// left now, and files that no message tells of are swept away.
pub(super) async fn begin(confab: &Confab) -> Result<()> {
    let (store, now) = (&confab.inner.store, clock::unix_now());
    for (id, seen) in store.live_chats().await? {
        store.note_seen(id, left_with_us(seen, now)).await?;
    }
    confab.inner.files.sweep(store.files(None).await?).await
}

/// Goes on for as long as the program does.
pub(super) async fn follow(confab: Confab) {
    let mut events = confab.inner.presence.view(None).events;
    let mut beats = tokio::time::interval(Duration::from_secs(BEAT));
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = beats.tick() => confab.still_inside().await,
            received = events.recv() => match received {
                Ok(envelope) => {
                    if let Event::ParticipantJoined(id, _) | Event::ParticipantLeft(id, _) = envelope.event {
                        confab.look_at_chat(id).await;
                    }
                }
                Err(RecvError::Lagged(_)) => confab.still_inside().await,
                Err(RecvError::Closed) => return,
            },
        }
    }
}

impl Confab {
    /// Tells the store of everybody who is still inside.
    async fn still_inside(&self) {
        let mut ids = self.inner.presence.occupied();
        ids.extend(self.inner.chats.live());
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            self.look_at_chat(id).await;
            let seen = Seen {
                inside: true,
                at: clock::unix_now(),
            };
            if self.inner.presence.is_occupied(id)
                && let Err(e) = self.inner.store.note_seen(id, seen).await
            {
                tracing::debug!(error = %e, "the store is not told of a live meeting");
            }
        }
        self.inner.chats.tidy();
    }

    async fn look_at_chat(&self, id: MeetingId) {
        if let Err(e) = self.settle_chat(id).await {
            tracing::warn!(error = %e, "a chat is not as it should be; trying again");
        }
    }

    pub(super) async fn settle_chat(&self, id: MeetingId) -> Result<()> {
        let chat = self.inner.chats.of(id);
        let mut state = chat.state.lock().await;
        self.bring_in_line(id, &mut state).await
    }

    /// The meeting was deleted, and its messages with it.
    pub(super) async fn forget_chat(&self, id: MeetingId) {
        let chat = self.inner.chats.of(id);
        // Whoever is sending something finds no meeting any more once it is their turn.
        let _turn = chat.state.lock().await;
        self.inner.files.remove_all(id).await;
        self.inner.chats.forget(id);
    }

    /// Brings a chat in line with who is inside: whoever comes first after a long time of nobody
    /// finds it empty.
    pub(super) async fn bring_in_line(&self, id: MeetingId, state: &mut State) -> Result<()> {
        let inside = self.inner.presence.is_occupied(id);
        // Whom we put out ourselves while we end has not left.
        if inside == state.inside || self.inner.stop.is_cancelled() {
            return Ok(());
        }
        let (store, now) = (&self.inner.store, clock::unix_now());
        if !inside || goes_on(store.seen(id).await?, now) {
            store.note_seen(id, Seen { inside, at: now }).await?;
        } else {
            let before = store.held(id).await?;
            store.begin_chat(id, now).await?;
            if before.messages > 0 {
                self.inner.presence.announce(Event::ChatCleared(id));
                self.inner.files.remove_all(id).await;
            }
        }
        state.inside = inside;
        Ok(())
    }
}
