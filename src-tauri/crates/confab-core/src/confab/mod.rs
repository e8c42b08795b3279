//! The whole of core behind one handle: what the API, the window and the gate ask for.

mod calls;
mod chat;
mod e2ee;
mod ending;
mod files;
mod gate;
mod hands;
mod live_chats;
mod lobby;
mod meetings;
mod moderation;
mod retention;
mod roles;
mod standing;
mod subscription;
mod trial;
mod upkeep;
mod warm;

pub use ending::COUNTDOWN_LIMIT;
pub use files::{Handed, NewFile, Receiving, Sending};
pub use gate::Seat;
pub use hands::REACTIONS;
pub use lobby::{Lobby, LobbyNews, Wait};
pub use moderation::PersonPatch;
pub use subscription::{Feed, Scope, Subscription};
pub use trial::{TRIAL_LIFE, TRIALS_AT_ONCE, Trial};
pub use warm::Warmed;

pub use crate::meeting::{Entry, Newcomer};
pub use crate::presence::{Inside, WARM_LIFE, WAY_BACK};

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::chat::turns::Turns;
use crate::clock;
use crate::config::Keep;
use crate::e2ee::MeetingKeys;
use crate::engine::{Engine, Up};
use crate::error::{Code, Error, Result};
use crate::event::{Event, ServerState};
use crate::files::Files;
use crate::host_code::HostCodes;
use crate::id::MeetingId;
use crate::livekit::{Change, Credentials, Rooms, Tokens, Webhooks};
use crate::pace::Pace;
use crate::presence::Presence;
use crate::secret::Secret;
use crate::session::Sealer;
use crate::sharing::Sharing;
use crate::store::Store;
use trial::Trials;

/// How many calls of one kind are under way to LiveKit at a time: `DeleteRoom` gets slow in a crowd.
const AT_ONCE: usize = 8;
/// How many reactions somebody may show at once, and how often after that.
const REACTION_BURST: u32 = 6;
const REACTION_EVERY: Duration = Duration::from_millis(500);
/// How long saying goodbye to those inside may take.
const GOODBYE_LIMIT: Duration = Duration::from_secs(3);

/// What a [`Confab`] is made of.
pub struct Parts {
    /// The open store.
    pub store: Store,
    /// Where the files of chats are kept.
    pub files: Files,
    /// Where the keys of encrypted meetings are kept.
    pub keys: MeetingKeys,
    /// The LiveKit server, up.
    pub engine: Engine,
    /// Key and secret of that server.
    pub credentials: Credentials,
    /// What sessions are sealed with.
    pub sealing: Secret,
    /// Whether the server is somebody else's: there is no gate in front of it then, and it sends
    /// us no webhooks.
    pub external: bool,
    /// What links start with, `http://localhost:3000`; `None` while there is no guest page.
    pub link_base: Option<String>,
    /// What is deleted when it is old enough.
    pub keep: Keep,
    /// How long a connection that waits lives without a sign of life.
    pub warm_life: Duration,
    /// How long somebody may try out their connection.
    pub trial_life: Duration,
}

/// Everything. Clones share it.
#[derive(Clone)]
pub struct Confab {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    files: Files,
    keys: MeetingKeys,
    chats: Turns,
    engine: Engine,
    credentials: Credentials,
    tokens: Tokens,
    webhooks: Webhooks,
    sealer: Sealer,
    external: bool,
    warm_life: Duration,
    link_base: RwLock<Option<String>>,
    sharing: RwLock<Arc<Sharing>>,
    presence: Presence,
    trials: Trials,
    host_codes: HostCodes,
    /// The server, while calls work. Empty while it is away or its rooms are being made again:
    /// this is what the gate looks at.
    live: RwLock<Option<Arc<Live>>>,
    /// Deleted meetings whose rooms LiveKit could not be told to close yet.
    to_close: Mutex<HashSet<MeetingId>>,
    deletions: Semaphore,
    /// Held while rules are changed and announced.
    changes: tokio::sync::Mutex<()>,
    reactions: Pace<(MeetingId, String)>,
    /// When this run of the program began, in Unix seconds.
    started_at: i64,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// The server in one generation.
struct Live {
    up: Up,
    rooms: Rooms,
}

impl Confab {
    /// Begins: waits until the rooms are in order, then follows the server and the rooms.
    pub async fn open(parts: Parts) -> Self {
        let Parts {
            store,
            files,
            keys,
            engine,
            credentials,
            sealing,
            external,
            link_base,
            keep,
            warm_life,
            trial_life,
        } = parts;
        let confab = Self {
            inner: Arc::new(Inner {
                store,
                files,
                keys,
                chats: Turns::default(),
                engine,
                tokens: Tokens::new(credentials.clone()),
                webhooks: Webhooks::new(&credentials),
                credentials,
                sealer: Sealer::new(&sealing),
                external,
                warm_life,
                link_base: RwLock::new(link_base),
                sharing: RwLock::default(),
                presence: Presence::new(),
                trials: Trials::new(trial_life),
                host_codes: HostCodes::default(),
                live: RwLock::new(None),
                to_close: Mutex::default(),
                deletions: Semaphore::new(AT_ONCE),
                changes: tokio::sync::Mutex::default(),
                reactions: Pace::new(REACTION_BURST, REACTION_EVERY),
                started_at: clock::unix_now(),
                stop: CancellationToken::new(),
                tasks: TaskTracker::new(),
            }),
        };
        upkeep::begin(&confab).await;
        if keep != Keep::default() {
            upkeep::spawn(&confab, retention::follow(confab.clone(), keep));
        }
        confab
    }

    /// How the LiveKit server is.
    pub fn server_state(&self) -> ServerState {
        self.inner.presence.server()
    }

    /// The LiveKit server's keeper: its ports, its process, and trying again.
    pub fn engine(&self) -> &Engine {
        &self.inner.engine
    }

    /// Whether the server is somebody else's.
    pub fn is_external(&self) -> bool {
        self.inner.external
    }

    /// Where links lead from now on; `None`: nowhere, so that none is handed out.
    pub fn set_link_base(&self, base: Option<String>) {
        *self
            .inner
            .link_base
            .write()
            .unwrap_or_else(PoisonError::into_inner) = base;
    }

    /// The link of a meeting, while there is a page for it to lead to; `shared` says whether the
    /// meeting was chosen to be shared.
    fn link(&self, id: MeetingId, shared: bool) -> Option<String> {
        let sharing = self.sharing();
        if let Some(base) = sharing
            .link_base
            .as_ref()
            .filter(|_| sharing.scope.has(shared))
        {
            return Some(format!("{base}/meeting/{id}"));
        }
        let base = self
            .inner
            .link_base
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        base.as_ref().map(|base| format!("{base}/meeting/{id}"))
    }

    /// How things stand with sharing.
    pub fn sharing(&self) -> Arc<Sharing> {
        let sharing = self
            .inner
            .sharing
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&sharing)
    }

    /// Things stand like this from now on; tells everybody who may know, if that is another way.
    pub fn set_sharing(&self, sharing: Sharing) {
        let sharing = Arc::new(sharing);
        {
            let mut now = self
                .inner
                .sharing
                .write()
                .unwrap_or_else(PoisonError::into_inner);
            if *now == sharing {
                return;
            }
            *now = Arc::clone(&sharing);
        }
        self.inner.presence.announce(Event::SharingChanged(sharing));
    }

    /// Whether guests on other machines may know of a meeting; `false` also where there is none.
    ///
    /// # Errors
    /// [`Code::Storage`].
    pub async fn is_shared(&self, id: MeetingId) -> Result<bool> {
        let row = self.inner.store.meeting(id).await?;
        let scope = self.sharing().scope;
        Ok(row.is_some_and(|row| scope.has(row.shared)))
    }

    /// What LiveKit told by webhook: the raw body and the `Authorization` header.
    ///
    /// # Errors
    /// [`crate::error::Code::BadToken`] where it is not LiveKit's, or is old.
    pub fn webhook(&self, body: &[u8], authorization: &str) -> Result<()> {
        if let Some(notice) = self
            .inner
            .webhooks
            .read(body, authorization, clock::unix_now())?
        {
            let id = notice.meeting;
            if let Change::Joined(person) = &notice.change
                && !self.inner.external
                && !self
                    .inner
                    .presence
                    .is_admitted_by_gate(id, &person.identity)
            {
                self.look_again_soon(id);
                return Ok(());
            }
            let joined = match &notice.change {
                Change::Joined(person) => Some(person.identity.clone()),
                _ => None,
            };
            let contradicts =
                matches!(&notice.change, Change::Track { track, .. } if track.contradicts);
            // Before anybody is told: who asks then is answered with what they were told.
            self.inner.room_changed(id);
            self.inner.presence.apply(notice);
            if let Some(identity) = joined {
                self.settle_newcomer(id, identity);
            }
            if contradicts {
                self.look_again_soon(id);
            }
        }
        Ok(())
    }

    /// Ends for good: tells everybody inside (embedded server; an external one's calls go on),
    /// ends the server, closes the store. Nothing is left when this returns.
    pub async fn shutdown(&self) {
        let inner = &self.inner;
        inner.stop.cancel();
        inner.tasks.close();
        inner.tasks.wait().await;
        if !inner.external
            && let Ok(live) = inner.live()
        {
            let live = &live;
            let goodbye = stream::iter(inner.presence.needed()).for_each_concurrent(
                AT_ONCE,
                |id| async move {
                    if let Err(e) = live.rooms.delete(&id.to_string()).await {
                        tracing::warn!(error = %e, "a room could not be closed");
                    }
                },
            );
            if tokio::time::timeout(GOODBYE_LIMIT, goodbye).await.is_err() {
                tracing::warn!("not everybody could be told that the meeting is over");
            }
        }
        inner.engine.shutdown().await;
        inner.store.close().await;
    }
}

impl Confab {
    /// Does work of several steps to its end, also when whoever asked for it has gone meanwhile: a
    /// request that is broken off must not leave a deleted meeting with its room open.
    async fn to_the_end<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Result<T> {
        let done = self.inner.tasks.spawn(work).await;
        done.unwrap_or_else(|e| {
            Err(Error::caused_by(
                Code::Internal,
                "Something in Confab broke. Its log says what.",
                e,
            ))
        })
    }
}

impl Inner {
    /// The server, where calls work now.
    fn live(&self) -> Result<Arc<Live>> {
        let live = self.live.read().unwrap_or_else(PoisonError::into_inner);
        live.clone().ok_or_else(Error::server_away)
    }

    /// The participants of this meeting's room are not what they were.
    fn room_changed(&self, id: MeetingId) {
        if let Ok(live) = self.live() {
            live.rooms.changed(&id.to_string());
        }
    }

    fn set_live(&self, live: Option<Live>) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = live.map(Arc::new);
    }

    /// What LiveKit is told of a meeting's size. Behind the gate nothing: the gate counts, and
    /// unlike LiveKit it can be told another number while people are inside.
    fn room_limit(&self, max_participants: u32) -> u32 {
        if self.external { max_participants } else { 0 }
    }

    fn to_close(&self) -> std::sync::MutexGuard<'_, HashSet<MeetingId>> {
        self.to_close.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
