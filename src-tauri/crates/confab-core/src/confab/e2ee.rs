//! Encrypted meetings: their keys, for the host, and what may be known to all.

use super::Confab;
use crate::e2ee::MeetingKey;
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
use crate::meeting::Meeting;

impl Confab {
    /// A meeting's key. For the host alone: in the window, and in the host's own call on this computer.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`]; [`Code::NoKey`] where it is not encrypted, or its key is gone;
    /// [`Code::Storage`].
    pub async fn key(&self, id: MeetingId) -> Result<MeetingKey> {
        let row = self.inner.store.meeting(id).await?;
        if !row.ok_or_else(Error::meeting_not_found)?.encrypted {
            return Err(Error::new(
                Code::NoKey,
                "This meeting is not end-to-end encrypted, so it has no key.",
            ));
        }
        let lost = || {
            Error::new(
                Code::NoKey,
                "The key of this meeting is not there any more, so nobody can be invited to it. Make a new meeting.",
            )
        };
        self.inner.keys.read(id).await?.ok_or_else(lost)
    }

    /// By what a page knows whether it has the meeting's key; `None` where the meeting is not
    /// encrypted, empty where its key is gone.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub async fn key_check(&self, meeting: &Meeting) -> Result<Option<String>> {
        if !meeting.encrypted {
            return Ok(None);
        }
        let key = self.inner.keys.read(meeting.id).await?;
        Ok(Some(
            key.map(|key| key.check(meeting.id)).unwrap_or_default(),
        ))
    }

    /// Whether those inside encrypt what they say and send.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub async fn encrypts(&self, id: MeetingId) -> Result<bool> {
        let row = self.inner.store.meeting(id).await?;
        Ok(row.is_some_and(|row| row.encrypted))
    }

    /// Removes the keys that a crash left of meetings that are gone.
    pub(super) async fn sweep_keys(&self) {
        let swept = async {
            let known = self.inner.store.encrypted_meetings().await?;
            self.inner.keys.sweep(known.into_iter().collect()).await
        };
        if let Err(e) = swept.await {
            tracing::warn!(error = %e, "keys of deleted meetings are left until the next start");
        }
    }
}
