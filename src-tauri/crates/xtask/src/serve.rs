//! A confab-serve of our own, on free ports and an empty data directory, for checks from outside.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::repo::Repo;
use crate::step;

/// Time enough for its own limits of 20 s to the LiveKit server, and to say so.
const READY_WITHIN: Duration = Duration::from_secs(30);
const GONE_WITHIN: Duration = Duration::from_secs(15);

pub(crate) struct Serve {
    child: Option<Child>,
    data: PathBuf,
    log: PathBuf,
    pub(crate) api: String,
}

impl Serve {
    pub(crate) fn start(repo: &Repo) -> Result<Self> {
        let data = repo
            .workshop()
            .join(format!("serve-{}", std::process::id()));
        let log = repo.workshop().join("logs/confab-serve.log");
        std::fs::create_dir_all(repo.workshop().join("logs"))?;
        let mut command = repo.command(repo.program("confab-serve"));
        for name in [
            "LIVEKIT_URL",
            "LIVEKIT_API_KEY",
            "LIVEKIT_API_SECRET",
            "FRONTEND_URL",
        ] {
            command.env_remove(name);
        }
        for door in ["API", "GUEST", "SIGNAL", "RTC_TCP", "RTC_UDP"] {
            command.env(format!("CONFAB_{door}_PORT"), "0");
        }
        command
            .env("CONFAB_DATA_DIR", &data)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(File::create(&log)?);
        let mut child = step::spawn(&mut command).context("confab-serve could not be started")?;
        let stdout = child.stdout.take().context("its output is ours to read")?;
        let mut serve = Self {
            child: Some(child),
            data,
            log,
            api: String::new(),
        };

        let (say, heard) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let _ = BufReader::new(stdout).read_line(&mut line);
            let _ = say.send(line);
        });
        let line = heard.recv_timeout(READY_WITHIN).unwrap_or_default();
        let ready: Value = match serde_json::from_str(&line) {
            Ok(ready) => ready,
            Err(_) => bail!(
                "confab-serve did not get ready within {}. It said:\n{}",
                step::spoken(READY_WITHIN),
                serve.said()
            ),
        };
        serve.api = ready["api"]
            .as_str()
            .context("the ready line names no API")?
            .to_owned();
        Ok(serve)
    }

    /// What it wrote to its log.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Asks it to leave, which it must do by itself and with status 0.
    pub(crate) fn stop(mut self) -> Result<()> {
        let mut child = self.child.take().context("it was running")?;
        step::ask_to_leave(&mut child);
        match step::wait_within(&mut child, GONE_WITHIN)? {
            Some(status) if status.success() || !cfg!(target_os = "linux") => Ok(()),
            Some(status) => bail!("confab-serve left with {status}. It said:\n{}", self.said()),
            None => bail!(
                "confab-serve did not leave within {}.",
                step::spoken(GONE_WITHIN)
            ),
        }
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            step::kill_tree(child);
        }
        let _ = std::fs::remove_dir_all(&self.data);
    }
}
