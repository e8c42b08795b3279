//! What the host and co-hosts do to those inside: rules, muting, names, roles, the spotlight.
//!
//! What LiveKit can't be told now, or forgets (a rejoin with an older token grants what that token
//! grants), is made up for by the comparison of rooms in [`super::upkeep`].

use super::Confab;
use super::standing::{nobody, not_allowed};
use crate::caller::Caller;
use crate::error::{Code, Error, Result};
use crate::event::{Actor, Asked, Event, Moderation};
use crate::id::MeetingId;
use crate::livekit::{Person, Seen, Sent};
use crate::meeting::Meeting;
use crate::name::DisplayName;
use crate::role::Role;
use crate::rules::RulesPatch;

/// What is to change about somebody inside; what is `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct PersonPatch {
    /// What the others see.
    pub name: Option<DisplayName>,
    /// Guest or co-host.
    pub role: Option<Role>,
}

impl Confab {
    /// Changes what holds in a meeting. Those inside are bound by it when this returns, unless
    /// LiveKit is away; a lobby that is closed lets in who waits.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::Storage`].
    pub async fn set_rules(&self, id: MeetingId, patch: RulesPatch) -> Result<Meeting> {
        let confab = self.clone();
        self.to_the_end(async move { confab.change_rules(id, patch).await })
            .await
    }

    async fn change_rules(&self, id: MeetingId, patch: RulesPatch) -> Result<Meeting> {
        let meeting = {
            // One at a time, so that the last that is announced is the last that was stored.
            let _turn = self.inner.changes.lock().await;
            if !self.inner.store.update_rules(id, patch).await? {
                return Err(Error::meeting_not_found());
            }
            self.announce_meeting(id).await?
        };
        if meeting.rules.lobby || meeting.rules.locked {
            self.cool_down(id).await;
        }
        self.look_again(id).await;
        if !meeting.rules.lobby && !meeting.rules.locked {
            self.admit_everybody(id).await?;
        }
        Ok(meeting)
    }

    pub(super) async fn announce_meeting(&self, id: MeetingId) -> Result<Meeting> {
        let meeting = self.see(self.row(id).await?);
        self.inner
            .presence
            .announce(Event::MeetingUpdated(meeting.clone()));
        Ok(meeting)
    }

    /// Mutes something that somebody sends; how many tracks that were. A page that shares its
    /// screen is asked to stop that as well.
    ///
    /// # Errors
    /// [`Code::ParticipantNotFound`], [`Code::NotAllowed`], [`Code::ServerAway`],
    /// [`Code::ServerUnavailable`].
    pub async fn mute(
        &self,
        id: MeetingId,
        identity: &str,
        what: Sent,
        caller: &Caller,
    ) -> Result<usize> {
        self.row(id).await?;
        self.may_touch(id, identity, caller).await?;
        let by = self.actor(id, caller);
        let seen = self.seen(id, identity).await?;
        let moderation = match what {
            Sent::Microphone => Moderation::Muted,
            Sent::Camera => Moderation::CameraStopped,
            Sent::Screen => Moderation::ScreenStopped,
        };
        let count = self
            .inner
            .live()?
            .rooms
            .mute(&id.to_string(), &seen, what)
            .await?;
        if count > 0 {
            if what == Sent::Screen {
                self.inner.presence.announce(Event::Asked {
                    meeting: id,
                    identity: identity.to_owned(),
                    what: Asked::StopScreen,
                    by: by.clone(),
                });
            }
            self.tell(id, Some(identity), moderation, by);
            self.look_again(id).await;
        }
        Ok(count)
    }

    /// Mutes every microphone but the caller's own and, where the caller may not touch the host,
    /// the host's. The host's window counts as the host.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::ServerAway`], [`Code::ServerUnavailable`].
    pub async fn mute_all(&self, id: MeetingId, caller: &Caller) -> Result<usize> {
        self.row(id).await?;
        let live = self.inner.live()?;
        let name = id.to_string();
        let spares_host = caller.identity().is_none() || caller.authority() < Role::Host;
        let listed = live.rooms.everybody(&name).await?;
        let mut count = 0;
        for seen in &listed.seen {
            let identity = seen.person.identity.as_str();
            let role = self.inner.presence.role(id, identity).unwrap_or_default();
            let spared = spares_host && role == Role::Host;
            if caller.identity() != Some(identity) && !spared {
                count += live.rooms.mute(&name, seen, Sent::Microphone).await?;
            }
        }
        if count > 0 {
            self.tell(id, None, Moderation::Muted, self.actor(id, caller));
            self.look_again(id).await;
        }
        Ok(count)
    }

    /// Asks somebody to turn the microphone on. LiveKit can't: only they can.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::ParticipantNotFound`].
    pub async fn ask_to_unmute(
        &self,
        id: MeetingId,
        identity: &str,
        caller: &Caller,
    ) -> Result<()> {
        self.row(id).await?;
        let by = self.actor(id, caller);
        self.inner
            .presence
            .person(id, identity)
            .ok_or_else(nobody)?;
        self.inner.presence.announce(Event::Asked {
            meeting: id,
            identity: identity.to_owned(),
            what: Asked::Unmute,
            by,
        });
        Ok(())
    }

    /// Gives somebody inside another name or role, or both.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::ParticipantNotFound`], [`Code::NotAllowed`],
    /// [`Code::BadInput`], [`Code::Storage`].
    pub async fn change_person(
        &self,
        id: MeetingId,
        identity: &str,
        patch: PersonPatch,
        caller: &Caller,
    ) -> Result<Person> {
        self.row(id).await?;
        if self.inner.presence.person(id, identity).is_none() {
            // LiveKit lists participants a moment before it tells of them.
            self.look_again(id).await;
        }
        let before = self.inner.presence.person(id, identity);
        let before = before.ok_or_else(nobody)?;
        if let Some(role) = patch.role {
            if caller.authority() < Role::Host {
                return Err(not_allowed("Only the host can say who helps."));
            }
            if role == Role::Host || before.role == Role::Host {
                return Err(Error::new(
                    Code::BadInput,
                    "The host stays the host. role is guest or cohost, for the others.",
                ));
            }
        }
        self.may_touch(id, identity, caller).await?;
        let by = self.actor(id, caller);
        if let Some(role) = patch.role.filter(|role| *role != before.role) {
            self.change_role(id, &before, role, &by).await?;
        }
        if let Some(name) = patch.name.filter(|name| name.as_str() != before.name) {
            self.inner.presence.give_name(id, identity, name.as_str());
            self.tell(id, Some(identity), Moderation::Renamed, by);
        }
        self.look_again(id).await;
        self.inner.presence.person(id, identity).ok_or_else(nobody)
    }

    /// Puts somebody in the spotlight for everybody, or nobody.
    ///
    /// # Errors
    /// [`Code::MeetingNotFound`], [`Code::ParticipantNotFound`].
    pub async fn set_spotlight(&self, id: MeetingId, identity: Option<&str>) -> Result<()> {
        self.row(id).await?;
        if self.inner.presence.spotlight(id, identity) {
            Ok(())
        } else {
            Err(nobody())
        }
    }

    /// Somebody in a room, with their tracks.
    async fn seen(&self, id: MeetingId, identity: &str) -> Result<Seen> {
        let listed = self.inner.live()?.rooms.everybody(&id.to_string()).await?;
        listed
            .seen
            .into_iter()
            .find(|seen| seen.person.identity == identity)
            .ok_or_else(nobody)
    }

    pub(super) fn tell(&self, id: MeetingId, identity: Option<&str>, what: Moderation, by: Actor) {
        self.inner.presence.announce(Event::Moderated {
            meeting: id,
            identity: identity.map(str::to_owned),
            what,
            by,
        });
    }
}
