//! Confab without a window: the API, the guest page and the LiveKit server.
//!
//! stdout holds one line of JSON, when everything answers; the log goes to stderr. SIGTERM, SIGINT and
//! SIGHUP (a log-out) end it with 0. Where it can't start it says why in one sentence and leaves with 1. `backup`
//! and `restore` say on stdout what they did, in words.

mod arguments;
mod copies;

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use confab_api::house::{House, Mode, Step};
use confab_api::logging::Log;
use confab_core::config::{Env, Settings};
use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};

use arguments::Task;

/// Whatever hangs, whoever started us is told within 25 seconds.
const START_LIMIT: Duration = Duration::from_secs(24);
/// Saying goodbye takes no longer than this: whoever turns the computer off waits ten seconds.
const STOP_LIMIT: Duration = Duration::from_secs(9);

fn main() -> ExitCode {
    match arguments::read(std::env::args_os().skip(1)).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "confab-serve: {error}");
    ExitCode::FAILURE
}

fn run(task: Task) -> Result<()> {
    // SAFETY: nothing but the reading of arguments has run before this: there is no other thread.
    unsafe { confab_core::process::prepare() };
    let said = match task {
        Task::Serve => return serve_until_told(),
        Task::Print(text) => text,
        Task::Backup(file) => runtime()?.block_on(copies::backup(&file))?,
        Task::Restore(file) => runtime()?.block_on(copies::restore(&file))?,
    };
    let _ = std::io::stdout().write_all(said.as_bytes());
    Ok(())
}

fn serve_until_told() -> Result<()> {
    let settings = Settings::load(&Env::from_process())?;
    let log = Log::start(&settings.log).map_err(anyhow::Error::msg)?;
    let runtime = runtime()?;
    let served = runtime.block_on(serve(settings, &log));
    runtime.shutdown_timeout(Duration::from_millis(500));
    served
}

fn runtime() -> Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        // Little is computed here, and each thread costs memory.
        .worker_threads(2)
        .max_blocking_threads(8)
        .thread_name("confab")
        .enable_all()
        .build()
        .context("The program can't start its threads.")
}

async fn serve(settings: Settings, log: &Log) -> Result<()> {
    let mut end = End::new().context("The program can't hear signals.")?;
    let start = tokio::time::timeout(START_LIMIT, House::start(settings, Mode::Serve, log, step));
    let house = tokio::select! {
        started = start => match started {
            Ok(started) => started?,
            Err(_) => bail!("Confab was not ready within {} seconds. CONFAB_LOG=debug tells what it waited for.", START_LIMIT.as_secs()),
        },
        () = end.wanted() => return Ok(()),
    };
    let line =
        serde_json::to_string(&house.ready_line()).context("The ready line can't be written.")?;
    let _ = writeln!(std::io::stdout(), "{line}");
    let _ = std::io::stdout().flush();
    tracing::info!("ready");

    end.wanted().await;
    tracing::info!("ending");
    let goodbye = tokio::time::timeout(STOP_LIMIT, house.shutdown());
    tokio::select! {
        _ = goodbye => {}
        // Asked twice: at once. The LiveKit server ends with us.
        () = end.wanted() => std::process::exit(0),
    }
    Ok(())
}

fn step(step: Step) {
    tracing::debug!("{}", step.words());
}

/// The signals that end the program.
struct End {
    terminate: Signal,
    interrupt: Signal,
    /// Not where whoever started us wants us to outlive their log-out (`nohup`).
    hang_up: Option<Signal>,
}

impl End {
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hang_up: match hang_up_is_ignored() {
                true => None,
                false => Some(signal(SignalKind::hangup())?),
            },
        })
    }

    async fn wanted(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
            Some(()) = hung_up(&mut self.hang_up) => {}
        }
    }
}

async fn hung_up(signal: &mut Option<Signal>) -> Option<()> {
    signal.as_mut()?.recv().await
}

/// What we were started with; where the system does not tell, nobody asked for it.
fn hang_up_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // Signals count from 1, and SIGHUP is the first.
    mask.is_some_and(|mask| mask & 1 != 0)
}
