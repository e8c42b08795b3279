//! The server that an earlier run of ours left behind.
//!
//! On Linux the kernel ends it with us, unless the program was given rights of its own (`setcap`),
//! which takes that away; elsewhere nothing does when we are killed. So its process is noted, and the
//! next run ends it. Invariant: a process is ended only if its id, the time of its start and the name
//! of its program are all as they were noted; whoever has the id by now is a stranger.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::{sleep, timeout};

use crate::datadir::write_private;

/// How long a killed server may take to be gone.
const PATIENCE: Duration = Duration::from_secs(3);

/// Where the server that runs is noted.
#[derive(Debug, Clone)]
pub(super) struct Note(PathBuf);

impl Note {
    pub(super) fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Notes the server that was just started, or is another program than it began as.
    pub(super) fn write(&self, pid: Option<u32>) {
        let Some((pid, identity)) = pid.and_then(|pid| Some((pid, identity(pid)?))) else {
            return;
        };
        if let Err(error) = write_private(&self.0, format!("{pid}\n{identity}\n").as_bytes()) {
            tracing::warn!(%error, "the LiveKit server's process is not noted");
        }
    }

    /// The server that was noted is gone.
    pub(super) fn clear(&self) {
        if let Err(error) = std::fs::remove_file(&self.0)
            && error.kind() != ErrorKind::NotFound
        {
            tracing::debug!(%error, "an old note of a process is left");
        }
    }
}

/// Ends the server that is noted there, if it is still that one; returns once all it held is free.
pub async fn end_orphan(note: &Path) {
    let Ok(text) = std::fs::read_to_string(note) else {
        return;
    };
    if let Some((pid, noted)) = read(&text) {
        // Held before it is looked at: its id can't become somebody else's in between.
        let held = Held::open(pid);
        if identity(pid).as_deref() == Some(noted) {
            tracing::warn!(
                pid,
                "the LiveKit server of an earlier run is still there and is ended"
            );
            kill(pid);
            if !held.gone(noted).await {
                tracing::warn!(pid, "it was killed but is not gone yet");
            }
        }
    }
    Note::at(note.to_owned()).clear();
}

/// A process that one waits for without being its parent.
///
/// That nothing of it can be read any more is not the end: its first thread may be gone while
/// others still hold the sockets. The kernel's own handle says when the last of them is gone.
#[cfg(target_os = "linux")]
struct Held {
    pid: u32,
    /// None with a kernel older than 5.3.
    handle: Option<std::os::fd::OwnedFd>,
}

#[cfg(target_os = "linux")]
impl Held {
    fn open(pid: u32) -> Self {
        use rustix::process::{Pid, PidfdFlags, pidfd_open};
        let handle = Pid::from_raw(pid.cast_signed())
            .and_then(|pid| pidfd_open(pid, PidfdFlags::empty()).ok());
        Self { pid, handle }
    }

    /// Whether it is gone within our patience.
    async fn gone(self, noted: &str) -> bool {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        let Some(handle) = self.handle else {
            return unseen(self.pid, noted).await;
        };
        let gone = move || {
            let patience = Timespec::try_from(PATIENCE).ok();
            poll(
                &mut [PollFd::new(&handle, PollFlags::IN)],
                patience.as_ref(),
            )
        };
        matches!(tokio::task::spawn_blocking(gone).await, Ok(Ok(1)))
    }
}

#[cfg(not(target_os = "linux"))]
struct Held(u32);

#[cfg(not(target_os = "linux"))]
impl Held {
    fn open(pid: u32) -> Self {
        Self(pid)
    }

    async fn gone(self, noted: &str) -> bool {
        unseen(self.0, noted).await
    }
}

/// Whether the process can't be seen any more within our patience.
async fn unseen(pid: u32, noted: &str) -> bool {
    let gone = async {
        while identity(pid).as_deref() == Some(noted) {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(PATIENCE, gone).await.is_ok()
}

fn read(text: &str) -> Option<(u32, &str)> {
    let (pid, identity) = text.split_once('\n')?;
    Some((pid.parse().ok()?, identity.strip_suffix('\n')?))
}

/// What tells this process from every other that had or will have its id: when it started, and
/// which program it is. `None` where it is gone.
#[cfg(target_os = "linux")]
fn identity(pid: u32) -> Option<String> {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // Its name, which may hold anything, and field 22, its start in ticks since the computer's. Both
    // can be read as well of a program with rights of its own, whose `exe` can't, and to the end.
    let (name, fields) = stat.split_once('(')?.1.rsplit_once(')')?;
    let started = fields.split_ascii_whitespace().nth(19)?;
    Some(format!("{} {started} {name}", boot.trim()))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn identity(pid: u32) -> Option<String> {
    let told = std::process::Command::new("/bin/ps")
        .args(["-o", "lstart=,comm=", "-p", &pid.to_string()])
        .env("LC_ALL", "C")
        .output()
        .ok()?;
    let line = String::from_utf8(told.stdout).ok()?;
    let line = line.trim();
    (!line.is_empty() && !line.contains('\n')).then(|| line.to_owned())
}

#[cfg(not(unix))]
fn identity(_pid: u32) -> Option<String> {
    None
}

#[cfg(unix)]
fn kill(pid: u32) {
    use rustix::process::{Signal, getpgid, kill_process, kill_process_group};
    let Some(pid) = rustix::process::Pid::from_raw(pid.cast_signed()) else {
        return;
    };
    // It leads a group of its own; one that does not must not take others with it.
    let ended = match getpgid(Some(pid)) {
        Ok(group) if group == pid => kill_process_group(pid, Signal::KILL),
        _ => kill_process(pid, Signal::KILL),
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "an orphan could not be signalled");
    }
}

#[cfg(not(unix))]
fn kill(_pid: u32) {}
