//! What goes on in the background: following the server as it comes and goes, and comparing what
//! we know of rooms with what LiveKit says.
//!
//! LiveKit announces people by webhook, but no mutes, and webhooks can be lost; somebody else's
//! server sends us none. So the rooms that matter are compared every [`ROUND`].

use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use tokio::sync::watch;
use tokio::time::{Instant, MissedTickBehavior};

use super::{AT_ONCE, Confab, Live, live_chats, roles};
use crate::clock;
use crate::engine::{EngineState, Up};
use crate::error::Result;
use crate::event::{Actor, Moderation, ServerState};
use crate::id::MeetingId;
use crate::livekit::{Listed, Rooms, Seen, Sends, TOKENS_ARE_OUT};
use crate::role::Role;
use crate::rules::Rules;

/// How often rooms are compared.
const ROUND: Duration = Duration::from_secs(2);
/// How long after its deletion a meeting's room is looked for on an external server, in seconds.
const DELETION_WATCH: i64 = TOKENS_ARE_OUT.as_secs().cast_signed();
/// How often a list that a webhook overtook is asked for again.
const LIST_TRIES: usize = 3;

/// Who events name for what this program does on its own.
fn by_confab() -> Actor {
    Actor {
        identity: None,
        name: "Confab".to_owned(),
    }
}

/// Puts the rooms in order for the server as it is now, then goes on in the background.
pub(super) async fn begin(confab: &Confab) {
    let mut engine = confab.inner.engine.watch();
    let now = engine.borrow_and_update().clone();
    follow(confab, now).await;
    if confab.inner.external
        && let Ok(watched) = confab
            .inner
            .store
            .removals_since(clock::unix_now() - TOKENS_ARE_OUT.as_secs().cast_signed())
            .await
    {
        for id in watched {
            confab.inner.presence.follow(id, TOKENS_ARE_OUT);
        }
    }
    spawn(confab, server_task(confab.clone(), engine));
    spawn(confab, room_task(confab.clone()));
    let telling = confab.clone();
    spawn(confab, async move {
        telling.inner.presence.tell_bursts().await;
    });
    if let Err(e) = live_chats::begin(confab).await {
        tracing::warn!(error = %e, "what an earlier run left of chats is not put in order");
    }
    confab.sweep_keys().await;
    roles::follow(confab);
    spawn(confab, live_chats::follow(confab.clone()));
}

pub(super) fn spawn(confab: &Confab, task: impl Future<Output = ()> + Send + 'static) {
    let stop = confab.inner.stop.clone();
    confab.inner.tasks.spawn(async move {
        tokio::select! {
            () = stop.cancelled() => {}
            () = task => {}
        }
    });
}

async fn server_task(confab: Confab, mut engine: watch::Receiver<EngineState>) {
    while engine.changed().await.is_ok() {
        let now = engine.borrow_and_update().clone();
        follow(&confab, now).await;
    }
}

async fn follow(confab: &Confab, state: EngineState) {
    let inner = &confab.inner;
    let away = |told: ServerState| {
        inner.set_live(None);
        inner.presence.lose_everybody();
        inner.presence.set_server(told);
    };
    match state {
        EngineState::Up(up) => {
            if inner.live().is_ok_and(|live| live.up == up) {
                return;
            }
            // Another server than the one that people were in, as far as anybody can know.
            away(ServerState::Starting);
            let mut rooms = Rooms::at(&up.http, &inner.credentials);
            if !inner.external {
                rooms = rooms.told_of_changes();
                bring_rooms_back(confab, &rooms, &up).await;
            }
            inner.set_live(Some(Live { up, rooms }));
            inner.presence.set_server(ServerState::Ready);
        }
        EngineState::Starting => away(ServerState::Starting),
        EngineState::Down { reason } => away(ServerState::Away(reason)),
        EngineState::Failed { reason } => away(ServerState::Failed(reason)),
        EngineState::Stopped => inner.set_live(None),
    }
}

/// A client that is back before its room is there is refused for good, so the rooms come first.
async fn bring_rooms_back(confab: &Confab, rooms: &Rooms, up: &Up) {
    let inner = &confab.inner;
    stream::iter(inner.presence.needed())
        .for_each_concurrent(AT_ONCE, |id| async move {
            let made = async {
                if let Some(row) = inner.store.meeting(id).await? {
                    let limit = inner.room_limit(row.max_participants);
                    rooms.create(&id.to_string(), limit).await?;
                    inner.presence.opened(id, up.generation);
                }
                Result::<()>::Ok(())
            };
            // The gate makes what is missing, so this need not hold up the others.
            if let Err(e) = made.await {
                tracing::warn!(error = %e, "a room was not brought back at once");
            }
        })
        .await;
}

async fn room_task(confab: Confab) {
    let mut rounds = tokio::time::interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        rounds.tick().await;
        if let Ok(live) = confab.inner.live() {
            close_deleted(&confab).await;
            if confab.inner.external
                && let Err(e) = look_around(&confab, &live.rooms).await
            {
                tracing::debug!(error = %e, "the rooms can't be listed");
            }
            confab.inner.presence.end_silent();
            let followed = confab.inner.presence.followed();
            stream::iter(followed)
                .for_each_concurrent(AT_ONCE, |id| confab.look_again(id))
                .await;
        }
        confab.inner.presence.tidy();
    }
}

/// Rooms that LiveKit could not be told to close when their meetings were deleted.
async fn close_deleted(confab: &Confab) {
    let waiting: Vec<MeetingId> = confab.inner.to_close().iter().copied().collect();
    for id in waiting {
        match confab.close_room(id).await {
            Ok(()) => {
                confab.inner.to_close().remove(&id);
            }
            Err(e) => tracing::debug!(error = %e, "a deleted meeting's room is still open"),
        }
    }
}

/// Somebody else's server: which of our rooms have people, and which should not be there at all.
async fn look_around(confab: &Confab, rooms: &Rooms) -> Result<()> {
    let store = &confab.inner.store;
    let deleted = store
        .deleted_since(clock::unix_now() - DELETION_WATCH)
        .await?;
    for room in rooms.list().await? {
        let Ok(id) = room.name.parse::<MeetingId>() else {
            continue;
        };
        if id.to_string() != room.name {
            continue;
        }
        if deleted.contains(&id) {
            rooms.delete(&room.name).await?;
        } else if room.num_participants > 0 && store.meeting(id).await?.is_some() {
            confab.inner.presence.follow(id, ROUND * 2);
        }
    }
    Ok(())
}

impl Confab {
    /// Compares one room with LiveKit's list, and puts out whoever was put out before.
    pub(super) async fn look_again(&self, id: MeetingId) {
        for _ in 0..LIST_TRIES {
            match self.compare(id).await {
                Ok(true) => return,
                Ok(false) => {}
                Err(e) => {
                    tracing::debug!(error = %e, "a room can't be listed");
                    return;
                }
            }
        }
    }

    /// The same in the background.
    pub(super) fn look_again_soon(&self, id: MeetingId) {
        let confab = self.clone();
        spawn(self, async move { confab.look_again(id).await });
    }

    async fn compare(&self, id: MeetingId) -> Result<bool> {
        let live = self.inner.live()?;
        let name = id.to_string();
        let version = self.inner.presence.version(id);
        let asked = Instant::now();
        self.tell_ended(id, &live).await?;
        let Listed { mut seen, hidden } = live.rooms.everybody(&name).await?;
        for identity in hidden {
            self.settle(id, &identity, &live).await?;
        }
        if !seen.is_empty() {
            let mut out = self.inner.store.removed_from(id).await?;
            if self.inner.presence.lacks_roles(id) {
                let roles = self.inner.store.roles(id).await?;
                self.inner.presence.learn_roles(id, roles);
            }
            let rules = self.row(id).await.map(|row| row.rules)?;
            if self.inner.external {
                out.extend(self.inner.presence.uninvited(id, &rules, &seen));
            } else if self.inner.presence.version(id) == version {
                // A list that a webhook overtook may show participants who have left since.
                out.extend(self.inner.presence.past_the_gate(id, &seen));
            }
            for seen in seen.extract_if(.., |seen| out.contains(&seen.person.identity)) {
                live.rooms.remove(&name, &seen.person.identity).await?;
            }
            self.hold(&live.rooms, id, &rules, &seen).await?;
            let removed = self.judge_media(&live.rooms, id, &seen, asked).await?;
            seen.retain(|seen| !removed.contains(&seen.person.identity));
        }
        let people = seen.into_iter().map(|seen| seen.person).collect();
        Ok(self.inner.presence.compare(id, version, people))
    }

    /// Gives those inside what they may send and the names they were given, where LiveKit says
    /// otherwise: tokens grant what held when they were made.
    async fn hold(&self, rooms: &Rooms, id: MeetingId, rules: &Rules, seen: &[Seen]) -> Result<()> {
        let name = id.to_string();
        let presence = &self.inner.presence;
        for seen in seen {
            let identity = &seen.person.identity;
            let role = presence.role(id, identity).unwrap_or_default();
            let (sends, given) = (Sends::of(role, rules), presence.given_name(id, identity));
            if !seen.is_held_to(sends, given.as_deref()) {
                rooms.hold(&name, seen, sends, given.as_deref()).await?;
            }
        }
        Ok(())
    }

    /// Mutes tracks whose media contradicts what their sender declares of them, and removes who
    /// sends such tracks repeatedly, except the host: only a modified client does that, to get sound
    /// past a lock or a mute. Gives the identities that were removed.
    async fn judge_media(
        &self,
        rooms: &Rooms,
        id: MeetingId,
        seen: &[Seen],
        asked: Instant,
    ) -> Result<Vec<String>> {
        let (name, presence) = (id.to_string(), &self.inner.presence);
        let mut removed = Vec::new();
        for seen in seen {
            let identity = &seen.person.identity;
            let verdict = presence.judge_media(id, identity, &seen.contradictions(), asked);
            if verdict.again && presence.role(id, identity) != Some(Role::Host) {
                tracing::warn!(%identity, "removed: media contradicts its declared source again");
                let what = Moderation::MediaRemoved;
                self.finish_removal(id, identity, false, what, by_confab())
                    .await?;
                removed.push(identity.clone());
                continue;
            }
            for sid in &verdict.mute {
                if rooms.mute_track(&name, identity, sid).await? {
                    presence.media_muted(id, identity, sid);
                }
            }
            if verdict.first {
                tracing::warn!(%identity, "muted: media contradicts its declared source");
                self.tell(id, Some(identity), Moderation::MediaMuted, by_confab());
            }
        }
        Ok(removed)
    }

    /// Somebody has come in, perhaps with a token from before the rules, or the name, that they
    /// have now: that must not wait for the next round.
    pub(super) fn settle_newcomer(&self, id: MeetingId, identity: String) {
        let confab = self.clone();
        spawn(self, async move {
            let named = confab.inner.presence.given_name(id, &identity).is_some();
            let Ok(row) = confab.row(id).await else {
                return;
            };
            if named || row.rules != Rules::default() {
                confab.look_again(id).await;
            }
        });
    }
}
