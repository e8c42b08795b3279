//! Ending a meeting for all who are in it, with a countdown that can be stopped. The meeting stays,
//! and can be used again.

use std::time::Duration;

use super::{Confab, upkeep};
use crate::clock;
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;

/// The longest countdown, in seconds.
pub const COUNTDOWN_LIMIT: u32 = 60;

impl Confab {
    /// Ends a meeting for all in so many seconds; when that is (Unix seconds). Instead of any
    /// countdown that was under way.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::BadInput`].
    pub async fn end_for_all(&self, id: MeetingId, seconds: u32) -> Result<i64> {
        if seconds > COUNTDOWN_LIMIT {
            return Err(Error::new(
                Code::BadInput,
                format!("seconds must be 0 to {COUNTDOWN_LIMIT}."),
            ));
        }
        self.row(id).await?;
        let at = clock::unix_now() + i64::from(seconds);
        let number = self.inner.presence.begin_ending(id, at);
        if seconds == 0 {
            let confab = self.clone();
            self.to_the_end(async move {
                confab.end_now(id).await;
                Ok(())
            })
            .await?;
        } else {
            let confab = self.clone();
            upkeep::spawn(self, async move {
                tokio::time::sleep(Duration::from_secs(seconds.into())).await;
                if confab.inner.presence.is_ending(id, number) {
                    confab.end_now(id).await;
                }
            });
        }
        Ok(at)
    }

    /// Stops the countdown; `false` where there was none.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::Storage`].
    pub async fn stop_ending(&self, id: MeetingId) -> Result<bool> {
        self.row(id).await?;
        Ok(self.inner.presence.stop_ending(id))
    }

    async fn end_now(&self, id: MeetingId) {
        self.inner.presence.close_lobby(id, Code::MeetingEnded);
        if let Err(e) = self.close_room(id).await {
            tracing::warn!(error = %e, "the room of a meeting that ended is closed later");
            self.inner.to_close().insert(id);
        }
        self.inner.presence.over(id);
    }
}
