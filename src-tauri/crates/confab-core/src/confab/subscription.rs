//! Following what changes: a snapshot first, then every event; a new snapshot for a reader that
//! fell behind, never a gap.

use std::sync::Arc;

use tokio::sync::broadcast::error::RecvError;

use super::Confab;
use crate::error::Result;
use crate::event::{Envelope, Snapshot};
use crate::id::MeetingId;
use crate::meeting::LiveMeeting;
use crate::presence::View;

/// What a reader is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    All,
    /// One meeting, and the server.
    Meeting(MeetingId),
}

/// A reader's place.
pub struct Subscription {
    confab: Confab,
    scope: Scope,
    snapshot: Option<Snapshot>,
    events: tokio::sync::broadcast::Receiver<Arc<Envelope>>,
}

/// What comes next.
#[derive(Debug, Clone)]
pub enum Feed {
    /// How things stand: first of all, and again after falling behind.
    Snapshot(Snapshot),
    /// What changed since.
    Event(Arc<Envelope>),
}

impl Confab {
    /// Starts to follow.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn subscribe(&self, scope: Scope) -> Result<Subscription> {
        let (snapshot, events) = self.snapshot(scope).await?;
        Ok(Subscription {
            confab: self.clone(),
            scope,
            snapshot: Some(snapshot),
            events,
        })
    }

    async fn snapshot(
        &self,
        scope: Scope,
    ) -> Result<(Snapshot, tokio::sync::broadcast::Receiver<Arc<Envelope>>)> {
        let only = match scope {
            Scope::All => None,
            Scope::Meeting(id) => Some(id),
        };
        let View {
            seq,
            server,
            rooms,
            events,
        } = self.inner.presence.view(only);
        let mut meetings = Vec::with_capacity(rooms.len());
        for (id, people) in rooms {
            if let Some(row) = self.inner.store.meeting(id).await? {
                let mut meeting = self.see(row);
                meeting.num_participants = u32::try_from(people.len()).unwrap_or(u32::MAX);
                meeting.live_since = people.iter().map(|p| p.joined_at).min();
                meetings.push(LiveMeeting { meeting, people });
            }
        }
        Ok((
            Snapshot {
                seq,
                server,
                meetings,
            },
            events,
        ))
    }
}

impl Subscription {
    /// The next piece; `None` when there will be no more.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`] where a new snapshot can't be read.
    pub async fn next(&mut self) -> Result<Option<Feed>> {
        if let Some(snapshot) = self.snapshot.take() {
            return Ok(Some(Feed::Snapshot(snapshot)));
        }
        loop {
            let received = tokio::select! {
                () = self.confab.inner.stop.cancelled() => return Ok(None),
                received = self.events.recv() => received,
            };
            match received {
                Ok(envelope) if self.concerns(&envelope) => return Ok(Some(Feed::Event(envelope))),
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => {
                    let (snapshot, events) = self.confab.snapshot(self.scope).await?;
                    self.events = events;
                    return Ok(Some(Feed::Snapshot(snapshot)));
                }
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }

    fn concerns(&self, envelope: &Envelope) -> bool {
        match (self.scope, envelope.event.meeting()) {
            (Scope::All, _) | (_, None) => true,
            (Scope::Meeting(mine), Some(its)) => mine == its,
        }
    }
}
