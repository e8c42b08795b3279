//! One app for each data directory: a second one hands its arguments to the first and ends.
//!
//! The first holds `app.lock` and listens at `app.sock`, both in the data directory, which is its
//! owner's alone. Whoever finds the lock taken says there what it was started with. `confab-serve`
//! takes no part in this: it and the app refuse each other by the data directory's own lock.
//!
//! Deliberately absent: a meaning of the arguments (links that open the app come later), and the
//! same on Windows, where a second app says that the data directory is in use.

use std::path::Path;

use tauri::AppHandle;

use crate::window;

/// What a start is.
#[cfg_attr(not(unix), allow(dead_code))]
pub(crate) enum Start {
    /// The first; it hears of the others.
    First(Ears),
    /// Another app has the arguments now. The sentence is for the terminal.
    HandedOver(&'static str),
    /// Another app holds the data directory and does not answer.
    Unheard(String),
    /// There is nothing to be the first of: no data directory, or not one that can be written.
    Alone,
}

/// Finds out whether this is the first app on this data directory; if it is not, hands over what
/// it was started with.
pub(crate) fn begin(data_dir: Option<&Path>, arguments: Vec<String>) -> Start {
    match data_dir {
        Some(dir) => channel::begin(dir, arguments),
        None => Start::Alone,
    }
}

/// Another app was started with these arguments: whoever did that wants to see this one.
#[cfg_attr(not(unix), allow(dead_code))]
fn called(app: &AppHandle, arguments: &[String]) {
    tracing::info!(
        arguments = arguments.len(),
        "another start was handed over to this app"
    );
    window::bring_to_front(app);
}

#[cfg(unix)]
pub(crate) use channel::Ears;

#[cfg(not(unix))]
pub(crate) struct Ears;

#[cfg(not(unix))]
impl Ears {
    pub(crate) fn listen(self, _app: &AppHandle) {}
}

#[cfg(not(unix))]
mod channel {
    pub(super) fn begin(_dir: &std::path::Path, _arguments: Vec<String>) -> super::Start {
        super::Start::Alone
    }
}

#[cfg(unix)]
mod channel {
    use std::fs::File;
    use std::io::{self, Read as _, Write as _};
    use std::os::unix::net::{UnixListener, UnixStream};
    use std::path::{Path, PathBuf};
    use std::time::{Duration, Instant};

    use confab_core::datadir::{Claim, Lock, make_private_folder};
    use tauri::AppHandle;

    use super::Start;

    /// The longest message, in bytes: a system's limit for arguments is far higher, and nobody's need.
    const LIMIT: u64 = 64 * 1024;
    /// How long one waits for the other.
    const PATIENCE: Duration = Duration::from_secs(5);
    const HEARD: &[u8] = b"heard\n";

    /// Where the first app hears of others. The lock goes with it.
    pub(crate) struct Ears {
        listener: UnixListener,
        _lock: Lock,
    }

    pub(super) fn begin(dir: &Path, arguments: Vec<String>) -> Start {
        let claimed = make_private_folder(dir).and_then(|()| Lock::claim(&dir.join("app.lock")));
        match claimed {
            Ok(Claim::Ours(lock)) => match open(dir) {
                Ok(listener) => Start::First(Ears {
                    listener,
                    _lock: lock,
                }),
                Err(cause) => {
                    tracing::warn!(%cause, "a second start of the app will not be noticed");
                    Start::Alone
                }
            },
            Ok(Claim::Theirs(pid)) => match tell(dir, &arguments) {
                Ok(()) => Start::HandedOver(
                    "Confab is running already; its window is brought to the front.",
                ),
                Err(cause) => {
                    let named = pid.map_or_else(String::new, |pid| format!(" (process {pid})"));
                    Start::Unheard(format!(
                        "Confab is running already{named} but does not answer: {cause}. End it, or set CONFAB_DATA_DIR to another folder."
                    ))
                }
            },
            Err(cause) => {
                tracing::debug!(%cause, "the data directory is of no use yet");
                Start::Alone
            }
        }
    }

    /// Where the socket is, by a path that is short enough for one whatever the folder's is; good
    /// for as long as the file is open.
    fn socket(dir: &Path) -> io::Result<(PathBuf, Option<File>)> {
        const NAME: &str = "app.sock";
        if !cfg!(target_os = "linux") {
            return Ok((dir.join(NAME), None));
        }
        let folder = File::open(dir)?;
        let number = std::os::fd::AsRawFd::as_raw_fd(&folder);
        let path = format!("/proc/self/fd/{number}/{NAME}");
        Ok((path.into(), Some(folder)))
    }

    fn open(dir: &Path) -> io::Result<UnixListener> {
        let (path, _folder) = socket(dir)?;
        // We hold the lock, so it was left by an app that is gone.
        match std::fs::remove_file(&path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        UnixListener::bind(path)
    }

    fn tell(dir: &Path, arguments: &[String]) -> io::Result<()> {
        let began = Instant::now();
        let mut stream = loop {
            let (path, _folder) = socket(dir)?;
            match UnixStream::connect(path) {
                Ok(stream) => break stream,
                // It has the lock, and may be about to listen.
                Err(e) if began.elapsed() > PATIENCE => return Err(e),
                Err(_) => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.write_all(&serde_json::to_vec(arguments)?)?;
        stream.shutdown(std::net::Shutdown::Write)?;
        let mut answer = Vec::new();
        stream.take(LIMIT).read_to_end(&mut answer)?;
        if answer == HEARD {
            Ok(())
        } else {
            Err(io::Error::other("it said something else"))
        }
    }

    impl Ears {
        /// Listens for as long as the app runs.
        pub(crate) fn listen(self, app: &AppHandle) {
            let app = app.clone();
            let heard = move |arguments: Vec<String>| super::called(&app, &arguments);
            let listening = std::thread::Builder::new()
                .name("second-starts".into())
                .spawn(move || self.hear(heard));
            if let Err(cause) = listening {
                tracing::warn!(%cause, "a second start of the app will not be noticed");
            }
        }

        fn hear(self, heard: impl Fn(Vec<String>)) {
            for stream in self.listener.incoming() {
                match stream.and_then(receive) {
                    Ok(arguments) => heard(arguments),
                    Err(cause) => tracing::warn!(%cause, "a second start said nothing useful"),
                }
            }
        }
    }

    fn receive(mut stream: UnixStream) -> io::Result<Vec<String>> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut message = Vec::new();
        (&mut stream).take(LIMIT).read_to_end(&mut message)?;
        let arguments = serde_json::from_slice(&message)?;
        stream.write_all(HEARD)?;
        Ok(arguments)
    }

    #[cfg(test)]
    mod tests {
        use std::sync::mpsc;

        use super::*;

        fn first(dir: &Path) -> Ears {
            match begin(dir, Vec::new()) {
                Start::First(ears) => ears,
                _ => panic!("it is not the first"),
            }
        }

        /// Hears in the background, until the test program ends.
        fn hearing(ears: Ears) -> mpsc::Receiver<Vec<String>> {
            let (send, heard) = mpsc::channel();
            std::thread::spawn(move || ears.hear(move |arguments| drop(send.send(arguments))));
            heard
        }

        #[test]
        fn a_second_start_hands_its_arguments_to_the_first() {
            let dir = tempfile::tempdir().expect("a folder");
            let heard = hearing(first(dir.path()));
            for arguments in [vec![], vec!["--x".to_owned(), "ü \n\"'".to_owned()]] {
                let start = begin(dir.path(), arguments.clone());
                assert!(matches!(start, Start::HandedOver(_)), "it was not heard");
                assert_eq!(heard.recv_timeout(PATIENCE), Ok(arguments));
            }
        }

        #[test]
        fn what_a_killed_app_left_is_no_first() {
            let dir = tempfile::tempdir().expect("a folder");
            // Its lock went with it, its socket did not.
            drop(first(dir.path()));
            assert!(dir.path().join("app.sock").exists());
            let heard = hearing(first(dir.path()));
            assert!(matches!(begin(dir.path(), vec![]), Start::HandedOver(_)));
            assert_eq!(heard.recv_timeout(PATIENCE), Ok(vec![]));
        }

        #[test]
        fn a_folder_may_have_a_long_name_where_the_system_lets_it() {
            let dir = tempfile::tempdir().expect("a folder");
            let deep = dir.path().join("d".repeat(200));
            if cfg!(target_os = "linux") {
                let _heard = hearing(first(&deep));
                assert!(matches!(begin(&deep, vec![]), Start::HandedOver(_)));
            }
        }

        #[test]
        fn each_data_directory_has_a_first_of_its_own() {
            let (one, other) = (tempfile::tempdir(), tempfile::tempdir());
            let (one, other) = (one.expect("a folder"), other.expect("a folder"));
            let _ears = (first(one.path()), first(other.path()));
        }

        #[test]
        fn nonsense_is_not_taken_for_arguments_and_harms_nobody() {
            let dir = tempfile::tempdir().expect("a folder");
            let heard = hearing(first(dir.path()));
            let mut stream = UnixStream::connect(dir.path().join("app.sock")).expect("it listens");
            stream.write_all(b"{\"not\": \"a list\"}").expect("written");
            drop(stream);
            assert!(matches!(begin(dir.path(), vec![]), Start::HandedOver(_)));
            assert_eq!(heard.recv_timeout(PATIENCE), Ok(vec![]));
        }

        #[test]
        fn a_folder_that_can_not_be_made_leaves_the_window_to_say_so() {
            let dir = tempfile::tempdir().expect("a folder");
            let file = dir.path().join("file");
            std::fs::write(&file, "").expect("written");
            assert!(matches!(begin(&file, vec![]), Start::Alone));
        }
    }
}
