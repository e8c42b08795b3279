//! Keeps the house (core, API, LiveKit server) for the window: starts it, starts it again, ends it,
//! and tells the page how it is.
//!
//! Invariant: the window outlives every failure of the house. What is wrong is said there, with
//! what to do. There is one house at a time, and only the keeper holds it for longer than a call.

use std::sync::Arc;

use axum::Router;
use confab_api::Server;
use confab_api::house::{DoorStatus, House, Mode, Step};
use confab_api::logging::Log;
use confab_core::confab::Confab;
use confab_core::config::{Key, Settings};
use confab_core::error::{Code, Error, Result};
use confab_core::event::ServerState;
use confab_core::host_code::HostCode;
use confab_core::id::MeetingId;
use confab_core::name::DisplayName;
use serde::Serialize;
use tauri::{AppHandle, Emitter as _, State};
use tokio::sync::{Mutex, watch};
use url::Url;

use crate::error::{Answer, unexpected};
use crate::settings::Desk;
use crate::window::MAIN;

const HOUSE: &str = "confab://house";

/// The house's keeper. Cheap to clone; all clones are the same one.
#[derive(Clone)]
pub(crate) struct Keeper(Arc<Kept>);

struct Kept {
    app: AppHandle,
    desk: Desk,
    log: Log,
    stage: watch::Sender<Stage>,
    /// Held while the house is being started or ended.
    work: Mutex<()>,
    leaving: watch::Sender<bool>,
}

#[derive(Clone)]
enum Stage {
    Starting(Option<Step>),
    Standing(Arc<House>),
    Failed(Problem),
    Gone,
}

/// How the house is, as the page gets it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct View {
    phase: Phase,
    step: Option<&'static str>,
    problem: Option<Problem>,
    server: Option<Server>,
    doors: Vec<DoorStatus>,
    can_share_links: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Phase {
    Starting,
    Ready,
    Failed,
}

/// What is wrong, and the setting that cures it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Problem {
    detail: String,
    setting: Option<&'static str>,
}

impl Keeper {
    pub(crate) fn new(app: AppHandle, desk: Desk, log: Log) -> Self {
        Self(Arc::new(Kept {
            app,
            desk,
            log,
            stage: watch::Sender::new(Stage::Starting(None)),
            work: Mutex::default(),
            leaving: watch::Sender::new(false),
        }))
    }

    /// Starts the house. What comes of it is told to the page.
    pub(crate) async fn start(&self) {
        let _work = self.0.work.lock().await;
        self.build().await;
    }

    /// Brings everything back that is not as it should be: a house that failed or whose settings
    /// have changed is started anew, of one that stands the server and the doors that failed.
    async fn restore(&self) {
        // Somebody is at it already.
        let Ok(_work) = self.0.work.try_lock() else {
            return;
        };
        let standing = match &*self.0.stage.borrow() {
            Stage::Standing(house) => Some(house.clone()),
            _ => None,
        };
        match standing {
            Some(house) if !self.0.desk.has_changed() => {
                if let ServerState::Failed(_) = house.confab().server_state() {
                    house.confab().engine().retry();
                }
                if let Err(e) = house.retry_doors() {
                    tracing::warn!("{}", e.detail());
                }
                self.tell(Stage::Standing(house));
            }
            _ => {
                drop(standing);
                self.tear_down(Stage::Starting(None)).await;
                self.build().await;
            }
        }
    }

    /// Ends the house for good: tells everybody inside, stops the LiveKit server, closes the store.
    pub(crate) async fn close(&self) {
        self.0.leaving.send_replace(true);
        let _work = self.0.work.lock().await;
        self.tear_down(Stage::Gone).await;
    }

    async fn build(&self) {
        self.tell(Stage::Starting(None));
        self.0.desk.take_effect();
        let outcome = match self.0.desk.load() {
            Ok(settings) => self.start_with(settings).await,
            Err(e) => Some(Err(e)),
        };
        let Some(outcome) = outcome else { return };
        match outcome {
            Ok(house) => {
                tracing::info!(
                    guests = house.guest_url().as_deref().unwrap_or("closed"),
                    "the house stands"
                );
                self.tell(Stage::Standing(Arc::new(house)));
            }
            Err(e) => {
                let cause = std::error::Error::source(&e).map(ToString::to_string);
                tracing::error!(
                    code = e.code().as_str(),
                    cause,
                    "the house does not start: {}",
                    e.detail()
                );
                self.tell(Stage::Failed(Problem::of(&e)));
            }
        }
    }

    /// `None` where the app ended meanwhile: a house half built comes down by being dropped.
    async fn start_with(&self, settings: Settings) -> Option<Result<House>> {
        let (keeper, runtime) = (self.clone(), tokio::runtime::Handle::current());
        // On a thread of its own, because opening the store is a future that the compiler can't
        // prove to be `Send`.
        let started = tokio::task::spawn_blocking(move || {
            runtime.block_on(async {
                let mut leaving = keeper.0.leaving.subscribe();
                let progress = |step| keeper.tell(Stage::Starting(Some(step)));
                tokio::select! {
                    outcome = House::start(settings, Mode::Window, &keeper.0.log, progress) => Some(outcome),
                    _ = leaving.wait_for(|leaving| *leaving) => None,
                }
            })
        });
        started.await.unwrap_or_else(|e| Some(Err(unexpected(e))))
    }

    /// The page and the readers of events are told first, so that nobody asks a house that is ending.
    async fn tear_down(&self, next: Stage) {
        let standing = match &*self.0.stage.borrow() {
            Stage::Standing(house) => Some(house.clone()),
            _ => None,
        };
        self.tell(next);
        if let Some(house) = standing {
            house.shutdown().await;
            // The last of its handles goes here, and with it the data directory's lock.
        }
    }

    fn tell(&self, stage: Stage) {
        self.0.stage.send_replace(stage);
        if let Err(e) = self.0.app.emit_to(MAIN, HOUSE, self.view()) {
            tracing::warn!(cause = %e, "the window can't be told how the house is");
        }
    }

    fn view(&self) -> View {
        match &*self.0.stage.borrow() {
            Stage::Starting(step) => View {
                step: step.map(Step::words),
                ..View::empty(Phase::Starting)
            },
            Stage::Gone => View {
                step: Some("Saying goodbye"),
                ..View::empty(Phase::Starting)
            },
            Stage::Failed(problem) => View {
                problem: Some(problem.clone()),
                ..View::empty(Phase::Failed)
            },
            Stage::Standing(house) => View {
                server: Some(house.confab().server_state().into()),
                doors: house.doors(),
                can_share_links: house.can_share_links(),
                ..View::empty(Phase::Ready)
            },
        }
    }

    /// What `look` sees in the house, while it stands.
    fn look<T>(&self, look: impl FnOnce(&House) -> T) -> Option<T> {
        match &*self.0.stage.borrow() {
            Stage::Standing(house) => Some(look(house)),
            _ => None,
        }
    }

    /// How many participants each meeting would lose if the app ended now; meetings without any are
    /// left out.
    pub(crate) fn occupancy(&self) -> Vec<(MeetingId, u32)> {
        self.look(|house| house.confab().occupancy())
            .unwrap_or_default()
    }

    /// The host door, while the house stands.
    pub(crate) fn host_door(&self) -> Option<Router> {
        self.look(House::host_router)
    }

    /// The host door, as soon as a house stands; `None` once the app ends.
    pub(crate) async fn next_host_door(&self) -> Option<Router> {
        let mut stage = self.0.stage.subscribe();
        stage
            .wait_for(|stage| matches!(stage, Stage::Standing(_) | Stage::Gone))
            .await
            .ok()?;
        self.host_door()
    }

    /// Where a meeting's call is.
    ///
    /// # Errors
    /// A sentence that says why no call can be opened.
    pub(crate) async fn call(&self, meeting_id: &str) -> Result<Call> {
        let id: MeetingId = meeting_id.parse().map_err(|_| Error::meeting_not_found())?;
        let (confab, page): (Confab, _) = self
            .look(|house| {
                (
                    house.confab().clone(),
                    house.guest_url().ok_or_else(|| why_no_page(&house.doors())),
                )
            })
            .ok_or_else(still_starting)?;
        let meeting = confab.meeting(id).await?;
        let meeting = meeting.ok_or_else(Error::meeting_not_found)?;
        let page = Url::parse(&format!("{}/meeting/{id}", page?)).map_err(unexpected)?;
        Ok(Call {
            title: meeting.title.unwrap_or_else(|| id.to_string()),
            confab,
            id,
            page,
        })
    }
}

/// A meeting's call, for the host.
pub(crate) struct Call {
    confab: Confab,
    pub(crate) id: MeetingId,
    /// As the call's page has it.
    pub(crate) title: String,
    page: Url,
}

impl Call {
    /// Whether the host is in it already.
    pub(crate) fn is_open(&self) -> bool {
        self.confab.is_host_inside(self.id)
    }

    /// A code that makes the page that brings it the host's, and the page's address with it. No key is
    /// in there: a page gets that of an encrypted meeting in exchange for the code.
    ///
    /// # Errors
    /// As the store.
    pub(crate) async fn way_in(&self, name: &str) -> Result<(HostCode, Url)> {
        let name = DisplayName::new(name)?;
        let code = self.confab.issue_host_code(self.id, name).await?;
        let mut address = self.page.clone();
        address.set_fragment(Some(&format!("host={}", code.secret().expose())));
        Ok((code, address))
    }
}

impl View {
    fn empty(phase: Phase) -> Self {
        Self {
            phase,
            step: None,
            problem: None,
            server: None,
            doors: Vec::new(),
            can_share_links: false,
        }
    }
}

impl Problem {
    fn of(error: &Error) -> Self {
        let named = |key: &Key| {
            key.variable()
                .is_some_and(|variable| error.detail().contains(variable))
        };
        let setting = Key::ALL.into_iter().find(named).map(Key::name);
        Self {
            detail: error.detail().to_owned(),
            setting,
        }
    }
}

/// What everything answers until the house stands.
pub(crate) fn still_starting() -> Error {
    Error::new(
        Code::ServerAway,
        "Confab is still starting. Try again in a moment.",
    )
}

fn why_no_page(doors: &[DoorStatus]) -> Error {
    let told = doors
        .iter()
        .find(|door| door.door == "guest")
        .and_then(|door| door.detail.clone());
    Error::new(
        Code::NoGuestDoor,
        told.unwrap_or_else(|| "The guest page, which shows calls, is not open.".to_owned()),
    )
}

/// How the house is.
#[tauri::command]
pub(crate) fn house(keeper: State<'_, Keeper>) -> View {
    keeper.view()
}

/// Tries again what failed, with the settings as they are now.
#[tauri::command]
pub(crate) async fn retry(keeper: State<'_, Keeper>) -> Answer<()> {
    keeper.restore().await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_names_the_setting_that_cures_it() {
        let taken = Error::new(
            Code::PortTaken,
            "Port 7881 is taken. Set CONFAB_RTC_TCP_PORT to one that is free.",
        );
        assert_eq!(Problem::of(&taken).setting, Some("rtc_tcp_port"));
        let storage = Error::new(Code::Storage, "The disk is full.");
        assert_eq!(
            Problem::of(&storage),
            Problem {
                detail: "The disk is full.".into(),
                setting: None
            }
        );
    }
}
