//! The name of a room in which somebody tries out their connection. It belongs to no meeting.

use std::fmt;
use std::str::FromStr;

use crate::random;

/// What such a name begins with: no meeting's id does.
const PREFIX: &str = "doctor-";
/// How much of it is random, in bytes.
const RANDOM: usize = 16;

/// Who sends in such a room.
pub const SENDER: &str = "sender";
/// Who receives.
pub const RECEIVER: &str = "receiver";

/// A room of the connection doctor's own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TrialRoom(String);

/// This is no such name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no room for a trial")]
pub struct NoTrialRoom;

impl TrialRoom {
    /// A new one that nobody can guess.
    pub fn generate() -> Self {
        let digits: String = random::bytes::<RANDOM>()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Self(format!("{PREFIX}{digits}"))
    }

    /// The room's name at the LiveKit server.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TrialRoom {
    type Err = NoTrialRoom;

    fn from_str(text: &str) -> Result<Self, NoTrialRoom> {
        let digits = text.strip_prefix(PREFIX).ok_or(NoTrialRoom)?;
        let fits = digits.len() == RANDOM * 2
            && digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Self(text.to_owned())).ok_or(NoTrialRoom)
    }
}

impl fmt::Display for TrialRoom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::MeetingId;

    #[test]
    fn a_trial_is_never_taken_for_a_meeting_nor_a_meeting_for_a_trial() {
        let room = TrialRoom::generate();
        assert_eq!(room.as_str().parse(), Ok(room.clone()));
        assert!(room.as_str().parse::<MeetingId>().is_err());
        for other in [
            MeetingId::generate().to_string(),
            "doctor-".to_owned(),
            room.as_str().to_uppercase(),
            format!("{room}0"),
        ] {
            assert_eq!(other.parse::<TrialRoom>(), Err(NoTrialRoom), "{other}");
        }
    }
}
