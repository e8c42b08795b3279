//! The browser processes that show calls: started, watched, ended.
//!
//! A process of the Chromium family lives as long as its windows, and a second start on the same
//! profile hands its page to the first process and ends with 0 at once. So a short life with 0 is a
//! window in an older process, never a hang-up, and a short life with anything else is a failure.

use std::collections::HashSet;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use confab_core::error::{Code, Error, Result};
use confab_core::secret::Secret;
use tokio::process::{Child, Command};
use tokio::sync::Notify;
use url::Url;

use super::CODE_LIFE;
use super::handover::Handover;

/// How soon a browser that can't work at all says so.
const EARLY: Duration = Duration::from_millis(900);

/// How long browsers have to close their windows when the app ends.
const PATIENCE: Duration = Duration::from_secs(2);

/// The browsers that we started. Cheap to clone; all clones are the same list.
#[derive(Clone, Default)]
pub(crate) struct AppWindows(Arc<Open>);

#[derive(Default)]
struct Open {
    /// By process id, which is the group's id too.
    processes: Mutex<HashSet<u32>>,
    one_ended: Notify,
}

impl AppWindows {
    /// Opens `call` in an app window of the browser.
    ///
    /// # Errors
    /// A sentence where the profile can't be written or the browser does not work.
    pub(super) async fn open(
        &self,
        program: &Path,
        profile: &Path,
        call: &Url,
        fragment: &Secret,
    ) -> Result<()> {
        let page = Handover::write(profile, call, fragment).map_err(no_page)?;
        let mut command = Command::new(program);
        command
            .arg(joined("--user-data-dir=", profile))
            .arg(format!("--app={}", page.url().map_err(no_page)?))
            .args([
                "--no-first-run",
                "--no-default-browser-check",
                "--hide-crash-restore-bubble",
            ])
            // The host pressed Join in our window: people may be heard without another click.
            .arg("--autoplay-policy=no-user-gesture-required")
            // The profile keeps no passwords, so no wallet has to be unlocked for it.
            .arg("--password-store=basic")
            .args(["--class=confab-call", "--window-size=1180,780"]);
        self.start(command, Some(page)).await
    }

    /// Opens `url` (no secret in it) as a tab of a browser that knows no app windows.
    ///
    /// # Errors
    /// A sentence where the browser does not work.
    pub(super) async fn open_tab(&self, program: &Path, url: &Url) -> Result<()> {
        let mut command = Command::new(program);
        command.arg(url.as_str());
        self.start(command, None).await
    }

    async fn start(&self, mut command: Command, page: Option<Handover>) -> Result<()> {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // What is the browser's business is not what reaches our LiveKit server.
        command
            .env_remove("LIVEKIT_API_KEY")
            .env_remove("LIVEKIT_API_SECRET");
        // A group of its own: Ctrl-C in our terminal is ours to answer, and a wrapper script ends
        // together with what it started.
        #[cfg(unix)]
        command.process_group(0);
        let mut child = command.spawn().map_err(|e| does_not_work(e.into()))?;
        let listed = Listed::new(self, &child);

        match tokio::time::timeout(EARLY, child.wait()).await {
            Err(_still_running) => {
                tokio::spawn(watch(child, page, listed));
                Ok(())
            }
            Ok(Ok(status)) if status.success() => {
                tokio::spawn(async move {
                    tokio::time::sleep(CODE_LIFE).await;
                    drop(page);
                });
                Ok(())
            }
            Ok(Ok(status)) => Err(does_not_work(format!("it ended at once: {status}").into())),
            Ok(Err(e)) => Err(does_not_work(e.into())),
        }
    }

    /// Asks every browser that we started to close, and waits a moment for them.
    pub(crate) async fn close(&self) {
        let all_gone = async {
            loop {
                let ended = self.0.one_ended.notified();
                if self.processes().is_empty() {
                    return;
                }
                ended.await;
            }
        };
        for id in self.processes().iter() {
            ask_to_end(*id);
        }
        if tokio::time::timeout(PATIENCE, all_gone).await.is_err() {
            tracing::info!("a call window's browser is still open");
        }
    }

    fn processes(&self) -> std::sync::MutexGuard<'_, HashSet<u32>> {
        self.0
            .processes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// A process's place in the list, for as long as it runs.
struct Listed {
    windows: AppWindows,
    id: Option<u32>,
}

impl Listed {
    fn new(windows: &AppWindows, child: &Child) -> Self {
        windows.processes().extend(child.id());
        Self {
            windows: windows.clone(),
            id: child.id(),
        }
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            self.windows.processes().remove(&id);
        }
        self.windows.0.one_ended.notify_waiters();
    }
}

async fn watch(mut child: Child, page: Option<Handover>, listed: Listed) {
    let ended = tokio::time::timeout(CODE_LIFE, child.wait()).await;
    drop(page);
    if ended.is_err() {
        let _ = child.wait().await;
    }
    tracing::debug!(id = listed.id, "a call window's browser has ended");
}

#[cfg(unix)]
fn ask_to_end(group: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    if let Some(group) = i32::try_from(group).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, Signal::TERM);
    }
}

/// Calls open in a webview there.
#[cfg(not(unix))]
fn ask_to_end(_group: u32) {}

fn joined(flag: &str, path: &Path) -> std::ffi::OsString {
    let mut argument = std::ffi::OsString::from(flag);
    argument.push(path);
    argument
}

fn no_page(e: std::io::Error) -> Error {
    Error::caused_by(
        Code::Storage,
        "The call can't be opened, because the browser's profile folder can't be written. Make sure that the disk has room.",
        e,
    )
}

fn does_not_work(e: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::caused_by(
        Code::Internal,
        "The browser that opens calls does not start. Set CONFAB_BROWSER to another one, or open the meeting's link in a browser yourself.",
        e,
    )
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::PathBuf;

    use super::*;

    struct Stage {
        dir: tempfile::TempDir,
        windows: AppWindows,
    }

    impl Stage {
        fn new() -> Self {
            Self {
                dir: tempfile::tempdir().expect("a folder"),
                windows: AppWindows::default(),
            }
        }

        fn browser(&self, script: &str) -> PathBuf {
            let path = self.dir.path().join("browser");
            let told = self.dir.path().join("arguments");
            std::fs::write(
                &path,
                format!(
                    "#!/bin/sh\nprintf '%s\\n' \"$@\" > {}\n{script}\n",
                    told.display()
                ),
            )
            .expect("written");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("set");
            path
        }

        fn profile(&self) -> PathBuf {
            self.dir.path().join("profile")
        }

        async fn open(&self, script: &str) -> Result<()> {
            let call = "http://localhost:3000/meeting/abc-defg-hij"
                .parse()
                .expect("a url");
            self.windows
                .open(
                    &self.browser(script),
                    &self.profile(),
                    &call,
                    &Secret::new("one-time"),
                )
                .await
        }

        fn arguments(&self) -> String {
            std::fs::read_to_string(self.dir.path().join("arguments"))
                .expect("the browser was started")
        }

        fn pages(&self) -> usize {
            std::fs::read_dir(self.profile())
                .map(Iterator::count)
                .unwrap_or_default()
        }
    }

    #[tokio::test]
    async fn the_browser_is_told_neither_the_code_nor_to_drop_its_sandbox() {
        let stage = Stage::new();
        stage.open("exec sleep 60").await.expect("opened");
        let arguments = stage.arguments();
        assert!(
            arguments.contains("--app=file:///") && arguments.contains("--user-data-dir="),
            "{arguments}"
        );
        assert!(
            !arguments.contains("one-time") && !arguments.contains("sandbox"),
            "{arguments}"
        );
        assert_eq!(stage.pages(), 1);
        stage.windows.close().await;
    }

    #[tokio::test]
    async fn closing_ends_a_wrapper_script_with_what_it_started_and_takes_the_page_away() {
        let stage = Stage::new();
        let pid_file = stage.dir.path().join("pid");
        stage
            .open(&format!(
                "sleep 60 & echo $! > {}\nwait",
                pid_file.display()
            ))
            .await
            .expect("opened");
        let inner: i32 = std::fs::read_to_string(&pid_file)
            .expect("started")
            .trim()
            .parse()
            .expect("a pid");
        tokio::time::timeout(Duration::from_secs(5), stage.windows.close())
            .await
            .expect("closed in time");
        assert_eq!(stage.pages(), 0);
        let gone = async {
            let inner = rustix::process::Pid::from_raw(inner).expect("a pid");
            while rustix::process::test_kill_process(inner).is_ok() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(5), gone)
            .await
            .expect("the inner process has ended");
    }

    #[tokio::test]
    async fn a_browser_that_hands_over_to_an_older_process_counts_as_opened() {
        let stage = Stage::new();
        stage
            .open("echo 'Opening in existing browser session.'; exit 0")
            .await
            .expect("opened");
        assert_eq!(
            stage.pages(),
            1,
            "the older process still has to read the page"
        );
    }

    #[tokio::test]
    async fn a_browser_that_does_not_work_is_said_so() {
        let stage = Stage::new();
        let error = stage.open("exit 1").await.expect_err("refused");
        assert!(error.detail().contains("CONFAB_BROWSER"), "{error}");
        assert_eq!(
            stage.pages(),
            0,
            "the page of a window that never opened is gone"
        );
    }
}
