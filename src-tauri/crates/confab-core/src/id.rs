//! The meeting id: three, four and three lower-case letters, as in `abc-defg-hij`.
//!
//! 26¹⁰ ids (47 bits). What is stored and returned is canonical; reading forgives upper case,
//! missing or other hyphens and blanks around, because people type ids from paper.

use std::fmt;
use std::str::FromStr;

const LETTERS: usize = 10;
/// The longest text that is looked at when an id is read; nobody types more.
const READ_LIMIT: usize = 64;

/// A canonical meeting id.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MeetingId([u8; LETTERS]);

/// The text is not a meeting id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a meeting id")]
pub struct NotAnId;

impl MeetingId {
    /// A new id: every letter equally likely, from the operating system's generator.
    pub fn generate() -> Self {
        let mut letters = [0_u8; LETTERS];
        let mut filled = 0;
        while filled < LETTERS {
            // 234 = 9 × 26: bytes above it would favour the first letters, so they are thrown away.
            for byte in crate::random::bytes::<16>()
                .into_iter()
                .filter(|b| *b < 234)
            {
                if filled < LETTERS {
                    letters[filled] = b'a' + byte % 26;
                    filled += 1;
                }
            }
        }
        Self(letters)
    }
}

impl fmt::Display for MeetingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = std::str::from_utf8(&self.0).map_err(|_| fmt::Error)?;
        write!(f, "{}-{}-{}", &letters[..3], &letters[3..7], &letters[7..])
    }
}

impl fmt::Debug for MeetingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for MeetingId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.len() > READ_LIMIT {
            return Err(NotAnId);
        }
        let mut letters = [0_u8; LETTERS];
        let mut filled = 0;
        for c in text.trim().chars() {
            match c {
                'a'..='z' | 'A'..='Z' if filled < LETTERS => {
                    letters[filled] = c.to_ascii_lowercase() as u8;
                    filled += 1;
                }
                // Hyphens as keyboards and word processors make them.
                '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | ' ' => {}
                _ => return Err(NotAnId),
            }
        }
        if filled == LETTERS {
            Ok(Self(letters))
        } else {
            Err(NotAnId)
        }
    }
}

impl serde::Serialize for MeetingId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_ids_are_canonical_and_read_back() {
        for _ in 0..1000 {
            let id = MeetingId::generate();
            let text = id.to_string();
            let parts: Vec<_> = text.split('-').map(str::len).collect();
            assert_eq!(parts, [3, 4, 3], "{text}");
            assert_eq!(text.parse(), Ok(id));
        }
    }

    #[test]
    fn every_letter_is_about_equally_likely() {
        let mut counts = [0_u32; 26];
        for _ in 0..26_000 {
            for letter in MeetingId::generate().0 {
                counts[usize::from(letter - b'a')] += 1;
            }
        }
        // 10,000 expected each, standard deviation 98: seven of them are not chance.
        assert!(
            counts.iter().all(|c| (9_300..10_700).contains(c)),
            "{counts:?}"
        );
    }

    #[test]
    fn reading_forgives_case_hyphens_and_blanks() {
        let id: MeetingId = "abc-defg-hij".parse().expect("canonical");
        for text in [
            "ABC-DEFG-HIJ",
            "abcdefghij",
            " abc defg hij ",
            "abc–defg–hij",
            "a-bcdefghi-j",
        ] {
            assert_eq!(text.parse(), Ok(id), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in [
            "",
            "abc",
            "abc-defg-hijk",
            "abc-defg-hi1",
            "abc-defg-hi\0",
            "äbc-defg-hij",
            "../../etc",
        ] {
            assert_eq!(text.parse::<MeetingId>(), Err(NotAnId), "{text:?}");
        }
        assert!("-".repeat(5000).parse::<MeetingId>().is_err());
    }
}
