//! The host's doctor: Confab looks at itself, from outside where it can.
//!
//! Each check is a result, a sentence and what helps. The sentences are for scripts and for readers of
//! the API; the window says the same in its reader's language, by check and finding.
//!
//! Deliberately absent: anything that leaves this computer. What guests elsewhere meet on their way
//! is for their page's own doctor to find out.

pub(crate) mod address;
mod calls;
mod clock;
pub(crate) mod firewall;
mod media;

use futures_util::future::join_all;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::routes::doctor::MediaPorts;
use confab_core::event::ServerState;
use firewall::{Command, System};

/// How a check went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// All is well.
    Good,
    /// It works, and could be better; or nobody can tell from here.
    Warning,
    /// It does not work.
    Failed,
    /// There is nothing to check.
    Skipped,
}

/// One check: what was looked at, what was found, and what helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Check {
    /// `server`, `database`, `clock`, `door`, `address`, `media_udp`, `media_tcp` or `firewall`.
    #[schema(value_type = String, example = "door")]
    pub(crate) check: &'static str,
    /// Which one, where there are several: an address of this computer.
    #[schema(required, example = "http://localhost:3000")]
    pub(crate) subject: Option<String>,
    pub(crate) state: State,
    /// What was found, as a word for programs.
    #[schema(value_type = String, example = "good")]
    pub(crate) finding: &'static str,
    /// What was found, in words.
    pub(crate) sentence: String,
    /// What helps.
    #[schema(required)]
    pub(crate) remedy: Option<String>,
    /// How long it took, in milliseconds; for a port that is looked for, which one.
    #[schema(required)]
    pub(crate) figure: Option<u64>,
    /// For the firewall: what lets guests in.
    pub(crate) commands: Vec<Command>,
}

impl Check {
    fn new(check: &'static str, state: State, finding: &'static str, sentence: &str) -> Self {
        Self {
            check,
            subject: None,
            state,
            finding,
            sentence: sentence.to_owned(),
            remedy: None,
            figure: None,
            commands: Vec::new(),
        }
    }

    fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    fn helped_by(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    fn figure(mut self, figure: u64) -> Self {
        self.figure = Some(figure);
        self
    }
}

/// Looks at everything; checks that take a while run side by side.
pub(crate) async fn examine(app: &App) -> Vec<Check> {
    let ports = MediaPorts::of(app);
    let addresses = join_all(app.shared_addresses().into_iter().map(address::check));
    let (database, clock, doors, addresses, media, firewall) = tokio::join!(
        database(app),
        clock::check(app),
        calls::check(app),
        addresses,
        media::check(ports),
        firewall(app, ports),
    );
    let mut checks = vec![server(app.confab.server_state()), database, clock];
    checks.extend(doors);
    checks.extend(addresses);
    checks.extend(app.closed_addresses().into_iter().map(closed));
    checks.extend(media);
    checks.push(firewall);
    checks
}

fn closed((url, detail): (String, Option<String>)) -> Check {
    let sentence = detail.unwrap_or_else(|| format!("{url} could not be opened."));
    Check::new("address", State::Failed, "closed", &sentence)
        .about(url)
        .helped_by("Stop the other program that has this port there, or set CONFAB_GUEST_PORT to a port that is free.")
}

fn server(state: ServerState) -> Check {
    match state {
        ServerState::Ready => Check::new(
            "server",
            State::Good,
            "good",
            "The LiveKit server runs, and calls work.",
        ),
        ServerState::Starting => Check::new(
            "server",
            State::Warning,
            "starting",
            "The LiveKit server is being started.",
        )
        .helped_by("Wait a few seconds, then check again."),
        ServerState::Away(detail) => Check::new("server", State::Failed, "away", &detail)
            .helped_by(
                "It is brought back by itself. If that takes longer than a minute, restart Confab.",
            ),
        ServerState::Failed(detail) => Check::new("server", State::Failed, "failed", &detail)
            .helped_by("Press Try again in Confab's window, or restart Confab."),
    }
}

async fn database(app: &App) -> Check {
    match app.confab.try_storing().await {
        Ok(()) => Check::new(
            "database",
            State::Good,
            "good",
            "What changes is stored on the disk.",
        ),
        Err(error) => Check::new("database", State::Failed, "failed", error.detail()).helped_by(
            "Make room on the disk, and see to it that the data directory (CONFAB_DATA_DIR) may be written.",
        ),
    }
}

async fn firewall(app: &App, media: Option<MediaPorts>) -> Check {
    let shared = app.shared_addresses();
    if shared.is_empty() {
        return Check::new(
            "firewall",
            State::Skipped,
            "not_shared",
            "Nothing is shared with other computers, so no firewall has to let anybody in.",
        );
    }
    let system = System::this();
    let active = firewall::active(system).await;
    let mut tcp: Vec<u16> = shared.iter().map(|shared| shared.address.port()).collect();
    tcp.extend(media.map(|ports| ports.tcp));
    let udp: Vec<u16> = media.map(|ports| ports.udp).into_iter().collect();
    let commands = firewall::commands(system, &active, &tcp, &udp, &firewall::programs(app));
    let check = match active.first() {
        Some(firewall) => Check::new(
            "firewall",
            State::Warning,
            "active",
            &format!(
                "{} is on. Guests get in only through what it lets through.",
                firewall.name()
            ),
        )
        .about(firewall.name())
        .helped_by("If guests elsewhere can't connect, run the command below, once."),
        None => Check::new(
            "firewall",
            State::Good,
            "none_found",
            "No firewall was found that is on.",
        )
        .helped_by("If guests elsewhere can't connect all the same, let these ports through."),
    };
    Check { commands, ..check }
}
