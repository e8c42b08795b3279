//! Keeps the house (core, API, LiveKit server) for the window: starts it, starts it again, ends it,
//! and tells the page how it is.
//!
//! Invariant: the window outlives every failure of the house. What is wrong is said there, with
//! what to do.

use std::sync::Arc;

use confab_core::error::{Code, Error, Result};
use confab_core::secret::Secret;
use serde::Serialize;
use tauri::{AppHandle, Emitter as _, State};
use tokio::sync::watch;
use url::Url;

use crate::error::Answer;
use crate::settings::Desk;
use crate::window::MAIN;

const HOUSE: &str = "confab://house";

/// How the house is, as the page gets it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct View {
    phase: Phase,
    step: Option<String>,
    problem: Option<Problem>,
    server: Option<()>,
    doors: Vec<()>,
    can_share_links: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Phase {
    Starting,
    Failed,
}

/// What is wrong, and the setting that cures it.
#[derive(Debug, Clone, Serialize)]
struct Problem {
    detail: String,
    setting: Option<String>,
}

/// The house's keeper. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Keeper(Arc<Kept>);

struct Kept {
    app: AppHandle,
    desk: Desk,
    view: watch::Sender<View>,
}

impl Keeper {
    pub(crate) fn new(app: AppHandle, desk: Desk) -> Self {
        let view = View { phase: Phase::Starting, step: None, problem: None, server: None, doors: Vec::new(), can_share_links: false };
        Self(Arc::new(Kept { app, desk, view: watch::Sender::new(view) }))
    }

    /// Starts the house.
    pub(crate) async fn start(&self) {
        let problem = match self.0.desk.load() {
            Ok(_) => "The house is not built yet.".to_owned(),
            Err(e) => e.detail().to_owned(),
        };
        self.tell(View { phase: Phase::Failed, problem: Some(Problem { detail: problem, setting: None }), ..self.view() });
    }

    /// Ends the house: tells everybody, stops the LiveKit server, closes the store.
    pub(crate) async fn close(&self) {}

    fn view(&self) -> View {
        self.0.view.borrow().clone()
    }

    fn tell(&self, view: View) {
        self.0.view.send_replace(view.clone());
        if let Err(e) = self.0.app.emit_to(MAIN, HOUSE, view) {
            tracing::warn!(cause = %e, "the window can't be told how the house is");
        }
    }

    /// Where a meeting's call is, and a code that makes whoever brings it the host.
    ///
    /// # Errors
    /// A sentence that says why no call can be opened.
    pub(crate) async fn way_into_the_call(&self, _meeting_id: &str, _name: &str) -> Result<(Url, Secret)> {
        Err(Error::new(Code::ServerAway, "Confab is still starting."))
    }
}

/// How the house is.
#[tauri::command]
pub(crate) fn house(keeper: State<'_, Keeper>) -> View {
    keeper.view()
}

/// Starts the house again, with the settings as they are now.
#[tauri::command]
pub(crate) async fn retry(keeper: State<'_, Keeper>) -> Answer<()> {
    keeper.close().await;
    keeper.start().await;
    Ok(())
}
