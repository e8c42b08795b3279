//! The browser processes that show calls: started, watched, ended.
//!
//! A call counts as opened when its page has exchanged the host's code, and by nothing else: a browser
//! that runs may show anything, and one that has ended with 0 has handed the address to another process
//! of its own. One that ends otherwise, or exchanges nothing, did not open the call.
//!
//! Invariant: of a call that is given up on, nothing comes in later: its code goes with the attempt.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use confab_core::datadir::make_private_folder;
use confab_core::host_code::HostCode;
use confab_core::secret::Secret;
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::{Child, Command};
use tokio::sync::Notify;
use url::Url;

use super::browser::Opener;
use super::{profile, raise};

/// How long browsers have to close their windows when the app ends.
const PATIENCE: Duration = Duration::from_secs(2);

/// How much of what a browser says of itself is kept for the log, in bytes.
const SAID_LIMIT: usize = 4096;

/// The browsers that we started with a profile of ours. Cheap to clone; all clones are the same list.
#[derive(Clone, Default)]
pub(crate) struct AppWindows(Arc<Open>);

#[derive(Default)]
struct Open {
    /// By process id, which is the group's id too.
    processes: Mutex<HashSet<u32>>,
    one_ended: Notify,
    /// Held while a profile is being tidied, and while a browser is being started on one.
    profiles: tokio::sync::Mutex<()>,
}

/// Why a browser did not open a call.
#[derive(Debug)]
pub(super) enum Failed {
    /// It can't be started.
    NotStarted(std::io::Error),
    /// It has ended without.
    Ended(ExitStatus),
    /// It has not exchanged the code in the time that it had.
    Silent,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failed::NotStarted(e) => write!(f, "it does not start: {e}"),
            Failed::Ended(status) => write!(f, "it ended: {status}"),
            Failed::Silent => write!(f, "it did not show the call in time"),
        }
    }
}

/// A call on its way into a browser.
pub(super) struct Attempt<'a> {
    /// The call's page, with the code behind `#`.
    pub(super) address: &'a Url,
    pub(super) code: &'a mut HostCode,
    /// How long the page has to exchange the code.
    pub(super) limit: Duration,
}

impl AppWindows {
    /// Opens a call in a browser, and returns when its page has exchanged the code.
    ///
    /// # Errors
    /// Why it did not.
    pub(super) async fn open(&self, opener: &Opener, attempt: Attempt<'_>) -> Result<(), Failed> {
        match opener {
            Opener::AppWindow { program, profile } => {
                let untouched = self.0.profiles.lock().await;
                make_private_folder(profile).map_err(Failed::NotStarted)?;
                let command = app_window(program, profile, attempt.address);
                let browser = Browser::start(command, Some((self, profile)))?;
                drop(untouched);
                browser.wait_for(attempt).await
            }
            Opener::Tab { program } => {
                let mut command = Command::new(program);
                command.arg(attempt.address.as_str());
                Browser::start(command, None)?.wait_for(attempt).await
            }
            Opener::Default => self.open_default(attempt).await,
        }
    }

    /// Programs that open addresses are many, and the first may not be there or not know the way.
    async fn open_default(&self, attempt: Attempt<'_>) -> Result<(), Failed> {
        let mut failed = Failed::Silent;
        for command in open::commands(attempt.address.as_str()) {
            let attempt = Attempt {
                address: attempt.address,
                code: attempt.code,
                limit: attempt.limit,
            };
            let outcome = match Browser::start(command.into(), None) {
                Ok(browser) => browser.wait_for(attempt).await,
                Err(e) => Err(e),
            };
            match outcome {
                Ok(()) => return Ok(()),
                Err(Failed::Silent) => return Err(Failed::Silent),
                Err(e) => failed = e,
            }
        }
        Err(failed)
    }

    /// Removes what browsers have noted of calls in profiles that none uses.
    pub(crate) async fn tidy(&self, profiles: Vec<PathBuf>) {
        let _tidying = self.0.profiles.lock().await;
        let tidied = tokio::task::spawn_blocking(move || {
            for folder in profiles {
                if let Err(cause) = profile::tidy(&folder) {
                    tracing::warn!(%cause, "what the call's browser noted of calls could not be removed");
                }
            }
        });
        let _ = tidied.await;
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

    fn processes(&self) -> MutexGuard<'_, HashSet<u32>> {
        self.0
            .processes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn app_window(program: &Path, profile: &Path, address: &Url) -> Command {
    let mut command = Command::new(program);
    command
        .arg(joined("--user-data-dir=", profile))
        .arg(format!("--app={address}"))
        .args([
            "--no-first-run",
            "--no-default-browser-check",
            "--hide-crash-restore-bubble",
            // A picture of the memory of a process that crashed would hold what was in the call.
            "--disable-breakpad",
        ])
        // The host pressed Join in our window: people may be heard without another click.
        .arg("--autoplay-policy=no-user-gesture-required")
        // The profile keeps no passwords, so no wallet has to be unlocked for it.
        .arg("--password-store=basic")
        .arg(format!("--class={}", raise::CLASS))
        .arg("--window-size=1180,780");
    command
}

/// A browser that was started.
struct Browser {
    child: Child,
    said: Said,
    /// Where it runs on a profile of ours, and so is ours to end.
    listed: Option<(Listed, PathBuf)>,
}

impl Browser {
    fn start(mut command: Command, ours: Option<(&AppWindows, &Path)>) -> Result<Self, Failed> {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        // What is the browser's business is not what reaches our LiveKit server.
        command
            .env_remove("LIVEKIT_API_KEY")
            .env_remove("LIVEKIT_API_SECRET");
        // A group of its own: Ctrl-C in our terminal is ours to answer, and a wrapper script ends
        // together with what it started.
        #[cfg(unix)]
        command.process_group(0);
        let mut child = command.spawn().map_err(Failed::NotStarted)?;
        let said = Said::default();
        if let Some(errors) = child.stderr.take() {
            tokio::spawn(said.clone().listen(errors));
        }
        let listed = ours.map(|(windows, profile)| {
            let listed = Listed::new(windows, &child);
            (listed, profile.to_owned())
        });
        Ok(Self {
            child,
            said,
            listed,
        })
    }

    async fn wait_for(mut self, attempt: Attempt<'_>) -> Result<(), Failed> {
        let Attempt { code, limit, .. } = attempt;
        let failed = {
            let exchanged = code.exchanged();
            let deadline = tokio::time::sleep(limit);
            tokio::pin!(exchanged, deadline);
            let mut running = true;
            loop {
                tokio::select! {
                    biased;
                    () = &mut exchanged => break None,
                    status = self.child.wait(), if running => match status {
                        // An older process of the same browser shows the page.
                        Ok(status) if status.success() => running = false,
                        Ok(status) => break Some(Failed::Ended(status)),
                        Err(e) => break Some(Failed::NotStarted(e)),
                    },
                    () = &mut deadline => break Some(Failed::Silent),
                }
            }
        };
        let Some(failed) = failed else {
            tokio::spawn(self.watch());
            return Ok(());
        };
        let said = self.said.redacted(code.secret());
        tracing::warn!(%failed, said, "a browser did not open the call");
        if matches!(failed, Failed::Silent)
            && let Some((listed, _)) = &self.listed
            && let Some(group) = listed.id
        {
            ask_to_end(group);
        }
        tokio::spawn(self.watch());
        Err(failed)
    }

    /// Until it has ended, and with it the last window on its profile.
    async fn watch(mut self) {
        let _ = self.child.wait().await;
        let Some((listed, profile)) = self.listed else {
            return;
        };
        tracing::debug!(id = listed.id, "a call window's browser has ended");
        let windows = listed.windows.clone();
        windows.tidy(vec![profile]).await;
        drop(listed);
    }
}

/// The beginning of what a browser says on its standard error; the rest is read and dropped, so that it
/// never waits for us.
#[derive(Clone, Default)]
struct Said(Arc<Mutex<Vec<u8>>>);

impl Said {
    async fn listen(self, mut errors: impl AsyncRead + Unpin) {
        let mut piece = [0_u8; 1024];
        while let Ok(length @ 1..) = errors.read(&mut piece).await {
            let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let room = SAID_LIMIT.saturating_sub(said.len()).min(length);
            said.extend_from_slice(&piece[..room]);
        }
    }

    /// As one line, without the code.
    fn redacted(&self, code: &Secret) -> String {
        let said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = String::from_utf8_lossy(&said).replace(code.expose(), "…");
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let line = lines.collect::<Vec<_>>().join(" | ");
        line.replace(|c: char| c.is_control(), " ")
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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use confab_core::host_code::HostCodes;
    use confab_core::id::MeetingId;
    use confab_core::name::DisplayName;

    use super::*;

    struct Scene {
        dir: tempfile::TempDir,
        windows: AppWindows,
        codes: HostCodes,
        meeting: MeetingId,
    }

    impl Scene {
        fn new() -> Self {
            Self {
                dir: tempfile::tempdir().expect("a folder"),
                windows: AppWindows::default(),
                codes: HostCodes::default(),
                meeting: MeetingId::generate(),
            }
        }

        /// A program that notes its arguments and then runs the script.
        fn program(&self, script: &str) -> PathBuf {
            let path = self.dir.path().join("browser");
            let told = self.dir.path().join("arguments");
            std::fs::write(
                &path,
                format!(
                    "#!/bin/sh\nprintf '%s\\n' \"$@\" > {0}.part && mv {0}.part {0}\n{script}\n",
                    told.display()
                ),
            )
            .expect("written");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("set");
            path
        }

        fn window(&self, script: &str) -> Opener {
            Opener::AppWindow {
                program: self.program(script),
                profile: self.profile(),
            }
        }

        fn profile(&self) -> PathBuf {
            self.dir.path().join("profile")
        }

        fn code(&self) -> HostCode {
            let name = DisplayName::new("Hanna").expect("a name");
            self.codes.issue(self.meeting, name)
        }

        /// As the page would, as soon as the browser runs.
        async fn exchange(&self, code: &str) {
            self.arguments().await;
            self.codes.redeem(self.meeting, code).expect("a good code");
        }

        async fn open(&self, opener: &Opener, code: &mut HostCode) -> Result<(), Failed> {
            let text = code.secret().expose().to_owned();
            let address = format!("http://localhost:3000/meeting/abc-defg-hij#host={text}");
            let attempt = Attempt {
                address: &address.parse().expect("an address"),
                code,
                limit: Duration::from_secs(30),
            };
            self.windows.open(opener, attempt).await
        }

        async fn opened(&self, opener: &Opener) {
            let mut code = self.code();
            let text = code.secret().expose().to_owned();
            let (opened, ()) = tokio::join!(self.open(opener, &mut code), self.exchange(&text));
            opened.expect("opened");
        }

        async fn arguments(&self) -> String {
            let path = self.dir.path().join("arguments");
            until(|| std::fs::read_to_string(&path).ok()).await
        }
    }

    /// There is nothing to listen to for a process that is not ours.
    async fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
        let looking = async {
            loop {
                if let Some(found) = look() {
                    return found;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let limit = Duration::from_secs(30);
        tokio::time::timeout(limit, looking).await.expect("in time")
    }

    #[tokio::test]
    async fn the_browser_is_told_the_way_and_to_drop_no_sandbox() {
        let scene = Scene::new();
        scene.opened(&scene.window("exec sleep 60")).await;
        let arguments = scene.arguments().await;
        let address = "--app=http://localhost:3000/meeting/abc-defg-hij#host=";
        assert!(
            arguments.contains(address) && arguments.contains("--user-data-dir="),
            "{arguments}"
        );
        assert!(!arguments.contains("sandbox"), "{arguments}");
        scene.windows.close().await;
    }

    #[tokio::test]
    async fn closing_ends_a_wrapper_script_with_what_it_started() {
        let scene = Scene::new();
        let pid_file = scene.dir.path().join("pid");
        let script = format!("sleep 60 & echo $! > {}\nwait", pid_file.display());
        scene.opened(&scene.window(&script)).await;
        let inner: i32 =
            until(|| std::fs::read_to_string(&pid_file).ok()?.trim().parse().ok()).await;
        tokio::time::timeout(Duration::from_secs(30), scene.windows.close())
            .await
            .expect("closed in time");
        let inner = rustix::process::Pid::from_raw(inner).expect("a pid");
        until(|| {
            rustix::process::test_kill_process(inner)
                .is_err()
                .then_some(())
        })
        .await;
    }

    #[tokio::test]
    async fn a_browser_that_hands_over_to_an_older_process_has_opened_when_its_page_says_so() {
        let scene = Scene::new();
        let script = "echo 'Opening in existing browser session.'; exit 0";
        scene.opened(&scene.window(script)).await;
    }

    #[tokio::test]
    async fn a_browser_that_refuses_has_not_opened_and_what_it_said_is_kept_without_the_code() {
        let scene = Scene::new();
        let mut code = scene.code();
        let text = code.secret().expose().to_owned();
        let opener = scene.window("echo no >&2; exit 1");
        let failed = scene.open(&opener, &mut code).await.expect_err("refused");
        assert!(matches!(failed, Failed::Ended(_)), "{failed}");
        drop(code);
        scene
            .codes
            .redeem(scene.meeting, &text)
            .expect_err("its code went with the attempt");

        let said = Said::default();
        let code = scene.code();
        let loud = format!(
            "a\n\u{7}b {} \n{}",
            code.secret().expose(),
            "x".repeat(9_000)
        );
        said.clone().listen(loud.as_bytes()).await;
        let said = said.redacted(code.secret());
        assert!(said.starts_with("a |  b …") && said.len() < 4_200, "{said}");
    }

    #[tokio::test]
    async fn a_browser_that_shows_nothing_is_given_up_on_and_ended() {
        let scene = Scene::new();
        let mut code = scene.code();
        let opener = scene.window("exec sleep 60");
        let address = "http://localhost:3000/meeting/abc-defg-hij#host=x";
        let attempt = Attempt {
            address: &address.parse().expect("an address"),
            code: &mut code,
            limit: Duration::from_millis(1),
        };
        let failed = scene.windows.open(&opener, attempt).await;
        assert!(matches!(failed, Err(Failed::Silent)), "{failed:?}");
        until(|| scene.windows.processes().is_empty().then_some(())).await;
    }

    #[tokio::test]
    async fn what_the_browser_noted_of_the_call_goes_when_its_last_window_has_closed() {
        let scene = Scene::new();
        let history = scene.profile().join("Default/History");
        let go = scene.dir.path().join("go");
        let script = format!(
            "mkdir -p {0} && echo call > {0}/History\nwhile [ ! -e {1} ]; do sleep 0.05; done",
            scene.profile().join("Default").display(),
            go.display()
        );
        scene.opened(&scene.window(&script)).await;
        until(|| history.exists().then_some(())).await;
        std::fs::write(go, "").expect("written");
        until(|| (!history.exists()).then_some(())).await;
    }
}
