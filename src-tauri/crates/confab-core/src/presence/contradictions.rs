//! Tracks whose media contradicts what their sender declares, per participant.
//!
//! The first ones are muted; who sends another one, or turns a muted one on again, is removed. A
//! list of LiveKit's that was asked for before a mute was acknowledged proves nothing.

use std::collections::HashMap;

use tokio::time::Instant;

use super::Presence;
use crate::id::MeetingId;
use crate::livekit::Contradiction;

/// How many contradicting tracks of one participant are kept apart. More of them are a repetition.
const TRACKS: usize = 64;

/// What is to be done about a participant's contradicting tracks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// The track ids to mute.
    pub(crate) mute: Vec<String>,
    /// This is the first offence.
    pub(crate) first: bool,
    /// This is a repeated one.
    pub(crate) again: bool,
}

/// The contradicting tracks of one participant.
#[derive(Debug, Default)]
pub(super) struct Contradictions {
    warned: bool,
    /// By track id, since when the track is known to be muted.
    muted: HashMap<String, Option<Instant>>,
}

impl Contradictions {
    /// Judges a list that was asked for at `asked`.
    fn judge(&mut self, tracks: &[Contradiction], asked: Instant) -> Verdict {
        let warned = self.warned;
        let mut verdict = Verdict::default();
        for track in tracks {
            let new = !self.muted.contains_key(&track.sid);
            if new && self.muted.len() >= TRACKS {
                verdict.again = true;
                continue;
            }
            let muted = self.muted.entry(track.sid.clone()).or_default();
            if track.muted {
                muted.get_or_insert(asked);
                continue;
            }
            verdict.again |= warned && (new || muted.is_some_and(|since| since < asked));
            verdict.mute.push(track.sid.clone());
        }
        self.warned |= !verdict.mute.is_empty();
        verdict.first = self.warned && !warned;
        verdict
    }
}

impl Presence {
    /// Judges the contradicting tracks of a participant inside, in a list of LiveKit's that was
    /// asked for at `asked`.
    pub(crate) fn judge_media(
        &self,
        id: MeetingId,
        identity: &str,
        tracks: &[Contradiction],
        asked: Instant,
    ) -> Verdict {
        let mut inner = self.lock();
        match inner.rooms.get_mut(&id) {
            Some(room) if !tracks.is_empty() => {
                let known = &mut room.stage.contradictions;
                let known = known.entry(identity.to_owned()).or_default();
                known.judge(tracks, asked)
            }
            _ => Verdict::default(),
        }
    }

    /// LiveKit has acknowledged that a contradicting track is muted.
    pub(crate) fn media_muted(&self, id: MeetingId, identity: &str, sid: &str) {
        let mut inner = self.lock();
        let room = inner.rooms.get_mut(&id);
        let known = room.and_then(|room| room.stage.contradictions.get_mut(identity));
        if let Some(muted) = known.and_then(|known| known.muted.get_mut(sid)) {
            *muted = Some(Instant::now());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn track(sid: &str, muted: bool) -> Contradiction {
        Contradiction {
            sid: sid.to_owned(),
            muted,
        }
    }

    #[test]
    fn turning_a_muted_one_on_again_counts_and_a_list_from_before_the_mute_does_not() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut known = Contradictions::default();
        let first = known.judge(&[track("a", false), track("b", false)], at(1));
        assert!(first.first && !first.again);
        assert_eq!(first.mute, ["a", "b"]);
        known.muted.insert("a".to_owned(), Some(at(3)));
        let stale = known.judge(&[track("a", false), track("b", true)], at(2));
        assert!(!stale.first && !stale.again);
        let quiet = known.judge(&[track("a", true), track("b", true)], at(4));
        assert_eq!(quiet, Verdict::default());
        assert!(known.judge(&[track("a", false)], at(5)).again);
        assert!(known.judge(&[track("b", false)], at(5)).again);
    }

    #[test]
    fn another_track_counts_once_it_is_on() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut known = Contradictions::default();
        assert_eq!(known.judge(&[track("a", true)], at(1)), Verdict::default());
        assert!(known.judge(&[track("a", false)], at(2)).first);
        assert_eq!(known.judge(&[track("b", true)], at(3)), Verdict::default());
        assert!(known.judge(&[track("c", false)], at(4)).again);
    }

    #[test]
    fn muted_ones_without_end_count_too() {
        let mut known = Contradictions::default();
        let many: Vec<_> = (0..=TRACKS).map(|n| track(&n.to_string(), true)).collect();
        assert!(known.judge(&many, Instant::now()).again);
    }
}
