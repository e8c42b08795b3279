//! Where the keys are kept: a file for each encrypted meeting, named as the meeting, the owner's alone.

use std::collections::HashSet;
use std::io;
use std::path::PathBuf;

use zeroize::Zeroizing;

use super::MeetingKey;
use crate::datadir::{make_private_folder, tighten, write_private};
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;

/// The folder of all keys.
#[derive(Debug, Clone)]
pub struct MeetingKeys(PathBuf);

impl MeetingKeys {
    /// The keys in this folder, which is made where it is missing, and the owner's alone again
    /// where it was not.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub fn open(folder: PathBuf) -> Result<Self> {
        make_private_folder(&folder)
            .and_then(|()| tighten(&folder))
            .map_err(failed)?;
        Ok(Self(folder))
    }

    /// Makes a meeting's key. On disk when this returns.
    ///
    /// # Errors
    /// [`Code::Storage`]; no key is left then.
    pub async fn make(&self, meeting: MeetingId) -> Result<MeetingKey> {
        let path = self.path(meeting);
        aside(move || {
            let key = MeetingKey::generate();
            write_private(&path, key.letters().expose().as_bytes())?;
            Ok(key)
        })
        .await
    }

    /// A meeting's key; `None` where its file is not there, or holds something else.
    ///
    /// # Errors
    /// [`Code::Storage`] where it can't be read.
    pub async fn read(&self, meeting: MeetingId) -> Result<Option<MeetingKey>> {
        let path = self.path(meeting);
        aside(move || match std::fs::read_to_string(path) {
            Ok(text) => Ok(MeetingKey::parse(Zeroizing::new(text).trim())),
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::InvalidData
                ) =>
            {
                Ok(None)
            }
            Err(e) => Err(e),
        })
        .await
    }

    /// Removes the key of a meeting that is gone; one that is left after a failure goes at the next
    /// start.
    pub async fn remove(&self, meeting: MeetingId) {
        let path = self.path(meeting);
        if let Err(e) = aside(move || gone(std::fs::remove_file(path))).await {
            tracing::warn!(error = %e, "the key of a deleted meeting is left until the next start");
        }
    }

    /// Removes the keys of all other meetings than these.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub async fn sweep(&self, known: HashSet<MeetingId>) -> Result<()> {
        let folder = self.0.clone();
        aside(move || {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                let name = path.file_stem().and_then(|name| name.to_str());
                // Whatever else is there was not made here.
                let meeting = name.and_then(|name| name.parse::<MeetingId>().ok());
                if meeting.is_some_and(|meeting| !known.contains(&meeting)) {
                    gone(std::fs::remove_file(path))?;
                }
            }
            Ok(())
        })
        .await
    }

    fn path(&self, meeting: MeetingId) -> PathBuf {
        self.0.join(meeting.to_string())
    }
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|e| Err(io::Error::other(e)))
        .map_err(failed)
}

fn failed(e: io::Error) -> Error {
    Error::caused_by(
        Code::Storage,
        "The keys of encrypted meetings can't be read or stored. Make sure that the disk has room and the data directory (CONFAB_DATA_DIR) can be written.",
        e,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> (tempfile::TempDir, MeetingKeys) {
        let dir = tempfile::tempdir().expect("a folder");
        let keys = MeetingKeys::open(dir.path().join("e2ee")).expect("opened");
        (dir, keys)
    }

    #[tokio::test]
    async fn a_key_is_kept_until_it_is_removed() {
        let (_dir, keys) = keys();
        let id = MeetingId::generate();
        assert!(keys.read(id).await.expect("read").is_none());
        let made = keys.make(id).await.expect("made");
        let read = keys.read(id).await.expect("read").expect("there");
        assert!(read.letters().matches(made.letters().expose()));
        keys.remove(id).await;
        assert!(keys.read(id).await.expect("read").is_none());
        keys.remove(id).await;
    }

    #[tokio::test]
    async fn keys_of_meetings_that_are_gone_are_swept_away_and_nothing_else_is() {
        let (dir, keys) = keys();
        let (here, gone) = (MeetingId::generate(), MeetingId::generate());
        keys.make(here).await.expect("made");
        keys.make(gone).await.expect("made");
        let half = dir.path().join(format!("e2ee/{gone}.new"));
        let other = dir.path().join("e2ee/notes.txt");
        for path in [&half, &other] {
            std::fs::write(path, "x").expect("written");
        }
        keys.sweep(HashSet::from([here])).await.expect("swept");
        assert!(keys.read(here).await.expect("read").is_some());
        assert!(keys.read(gone).await.expect("read").is_none());
        assert!(!half.exists() && other.exists());
    }

    #[tokio::test]
    async fn a_damaged_key_is_none() {
        let (dir, keys) = keys();
        let id = MeetingId::generate();
        for damaged in [&b""[..], b"short", b"\xff\xfe"] {
            std::fs::write(dir.path().join(format!("e2ee/{id}")), damaged).expect("written");
            assert!(keys.read(id).await.expect("read").is_none());
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn keys_are_the_owners_alone_also_where_they_were_not() {
        use std::os::unix::fs::PermissionsExt as _;
        let (dir, keys) = keys();
        let id = MeetingId::generate();
        keys.make(id).await.expect("made");
        let folder = dir.path().join("e2ee");
        let file = folder.join(id.to_string());
        let mode = |path| {
            let metadata = std::fs::metadata(path).expect("there");
            metadata.permissions().mode() & 0o777
        };
        assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
        for (path, wide) in [(&folder, 0o755), (&file, 0o644)] {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(wide)).expect("set");
        }
        MeetingKeys::open(folder.clone()).expect("opened again");
        assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
    }
}
