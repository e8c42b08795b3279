//! Whose the identities of a room are: the member and the browser behind each identity that was
//! handed out or is inside.
//!
//! Kept for as long as a token for the identity can open the room: while it is known, and for
//! [`TOKEN_LIFETIME`] after that, which is longer than LiveKit's refreshed tokens live. Of tokens
//! that are not used the latest [`LIMIT`] alone: the gate takes a token whose owner is not known
//! only where nobody was put out in this run of the program.

use std::collections::{HashMap, VecDeque};

use tokio::time::Instant;

use super::{Presence, Room, WAY_BACK};
use crate::browser::Browser;
use crate::id::MeetingId;
use crate::livekit::TOKEN_LIFETIME;
use crate::member::MemberId;
use crate::role::Role;

/// Of how many identities of a meeting that are not inside the owner is remembered.
const LIMIT: usize = 1000;

#[derive(Default)]
pub(super) struct Members {
    of: HashMap<String, Owner>,
    /// The same identities, those that were handed out first in front.
    order: VecDeque<String>,
}

struct Owner {
    member: Option<MemberId>,
    browser: Option<Browser>,
    until: Instant,
}

/// Whether somebody is inside, and for how long that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Inside {
    /// Not inside.
    No,
    /// Lost a moment ago: until then.
    Until(Instant),
    /// Inside, or on the way in.
    Now,
}

impl Room {
    /// Whether this room knows an identity in any way, so that nobody else may be given it.
    fn is_taken(&self, identity: &str, now: Instant) -> bool {
        self.members.of.contains_key(identity)
            || self.knows(identity, now)
            || self.warm.is_taken(identity)
            || self.stage.is_taken(identity)
    }

    /// Whether an identity is inside, or another one of the same member.
    pub(super) fn inside(&self, identity: &str, member: Option<&MemberId>, now: Instant) -> Inside {
        if self.is_inside(identity, now) == Inside::Now {
            return Inside::Now;
        }
        let member = member.or_else(|| self.members.of.get(identity)?.member.as_ref());
        let others = member.into_iter().flat_map(|member| {
            let same = |owner: &Owner| owner.member.as_ref() == Some(member);
            let of = self.members.of.iter();
            of.filter(move |(_, owner)| same(owner))
                .map(|(identity, _)| identity.as_str())
        });
        others
            .chain([identity])
            .map(|identity| self.is_inside(identity, now))
            .max()
            .unwrap_or(Inside::No)
    }

    fn is_inside(&self, identity: &str, now: Instant) -> Inside {
        if !self.knows(identity, now) {
            return Inside::No;
        }
        match self.lost.get(identity) {
            Some(since) if self.person(identity).is_none() => Inside::Until(*since + WAY_BACK),
            _ => Inside::Now,
        }
    }

    /// What an identity may do now: a co-host is one only while inside.
    pub(super) fn present_role(&self, identity: &str, now: Instant) -> Role {
        match self.stage.role(identity) {
            Role::CoHost if self.inside(identity, None, now) == Inside::No => Role::Guest,
            role => role,
        }
    }

    /// Forgets identities that no token can stand for any more.
    pub(super) fn tidy_members(&mut self, now: Instant) {
        let mut members = std::mem::take(&mut self.members.of);
        members.retain(|identity, owner| {
            if self.knows(identity, now) {
                owner.until = now + TOKEN_LIFETIME;
            }
            now < owner.until
        });
        self.members.of = members;
        let Members { of, order } = &mut self.members;
        order.retain(|identity| of.contains_key(identity));
    }

    /// Remembers an owner, and forgets the oldest of those that are not inside where there are too
    /// many.
    fn add_owner(&mut self, identity: &str, owner: Owner, now: Instant) {
        self.members.order.push_back(identity.to_owned());
        self.members.of.insert(identity.to_owned(), owner);
        for _ in 0..self.members.order.len() {
            if self.members.of.len() <= LIMIT {
                return;
            }
            let Some(oldest) = self.members.order.pop_front() else {
                return;
            };
            if self.knows(&oldest, now) {
                self.members.order.push_back(oldest);
            } else {
                self.members.of.remove(&oldest);
            }
        }
    }

    #[cfg(test)]
    pub(super) fn member_count(&self) -> usize {
        self.members.of.len().max(self.members.order.len())
    }

    pub(super) fn keeps_members(&self) -> bool {
        !self.members.of.is_empty()
    }
}

impl Presence {
    /// Takes an identity for a join, so that no other join gets it; `false` where the room knows it
    /// already.
    pub(crate) fn claim(&self, id: MeetingId, identity: &str) -> bool {
        let now = Instant::now();
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        if room.is_taken(identity, now) {
            return false;
        }
        let owner = Owner {
            member: None,
            browser: None,
            until: now + TOKEN_LIFETIME,
        };
        room.add_owner(identity, owner, now);
        true
    }

    /// An identity was handed to a member, who uses this browser.
    pub(crate) fn handed_to(
        &self,
        id: MeetingId,
        identity: &str,
        member: &MemberId,
        browser: Option<&Browser>,
    ) {
        let mut inner = self.lock();
        let room = inner.rooms.entry(id).or_insert_with(Room::new);
        room.learn_owner(identity, Some(member), browser);
    }

    /// Whose an identity inside is, as its credential or its browser's cookie says: after a restart
    /// that is not known of those who came before it.
    pub(crate) fn note_owner(
        &self,
        id: MeetingId,
        identity: &str,
        member: Option<&MemberId>,
        browser: Option<&Browser>,
    ) {
        let now = Instant::now();
        if let Some(room) = self.lock().rooms.get_mut(&id)
            && room.knows(identity, now)
        {
            room.learn_owner(identity, member, browser);
        }
    }

    /// The member behind an identity, where it is known.
    pub(crate) fn member(&self, id: MeetingId, identity: &str) -> Option<MemberId> {
        let inner = self.lock();
        let room = inner.rooms.get(&id)?;
        room.members.of.get(identity)?.member.clone()
    }

    /// The browser that an identity was handed to, where it is known.
    pub(crate) fn browser(&self, id: MeetingId, identity: &str) -> Option<Browser> {
        let inner = self.lock();
        let room = inner.rooms.get(&id)?;
        room.members.of.get(identity)?.browser.clone()
    }

    /// Whether an identity was handed to this browser, and is remembered.
    pub(crate) fn let_in_browser(&self, id: MeetingId, browser: &Browser) -> bool {
        let inner = self.lock();
        let room = inner.rooms.get(&id);
        room.is_some_and(|room| {
            let mut owners = room.members.of.values();
            owners.any(|owner| owner.browser.as_ref() == Some(browser))
        })
    }

    /// Whether an identity was handed out in this run of the program, or is known otherwise.
    pub(crate) fn has_identity(&self, id: MeetingId, identity: &str) -> bool {
        let now = Instant::now();
        let inner = self.lock();
        let room = inner.rooms.get(&id);
        room.is_some_and(|room| room.is_taken(identity, now))
    }

    /// The identities of a member or a browser.
    pub(crate) fn identities_of(
        &self,
        id: MeetingId,
        member: Option<&MemberId>,
        browser: Option<&Browser>,
    ) -> Vec<String> {
        let same = |owner: &Owner| {
            member.is_some_and(|member| owner.member.as_ref() == Some(member))
                || browser.is_some_and(|browser| owner.browser.as_ref() == Some(browser))
        };
        let inner = self.lock();
        let Some(room) = inner.rooms.get(&id) else {
            return Vec::new();
        };
        let of = room.members.of.iter();
        of.filter(|(_, owner)| same(owner))
            .map(|(identity, _)| identity.clone())
            .collect()
    }

    /// Whether an identity, or another one of its member, is inside, on the way in, or was lost a
    /// moment ago.
    pub(crate) fn inside(
        &self,
        id: MeetingId,
        identity: &str,
        member: Option<&MemberId>,
    ) -> Inside {
        let now = Instant::now();
        let inner = self.lock();
        let room = inner.rooms.get(&id);
        room.map_or(Inside::No, |room| room.inside(identity, member, now))
    }

    /// The same, whether or not it is limited.
    pub(crate) fn has_member(
        &self,
        id: MeetingId,
        identity: &str,
        member: Option<&MemberId>,
    ) -> bool {
        self.inside(id, identity, member) != Inside::No
    }

    /// The identities that are inside, or were lost a moment ago, by meeting.
    pub(crate) fn everybody_inside(&self) -> Vec<(MeetingId, Vec<String>)> {
        let now = Instant::now();
        let inner = self.lock();
        let inside = |room: &Room| -> Vec<String> {
            let known = room.members.of.keys();
            known
                .filter(|identity| room.knows(identity, now))
                .cloned()
                .chain(room.people().into_iter().map(|person| person.identity))
                .collect()
        };
        inner
            .rooms
            .iter()
            .map(|(id, room)| (*id, inside(room)))
            .filter(|(_, inside)| !inside.is_empty())
            .collect()
    }
}

impl Room {
    fn learn_owner(
        &mut self,
        identity: &str,
        member: Option<&MemberId>,
        browser: Option<&Browser>,
    ) {
        let now = Instant::now();
        let until = now + TOKEN_LIFETIME;
        let Some(owner) = self.members.of.get_mut(identity) else {
            let owner = Owner {
                member: member.cloned(),
                browser: browser.cloned(),
                until,
            };
            self.add_owner(identity, owner, now);
            return;
        };
        owner.until = until;
        if owner.member.is_none() {
            owner.member = member.cloned();
        }
        if owner.browser.is_none() {
            owner.browser = browser.cloned();
        }
    }
}
