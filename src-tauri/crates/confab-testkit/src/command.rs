//! `confab-serve` with words behind it, which does one thing and ends.

use std::ffi::OsStr;
use std::process::Stdio;

use crate::confab::ConfabOptions;

/// What it said, and how it ended.
#[derive(Debug)]
pub struct Said {
    /// Whether its status was 0.
    pub well: bool,
    /// All of its stdout.
    pub stdout: String,
    /// All of its stderr.
    pub stderr: String,
}

impl ConfabOptions {
    /// Runs it with arguments, in the environment and on the data directory of these options.
    pub async fn command(&self, arguments: &[impl AsRef<OsStr>]) -> Said {
        let mut command = self.program();
        command
            .args(arguments)
            .env_clear()
            .env("CONFAB_DATA_DIR", self.data().path())
            .envs(&self.env)
            .stdin(Stdio::null());
        let output = tokio::process::Command::from(command).output().await;
        let output = output.expect("it can be started");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Said {
            well: output.status.success(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

impl Said {
    /// Its stdout, where it did what it was told.
    #[track_caller]
    pub fn done(self) -> String {
        assert!(self.well && self.stderr.is_empty(), "it failed: {self:?}");
        self.stdout
    }

    /// Its one sentence, where it refused.
    #[track_caller]
    pub fn refused(self) -> String {
        assert!(!self.well && self.stdout.is_empty(), "it did it: {self:?}");
        assert!(!self.stderr.contains("panicked"), "{self:?}");
        assert_eq!(self.stderr.lines().count(), 1, "one sentence: {self:?}");
        self.stderr
    }
}
