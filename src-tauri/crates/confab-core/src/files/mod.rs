//! Files that people send in a meeting's chat: `<data>/files/<meeting>/<file id>`, the owner's alone.
//!
//! A file is received under another name, reaches the disk, is renamed, and only then told of. So
//! what a crash leaves behind is known to no message; it is swept away at the next start. Nothing
//! here looks into a file, and what it is called is never a name on our disk.

mod incoming;
pub mod picture;

pub use incoming::Incoming;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::datadir::{make_private_folder, tighten, write_private};
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;

/// The largest file, in bytes.
pub const FILE_LIMIT: u64 = 10 * 1024 * 1024;
/// How much the files and previews of one meeting hold, in bytes.
pub const MEETING_LIMIT: u64 = 200 * 1024 * 1024;
/// The largest preview, in bytes.
pub const PREVIEW_LIMIT: usize = 256 * 1024;
/// The longest name, in characters.
pub const NAME_LIMIT: usize = 200;

/// Where files are received.
const INCOMING: &str = "incoming";
/// What a preview's name ends with.
const PREVIEW: &str = ".preview";

/// The folder of all files.
#[derive(Debug, Clone)]
pub struct Files(PathBuf);

/// Which of a file's two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What was sent.
    Whole,
    /// Its small picture.
    Preview,
}

impl Files {
    /// The files in this folder, which is made where it is missing, and the owner's alone again
    /// where it was not.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub fn open(folder: PathBuf) -> Result<Self> {
        let private = || -> io::Result<()> {
            make_private_folder(&folder.join(INCOMING))?;
            tighten(&folder)?;
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    tighten(&entry.path())?;
                }
            }
            Ok(())
        };
        private().map_err(failed)?;
        Ok(Self(folder))
    }

    fn folder(&self, meeting: MeetingId) -> PathBuf {
        self.0.join(meeting.to_string())
    }

    fn path(&self, meeting: MeetingId, id: &str, part: Part) -> PathBuf {
        let end = match part {
            Part::Whole => "",
            Part::Preview => PREVIEW,
        };
        self.folder(meeting).join(format!("{id}{end}"))
    }

    /// Begins to receive a file.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub async fn receive(&self) -> Result<Incoming> {
        Incoming::begin(self.0.join(INCOMING).join(new_id())).await
    }

    /// Keeps what was received, as the file of this id. On disk when this returns.
    ///
    /// # Errors
    /// [`Code::Storage`]; nothing is left then.
    pub async fn keep(&self, incoming: Incoming, meeting: MeetingId, id: &str) -> Result<()> {
        let (folder, path) = (self.folder(meeting), self.path(meeting, id, Part::Whole));
        let incoming = incoming.on_disk().await?;
        aside(move || {
            make_private_folder(&folder)?;
            incoming.rename(&path)?;
            reach_disk(&folder)?;
            folder.parent().map_or(Ok(()), reach_disk)
        })
        .await
    }

    /// Keeps a preview beside its file.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub async fn keep_preview(&self, meeting: MeetingId, id: &str, bytes: Vec<u8>) -> Result<()> {
        let path = self.path(meeting, id, Part::Preview);
        aside(move || write_private(&path, &bytes)).await
    }

    /// Opens a file that is there, with its size.
    ///
    /// # Errors
    /// [`Code::FileNotFound`]; [`Code::Storage`] where it can't be read.
    pub async fn read(
        &self,
        meeting: MeetingId,
        id: &str,
        part: Part,
    ) -> Result<(tokio::fs::File, u64)> {
        let path = self.path(meeting, id, part);
        let opened = async {
            let file = tokio::fs::File::open(path).await?;
            let size = file.metadata().await?.len();
            io::Result::Ok((file, size))
        };
        opened.await.map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => {
                Error::caused_by(Code::FileNotFound, "This file is not there any more.", e)
            }
            _ => failed(e),
        })
    }

    /// Removes files of which no message tells any more; what is left of one after a failure goes
    /// at the next start.
    pub async fn remove(&self, meeting: MeetingId, ids: Vec<String>) {
        if ids.is_empty() {
            return;
        }
        let files = self.clone();
        let removed = aside(move || {
            for id in ids {
                for part in [Part::Whole, Part::Preview] {
                    gone(std::fs::remove_file(files.path(meeting, &id, part)))?;
                }
            }
            Ok(())
        });
        if let Err(e) = removed.await {
            tracing::warn!(error = %e, "files of deleted messages are left until the next start");
        }
    }

    /// Removes all files of a meeting.
    pub async fn remove_all(&self, meeting: MeetingId) {
        let folder = self.folder(meeting);
        let removed = aside(move || gone(std::fs::remove_dir_all(folder)));
        if let Err(e) = removed.await {
            tracing::warn!(error = %e, "files of a meeting are left until the next start");
        }
    }

    /// Removes what no message tells of: `known` are meeting, file, and whether it has a preview.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub async fn sweep(&self, known: Vec<(MeetingId, String, bool)>) -> Result<()> {
        let files = self.clone();
        aside(move || files.sweep_now(&known)).await
    }

    fn sweep_now(&self, known: &[(MeetingId, String, bool)]) -> io::Result<()> {
        for left in std::fs::read_dir(self.0.join(INCOMING))? {
            gone(std::fs::remove_file(left?.path()))?;
        }
        let mut keep: HashMap<MeetingId, HashSet<String>> = HashMap::new();
        for (meeting, id, preview) in known {
            let names = keep.entry(*meeting).or_default();
            names.insert(id.clone());
            if *preview {
                names.insert(format!("{id}{PREVIEW}"));
            }
        }
        for entry in std::fs::read_dir(&self.0)? {
            let folder = entry?.path();
            let name = folder.file_name().and_then(|name| name.to_str());
            // Whatever else is there was not made here.
            let Some(meeting) = name.and_then(|name| name.parse::<MeetingId>().ok()) else {
                continue;
            };
            let Some(names) = keep.get(&meeting) else {
                gone(std::fs::remove_dir_all(&folder))?;
                continue;
            };
            for file in std::fs::read_dir(&folder)? {
                let file = file?;
                if !file.file_name().to_str().is_some_and(|n| names.contains(n)) {
                    gone(std::fs::remove_file(file.path()))?;
                }
            }
        }
        Ok(())
    }
}

/// A new file's id: 128 random bits in hexadecimal.
pub fn new_id() -> String {
    use std::fmt::Write as _;
    let mut id = String::with_capacity(32);
    for byte in crate::random::bytes::<16>() {
        let _ = write!(id, "{byte:02x}");
    }
    id
}

/// The name that a file is offered by: without folders, of one line.
///
/// # Errors
/// [`Code::BadInput`] where nothing visible is left, or too much.
pub fn clean_name(given: &str) -> Result<String> {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = crate::text::clean(last)
        .filter(|name| name.chars().any(|c| c != '.'))
        .ok_or_else(|| Error::new(Code::BadInput, "Give the file a name (name)."))?;
    if name.chars().count() > NAME_LIMIT {
        return Err(Error::new(
            Code::BadInput,
            format!("This file's name is too long. Use at most {NAME_LIMIT} characters (name)."),
        ));
    }
    Ok(name)
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// A name that was given or taken away in this folder reaches the disk.
fn reach_disk(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Work with the disk that would hold up everybody else.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|e| Err(io::Error::other(e)))
        .map_err(failed)
}

fn failed(e: io::Error) -> Error {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    let sentence = match e.kind() {
        StorageFull | QuotaExceeded | FileTooLarge => {
            "The disk of the computer that hosts this meeting is full, so this file can't be kept. Make room on it and try again."
        }
        _ => {
            "This file can't be kept or read. Check the rights of the data directory (CONFAB_DATA_DIR)."
        }
    };
    tracing::error!(error = %e, "a file can't be kept or read");
    Error::caused_by(Code::Storage, sentence, e)
}

#[cfg(test)]
mod tests;
