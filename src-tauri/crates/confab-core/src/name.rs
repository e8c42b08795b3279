//! What people call themselves, and the identity that LiveKit knows them by.

use std::fmt;

use crate::error::{Code, Error, Result};

/// The longest name, in characters.
pub const NAME_LIMIT: usize = 100;
/// The longest slug in an identity, in characters; nine more follow it.
const SLUG_LIMIT: usize = 32;

/// A cleaned name: not blank, one line, no control characters, at most [`NAME_LIMIT`] characters.
#[derive(Clone, PartialEq, Eq)]
pub struct DisplayName(String);

impl DisplayName {
    /// Cleans what somebody typed.
    ///
    /// # Errors
    /// [`Code::BadInput`] where nothing visible is left, or too much.
    pub fn new(typed: &str) -> Result<Self> {
        let name = crate::text::clean(typed).ok_or_else(|| {
            Error::new(
                Code::BadInput,
                "Enter a name, so that the others know who you are.",
            )
        })?;
        if name.chars().count() > NAME_LIMIT {
            return Err(Error::new(
                Code::BadInput,
                format!("This name is too long. Use at most {NAME_LIMIT} characters."),
            ));
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A new identity for one join of this person: slug, underscore, eight hex digits.
    pub fn new_identity(&self) -> String {
        let random = u32::from_be_bytes(crate::random::bytes());
        format!("{}_{random:08x}", slug(&self.0))
    }
}

impl fmt::Display for DisplayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for DisplayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// `John Doe` → `john_doe`; transliterated to ASCII; `guest` where nothing is left.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in deunicode::deunicode(name).chars() {
        if slug.len() >= SLUG_LIMIT {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('_') {
            slug.push('_');
        }
    }
    let slug = slug.trim_end_matches('_');
    if slug.is_empty() {
        "guest".to_owned()
    } else {
        slug.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cleaned_not_mangled() {
        for (typed, kept) in [
            ("John Doe", "John Doe"),
            ("  Ann \t\n Lee  ", "Ann Lee"),
            ("A\0nn\u{7}", "Ann"),
            ("<b>Bob</b>", "<b>Bob</b>"),
            ("שלום", "שלום"),
            ("👩‍👩‍👧 Mum", "👩‍👩‍👧 Mum"),
            ("evil\u{202E}txt", "eviltxt"),
        ] {
            assert_eq!(DisplayName::new(typed).expect(typed).as_str(), kept);
        }
    }

    #[test]
    fn blank_names_of_any_kind_are_refused() {
        for typed in [
            "",
            " ",
            "\t\n",
            "\u{3000}\u{2003}",
            "\u{200B}\u{200D}",
            "\0",
            "\u{2800}",
            "\u{3164}",
        ] {
            let error = DisplayName::new(typed).expect_err(typed);
            assert_eq!(error.code(), Code::BadInput);
        }
    }

    #[test]
    fn a_name_has_at_most_100_characters() {
        assert!(DisplayName::new(&"é".repeat(NAME_LIMIT)).is_ok());
        assert!(DisplayName::new(&"é".repeat(NAME_LIMIT + 1)).is_err());
    }

    #[test]
    fn slugs_are_ascii_words() {
        for (name, expected) in [
            ("John Doe", "john_doe"),
            ("Zoë Müller", "zoe_muller"),
            ("北京", "bei_jing"),
            ("<script>", "script"),
            ("---", "guest"),
            ("a/b\\c", "a_b_c"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
        assert!(slug(&"x y ".repeat(50)).len() <= SLUG_LIMIT);
    }

    #[test]
    fn identities_differ_for_one_name() {
        let name = DisplayName::new("John Doe").expect("a name");
        let identity = name.new_identity();
        assert!(identity.starts_with("john_doe_") && identity.len() == "john_doe_".len() + 8);
        assert_ne!(identity, name.new_identity());
    }
}
