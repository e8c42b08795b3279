//! Chat: what is said in a meeting from when it became live.
//!
//! A meeting becomes live when the first person is inside after [`BREAK`] seconds of nobody; its
//! chat is empty then, and what was said before is deleted. Until that moment the host can still
//! read the last one. Time while Confab itself is away does not count, up to [`AWAY`]: whoever was
//! inside when it went has [`BREAK`] seconds from its return, however it ended.
//!
//! The order of messages is that of their ids; events are announced in the same order, one meeting
//! at a time ([`turns`]). What is acknowledged is on disk.

mod message;
pub(crate) mod turns;

pub use message::{Attached, Author, KEY_LIMIT, Message, NewMessage, Page, TEXT_LIMIT};
pub(crate) use message::{check_emoji, check_key, clean_text};

/// How many messages one page holds at most.
pub const PAGE_LIMIT: u32 = 500;
/// How many messages a chat keeps; the oldest make room for new ones.
pub const KEPT: u32 = 5_000;
/// How long nobody has to be inside until the next person finds an empty chat, in seconds.
pub const BREAK: i64 = 90;
/// How long Confab may be away, in seconds, for its return to continue the chat of a meeting that
/// people were in.
pub const AWAY: i64 = 60 * 60;
/// How often the store is told that somebody is still inside, in seconds.
pub(crate) const BEAT: u64 = 30;

/// When somebody was inside a meeting last, as the store knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Whether nobody has told since that all are gone.
    pub inside: bool,
    /// Unix seconds.
    pub at: i64,
}

/// Whether the chat goes on for whoever comes inside now.
pub(crate) fn goes_on(seen: Option<Seen>, now: i64) -> bool {
    seen.is_some_and(|seen| now - seen.at < BREAK)
}

/// When somebody was inside last, seen from a program that has just started: a meeting that was
/// live when the program went counts as left this moment.
pub(crate) fn left_with_us(seen: Seen, now: i64) -> Seen {
    let at = if seen.inside && now - seen.at <= AWAY {
        now
    } else {
        seen.at
    };
    Seen { inside: false, at }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_goes_on_for_whoever_comes_within_ninety_seconds() {
        let left = |at| Some(Seen { inside: false, at });
        assert!(goes_on(left(1_000), 1_000 + BREAK - 1));
        assert!(!goes_on(left(1_000), 1_000 + BREAK));
        assert!(!goes_on(None, 1_000));
    }

    #[test]
    fn a_restart_gives_those_who_were_inside_ninety_seconds_but_not_after_a_night() {
        let live = Seen {
            inside: true,
            at: 1_000,
        };
        let back = 1_000 + AWAY;
        assert!(goes_on(Some(left_with_us(live, back)), back + BREAK - 1));
        assert!(!goes_on(Some(left_with_us(live, back)), back + BREAK));
        assert!(!goes_on(Some(left_with_us(live, back + 1)), back + 1));
        let empty = Seen {
            inside: false,
            at: 1_000,
        };
        assert_eq!(left_with_us(empty, 1_050), empty, "nobody was inside");
    }
}
