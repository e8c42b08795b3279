//! Kill: a process ends at once, and has no time to tidy up.

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use crate::process;

/// SIGKILL; a process that is gone already is fine.
pub fn kill(pid: u32) {
    process::signal(pid, Signal::KILL);
}

/// The processes that run a program below this folder: what a killed parent left, where nobody else
/// runs that copy of the program.
pub fn orphans_of(folder: &Path) -> Vec<u32> {
    let runs = |pid: &u32| {
        fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|program| program.starts_with(folder))
    };
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(runs)
        .filter(|pid| process::alive(*pid))
        .collect()
}
