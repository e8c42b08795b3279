//! Following what changes: a snapshot first, then every event; a new snapshot for a reader that
//! fell behind, never a gap.

use std::sync::Arc;

use tokio::sync::broadcast::error::RecvError;

use super::Confab;
use crate::error::Result;
use crate::event::Event;
use crate::event::{Envelope, Snapshot};
use crate::meeting::LiveMeeting;
use crate::presence::{Inside, RoomView, View};
use crate::session::Session;

/// What a reader is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    All,
    /// What the owner of this session may know of their meeting, and of the server: who is inside
    /// and what happens there only while they are inside themselves.
    Inside(Session),
}

/// A reader's place.
pub struct Subscription {
    confab: Confab,
    scope: Scope,
    snapshot: Option<Snapshot>,
    /// Whether the last snapshot told who is inside.
    told_all: bool,
    /// Whether a new snapshot is due. Kept here, so that a reader that stops waiting for it misses
    /// nothing.
    is_due: bool,
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
        let told_all = self.is_told_all(&scope);
        let (snapshot, events) = self.snapshot(&scope, told_all).await?;
        Ok(Subscription {
            confab: self.clone(),
            scope,
            snapshot: Some(snapshot),
            told_all,
            is_due: false,
            events,
        })
    }

    /// Whether this reader may know now who is inside and what happens there.
    fn is_told_all(&self, scope: &Scope) -> bool {
        match scope {
            Scope::All => true,
            Scope::Inside(session) => self.inside(session) != Inside::No,
        }
    }

    async fn snapshot(
        &self,
        scope: &Scope,
        tells_all: bool,
    ) -> Result<(Snapshot, tokio::sync::broadcast::Receiver<Arc<Envelope>>)> {
        let only = match scope {
            Scope::All => None,
            Scope::Inside(session) => Some(session.meeting),
        };
        let sees_lobby = tells_all && self.sees_lobby(scope);
        let View {
            seq,
            server,
            rooms,
            events,
        } = self.inner.presence.view(only);
        let mut meetings = Vec::with_capacity(rooms.len());
        for (id, room) in rooms {
            let RoomView {
                people,
                spotlight,
                ending_at,
                waiting,
            } = room;
            if let Some(row) = self.inner.store.meeting(id).await? {
                let mut meeting = self.see(row);
                meeting.num_participants = u32::try_from(people.len()).unwrap_or(u32::MAX);
                meeting.live_since = people.iter().map(|p| p.joined_at).min();
                meeting.waiting = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
                let mut live = LiveMeeting {
                    meeting,
                    people,
                    spotlight,
                    ending_at,
                    waiting_people: waiting,
                };
                if !sees_lobby {
                    live.meeting.waiting = 0;
                    live.waiting_people.clear();
                }
                if !tells_all {
                    live.people.clear();
                    live.spotlight = None;
                    live.ending_at = None;
                }
                meetings.push(live);
            }
        }
        Ok((
            Snapshot {
                seq,
                server,
                meetings,
                sharing: (*scope == Scope::All).then(|| self.sharing()),
            },
            events,
        ))
    }
}

impl Confab {
    /// Whether this reader may know who waits. A role is looked up each time: it may have been
    /// given or taken since the reader began.
    fn sees_lobby(&self, scope: &Scope) -> bool {
        match scope {
            Scope::All => true,
            Scope::Inside(session) => self
                .inner
                .presence
                .role(session.meeting, &session.identity)
                .unwrap_or(session.role)
                .moderates(),
        }
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
            if self.is_due {
                let tells_all = self.confab.is_told_all(&self.scope);
                let (snapshot, events) = self.confab.snapshot(&self.scope, tells_all).await?;
                (self.events, self.told_all, self.is_due) = (events, tells_all, false);
                return Ok(Some(Feed::Snapshot(snapshot)));
            }
            let received = tokio::select! {
                () = self.confab.inner.stop.cancelled() => return Ok(None),
                received = self.events.recv() => received,
            };
            match received {
                Ok(envelope) => {
                    if let Some(envelope) = self.read(envelope) {
                        return Ok(Some(Feed::Event(envelope)));
                    }
                }
                Err(RecvError::Lagged(_)) => self.is_due = true,
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }

    /// An event as this reader may know it; a snapshot is due instead once they have come in.
    fn read(&mut self, envelope: Arc<Envelope>) -> Option<Arc<Envelope>> {
        let tells_all = self.confab.is_told_all(&self.scope);
        let Scope::Inside(session) = &self.scope else {
            return Some(envelope);
        };
        if envelope
            .event
            .meeting()
            .is_some_and(|its| its != session.meeting)
        {
            return None;
        }
        if tells_all && !self.told_all {
            self.is_due = true;
            return None;
        }
        self.told_all = tells_all;
        if !tells_all && !is_for_outsiders(&envelope.event, session) {
            return None;
        }
        match &envelope.event {
            Event::SharingChanged(_) | Event::Roles(..) => None,
            Event::Asked { identity, .. } if *identity != session.identity => None,
            Event::Waiting(..) if !self.confab.sees_lobby(&self.scope) => None,
            Event::MeetingUpdated(meeting)
                if meeting.waiting > 0 && !self.confab.sees_lobby(&self.scope) =>
            {
                let mut meeting = meeting.clone();
                meeting.waiting = 0;
                Some(Arc::new(Envelope {
                    seq: envelope.seq,
                    event: Event::MeetingUpdated(meeting),
                }))
            }
            // A key is its author's affair.
            Event::ChatMessage(message) | Event::ChatUpdated(message)
                if message.key.is_some()
                    && message.author.identity() != Some(session.identity.as_str()) =>
            {
                let mut event = envelope.event.clone();
                if let Event::ChatMessage(message) | Event::ChatUpdated(message) = &mut event {
                    message.key = None;
                }
                let seq = envelope.seq;
                Some(Arc::new(Envelope { seq, event }))
            }
            _ => Some(envelope),
        }
    }
}

/// What the owner of a session is told while they are not inside: how the server and the meeting
/// are, and what was done to themselves.
fn is_for_outsiders(event: &Event, session: &Session) -> bool {
    match event {
        Event::Server(_) | Event::MeetingUpdated(_) | Event::MeetingDeleted(_) => true,
        Event::ParticipantLeft(_, identity) => *identity == session.identity,
        Event::Moderated { identity, .. } => identity.as_ref() == Some(&session.identity),
        _ => false,
    }
}
