//! How the app ends: the window closes, the user quits, or the system says so (SIGTERM, SIGINT,
//! SIGHUP). Every way leads through [`Ending`], which says goodbye once and then lets the app go.
//!
//! Invariant: nobody waits longer than [`PATIENCE`] for it, and a second signal does not wait at all.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use tauri::{AppHandle, ExitRequestApi, Manager as _};

use crate::call::AppWindows;
use crate::house::Keeper;

/// How long ending meetings and stopping the LiveKit server may take: whoever turns the computer off
/// waits ten seconds for all of it.
const PATIENCE: Duration = Duration::from_secs(8);

const RUNNING: u8 = 0;
const SAYING_GOODBYE: u8 = 1;
const GONE: u8 = 2;

/// Where the app is on its way out.
#[derive(Default)]
pub(crate) struct Ending(AtomicU8);

impl Ending {
    /// What to do when the app is asked to end: goodbye first, then the end.
    pub(crate) fn asked(&self, app: &AppHandle, request: &ExitRequestApi) {
        match self
            .0
            .compare_exchange(RUNNING, SAYING_GOODBYE, Ordering::SeqCst, Ordering::SeqCst)
        {
            Ok(_) => {
                request.prevent_exit();
                tauri::async_runtime::spawn(say_goodbye(app.clone()));
            }
            Err(SAYING_GOODBYE) => request.prevent_exit(),
            Err(_) => {}
        }
    }

    fn is_under_way(&self) -> bool {
        self.0.load(Ordering::SeqCst) != RUNNING
    }
}

async fn say_goodbye(app: AppHandle) {
    tracing::info!("ending");
    if tokio::time::timeout(PATIENCE, app.state::<Keeper>().close())
        .await
        .is_err()
    {
        tracing::warn!("ending took too long; the rest is left to the system");
    }
    app.state::<AppWindows>().close().await;
    app.state::<Ending>().0.store(GONE, Ordering::SeqCst);
    app.exit(0);
}

/// Ends the app on the signals that mean it; a second one ends it without goodbye.
pub(crate) fn obey_signals(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut signals = match Signals::listen() {
            Ok(signals) => signals,
            Err(cause) => return tracing::warn!(%cause, "signals can't be heard"),
        };
        loop {
            signals.next().await;
            if app.state::<Ending>().is_under_way() {
                tracing::warn!("told twice to end; ending at once");
                std::process::exit(1);
            }
            app.exit(0);
        }
    });
}

#[cfg(unix)]
struct Signals([tokio::signal::unix::Signal; 3]);

#[cfg(unix)]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self([
            signal(SignalKind::terminate())?,
            signal(SignalKind::interrupt())?,
            signal(SignalKind::hangup())?,
        ]))
    }

    async fn next(&mut self) {
        let [terminate, interrupt, hang_up] = &mut self.0;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            _ = hang_up.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
