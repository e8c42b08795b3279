//! The real `confab-serve`, started as a user starts it, on free ports and a directory of its own.

mod answers;
mod data;
mod options;
mod ready;
mod running;

use std::net::{Ipv4Addr, SocketAddr};
use std::process::ExitStatus;
use std::time::Duration;

use rustix::process::Signal as Kill;
use serde_json::{Value, json};

use answers::meeting;
pub use answers::{Joined, Meeting, joined};
pub use data::Data;
pub use options::{ConfabOptions, Failure, Starting};
pub use ready::Ready;
use running::Running;

use crate::faults::kill;
use crate::http::{Answer, Api};
use crate::livekit::Rooms;
use crate::process;
use crate::wait::wait_until;

/// A running Confab.
#[derive(Debug)]
pub struct Confab {
    /// What it said when everything answered.
    pub ready: Ready,
    /// From the start of the process to the ready line.
    pub took: Duration,
    options: ConfabOptions,
    running: Running,
}

/// What is left of one that ended.
#[derive(Debug)]
pub struct Stopped {
    /// Its exit status.
    pub status: ExitStatus,
    /// All of its stderr.
    pub stderr: String,
    /// All of its stdout.
    pub stdout: String,
    /// What starts it again on the same data.
    pub options: ConfabOptions,
}

impl Confab {
    /// The process.
    pub fn pid(&self) -> u32 {
        self.running.pid()
    }

    /// The embedded LiveKit server's process, as the ready line named it.
    pub fn engine_pid(&self) -> u32 {
        self.ready.engine_pid.expect("an embedded server")
    }

    /// What it was started with.
    pub fn options(&self) -> &ConfabOptions {
        &self.options
    }

    /// Its data directory.
    pub fn data(&self) -> &Data {
        self.options.data()
    }

    /// The local door.
    pub fn local(&self) -> Api {
        Api::new(self.ready.api.clone())
    }

    /// The guest door's API.
    pub fn guest(&self) -> Api {
        Api::new(format!("{}/api/v1", self.ready.guests))
    }

    /// The guest door's API, asked from an address of this computer: 127.0.0.1 is one of many.
    pub fn guest_from(&self, from: Ipv4Addr) -> Api {
        let base = format!("http://{}/api/v1", self.guest_address());
        Api::from_address(base, Some(from.into()))
    }

    /// The guest door's pages.
    pub fn pages(&self) -> Api {
        Api::new(self.ready.guests.clone())
    }

    /// Where the local door listens.
    pub fn local_address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], Ready::port(&self.ready.api)))
    }

    /// Where the guest door listens.
    pub fn guest_address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], Ready::port(&self.ready.guests)))
    }

    /// Where the signal door listens.
    pub fn signal_address(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], Ready::port(&self.ready.signal)))
    }

    /// `ws://localhost:<port>` of the guest door.
    pub fn guest_signal(&self) -> String {
        self.ready.guests.replace("http://", "ws://")
    }

    /// The embedded LiveKit server, behind Confab's back.
    pub fn behind(&self) -> Rooms {
        let pid = self.running_engine();
        Rooms::behind(pid.expect("the embedded server runs"))
    }

    /// The process of the embedded server that runs now (another one after a crash).
    pub fn running_engine(&self) -> Option<u32> {
        process::tree(self.pid()).into_iter().skip(1).find(|pid| {
            process::alive(*pid)
                && std::fs::read_to_string(format!("/proc/{pid}/comm"))
                    .is_ok_and(|name| name.starts_with("livekit-server"))
        })
    }

    /// Creates a meeting with nothing said.
    pub async fn create(&self) -> Meeting {
        meeting(&self.local().post("/meetings/create").await)
    }

    /// Creates a meeting with options.
    pub async fn create_with(&self, options: &Value) -> Meeting {
        meeting(&self.local().post_json("/meetings/create", options).await)
    }

    /// Joins at the local door.
    pub async fn join(&self, id: &str, name: &str) -> Joined {
        joined(&self.try_join(id, name).await)
    }

    /// A token for somebody who was let join before the meeting filled up: `join` itself says 409
    /// by now, so it is made with the embedded server's own key.
    pub fn join_late(&self, id: &str) -> String {
        self.behind().token(id, "late_0a1b2c3d")
    }

    /// Joins at the local door, whatever it says.
    pub async fn try_join(&self, id: &str, name: &str) -> Answer {
        self.local()
            .post_json(&format!("/meetings/{id}/join"), &json!({"user_name": name}))
            .await
    }

    /// The participants as the API lists them.
    pub async fn people(&self, id: &str) -> Vec<Value> {
        let answer = self
            .local()
            .get(&format!("/meetings/{id}/participants"))
            .await
            .expect(200);
        answer.json()["participants"]
            .as_array()
            .cloned()
            .unwrap_or_default()
    }

    /// Waits until the API lists so many people.
    pub async fn has_people(&self, id: &str, count: usize, limit: Duration) -> Vec<Value> {
        wait_until(&format!("{count} people in {id}"), limit, || async {
            let people = self.people(id).await;
            (people.len() == count).then_some(people)
        })
        .await
    }

    /// The server's state as `healthz` tells it.
    pub async fn server_state(&self) -> String {
        let health = self.local().get("/healthz").await.expect(200).json();
        health["server"]["state"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Its log so far.
    pub fn log(&self) -> String {
        self.running.stderr()
    }

    /// All it wrote to stdout so far.
    pub fn stdout(&self) -> String {
        self.running.stdout()
    }

    /// SIGTERM, and waits for its end.
    pub async fn stop(self) -> Stopped {
        self.end(Kill::TERM).await
    }

    /// Any signal, and waits for its end.
    pub async fn end(mut self, signal: Kill) -> Stopped {
        process::signal(self.pid(), signal);
        let status = wait_until("confab-serve ends", Duration::from_secs(15), || {
            let ended = self.running.ended();
            async move { ended }
        })
        .await;
        let (stdout, stderr) = self.running.output().await;
        Stopped {
            status,
            stderr,
            stdout,
            options: self.options.clone(),
        }
    }

    /// SIGKILL, also where its server would live on: that one is left alone.
    pub async fn crash_alone(mut self) -> ConfabOptions {
        self.running.kill();
        self.options.clone()
    }

    /// SIGKILL: no time to tidy up.
    pub async fn crash(self) -> ConfabOptions {
        self.end(Kill::KILL).await.options
    }
}

impl Drop for Confab {
    fn drop(&mut self) {
        let engine = self.running_engine();
        self.running.kill();
        if let Some(engine) = engine {
            // It ends with its parent; this is for a Confab that forgot to see to that.
            kill(engine);
        }
        if std::thread::panicking() {
            let log = self.running.stderr();
            let from = log.len().saturating_sub(4000);
            let from = (from..log.len())
                .find(|at| log.is_char_boundary(*at))
                .unwrap_or(0);
            eprintln!("--- end of confab-serve's log\n{}", &log[from..]);
        }
    }
}
