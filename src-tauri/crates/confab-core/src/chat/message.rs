//! Messages, and what may be in one.

use crate::caller::Caller;
use crate::confab::REACTIONS;
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
use crate::session::Role;

/// The longest text, in characters.
pub const TEXT_LIMIT: usize = 4_000;
/// The longest key, in characters.
pub const KEY_LIMIT: usize = 64;

/// Who says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// The host, through a door of their own.
    Host,
    /// Somebody inside.
    Person(String),
}

impl Author {
    /// Who somebody is to a chat.
    pub fn of(caller: &Caller) -> Self {
        caller
            .identity()
            .map_or(Author::Host, |identity| Author::Person(identity.to_owned()))
    }

    /// The identity of somebody inside.
    pub fn identity(&self) -> Option<&str> {
        match self {
            Author::Host => None,
            Author::Person(identity) => Some(identity),
        }
    }
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Its place in the order.
    pub id: i64,
    /// The meeting.
    pub meeting: MeetingId,
    /// Who said it.
    pub author: Author,
    /// What they were called then.
    pub name: String,
    /// What they were then.
    pub role: Role,
    /// What they said; empty where it was deleted, and beside a file.
    pub text: String,
    /// Unix milliseconds.
    pub sent_at: i64,
    /// The message that it answers.
    pub reply_to: Option<i64>,
    /// Who reacted with what, in the order in which that began.
    pub reactions: Vec<(String, Vec<String>)>,
    /// Whether it was taken back.
    pub deleted: bool,
    /// A file that came with it.
    pub file: Option<Attached>,
    /// What its author told it from a repetition by; nobody else's affair.
    pub key: Option<String>,
}

/// A file in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// 128 random bits in hexadecimal.
    pub id: String,
    /// Its cleaned name.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// The size of its preview, where it has one.
    pub preview: Option<u64>,
}

/// What somebody wants to say.
#[derive(Debug, Clone, Default)]
pub struct NewMessage {
    /// 1 to [`TEXT_LIMIT`] characters.
    pub text: String,
    /// The message that it answers.
    pub reply_to: Option<i64>,
    /// The same for every try of one message, so that it is said once.
    pub key: Option<String>,
}

/// Some messages, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The messages.
    pub messages: Vec<Message>,
    /// Whether there are more after them.
    pub more: bool,
}

pub(crate) fn clean_text(typed: &str) -> Result<String> {
    let text = crate::text::clean_lines(typed)
        .ok_or_else(|| Error::new(Code::BadInput, "Write something first (text)."))?;
    if text.chars().count() > TEXT_LIMIT {
        return Err(Error::new(
            Code::BadInput,
            format!("This message is too long. Use at most {TEXT_LIMIT} characters (text)."),
        ));
    }
    Ok(text)
}

pub(crate) fn check_key(key: Option<String>) -> Result<Option<String>> {
    let fits = |key: &String| {
        (1..=KEY_LIMIT).contains(&key.len())
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    match key {
        Some(key) if !fits(&key) => Err(Error::new(
            Code::BadInput,
            format!("key must be 1 to {KEY_LIMIT} letters, digits, hyphens and underscores."),
        )),
        key => Ok(key),
    }
}

/// One of [`REACTIONS`], also where it came without the mark that asks for colours.
pub(crate) fn check_emoji(typed: &str) -> Result<&'static str> {
    let plain = |emoji: &str| emoji.trim_end_matches('\u{FE0F}').to_owned();
    REACTIONS
        .into_iter()
        .find(|emoji| plain(emoji) == plain(typed))
        .ok_or_else(|| {
            Error::new(
                Code::BadInput,
                format!("React with {}.", REACTIONS.join(" ")),
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_lines_and_has_at_most_4000_characters() {
        assert_eq!(
            clean_text(" one\r\n\r\n  two\u{7}\u{202E} \n").expect("a text"),
            "one\n\n  two"
        );
        assert!(clean_text(&"é".repeat(TEXT_LIMIT)).is_ok());
        for bad in [
            "".to_owned(),
            " \n\t ".to_owned(),
            "\u{200B}".to_owned(),
            "é".repeat(TEXT_LIMIT + 1),
        ] {
            assert!(clean_text(&bad).is_err(), "{bad:.20}");
        }
    }

    #[test]
    fn reactions_are_those_on_the_list() {
        assert_eq!(check_emoji("❤").expect("without its mark"), "❤️");
        assert_eq!(check_emoji("👍").expect("a thumb"), "👍");
        for bad in ["", "👎", "👍👍", "x", "\u{FE0F}"] {
            assert!(check_emoji(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_key_is_a_word() {
        assert!(check_key(Some("3f1c-AB_9".into())).is_ok());
        for bad in ["", "a b", "é", &"x".repeat(KEY_LIMIT + 1)] {
            assert!(check_key(Some(bad.into())).is_err(), "{bad}");
        }
    }
}
