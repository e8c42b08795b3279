//! One step: a line when it starts, a word every while, its duration at the end, and its output
//! when it fails.
//!
//! Output goes to a log file instead of a pipe: a grandchild that outlives its parent can then
//! neither hang us nor be hung by us.

use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::repo::Repo;

/// How often a long step says that it is still at it.
const WORD_EVERY: Duration = Duration::from_secs(20);
/// How much of a failing step's output is shown; the whole is in its log.
const SHOWN_LINES: usize = 400;

/// What a program left behind.
pub(crate) struct Outcome {
    pub(crate) status: Option<ExitStatus>,
    pub(crate) log: String,
    pub(crate) log_path: PathBuf,
    pub(crate) took: Duration,
}

impl Outcome {
    pub(crate) fn ok(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }
}

/// Says that a step need not be done.
pub(crate) fn up_to_date(title: &str, why: &str) {
    println!("✓ {title}: {why}");
}

/// Says something beside the steps.
pub(crate) fn note(text: &str) {
    println!("  {text}");
}

/// Runs one step to its end; a failure shows what it printed and is an error.
pub(crate) fn run(repo: &Repo, title: &str, command: &mut Command) -> Result<Outcome> {
    let outcome = attempt(repo, title, command, Duration::from_secs(3600))?;
    if !outcome.ok() {
        show(&outcome);
        bail!(
            "{title}: this step failed. Its whole output: {}",
            outcome.log_path.display()
        );
    }
    Ok(outcome)
}

/// Runs one step to its end or its limit; a failure is left to the caller.
pub(crate) fn attempt(
    repo: &Repo,
    title: &str,
    command: &mut Command,
    limit: Duration,
) -> Result<Outcome> {
    let outcome = hear(repo, title, command, limit)?;
    match outcome.status {
        Some(status) if status.success() => println!("✓ {title} ({})", spoken(outcome.took)),
        Some(status) => println!("✗ {title}: {status}, after {}", spoken(outcome.took)),
        None => println!("✗ {title}: ended after {}, its limit", spoken(outcome.took)),
    }
    Ok(outcome)
}

/// Runs one step to its end or its limit and leaves it to the caller to say what came of it.
pub(crate) fn hear(
    repo: &Repo,
    title: &str,
    command: &mut Command,
    limit: Duration,
) -> Result<Outcome> {
    println!("▸ {title}");
    let _ = std::io::stdout().flush();
    let started = Instant::now();
    let log_path = log_path(repo, title)?;
    let log = File::create(&log_path)
        .with_context(|| format!("{} could not be written", log_path.display()))?;
    command
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log);
    let program = command.get_program().to_string_lossy().into_owned();
    let child = spawn(command).with_context(|| format!("`{program}` could not be started"))?;
    let status = wait(child, started, limit, &log_path)?;
    Ok(Outcome {
        status,
        log: String::from_utf8_lossy(&std::fs::read(&log_path)?).into_owned(),
        log_path,
        took: started.elapsed(),
    })
}

/// Runs one step that may ask the person something (a password for sudo).
pub(crate) fn run_interactively(title: &str, command: &mut Command) -> Result<()> {
    println!("▸ {title}");
    let started = Instant::now();
    let status = spawn(command)
        .and_then(|mut child| child.wait())
        .with_context(|| format!("{title}: could not be started"))?;
    if !status.success() {
        bail!("{title}: this step failed ({status}).");
    }
    println!("✓ {title} ({})", spoken(started.elapsed()));
    Ok(())
}

/// A small step of our own making.
pub(crate) fn own<T>(title: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let started = Instant::now();
    match work() {
        Ok(value) => {
            println!("✓ {title} ({})", spoken(started.elapsed()));
            Ok(value)
        }
        Err(error) => {
            println!("✗ {title}, after {}", spoken(started.elapsed()));
            Err(error)
        }
    }
}

/// The answer of a small program, or why there is none.
pub(crate) fn answer(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{program}` could not be started"))?;
    if !output.status.success() {
        return Err(anyhow!(
            "`{program}` failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Prints what a failed step printed.
pub(crate) fn show(outcome: &Outcome) {
    let lines: Vec<&str> = outcome.log.lines().collect();
    let skipped = lines.len().saturating_sub(SHOWN_LINES);
    if skipped > 0 {
        println!(
            "  │ ({skipped} lines before these are in {})",
            outcome.log_path.display()
        );
    }
    for line in &lines[skipped..] {
        println!("  │ {line}");
    }
}

/// A duration as one says it.
pub(crate) fn spoken(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        let whole = time.as_secs();
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

/// Starts a program that ends when we do, however we end.
pub(crate) fn spawn(command: &mut Command) -> std::io::Result<Child> {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::process::CommandExt;
        // SAFETY: between fork and exec only one prctl is made, which is async-signal-safe. The
        // signal fires when the spawning thread ends: all steps are spawned by the main thread.
        unsafe {
            command.pre_exec(|| {
                rustix::process::set_parent_process_death_signal(Some(
                    rustix::process::Signal::TERM,
                ))?;
                Ok(())
            });
        }
    }
    command.spawn()
}

/// Ends a program and everything it started.
pub(crate) fn kill_tree(child: &mut Child) {
    #[cfg(target_os = "linux")]
    for pid in descendants(child.id()) {
        if let Some(pid) = i32::try_from(pid)
            .ok()
            .and_then(rustix::process::Pid::from_raw)
        {
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// Asks a program to leave.
#[cfg(target_os = "linux")]
pub(crate) fn ask_to_leave(child: &mut Child) {
    if let Some(pid) = i32::try_from(child.id())
        .ok()
        .and_then(rustix::process::Pid::from_raw)
    {
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
    }
}

/// Asks a program to leave; elsewhere there is only one way to say it.
#[cfg(not(target_os = "linux"))]
pub(crate) fn ask_to_leave(child: &mut Child) {
    let _ = child.kill();
}

/// Waits for a program; beyond the limit it and all it started are killed.
pub(crate) fn wait_within(child: &mut Child, limit: Duration) -> Result<Option<ExitStatus>> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if started.elapsed() > limit {
            kill_tree(child);
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn wait(
    mut child: Child,
    started: Instant,
    limit: Duration,
    log_path: &Path,
) -> Result<Option<ExitStatus>> {
    let mut next_word = WORD_EVERY;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        let elapsed = started.elapsed();
        if elapsed > limit {
            kill_tree(&mut child);
            return Ok(None);
        }
        if elapsed > next_word {
            next_word = elapsed + WORD_EVERY;
            println!("  … {}: {}", spoken(elapsed), last_line(log_path));
            let _ = std::io::stdout().flush();
        }
        let pause = if elapsed < Duration::from_secs(2) {
            5
        } else {
            50
        };
        std::thread::sleep(Duration::from_millis(pause));
    }
}

fn last_line(log_path: &Path) -> String {
    let bytes = std::fs::read(log_path).unwrap_or_default();
    let tail = &bytes[bytes.len().saturating_sub(2000)..];
    let width = if std::io::stdout().is_terminal() {
        70
    } else {
        110
    };
    String::from_utf8_lossy(tail)
        .lines()
        .rev()
        .map(|line| {
            line.trim()
                .chars()
                .filter(|c| !c.is_control())
                .take(width)
                .collect::<String>()
        })
        .find(|line| !line.is_empty())
        .unwrap_or_else(|| "at work".into())
}

fn log_path(repo: &Repo, title: &str) -> Result<PathBuf> {
    let dir = repo.workshop().join("logs");
    std::fs::create_dir_all(&dir)
        .with_context(|| format!("{} could not be made", dir.display()))?;
    let name: String = title
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    Ok(dir.join(format!("{}.log", name.to_lowercase())))
}

/// Every process below one, deepest last, as the kernel lists them now.
#[cfg(target_os = "linux")]
fn descendants(of: u32) -> Vec<u32> {
    let mut family = vec![of];
    let parents: Vec<(u32, u32)> = std::fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let pid = entry.file_name().to_str()?.parse().ok()?;
            let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
            // The name in parentheses may hold anything; state and parent follow its end.
            let parent = stat
                .rsplit_once(')')?
                .1
                .split_whitespace()
                .nth(1)?
                .parse()
                .ok()?;
            Some((pid, parent))
        })
        .collect();
    let mut next = 0;
    while next < family.len() {
        let parent = family[next];
        family.extend(
            parents
                .iter()
                .filter(|(_, p)| *p == parent)
                .map(|(pid, _)| *pid),
        );
        next += 1;
    }
    family.remove(0);
    family
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_spoken() {
        assert_eq!(spoken(Duration::from_millis(340)), "0.3 s");
        assert_eq!(spoken(Duration::from_secs(135)), "2 min 15 s");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn beyond_its_limit_a_step_ends_with_all_it_started() {
        let mut child = Command::new("sh")
            .args(["-c", "sleep 60 & echo $! ; wait"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("sh");
        let mut line = String::new();
        std::io::BufRead::read_line(
            &mut std::io::BufReader::new(child.stdout.take().expect("piped")),
            &mut line,
        )
        .expect("the grandchild's id");
        let ended = wait_within(&mut child, Duration::from_millis(1)).expect("wait");
        assert!(ended.is_none());
        let grandchild = PathBuf::from(format!("/proc/{}/stat", line.trim()));
        let gone = || {
            std::fs::read_to_string(&grandchild).map_or(true, |stat| {
                stat.rsplit_once(')')
                    .is_some_and(|(_, s)| s.starts_with(" Z"))
            })
        };
        let started = Instant::now();
        while !gone() {
            assert!(
                started.elapsed() < Duration::from_secs(5),
                "the grandchild lives on"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
