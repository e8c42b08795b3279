//! The form of what pages have sealed (`ui/src/features/e2ee/keyring.ts`). Chats of encrypted meetings
//! take nothing else, so that nobody's plain words end up here by mistake.

use crate::error::{Code, Error, Result};

/// What sealing adds to bytes: a version, a nonce, a tag.
pub const OVERHEAD: usize = 1 + NONCE + TAG;
/// The longest sealed text, in letters: 4,000 characters have at most 16,000 bytes.
pub const TEXT_LIMIT: usize = 22_000;
/// The longest sealed file name, in letters.
pub const NAME_LIMIT: usize = 1_200;

const NONCE: usize = 12;
const TAG: usize = 16;
const VERSION: u8 = 1;
const MARK: &str = "e1.";

/// A sealed text as it was sent.
///
/// # Errors
/// [`Code::NotEncrypted`] where it is none; [`Code::BadInput`] where it is longer than `limit`.
pub(crate) fn text(sent: String, limit: usize) -> Result<String> {
    let letters = sent.strip_prefix(MARK).unwrap_or_default();
    // Four letters are three bytes.
    let enough = letters.len() * 3 / 4 >= NONCE + TAG;
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    if !enough || !letters.bytes().all(fits) {
        return Err(not_sealed());
    }
    if sent.len() > limit {
        return Err(Error::new(Code::BadInput, "This is too long."));
    }
    Ok(sent)
}

/// Whether these are the first bytes of sealed ones, or all of them.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    bytes.first() == Some(&VERSION)
}

/// What is said to whoever sends something else.
pub(crate) fn not_sealed() -> Error {
    Error::new(
        Code::NotEncrypted,
        "This meeting is end-to-end encrypted: its chat takes only what a page encrypted that has the key. Open the meeting's whole link.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sealed_texts_are_taken() {
        let sealed = format!("e1.{}", "aZ0-_".repeat(10));
        assert_eq!(text(sealed.clone(), 100).expect("sealed"), sealed);
        let long = format!("e1.{}", "a".repeat(200));
        assert_eq!(text(long, 100).expect_err("long").code(), Code::BadInput);
        for plain in [
            "Hello".to_owned(),
            String::new(),
            "e1.".to_owned(),
            "e1.abc".to_owned(),
            format!("e1.{} ", "a".repeat(50)),
            format!("e1.{}é", "a".repeat(50)),
            format!("e2.{}", "a".repeat(50)),
        ] {
            let error = text(plain.clone(), 100).expect_err("plain");
            assert_eq!(error.code(), Code::NotEncrypted, "{plain}");
        }
    }

    #[test]
    fn the_longest_text_fits() {
        let bytes = crate::chat::TEXT_LIMIT * 4 + OVERHEAD;
        assert!(MARK.len() + (bytes * 4).div_ceil(3) <= TEXT_LIMIT);
        let bytes = crate::files::NAME_LIMIT * 4 + OVERHEAD;
        assert!(MARK.len() + (bytes * 4).div_ceil(3) <= NAME_LIMIT);
    }
}
