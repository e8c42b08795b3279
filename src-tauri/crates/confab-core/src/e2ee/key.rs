//! The key of one meeting.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::id::MeetingId;
use crate::secret::Secret;

/// In bytes.
const LENGTH: usize = 32;
/// What keys of its own are derived with, in pages as well.
const SALT: &[u8] = b"confab/e2ee/1";

/// 256 random bits: shown as `<redacted>`, wiped when dropped.
#[derive(Clone)]
pub struct MeetingKey(Zeroizing<[u8; LENGTH]>);

impl MeetingKey {
    /// A new one.
    pub fn generate() -> Self {
        let mut key = Self(Zeroizing::new([0; LENGTH]));
        crate::random::fill(&mut *key.0);
        key
    }

    /// Reads [`MeetingKey::letters`]; `None` where they are no key.
    pub fn parse(letters: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(letters).ok()?);
        let mut key = Self(Zeroizing::new([0; LENGTH]));
        if bytes.len() != LENGTH {
            return None;
        }
        key.0.copy_from_slice(&bytes);
        Some(key)
    }

    /// The key as it stands in a link's fragment: base64url without padding, 43 letters.
    pub fn letters(&self) -> Secret {
        Secret::new(URL_SAFE_NO_PAD.encode(*self.0))
    }

    /// By this 64-bit value a page knows whether the key in its link is this meeting's. It is derived
    /// one way, so that everybody may know it.
    pub fn check(&self, meeting: MeetingId) -> String {
        let mut check = [0; 8];
        Hkdf::<Sha256>::new(Some(SALT), &*self.0)
            .expand(format!("check\n{meeting}").as_bytes(), &mut check)
            .expect("eight bytes can be derived");
        URL_SAFE_NO_PAD.encode(check)
    }
}

impl fmt::Debug for MeetingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_32_random_bytes_in_letters_and_back() {
        let key = MeetingKey::generate();
        let letters = key.letters();
        assert_eq!(letters.expose().len(), 43);
        let read = MeetingKey::parse(letters.expose()).expect("a key");
        assert_eq!(*read.0, *key.0);
        assert!(!MeetingKey::generate().letters().matches(letters.expose()));
        for bad in [
            "",
            "AAAA",
            &"A".repeat(42),
            &"A".repeat(44),
            &"+".repeat(43),
        ] {
            assert!(MeetingKey::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_key_prints_as_redacted() {
        assert_eq!(format!("{:?}", MeetingKey::generate()), "<redacted>");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_key_is_wiped_when_dropped() {
        use crate::secret::Place;
        // The first bytes of what was freed are the allocator's to write into.
        let keys = vec![MeetingKey::generate(), MeetingKey::generate()];
        let last = *keys[1].0;
        let place = Place::of(&*keys[1].0);
        assert!(place.still_holds(&last[16..]), "this is where it is");
        drop(keys);
        assert!(!place.still_holds(&last[16..]));
    }

    #[test]
    fn pages_know_a_key_by_the_same_value() {
        // The same key and value stand in ui/src/features/e2ee/keyring.test.ts.
        let bytes = std::array::from_fn(|at| u8::try_from(at).expect("small"));
        let key = MeetingKey(Zeroizing::new(bytes));
        let id = |text: &str| text.parse().expect("an id");
        assert_eq!(key.check(id("abc-defg-hij")), "-KLCH9majrw");
        assert_ne!(key.check(id("xyz-defg-hij")), "-KLCH9majrw");
    }
}
