//! The house: everything that runs, started in order and ended in order.
//!
//! Data directory, doors, a look at the database, the LiveKit server, the store, and only then is
//! anybody served: whatever fails ends it before the database was touched. Under the app's window
//! ([`Mode::Window`]) a door that fails stays shut and the rest goes on, for the window needs no
//! socket; no link is handed out then that leads to whoever has the port instead of us.

mod doors;
mod ready;
mod sharing;

use std::sync::Arc;

use axum::Router;
use confab_core::confab::{self, Confab};
use confab_core::config::{ServerChoice, Settings};
use confab_core::datadir::DataDir;
use confab_core::e2ee::MeetingKeys;
use confab_core::engine::{Engine, EngineSpec, EngineState, end_orphan, find_livekit_server};
use confab_core::error::Result;
use confab_core::files::Files;
use confab_core::keys::Keys;
use confab_core::livekit::Credentials;
use confab_core::store::{self, Store};
use time::OffsetDateTime;
use tokio_util::sync::DropGuard;

use crate::app::{App, Parts, origin};
use crate::doors::guard::OpenPort;
use crate::doors::{Door, files};
use crate::limits::{Announcements, Checks, Connections, Guesses, Joins, Streams};
use crate::logging::Log;
use crate::page::Page;
use crate::router::router;
use crate::webhook::Ear;

use doors::Doorkeeper;
pub use doors::{DoorState, DoorStatus};
pub use ready::ReadyLine;
pub use sharing::{SharingDesk, SharingPatch};

/// Who runs the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// `confab-serve`: whatever fails ends it.
    Serve,
    /// The app's window: a door that fails stays shut, the rest goes on.
    Window,
}

/// What is being done while the house starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Locking the data directory, reading the keys.
    DataDirectory,
    /// Taking the ports.
    Doors,
    /// Looking at the database, without touching it.
    Database,
    /// Starting or reaching the LiveKit server: what takes longest.
    Server,
    /// Opening the store and letting people in.
    Opening,
}

impl Step {
    /// The step in words, for people who wait.
    pub const fn words(self) -> &'static str {
        match self {
            Step::DataDirectory => "Opening the data directory",
            Step::Doors => "Taking the ports",
            Step::Database => "Looking at the database",
            Step::Server => "Starting the meeting server",
            Step::Opening => "Opening the doors",
        }
    }
}

/// A house that stands. Dropping it ends everything at once; [`House::shutdown`] says goodbye first.
pub struct House {
    confab: Confab,
    router: Router,
    doors: Doorkeeper,
    external: Option<String>,
    engine: EngineFacts,
    sharing: sharing::Running,
    _ear: Option<DropGuard>,
    _dir: DataDir,
}

/// What the ready line tells of the LiveKit server.
#[derive(Debug, Clone, Copy, Default)]
struct EngineFacts {
    pid: Option<u32>,
    media: Option<(u16, u16)>,
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House")
            .field("doors", &self.doors)
            .finish_non_exhaustive()
    }
}

impl House {
    /// Starts everything; returns once everything answers. `progress` is told each step.
    ///
    /// # Errors
    /// A sentence that names the setting to look at. The database is as it was then.
    pub async fn start(
        settings: Settings,
        mode: Mode,
        log: &Log,
        progress: impl Fn(Step) + Send,
    ) -> Result<Self> {
        for warning in &settings.warnings {
            tracing::warn!("{warning}");
        }
        files::raise_limit();

        progress(Step::DataDirectory);
        let dir = DataDir::open(&settings.data_dir)?;
        log.write_files(&dir.logs());
        // It may hold the ports that the next one needs.
        end_orphan(&dir.engine_note()).await;
        let keys = Keys::load_or_make(&dir)?;
        for secret in [&keys.livekit_secret, &keys.sealing] {
            log.hide(secret.clone());
        }

        progress(Step::Doors);
        if mode == Mode::Serve
            && settings.sharing.on
            && let Some(own) = &settings.sharing.own_certificate
        {
            own.read(OffsetDateTime::now_utc())?;
        }
        let api_port = OpenPort::default();
        let guest_port = OpenPort::default();
        let signal_port = OpenPort::default();
        let doors = Doorkeeper::new(
            &settings,
            api_port.clone(),
            guest_port.clone(),
            signal_port.clone(),
        );
        doors.take_ports(mode)?;

        progress(Step::Database);
        store::inspect(&dir.database())?;

        progress(Step::Server);
        let Server {
            spec,
            credentials,
            ear,
            external,
        } = Server::choose(&settings, &keys, &dir, log).await?;
        // As they are before it starts: what comes meanwhile makes it start anew.
        let addresses = settings.sharing.network.addresses();
        let addresses = addresses.into_iter().map(|address| address.ip).collect();
        let media = sharing::Media::new(external.is_none(), addresses);
        let server_program = match &spec {
            EngineSpec::Embedded { binary, .. } => Some(binary.clone()),
            EngineSpec::External { .. } => None,
        };
        let engine = Engine::start(spec).await?;
        let facts = EngineFacts {
            pid: pid(&engine),
            media: engine.media_ports(),
        };

        progress(Step::Opening);
        let store = Store::open(&dir.database()).await?;
        let confab = Confab::open(confab::Parts {
            store,
            files: Files::open(dir.files())?,
            keys: MeetingKeys::open(dir.meeting_keys())?,
            engine,
            credentials,
            sealing: keys.sealing.clone(),
            external: external.is_some(),
            link_base: doors.link_base(),
            keep: settings.keep,
            warm_life: settings.warm_life,
            trial_life: settings.trial_life,
        })
        .await;
        let ear = ear.map(|ear| ear.listen(confab.clone()));
        let livekit = match &settings.server {
            ServerChoice::External { url, .. } => Some(url),
            ServerChoice::Embedded { .. } => None,
        };
        let desk = SharingDesk::default();
        let app = App::new(Parts {
            sharing: desk.clone(),
            confab: confab.clone(),
            page: Page::embedded(livekit),
            guesses: Guesses::default(),
            joins: Joins::default(),
            announcements: Announcements::default(),
            checks: Checks::default(),
            streams: Streams::default(),
            connections: Connections::default(),
            api_port,
            server_program,
            signal_port,
            guest_port: guest_port.clone(),
            external: external.clone(),
        });
        let router = router(app);
        doors.serve(&router)?;
        let parts = sharing::Parts {
            file: dir.settings(),
            tls: dir.tls(),
            own_front_end: settings.frontend_url.is_some(),
            settings: settings.sharing,
            guest_port,
            confab: confab.clone(),
            router: router.clone(),
            media,
        };
        let sharing = sharing::Running::start(parts, &desk).await;
        Ok(Self {
            confab,
            router,
            doors,
            external,
            engine: facts,
            sharing,
            _ear: ear,
            _dir: dir,
        })
    }

    /// The host door: feed it requests for paths under `/api/v1`. It has no socket, so whoever
    /// holds this may do everything.
    pub fn host_router(&self) -> Router {
        self.router.clone().layer(axum::Extension(Door::Host))
    }

    /// Meetings and their server, for what is no request: host codes and events.
    pub fn confab(&self) -> &Confab {
        &self.confab
    }

    /// How each door is.
    pub fn doors(&self) -> Vec<DoorStatus> {
        self.doors.status()
    }

    /// Whether links can be handed out: they lead to us, or to the author's own front end.
    pub fn can_share_links(&self) -> bool {
        self.doors.link_base().is_some()
    }

    /// Where the guest page is, while its door is open: `http://localhost:3000`.
    pub fn guest_url(&self) -> Option<String> {
        self.doors
            .port(Door::Guest)
            .map(|port| origin("http", port))
    }

    /// Tries again to open the doors that failed; tells core where links lead now.
    ///
    /// # Errors
    /// The first sentence of those that failed again; the others are open.
    pub fn retry_doors(&self) -> Result<()> {
        let tried = self.doors.retry(&self.router);
        self.confab.set_link_base(self.doors.link_base());
        tried
    }

    /// What `confab-serve` says when everything answers.
    pub fn ready_line(&self) -> ReadyLine {
        let url = |scheme, door| {
            self.doors
                .port(door)
                .map(|port| origin(scheme, port))
                .unwrap_or_default()
        };
        ReadyLine {
            event: "ready",
            api: format!("{}/api/v1", url("http", Door::Local)),
            guests: url("http", Door::Guest),
            signal: self
                .external
                .clone()
                .unwrap_or_else(|| url("ws", Door::Signal)),
            engine: if self.external.is_some() {
                "external"
            } else {
                "embedded"
            },
            pid: std::process::id(),
            engine_pid: self.engine.pid,
            rtc_tcp: self.engine.media.map(|(tcp, _)| tcp),
            rtc_udp: self.engine.media.map(|(_, udp)| udp),
        }
    }

    /// Says goodbye to everybody inside, ends the LiveKit server, closes store and doors.
    pub async fn shutdown(&self) {
        // The doors stay open meanwhile: through them everybody hears that the meeting has ended.
        self.confab.shutdown().await;
        tokio::join!(self.doors.close(), self.sharing.close());
    }
}

/// The LiveKit server that the settings choose.
struct Server {
    spec: EngineSpec,
    credentials: Credentials,
    ear: Option<Ear>,
    external: Option<String>,
}

impl Server {
    async fn choose(settings: &Settings, keys: &Keys, dir: &DataDir, log: &Log) -> Result<Self> {
        match &settings.server {
            ServerChoice::Embedded {
                binary,
                rtc_tcp,
                rtc_udp,
            } => {
                let binary = find_livekit_server(binary.as_deref())?;
                let ear = Ear::open().await?;
                let (key, secret) = (keys.livekit_key.clone(), keys.livekit_secret.clone());
                let credentials = Credentials {
                    key: key.clone(),
                    secret: secret.clone(),
                };
                let webhook_url = ear.url();
                let spec = EngineSpec::Embedded {
                    binary,
                    key,
                    secret,
                    rtc_tcp: *rtc_tcp,
                    rtc_udp: *rtc_udp,
                    webhook_url,
                    note: Some(dir.engine_note()),
                };
                Ok(Self {
                    spec,
                    credentials,
                    ear: Some(ear),
                    external: None,
                })
            }
            ServerChoice::External {
                url,
                as_given,
                key,
                secret,
            } => {
                log.hide(secret.clone());
                let credentials = Credentials {
                    key: key.clone(),
                    secret: secret.clone(),
                };
                let spec = EngineSpec::External {
                    url: url.clone(),
                    key: key.clone(),
                    secret: secret.clone(),
                };
                Ok(Self {
                    spec,
                    credentials,
                    ear: None,
                    external: Some(as_given.clone()),
                })
            }
        }
    }
}

fn pid(engine: &Engine) -> Option<u32> {
    match &*engine.watch().borrow() {
        EngineState::Up(up) => up.pid,
        _ => None,
    }
}

/// The house as several hold it.
pub type Shared = Arc<House>;
