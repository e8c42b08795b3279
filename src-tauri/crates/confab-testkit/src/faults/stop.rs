//! Stop: a process stands still, holds what it holds, and answers nobody.

use rustix::process::Signal;

use crate::process;

/// A process that stands still until this is dropped.
#[derive(Debug)]
pub struct Stopped(u32);

impl Stopped {
    /// Stops it; it stands still when this returns.
    pub fn hold(pid: u32) -> Self {
        process::signal(pid, Signal::STOP);
        Self(pid)
    }

    /// Lets it go on.
    pub fn go_on(self) {
        drop(self);
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        process::signal(self.0, Signal::CONT);
    }
}
