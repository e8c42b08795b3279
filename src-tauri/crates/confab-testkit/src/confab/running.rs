//! A process of Confab's, and what it writes.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use crate::process;
use crate::wait::soon;

#[derive(Debug)]
pub(super) struct Running {
    child: Child,
    pub(super) began: Instant,
    first_line: Arc<OnceLock<Instant>>,
    stdout: Arc<Mutex<String>>,
    stderr: Arc<Mutex<String>>,
}

impl Running {
    /// Starts it with nothing to read and its output kept.
    pub(super) fn start(mut command: Command) -> Self {
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let began = Instant::now();
        let what = command.get_program().display().to_string();
        let mut child =
            process::spawn(command).unwrap_or_else(|error| panic!("{what} starts: {error}"));
        let first_line = Arc::new(OnceLock::new());
        let stdout = collect(child.stdout.take().expect("its stdout"), &first_line);
        let stderr = collect(child.stderr.take().expect("its stderr"), &Arc::default());
        Self {
            child,
            began,
            first_line,
            stdout,
            stderr,
        }
    }

    /// Its first line, once that is whole.
    pub(super) fn first_line(&self) -> Option<String> {
        let stdout = self.stdout();
        Some(stdout.split_once('\n')?.0.to_owned())
    }

    /// From its start to the first line that it wrote, or to now.
    pub(super) fn took(&self) -> Duration {
        self.first_line
            .get()
            .map_or_else(|| self.began.elapsed(), |at| *at - self.began)
    }

    /// Whether it has ended, and how.
    pub(super) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("it can be waited for")
    }

    pub(super) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once and waits until it is gone.
    pub(super) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// All it wrote to stdout so far.
    pub(super) fn stdout(&self) -> String {
        self.stdout.lock().expect("nobody panicked").clone()
    }

    /// All it wrote to stderr so far.
    pub(super) fn stderr(&self) -> String {
        self.stderr.lock().expect("nobody panicked").clone()
    }

    /// The whole output of a process that has ended.
    pub(super) async fn output(&self) -> (String, String) {
        let readers = || Arc::strong_count(&self.stdout) + Arc::strong_count(&self.stderr);
        soon("the output is read", Duration::from_secs(5), || {
            readers() == 2
        })
        .await;
        (self.stdout(), self.stderr())
    }
}

fn collect(
    source: impl Read + Send + 'static,
    first_line: &Arc<OnceLock<Instant>>,
) -> Arc<Mutex<String>> {
    let first_line = Arc::clone(first_line);
    let text = Arc::new(Mutex::new(String::new()));
    let shared = Arc::clone(&text);
    std::thread::spawn(move || {
        let mut source = BufReader::new(source);
        let mut line = Vec::new();
        while source
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            first_line.get_or_init(Instant::now);
            shared
                .lock()
                .expect("nobody panicked")
                .push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    });
    text
}
