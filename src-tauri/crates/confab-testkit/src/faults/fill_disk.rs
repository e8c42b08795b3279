//! Fill disk: nothing more can be written, until there is room again.
//!
//! It is a limit on the size of files that a process writes, which needs no right that a test may
//! lack: every write of a byte fails, as on a disk without one free.

use rustix::process::{Pid, Resource, Rlimit, prlimit};

use crate::confab::ConfabOptions;

/// A process without room to write, until this is dropped.
#[derive(Debug)]
pub struct FullDisk(Pid);

impl FullDisk {
    /// From now on. The process must have been started by [`ConfabOptions::fillable`] options.
    pub fn of(pid: u32) -> Self {
        let pid = Pid::from_raw(pid.cast_signed()).expect("a process id");
        limit(pid, Some(0));
        Self(pid)
    }

    /// There is room again.
    pub fn make_room(self) {
        drop(self);
    }
}

impl Drop for FullDisk {
    fn drop(&mut self) {
        limit(self.0, None);
    }
}

fn limit(pid: Pid, bytes: Option<u64>) {
    let limit = Rlimit {
        current: bytes,
        maximum: None,
    };
    // A process that is gone needs no room.
    let _ = prlimit(Some(pid), Resource::Fsize, limit);
}

impl ConfabOptions {
    /// It gets an error for what does not fit, as a disk gives it, instead of the signal that goes
    /// with a limit on files.
    #[must_use]
    pub fn fillable(self) -> Self {
        self.in_shell("trap '' XFSZ; exec \"$0\" \"$@\"")
    }

    /// The same from its first moment on.
    #[must_use]
    pub fn without_room(self) -> Self {
        self.in_shell("trap '' XFSZ; ulimit -S -f 0; exec \"$0\" \"$@\"")
    }
}
