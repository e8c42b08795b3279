//! Processes seen from outside: what runs, what it listens on, what it shows to `ps`.
//!
//! Children are started by one thread that lives as long as the test program, with the parent-death
//! signal set, so that an interrupted test run leaves nothing behind.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command};
use std::sync::{OnceLock, mpsc};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Resource, Rlimit, Signal, getrlimit, setrlimit};

type Job = (Command, mpsc::Sender<io::Result<Child>>);

/// Starts `command` so that it ends with the test program.
pub fn spawn(mut command: Command) -> io::Result<Child> {
    static SPAWNER: OnceLock<mpsc::Sender<Job>> = OnceLock::new();
    // SAFETY: only prctl runs between fork and exec, which is async-signal-safe.
    unsafe {
        command.pre_exec(|| {
            rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
            Ok(())
        });
    }
    let spawner = SPAWNER.get_or_init(|| {
        let (send, jobs) = mpsc::channel::<Job>();
        std::thread::Builder::new()
            .name("testkit-spawner".into())
            .spawn(move || {
                for (mut command, answer) in jobs {
                    let _ = answer.send(command.spawn());
                }
            })
            .expect("a thread that starts the children");
        send
    });
    let (answer, child) = mpsc::channel();
    spawner
        .send((command, answer))
        .expect("the spawner lives as long as the program");
    child.recv().expect("the spawner answers")
}

/// Whether a process of this id runs (a zombie does not).
pub fn alive(pid: u32) -> bool {
    state(pid).is_some_and(|state| state != 'Z' && state != 'X')
}

/// Of a process, or of one of its threads.
fn state(pid: u32) -> Option<char> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat[stat.rfind(')')? + 1..].trim_start().chars().next()
}

/// Sends a signal; a process that is gone already is fine. One that is told to stop stands still
/// when this returns: on a busy machine its threads take a moment, and could answer meanwhile.
pub fn signal(pid: u32, signal: Signal) {
    if let Some(pid) = Pid::from_raw(pid.cast_signed()) {
        let _ = rustix::process::kill_process(pid, signal);
    }
    if signal == Signal::STOP {
        let end = Instant::now() + Duration::from_secs(5);
        while !stands_still(pid) && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

fn stands_still(pid: u32) -> bool {
    let threads = fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten()
        .flatten();
    threads
        .filter_map(|thread| thread.file_name().to_str()?.parse().ok())
        .filter_map(state)
        .all(|state| matches!(state, 'T' | 't' | 'Z' | 'X'))
}

/// What `ps` shows of a process.
pub fn argv(pid: u32) -> Vec<String> {
    strings(&format!("/proc/{pid}/cmdline"))
}

/// The environment a process was started with, where we may read it.
pub fn environ(pid: u32) -> Vec<String> {
    strings(&format!("/proc/{pid}/environ"))
}

fn strings(path: &str) -> Vec<String> {
    let bytes = fs::read(path).unwrap_or_default();
    bytes
        .split(|byte| *byte == 0)
        .filter(|part| !part.is_empty())
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .collect()
}

/// A process and everything below it.
pub fn tree(pid: u32) -> Vec<u32> {
    let mut found = vec![pid];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        next += 1;
        for (child, its_parent) in all() {
            if its_parent == parent && !found.contains(&child) {
                found.push(child);
            }
        }
    }
    found
}

fn all() -> Vec<(u32, u32)> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter_map(|entry| {
            let pid: u32 = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            let parent = stat[stat.rfind(')')? + 1..]
                .split_whitespace()
                .nth(1)?
                .parse()
                .ok()?;
            Some((pid, parent))
        })
        .collect()
}

/// Resident memory in bytes.
pub fn memory(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kilobytes = line
        .and_then(|line| line.split_whitespace().nth(1))
        .and_then(|n| n.parse().ok());
    kilobytes.unwrap_or(0_u64) * 1024
}

/// How many files, sockets and the like a process holds open.
pub fn handles(pid: u32) -> usize {
    fs::read_dir(format!("/proc/{pid}/fd")).map_or(0, Iterator::count)
}

/// Every address on which a process listens for TCP.
pub fn listens_tcp(pid: u32) -> Vec<SocketAddr> {
    sockets(pid, &["tcp", "tcp6"], |state| state == "0A")
}

/// Every address to which a process has bound a UDP socket.
pub fn listens_udp(pid: u32) -> Vec<SocketAddr> {
    sockets(pid, &["udp", "udp6"], |state| state == "07")
}

fn sockets(pid: u32, tables: &[&str], wanted: impl Fn(&str) -> bool) -> Vec<SocketAddr> {
    let Ok(entries) = fs::read_dir(format!("/proc/{pid}/fd")) else {
        return Vec::new();
    };
    let inodes: HashSet<String> = entries
        .flatten()
        .filter_map(|entry| fs::read_link(entry.path()).ok())
        .filter_map(|target| {
            let target = target.to_str()?;
            Some(
                target
                    .strip_prefix("socket:[")?
                    .strip_suffix(']')?
                    .to_owned(),
            )
        })
        .collect();
    let mut found = Vec::new();
    for table in tables {
        let text = fs::read_to_string(format!("/proc/{pid}/net/{table}")).unwrap_or_default();
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            if let [_, local, _, state, _, _, _, _, _, inode, ..] = fields[..]
                && wanted(state)
                && inodes.contains(inode)
                && let Some(address) = address(local)
            {
                found.push(address);
            }
        }
    }
    found
}

fn address(hex: &str) -> Option<SocketAddr> {
    let (ip, port) = hex.split_once(':')?;
    let port = u16::from_str_radix(port, 16).ok()?;
    let ip: IpAddr = if ip.len() == 8 {
        Ipv4Addr::from(u32::from_str_radix(ip, 16).ok()?.swap_bytes()).into()
    } else {
        let mut bytes = [0_u8; 16];
        for (index, word) in bytes.chunks_exact_mut(4).enumerate() {
            let part = u32::from_str_radix(ip.get(index * 8..index * 8 + 8)?, 16).ok()?;
            word.copy_from_slice(&part.to_le_bytes());
        }
        Ipv6Addr::from(bytes).into()
    };
    Some(SocketAddr::new(ip, port))
}

/// Lets this process hold as many open files as the system grants: each connection is one.
pub fn many_files() {
    let now = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: now.maximum,
        maximum: now.maximum,
    };
    let _ = setrlimit(Resource::Nofile, most);
}
