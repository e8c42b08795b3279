//! Deleting what is older than its owner wants it kept. Unless a setting says so, nothing is.
//!
//! A meeting that is deleted here is deleted like any other: who has it on a screen is told, its
//! files and its key go, and its id stays known, so that it is never given out again.

use std::time::Duration;

use tokio::time::MissedTickBehavior;

use super::Confab;
use crate::chat::BREAK;
use crate::clock;
use crate::config::Keep;
use crate::error::Result;
use crate::event::Event;
use crate::id::MeetingId;

/// How often it is looked for.
const ROUND: Duration = Duration::from_secs(10 * 60);

/// Goes on for as long as the program does; begins at once.
pub(super) async fn follow(confab: Confab, keep: Keep) {
    let mut rounds = tokio::time::interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        if let Err(e) = confab.forget_old(&keep, clock::unix_now()).await {
            tracing::warn!(error = %e, "what is old enough could not be deleted");
        }
    }
}

impl Confab {
    async fn forget_old(&self, keep: &Keep, now: i64) -> Result<()> {
        let before = |age: Duration| now - age.as_secs().cast_signed();
        if let Some(age) = keep.history {
            for id in self.inner.store.meetings_unused_since(before(age)).await? {
                if self.is_unused(id) {
                    tracing::info!("a meeting that nobody came to for long is deleted");
                    self.delete(id).await?;
                }
            }
        }
        if let Some(age) = keep.chat {
            let age = age.max(Duration::from_secs(BREAK.cast_unsigned()));
            for id in self.inner.store.chats_left_before(before(age)).await? {
                self.empty_chat(id).await?;
            }
        }
        Ok(())
    }

    fn is_unused(&self, id: MeetingId) -> bool {
        !self.inner.presence.is_occupied(id) && self.inner.presence.waiting_count(id) == 0
    }

    async fn empty_chat(&self, id: MeetingId) -> Result<()> {
        let chat = self.inner.chats.of(id);
        let state = chat.state.lock().await;
        // Somebody has come since the store was asked.
        if state.inside || self.inner.presence.is_occupied(id) {
            return Ok(());
        }
        self.inner.store.clear_messages(id, i64::MAX).await?;
        self.inner.presence.announce(Event::ChatCleared(id));
        self.inner.files.remove_all(id).await;
        Ok(())
    }
}
