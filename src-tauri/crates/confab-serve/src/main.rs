//! Confab without a window: the API, the guest page and the LiveKit server.
//!
//! stdout holds one line of JSON, when everything answers; the log goes to stderr. SIGTERM and
//! SIGINT end it with 0. Where it can't start it says why in one sentence and leaves with 1.

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use confab_api::house::{House, Mode, Step};
use confab_api::logging::Log;
use confab_core::config::{Env, Settings};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Whatever hangs, whoever started us is told within 25 seconds.
const START_LIMIT: Duration = Duration::from_secs(24);
/// Saying goodbye takes no longer than this.
const STOP_LIMIT: Duration = Duration::from_secs(12);

const HELP: &str = "\
confab-serve: Confab without a window

Usage: confab-serve [--help | --version]

Writes one line of JSON to stdout when everything answers; logs go to stderr.
SIGTERM or Ctrl-C ends it.

Settings come from the environment, else from settings.toml in the data directory:

  CONFAB_DATA_DIR           where meetings, keys and logs are kept
  CONFAB_API_PORT           local API (8000)
  CONFAB_GUEST_PORT         guest page (3000)
  CONFAB_SIGNAL_PORT        signalling for local front ends (7880)
  CONFAB_RTC_TCP_PORT       media over TCP (7881)
  CONFAB_RTC_UDP_PORT       media over UDP (7882)
  CONFAB_LIVEKIT_SERVER     path of the LiveKit server
  CONFAB_SHARE              lan: guests on this network can come, over HTTPS
  CONFAB_TLS_CERT, CONFAB_TLS_KEY
                            a certificate of your own for them (PEM)
  CONFAB_TRUSTED_PROXIES    reverse proxies whose X-Forwarded-* or Forwarded counts
  CONFAB_LOG                log filter (info)
  FRONTEND_URL              your own front end: what meeting links start with
  LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET
                            a LiveKit server of your own instead of the embedded one

A port of 0 means any free port.
";

fn main() -> ExitCode {
    match arguments() {
        Ok(None) => {}
        Ok(Some(answer)) => {
            let _ = std::io::stdout().write_all(answer.as_bytes());
            return ExitCode::SUCCESS;
        }
        Err(error) => return failed(&error),
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "confab-serve: {error}");
    ExitCode::FAILURE
}

/// What is to be printed instead of serving.
fn arguments() -> Result<Option<String>> {
    let mut arguments = std::env::args_os().skip(1);
    let Some(first) = arguments.next() else {
        return Ok(None);
    };
    match first.to_str() {
        Some("--help" | "-h") => Ok(Some(HELP.to_owned())),
        Some("--version" | "-V") => Ok(Some(format!(
            "confab-serve {}\n",
            env!("CARGO_PKG_VERSION")
        ))),
        _ => bail!(
            "There are no arguments but --help and --version; settings come from the environment."
        ),
    }
}

fn run() -> Result<()> {
    // SAFETY: nothing but the reading of arguments has run before this: there is no other thread.
    unsafe { confab_core::process::prepare() };
    let settings = Settings::load(&Env::from_process())?;
    let log = Log::start(&settings.log).map_err(anyhow::Error::msg)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        // Little is computed here, and each thread costs memory.
        .worker_threads(2)
        .max_blocking_threads(8)
        .thread_name("confab")
        .enable_all()
        .build()
        .context("The program can't start its threads.")?;
    let served = runtime.block_on(serve(settings, &log));
    runtime.shutdown_timeout(Duration::from_millis(500));
    served
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
}

impl End {
    fn new() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn wanted(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
