//! A file that one process holds at a time, and that says which.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;

use super::private_options;

/// Held until this is dropped, or the process ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Claim {
    /// It is ours.
    Ours(Lock),
    /// Another process has it: this one, where that can be told.
    Theirs(Option<u32>),
}

impl Lock {
    /// Takes the lock if nobody has it, without waiting. The file is made where it is missing.
    ///
    /// # Errors
    /// What the system says.
    pub fn claim(path: &Path) -> io::Result<Claim> {
        let mut file = private_options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Claim::Theirs(holder(&file))),
            Err(TryLockError::Error(e)) => return Err(e),
        }
        let sign = |file: &mut File| {
            file.set_len(0)?;
            file.rewind()?;
            writeln!(file, "{}", std::process::id())
        };
        // It is ours also where a full disk takes no name.
        if let Err(error) = sign(&mut file) {
            tracing::warn!(%error, "the lock does not say who holds it");
        }
        Ok(Claim::Ours(Self { _file: file }))
    }
}

fn holder(file: &File) -> Option<u32> {
    let mut text = String::new();
    file.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
