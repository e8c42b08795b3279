//! Skew clock: the program's wall clock is wrong. What it measures durations by is not, and neither
//! is the clock of the LiveKit server that it starts.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::confab::ConfabOptions;

/// The means to be wrong about the time; gone when dropped.
#[derive(Debug)]
pub struct SkewedClock {
    _folder: TempDir,
    library: PathBuf,
}

impl SkewedClock {
    /// Makes it, by the C compiler that links our programs too.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a directory");
        let library = folder.path().join("libskew.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/faults/skew_clock.c");
        let made = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .arg(source)
            .status();
        let made = made.expect("cc runs");
        assert!(made.success(), "the skewed clock is not made: {made}");
        Self {
            _folder: folder,
            library,
        }
    }

    /// A Confab whose clock is wrong by so many seconds.
    pub fn wrong_by(&self, seconds: i64, options: ConfabOptions) -> ConfabOptions {
        options
            .env("LD_PRELOAD", self.library.display())
            .env("CONFAB_TEST_SKEW", seconds)
    }
}

impl Default for SkewedClock {
    fn default() -> Self {
        Self::new()
    }
}
