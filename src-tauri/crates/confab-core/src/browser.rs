//! A guest's browser, recognised by a random id in a cookie of the guest door.
//!
//! It decides one thing: a browser whose guest was put out of a meeting is not let in there again.
//! The id itself stays in the browser; what is kept and compared is its hash.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::secret::Secret;

/// Base64url of 128 bits, without padding.
const ID_LENGTH: usize = 22;

/// What the cookie holds.
#[derive(Debug, Clone)]
pub struct BrowserId(Secret);

impl BrowserId {
    /// For a browser that has none yet: 128 random bits.
    pub fn generate() -> Self {
        Self(Secret::random(16))
    }

    /// Reads what a browser sent; `None` where it is nothing that we gave out.
    pub fn read(sent: &str) -> Option<Self> {
        let fits = sent.len() == ID_LENGTH
            && sent
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        fits.then(|| Self(Secret::new(sent)))
    }

    /// The value for the cookie.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// What is remembered of it.
    pub fn browser(&self) -> Browser {
        let mut hash = Sha256::new();
        hash.update(b"confab browser 1\0");
        hash.update(self.expose().as_bytes());
        Browser(URL_SAFE_NO_PAD.encode(&hash.finalize()[..16]))
    }
}

/// A browser as we know it: the hash of its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Browser(String);

impl Browser {
    /// As it stands in a session and in the store.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads that again.
    pub(crate) fn stored(text: &str) -> Self {
        Self(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_recognised_by_its_id_and_by_no_other() {
        let id = BrowserId::generate();
        let read = BrowserId::read(id.expose()).expect("its own id");
        assert_eq!(read.browser(), id.browser());
        assert_ne!(BrowserId::generate().browser(), id.browser());
        assert!(!id.browser().as_str().contains(id.expose()));
        for wrong in [
            "",
            "x",
            &"a".repeat(23),
            "aaaaaaaaaaaaaaaaaaaaa;",
            "é".repeat(11).as_str(),
        ] {
            assert!(BrowserId::read(wrong).is_none(), "{wrong}");
        }
    }
}
