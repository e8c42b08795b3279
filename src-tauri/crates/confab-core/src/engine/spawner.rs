//! The one thread that starts children, and never ends before the engine does.
//!
//! Linux can kill a child when its parent dies, but "parent" means the thread that started it: a
//! child started from a runtime's worker dies with the worker. So this thread does nothing else,
//! lives as long as its [`Spawner`], and when it ends, for whatever reason, the child goes too.
//!
//! Absent: job objects on Windows and the pipe-holding helper on macOS. There a child is killed by
//! shutdown and by drop, but survives when we are killed outright.

use std::io;
use std::sync::mpsc;

use tokio::process::{Child, Command};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

struct Job {
    command: Command,
    runtime: Handle,
    reply: oneshot::Sender<io::Result<Child>>,
}

/// A handle to the thread; the thread ends when it is dropped.
#[derive(Debug)]
pub(super) struct Spawner {
    jobs: mpsc::Sender<Job>,
}

impl Spawner {
    pub(super) fn new() -> io::Result<Self> {
        let (jobs, queue) = mpsc::channel::<Job>();
        std::thread::Builder::new()
            .name("engine-spawner".into())
            .spawn(move || {
                for mut job in queue {
                    let child = {
                        let _runtime = job.runtime.enter();
                        job.command.spawn()
                    };
                    // Nobody waiting any more: the child is dropped, and killed with that.
                    let _ = job.reply.send(child);
                }
            })?;
        Ok(Self { jobs })
    }

    /// Starts a child that dies with us, and of which Linux ends what takes more than `memory`
    /// bytes.
    pub(super) async fn spawn(
        &self,
        mut command: Command,
        memory: Option<u64>,
    ) -> io::Result<Child> {
        prepare(&mut command, memory);
        command.kill_on_drop(true);
        let (reply, answer) = oneshot::channel();
        self.jobs
            .send(Job {
                command,
                runtime: Handle::current(),
                reply,
            })
            .map_err(|_| io::Error::other("the thread that starts children is gone"))?;
        answer
            .await
            .map_err(|_| io::Error::other("the thread that starts children is gone"))?
    }
}

#[cfg(target_os = "linux")]
fn prepare(command: &mut Command, memory: Option<u64>) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let data = Rlimit {
        current: memory,
        maximum: memory,
    };
    let parent = rustix::process::getpid();
    // SAFETY: between fork and exec only three system calls are made, all async-signal-safe;
    // nothing is allocated and no lock is taken.
    unsafe {
        command.pre_exec(move || {
            rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL))?;
            // An administrator's own limit that is lower cannot be raised, and holds.
            let _ = setrlimit(Resource::Data, data);
            // The parent may have died before the line above: then nobody would send the signal.
            if rustix::process::getppid() == Some(parent) {
                Ok(())
            } else {
                Err(io::Error::from_raw_os_error(
                    rustix::io::Errno::SRCH.raw_os_error(),
                ))
            }
        });
    }
    command.process_group(0);
}

#[cfg(all(unix, not(target_os = "linux")))]
fn prepare(command: &mut Command, _memory: Option<u64>) {
    command.process_group(0);
}

#[cfg(not(unix))]
fn prepare(_command: &mut Command, _memory: Option<u64>) {}
