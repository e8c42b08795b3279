//! A string that must not be seen: it prints as `<redacted>` and is wiped when dropped.

use std::fmt;

use zeroize::Zeroizing;

/// A key, token or code. There is deliberately no `Display` that shows it, no `Serialize` and no
/// `PartialEq`: compare with [`Secret::matches`].
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the string over.
    pub fn new(value: impl Into<String>) -> Self {
        Self(Zeroizing::new(value.into()))
    }

    /// `bytes` random bytes from the operating system's generator, as base64url without padding.
    pub fn random(bytes: usize) -> Self {
        use base64::Engine as _;
        let mut raw = Zeroizing::new(vec![0_u8; bytes]);
        crate::random::fill(&mut raw);
        Self::new(base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&*raw))
    }

    /// The value itself, for the one place that must have it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Compares without telling by its duration how much was right.
    pub fn matches(&self, other: &str) -> bool {
        use subtle::ConstantTimeEq as _;
        self.0.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

/// A place in this program's memory, looked at as a debugger would.
#[cfg(all(test, target_os = "linux"))]
pub(crate) struct Place {
    memory: std::fs::File,
    at: u64,
    /// What it is read into. Made before the place is given back: asked for after that, it would be
    /// that very place, wiped by being asked for.
    read: std::cell::RefCell<Vec<u8>>,
}

#[cfg(all(test, target_os = "linux"))]
impl Place {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self {
            memory: std::fs::File::open("/proc/self/mem").expect("our own memory"),
            at: bytes.as_ptr() as u64,
            read: vec![0; bytes.len()].into(),
        }
    }

    /// Whether `word` is to be read anywhere in it. What was given back to the system is not there.
    pub(crate) fn still_holds(&self, word: impl AsRef<[u8]>) -> bool {
        use std::os::unix::fs::FileExt as _;
        let mut read = self.read.borrow_mut();
        let word = word.as_ref();
        self.memory.read_exact_at(&mut read, self.at).is_ok()
            && read.windows(word.len()).any(|part| part == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_prints_as_redacted() {
        let secret = Secret::new("hunter2");
        assert_eq!(format!("{secret} {secret:?}"), "<redacted> <redacted>");
        assert!(secret.matches("hunter2") && !secret.matches("hunter"));
    }

    #[test]
    fn random_secrets_have_the_bits_asked_for_and_differ() {
        let (a, b) = (Secret::random(32), Secret::random(32));
        assert_eq!(a.expose().len(), 43);
        assert_ne!(a.expose(), b.expose());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_secret_is_wiped_when_dropped() {
        let secret = Secret::new("a secret that is long enough ".repeat(64));
        let place = Place::of(secret.expose().as_bytes());
        assert!(place.still_holds("a secret"), "this is where it is");
        drop(secret);
        assert!(!place.still_holds("a secret"));
    }
}
