//! The three doors with sockets: taking their ports, opening them, trying again, closing them.

use std::sync::{Mutex, PoisonError};

use axum::Router;
use confab_core::config::{FrontendUrl, ServerChoice, Settings};
use confab_core::error::{Code, Error, Result};
use serde::Serialize;

use super::Mode;
use crate::app::origin;
use crate::doors::Door;
use crate::doors::bind::{Bound, bind, bind_any};
use crate::doors::forwarded::Proxies;
use crate::doors::guard::{Guard, OpenPort};
use crate::doors::serve::{Serving, serve};

/// How a door is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DoorState {
    /// It is served.
    Open,
    /// Its port could not be taken.
    Failed,
    /// It is not needed, or not open yet.
    Closed,
}

/// How a door is, for people.
#[derive(Debug, Clone, Serialize)]
pub struct DoorStatus {
    /// `local`, `guest` or `signal`.
    pub door: &'static str,
    /// How it is.
    pub state: DoorState,
    /// Where it is, while it is open.
    pub url: Option<String>,
    /// Why it is not, and what to do.
    pub detail: Option<String>,
}

/// One door and how far it has come.
#[derive(Debug)]
struct Entry {
    door: Door,
    wanted: u16,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    NotNeeded,
    Waiting,
    Taken(Bound),
    Open(Serving),
    Failed(String),
}

/// Holds the doors.
#[derive(Debug)]
pub(super) struct Doorkeeper {
    front_end: Option<FrontendUrl>,
    proxies: Option<Proxies>,
    api_port: OpenPort,
    guest_port: OpenPort,
    signal_port: OpenPort,
    entries: Mutex<[Entry; 3]>,
}

impl Doorkeeper {
    pub(super) fn new(
        settings: &Settings,
        api_port: OpenPort,
        guest_port: OpenPort,
        signal_port: OpenPort,
    ) -> Self {
        let signal = match settings.server {
            ServerChoice::Embedded { .. } => Stage::Waiting,
            ServerChoice::External { .. } => Stage::NotNeeded,
        };
        let entry = |door, wanted, stage| Entry {
            door,
            wanted,
            stage,
        };
        Self {
            front_end: settings.frontend_url.clone(),
            proxies: Some(settings.trusted_proxies.clone())
                .filter(|proxies| !proxies.is_empty())
                .map(Proxies::new),
            api_port,
            guest_port,
            signal_port,
            entries: Mutex::new([
                entry(Door::Local, settings.api_port, Stage::Waiting),
                entry(Door::Guest, settings.guest_port, Stage::Waiting),
                entry(Door::Signal, settings.signal_port, signal),
            ]),
        }
    }

    /// Takes the ports; nobody is answered yet.
    pub(super) fn take_ports(&self, mode: Mode) -> Result<()> {
        let mut entries = self.entries();
        // Chosen numbers first, so that a port that only has to be free does not take one of them.
        entries.sort_by_key(|entry| entry.wanted == 0);
        for entry in entries
            .iter_mut()
            .filter(|entry| matches!(entry.stage, Stage::Waiting))
        {
            entry.stage = match take(entry.door, entry.wanted, self.front_end.is_some()) {
                Ok(bound) => Stage::Taken(bound),
                Err(error) if mode == Mode::Window => {
                    tracing::warn!(door = entry.door.name(), "{error}");
                    Stage::Failed(error.detail().to_owned())
                }
                Err(error) => return Err(error),
            };
        }
        entries.sort_by_key(|entry| entry.door as u8);
        for entry in entries.iter() {
            if let Stage::Taken(bound) = &entry.stage {
                self.announce(entry.door, bound.port);
            }
        }
        Ok(())
    }

    /// Answers at every port that was taken.
    pub(super) fn serve(&self, router: &Router) -> Result<()> {
        self.entries()
            .iter_mut()
            .try_for_each(|entry| self.open(entry, router))
    }

    /// Takes and opens what failed before. Everything is tried; the first failure is told.
    pub(super) fn retry(&self, router: &Router) -> Result<()> {
        let mut first = Ok(());
        for entry in self
            .entries()
            .iter_mut()
            .filter(|entry| matches!(entry.stage, Stage::Failed(_)))
        {
            let tried =
                take(entry.door, entry.wanted, self.front_end.is_some()).and_then(|bound| {
                    self.announce(entry.door, bound.port);
                    entry.stage = Stage::Taken(bound);
                    self.open(entry, router)
                });
            if let Err(error) = tried {
                entry.stage = Stage::Failed(error.detail().to_owned());
                first = first.and(Err(error));
            }
        }
        first
    }

    fn open(&self, entry: &mut Entry, router: &Router) -> Result<()> {
        entry.stage = match std::mem::replace(&mut entry.stage, Stage::Waiting) {
            Stage::Taken(bound) => {
                let front_end = self.front_end.as_ref().map(FrontendUrl::origin);
                let mut guard =
                    Guard::new(entry.door, bound.port, front_end, self.guest_port.clone());
                if let Some(proxies) = self.proxies.clone().filter(|_| entry.door == Door::Guest) {
                    guard = guard.behind(proxies, self.front_end.clone());
                }
                let serving =
                    serve(entry.door, bound, guard, router.clone(), None).map_err(|error| {
                        Error::caused_by(
                            Code::PortTaken,
                            format!(
                                "The port of {} can't be served. Set another one.",
                                entry.door.setting()
                            ),
                            error,
                        )
                    })?;
                Stage::Open(serving)
            }
            other => other,
        };
        Ok(())
    }

    fn announce(&self, door: Door, port: u16) {
        match door {
            Door::Guest => self.guest_port.set(port),
            Door::Signal => self.signal_port.set(port),
            Door::Local => self.api_port.set(port),
            Door::Host | Door::Shared => {}
        }
    }

    /// The port of a door that is ours.
    pub(super) fn port(&self, door: Door) -> Option<u16> {
        self.entries()
            .iter()
            .find(|entry| entry.door == door)
            .and_then(|entry| match &entry.stage {
                Stage::Taken(bound) => Some(bound.port),
                Stage::Open(serving) => Some(serving.port),
                _ => None,
            })
    }

    /// What meeting links start with; `None` while they would lead to somebody else.
    pub(super) fn link_base(&self) -> Option<String> {
        match &self.front_end {
            Some(url) => Some(url.as_str().to_owned()),
            None => self.port(Door::Guest).map(|port| origin("http", port)),
        }
    }

    pub(super) fn status(&self) -> Vec<DoorStatus> {
        let status = |entry: &Entry| {
            let scheme = if entry.door == Door::Signal {
                "ws"
            } else {
                "http"
            };
            let (state, url, detail) = match &entry.stage {
                Stage::Open(serving) => (DoorState::Open, Some(origin(scheme, serving.port)), None),
                Stage::Failed(detail) => (DoorState::Failed, None, Some(detail.clone())),
                Stage::NotNeeded | Stage::Waiting | Stage::Taken(_) => {
                    (DoorState::Closed, None, None)
                }
            };
            DoorStatus {
                door: entry.door.name(),
                state,
                url,
                detail,
            }
        };
        self.entries().iter().map(status).collect()
    }

    /// Closes them all at once, and waits until they are.
    pub(super) async fn close(&self) {
        let open: Vec<_> = self
            .entries()
            .iter_mut()
            .filter_map(
                |entry| match std::mem::replace(&mut entry.stage, Stage::NotNeeded) {
                    Stage::Open(serving) => Some(serving.close()),
                    _ => None,
                },
            )
            .collect();
        futures_util::future::join_all(open).await;
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, [Entry; 3]> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A guest port that is taken is no failure where the front end is the author's own.
fn take(door: Door, wanted: u16, own_front_end: bool) -> Result<Bound> {
    match bind(door, wanted, own_front_end) {
        Err(error) if door == Door::Guest && own_front_end => {
            tracing::info!("the guest port {wanted} is taken, any free one is used instead");
            bind_any().map_err(|_| error)
        }
        tried => tried,
    }
}
