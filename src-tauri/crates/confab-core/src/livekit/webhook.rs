//! What LiveKit tells us by webhook: signed over the raw body, checked before it is parsed.

use livekit_api::access_token::TokenVerifier;
use livekit_api::webhooks::WebhookReceiver;
use livekit_protocol::{DisconnectReason, WebhookEvent};

use super::person::{ParticipantKind, TrackChange};
use super::{Credentials, Person};
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;

/// The oldest webhook that is believed, in seconds.
const OLDEST: i64 = 5 * 60;

/// News of one of our rooms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The room.
    pub meeting: MeetingId,
    /// What happened in it.
    pub change: Change,
}

/// What happened in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// LiveKit closed the room: nobody was left, or it was deleted.
    Closed,
    /// Somebody is inside.
    Joined(Person),
    /// Somebody is gone.
    Left {
        /// Who.
        identity: String,
        /// Which stay of theirs.
        sid: String,
        /// Whether they meant to: they pressed Leave, or closed the page.
        by_choice: bool,
    },
    /// A track came or went.
    Track {
        /// Whose.
        identity: String,
        /// Which, and how.
        track: TrackChange,
    },
}

/// Verifies and reads webhooks.
#[derive(Debug, Clone)]
pub struct Webhooks(WebhookReceiver);

impl Webhooks {
    /// With the key and secret of the LiveKit server.
    pub fn new(credentials: &Credentials) -> Self {
        let verifier = TokenVerifier::with_api_key(&credentials.key, credentials.secret.expose());
        Self(WebhookReceiver::new(verifier))
    }

    /// Reads one; `None` where it is about nothing that we follow.
    ///
    /// # Errors
    /// [`Code::BadToken`] where the signature is not the server's or the news is old.
    pub fn read(&self, body: &[u8], authorization: &str, now: i64) -> Result<Option<Notice>> {
        let bad = |_| {
            Error::new(
                Code::BadToken,
                "This webhook is not from our LiveKit server.",
            )
        };
        let body = std::str::from_utf8(body).map_err(|_| bad(()))?;
        let event = self.0.receive(body, authorization).map_err(|_| bad(()))?;
        if (now - event.created_at).abs() > OLDEST {
            return Err(bad(()));
        }
        Ok(notice(&event))
    }
}

fn notice(event: &WebhookEvent) -> Option<Notice> {
    let meeting = event.room.as_ref()?.name.parse().ok()?;
    let person = event.participant.as_ref();
    if person.is_some_and(|info| ParticipantKind::of(info) == ParticipantKind::Service) {
        return None;
    }
    let track = |published| -> Option<Change> {
        let track = TrackChange::read(event.track.as_ref()?, published);
        Some(Change::Track {
            identity: person?.identity.clone(),
            track,
        })
    };
    let change = match event.event.as_str() {
        "room_finished" => Change::Closed,
        "participant_joined" => Change::Joined(Person::read(person?)?),
        "participant_left" | "participant_connection_aborted" => {
            let person = person?;
            Change::Left {
                identity: person.identity.clone(),
                sid: person.sid.clone(),
                by_choice: person.disconnect_reason() == DisconnectReason::ClientInitiated,
            }
        }
        "track_published" => track(true)?,
        "track_unpublished" => track(false)?,
        _ => return None,
    };
    Some(Notice { meeting, change })
}
