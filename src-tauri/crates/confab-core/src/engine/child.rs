//! A running server process: waiting for its end, and bringing it about.
//!
//! It leads a process group of its own: Ctrl-C in a terminal reaches us alone (we tell everybody
//! in a meeting first), and whatever a wrapper script started is ended together with it.

use std::process::ExitStatus;
use std::time::Duration;

use tokio::process::Child;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until, timeout};

use super::output;
use super::timing::Timing;
use crate::secret::Secret;

/// A child that is killed, with its whole group, when this is dropped.
#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    pid: Option<u32>,
    /// Its process group, as long as that can't be somebody else's.
    group: Option<u32>,
    readers: Vec<JoinHandle<()>>,
    last: output::LastWords,
    /// When it began to answer.
    pub(super) ready: Option<Instant>,
}

impl Running {
    pub(super) fn new(mut child: Child, secret: &Secret) -> Self {
        let pid = child.id();
        let last = output::LastWords::default();
        let mut readers = Vec::new();
        if let Some(stdout) = child.stdout.take() {
            readers.push(tokio::spawn(output::follow(
                stdout,
                secret.clone(),
                last.clone(),
            )));
        }
        if let Some(stderr) = child.stderr.take() {
            readers.push(tokio::spawn(output::follow(
                stderr,
                secret.clone(),
                last.clone(),
            )));
        }
        Self {
            child,
            pid,
            group: pid,
            readers,
            last,
            ready: None,
        }
    }

    pub(super) fn pid(&self) -> Option<u32> {
        self.pid
    }

    /// Resolves at the moment it ends, with words for how.
    pub(super) async fn ended(&mut self) -> String {
        match self.child.wait().await {
            Ok(status) => describe(status),
            Err(_) => "for an unknown reason".into(),
        }
    }

    /// Ends it at once, and waits for that; returns the last thing it said.
    pub(super) async fn kill(mut self) -> String {
        self.signal(Signal::Kill);
        self.reap().await;
        let readers = std::mem::take(&mut self.readers);
        for mut reader in readers {
            // The pipes are closed now, unless somebody outside the group holds them.
            if timeout(Duration::from_millis(200), &mut reader)
                .await
                .is_err()
            {
                reader.abort();
            }
        }
        self.last.get()
    }

    /// Asks it to end, again if need be, then makes it; returns when it is gone.
    pub(super) async fn end(mut self, timing: &Timing) {
        if let Some(ready) = self.ready {
            sleep_until(ready + timing.deaf).await;
        }
        for patience in [timing.term, timing.kill] {
            self.signal(Signal::Term);
            if timeout(patience, self.child.wait()).await.is_ok() {
                break;
            }
        }
        self.kill().await;
    }

    async fn reap(&mut self) {
        // A process that the kernel can't let go of (a dead network disk) must not hold us up.
        if timeout(Duration::from_secs(2), self.child.wait())
            .await
            .is_ok()
        {
            self.group = None;
        } else {
            tracing::warn!(
                pid = self.pid,
                "the LiveKit server was killed but is not gone yet"
            );
        }
    }

    fn signal(&mut self, signal: Signal) {
        #[cfg(unix)]
        if let Some(group) = self
            .group
            .and_then(|pid| rustix::process::Pid::from_raw(pid as i32))
        {
            let signal = match signal {
                Signal::Term => rustix::process::Signal::TERM,
                Signal::Kill => rustix::process::Signal::KILL,
            };
            // "No such process" is what we want to hear.
            let _ = rustix::process::kill_process_group(group, signal);
        }
        #[cfg(not(unix))]
        if matches!(signal, Signal::Kill | Signal::Term) {
            let _ = self.child.start_kill();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Also after the child's own end: members of its group may have outlived it.
        self.signal(Signal::Kill);
        for reader in &self.readers {
            reader.abort();
        }
    }
}

#[derive(Clone, Copy)]
enum Signal {
    Term,
    Kill,
}

fn describe(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    match status.code() {
        Some(code) => format!("exit status {code}"),
        None => "for an unknown reason".into(),
    }
}
