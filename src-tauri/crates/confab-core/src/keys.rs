//! The installation's own keys: made once, kept 0600 in the data directory.

use std::mem::take;

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize as _, Zeroizing};

use crate::datadir::{DataDir, write_private};
use crate::error::{Code, Error, Result};
use crate::secret::Secret;

/// What this installation signs with.
#[derive(Debug, Clone)]
pub struct Keys {
    /// API key of the embedded LiveKit server: `CF` and 16 characters, never `devkey`.
    pub livekit_key: String,
    /// Its secret, 256 random bits.
    pub livekit_secret: Secret,
    /// What sessions are sealed with, 256 random bits.
    pub sealing: Secret,
}

/// As it is written; wiped when dropped, as everything that it is read from and written to.
#[derive(Serialize, Deserialize)]
struct KeysFile {
    livekit_key: String,
    livekit_secret: String,
    sealing: String,
}

impl Drop for KeysFile {
    fn drop(&mut self) {
        self.livekit_secret.zeroize();
        self.sealing.zeroize();
    }
}

impl Keys {
    /// Reads the keys, or makes them the first time.
    ///
    /// # Errors
    /// [`Code::Storage`] where they can't be read or written.
    pub fn load_or_make(dir: &DataDir) -> Result<Self> {
        let path = dir.keys();
        match std::fs::read_to_string(&path).map(Zeroizing::new) {
            Ok(text) => {
                let mut file: KeysFile = toml::from_str(&text).map_err(|e| {
                    Error::caused_by(
                        Code::Storage,
                        "keys.toml in the data directory (CONFAB_DATA_DIR) is damaged. Delete it and new keys will be made; people inside have to join again.",
                        // The parser's own message would quote the line, and with it a key.
                        format!("not a keys file at byte {:?}", e.span()),
                    )
                })?;
                Ok(Self {
                    livekit_key: take(&mut file.livekit_key),
                    livekit_secret: Secret::new(take(&mut file.livekit_secret)),
                    sealing: Secret::new(take(&mut file.sealing)),
                })
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Self::make(&path),
            Err(e) => Err(Error::caused_by(
                Code::Storage,
                "keys.toml in the data directory (CONFAB_DATA_DIR) can't be read. Check who may read it.",
                e,
            )),
        }
    }

    fn make(path: &std::path::Path) -> Result<Self> {
        let keys = Self {
            livekit_key: format!("CF{}", Secret::random(12).expose().replace(['-', '_'], "x")),
            livekit_secret: Secret::random(32),
            sealing: Secret::random(32),
        };
        let file = KeysFile {
            livekit_key: keys.livekit_key.clone(),
            livekit_secret: keys.livekit_secret.expose().to_owned(),
            sealing: keys.sealing.expose().to_owned(),
        };
        let text = Zeroizing::new(
            toml::to_string(&file)
                .map_err(|e| Error::caused_by(Code::Internal, "The keys can't be written.", e))?,
        );
        write_private(path, text.as_bytes()).map_err(|e| {
            Error::caused_by(
                Code::Storage,
                "The keys can't be stored. Make sure that the disk has room and the data directory (CONFAB_DATA_DIR) can be written.",
                e,
            )
        })?;
        Ok(keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let dir = DataDir::open(folder.path()).expect("opened");
        let made = Keys::load_or_make(&dir).expect("made");
        let read = Keys::load_or_make(&dir).expect("read");
        assert_eq!(made.livekit_key, read.livekit_key);
        assert!(made.livekit_secret.matches(read.livekit_secret.expose()));
        assert!(made.livekit_secret.expose().len() >= 32 && made.livekit_key != "devkey");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_the_keys_file_held_is_wiped() {
        use crate::secret::Place;
        let long = |word: &str| word.repeat(64);
        let file = KeysFile {
            livekit_key: long("a key "),
            livekit_secret: long("a secret "),
            sealing: long("a seal "),
        };
        let places = [&file.livekit_secret, &file.sealing].map(|text| Place::of(text.as_bytes()));
        let words = ["a secret", "a seal"];
        let held = |at: usize| places[at].still_holds(words[at]);
        assert!(held(0) && held(1), "this is where they are");
        drop(file);
        assert!(!held(0) && !held(1));
    }
}
