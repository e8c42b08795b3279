//! The server that an earlier run of ours left behind.
//!
//! On Linux the kernel ends it with us, unless the program was given rights of its own (`setcap`),
//! which takes that away; elsewhere nothing does when we are killed. So its process is noted, and the
//! next run ends it. Invariant: a process is ended only if its id, the time of its start and its
//! program are all as they were noted; whoever has the id by now is a stranger.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::{Instant, sleep};

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

/// Ends the server that is noted there, if it is still that one; returns once it is gone.
pub async fn end_orphan(note: &Path) {
    let Ok(text) = std::fs::read_to_string(note) else {
        return;
    };
    if let Some((pid, noted)) = read(&text)
        && identity(pid).as_deref() == Some(noted)
    {
        tracing::warn!(
            pid,
            "the LiveKit server of an earlier run is still there and is ended"
        );
        kill(pid);
        let began = Instant::now();
        while identity(pid).as_deref() == Some(noted) {
            if began.elapsed() > PATIENCE {
                tracing::warn!(pid, "it was killed but is not gone yet");
                break;
            }
            sleep(Duration::from_millis(10)).await;
        }
    }
    Note::at(note.to_owned()).clear();
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
    // Field 22, in ticks since the computer started; the name, field 2, may hold spaces itself.
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace();
    let started = fields.nth(19)?;
    let program = std::fs::read_link(format!("/proc/{pid}/exe")).ok()?;
    let program = program.to_string_lossy();
    // A newer one may have been put in its place meanwhile.
    let program = program.strip_suffix(" (deleted)").unwrap_or(&program);
    Some(format!("{} {started} {program}", boot.trim()))
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
