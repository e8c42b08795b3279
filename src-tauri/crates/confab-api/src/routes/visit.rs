//! Who asks, and for which meeting.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use confab_core::confab::Seat;
use confab_core::error::{Code, Error};
use confab_core::id::MeetingId;
use confab_core::secret::Secret;
use http::HeaderMap;
use http::request::Parts;

use super::caller;
use crate::App;
use crate::doors::owner::Endpoints;
use crate::doors::{Door, Hidden, HostUsed, Peer, cookie};
use crate::errors::{Answer, Refusal};
use crate::limits::{Connection, Place, TooMany, Whose};

/// The longest unknown id that is repeated to whoever sent it, in characters.
const ECHO_LIMIT: usize = 100;

/// How a request came in.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) door: Door,
    pub(crate) peer: Option<Peer>,
    pub(crate) host: Option<HostUsed>,
    /// Where no proxy is in between.
    pub(crate) endpoints: Option<Endpoints>,
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(head))
    }
}

impl Visit {
    /// What the door has stamped on the request.
    pub(crate) fn of(head: &Parts) -> Self {
        Self {
            // Without a stamp there is no right to anything: the signal door has the fewest.
            door: head.extensions.get().copied().unwrap_or(Door::Signal),
            peer: head.extensions.get().copied(),
            host: head.extensions.get().cloned(),
            endpoints: head.extensions.get().copied(),
        }
    }

    /// Whether the request came on this computer, from a program of the user who runs Confab.
    pub(crate) fn is_of_this_user(&self) -> bool {
        self.endpoints.is_some_and(|ends| ends.is_of_this_user())
    }

    /// The guest's address, where a guest asks.
    pub(crate) fn guest(&self) -> Option<IpAddr> {
        let peer = self.peer.filter(|_| self.door.is_for_guests());
        peer.map(|Peer(peer)| peer.ip())
    }

    /// Whether there is a meeting of this id for who asks. A guest who names wrong ones is counted,
    /// and told nothing beyond the limit, unless the request shows that they know this meeting: by
    /// a session of it, or by a browser that was let in there.
    ///
    /// # Errors
    /// 429 beyond the limit, for right and wrong ids alike; 500 where the store can't be read.
    pub(crate) async fn finds(
        &self,
        app: &App,
        headers: &HeaderMap,
        id: Option<MeetingId>,
    ) -> Answer<bool> {
        let look = match self.guest() {
            Some(address) if !id.is_some_and(|id| shows_session(app, headers, id)) => {
                match app.guesses.look(address).await {
                    Ok(look) => Some(look),
                    Err(_) if id.is_some_and(|id| self.shows_browser(app, headers, id)) => None,
                    Err(seconds) => return Err(Refusal::too_many(seconds)),
                }
            }
            _ => None,
        };
        let found = match id {
            Some(id) if self.door == Door::Shared => app.confab.is_shared(id).await?,
            Some(id) => app.confab.meeting(id).await?.is_some(),
            None => false,
        };
        if let Some(look) = look.filter(|_| !found) {
            look.was_wrong();
        }
        Ok(found)
    }

    fn shows_browser(&self, app: &App, headers: &HeaderMap, id: MeetingId) -> bool {
        let browser = cookie::known(Some(self.door), headers);
        browser.is_some_and(|browser| app.confab.let_in_browser(id, &browser))
    }

    /// Counts a join, or a question at the lobby, against a guest's network.
    pub(crate) fn count_join(&self, app: &App, what: &'static str) -> Result<(), Refusal> {
        match self.guest() {
            Some(address) => Ok(app.joins.count(what, address)?),
            None => Ok(()),
        }
    }

    /// Whether a guest asks from another machine: at an address of this network, or through a proxy.
    pub(crate) fn is_elsewhere(&self) -> bool {
        let far = || self.peer.is_none_or(|Peer(peer)| !peer.ip().is_loopback());
        match self.door {
            Door::Shared => true,
            Door::Guest => far(),
            Door::Host | Door::Local | Door::Signal => false,
        }
    }

    /// Counts a check of the connection against a guest's address.
    pub(crate) fn count_check(&self, app: &App) -> Result<(), Refusal> {
        match self.guest() {
            Some(address) => Ok(app.checks.count(address)?),
            None => Ok(()),
        }
    }

    /// A place for one more stream.
    pub(crate) fn hold(&self, app: &App, whose: Whose) -> Place {
        let address = self.peer.map(|Peer(peer)| peer.ip());
        app.streams.open(self.door, address, whose)
    }

    /// Counts a signalling connection for as long as the result is held.
    ///
    /// # Errors
    /// [`Code::TooManyRequests`] where its address or the listener has too many.
    pub(crate) fn connect(&self, app: &App, seat: &Seat) -> Result<Connection, Error> {
        let address = self.peer.map(|Peer(peer)| peer.ip());
        let participant = (seat.room(), seat.identity().to_owned());
        app.connections
            .open(self.door, address, participant)
            .map_err(|TooMany| {
                Error::new(
                    Code::TooManyRequests,
                    "There are too many connections at the moment. Try again in a minute.",
                )
            })
    }
}

/// Whether a request shows a session of this meeting, ended or not: its bearer has known the id.
fn shows_session(app: &App, headers: &HeaderMap, id: MeetingId) -> bool {
    caller::bearer(headers).is_some_and(|token| app.confab.seals(token.expose(), id))
}

/// The meeting's id as it stands in the path.
#[derive(Debug, Clone)]
pub(crate) struct RawId {
    text: String,
    /// Whether it is to be answered as one that leads nowhere, whatever it is.
    hidden: bool,
}

impl<S: Sync> FromRequestParts<S> for RawId {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(head))
    }
}

impl RawId {
    /// `/api/v1/meetings/{id}/…` or `/meeting/{id}`.
    pub(crate) fn of(head: &Parts) -> Self {
        Self {
            hidden: head.extensions.get::<Hidden>().is_some(),
            ..Self::in_path(head.uri.path())
        }
    }

    /// The same without what the router knows of it.
    pub(crate) fn in_path(path: &str) -> Self {
        Self {
            text: segment_after(path, &["meetings", "meeting"]),
            hidden: false,
        }
    }

    /// The id, if it is one.
    pub(crate) fn read(&self) -> Option<MeetingId> {
        self.text.parse().ok().filter(|_| !self.hidden)
    }

    /// Whether it is the id of a meeting that is not to be known here.
    pub(crate) fn hides(&self, id: MeetingId) -> bool {
        self.hidden && self.text.parse() == Ok(id)
    }

    /// What is repeated of an id that leads nowhere: canonical where it parses.
    pub(crate) fn echo(&self) -> String {
        match self.text.parse::<MeetingId>() {
            Ok(id) => id.to_string(),
            Err(_) => self.text.chars().take(ECHO_LIMIT).collect(),
        }
    }
}

/// The participant's identity as it stands in the path.
#[derive(Debug, Clone)]
pub(crate) struct Identity(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for Identity {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self(segment_after(head.uri.path(), &["participants"])))
    }
}

/// The identity of somebody whose hand is up, as it stands in the path.
#[derive(Debug, Clone)]
pub(crate) struct Hand(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for Hand {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self(segment_after(head.uri.path(), &["hands"])))
    }
}

/// What somebody in the lobby is known by, as it stands in the path.
#[derive(Debug, Clone)]
pub(crate) struct WaitingId(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for WaitingId {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self(segment_after(head.uri.path(), &["lobby"])))
    }
}

/// What a role is taken back by, as it stands in the path.
#[derive(Debug, Clone)]
pub(crate) struct RoleId(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for RoleId {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self(segment_after(head.uri.path(), &["roles"])))
    }
}

/// The ticket of a warmed-up connection as it stands in the path.
#[derive(Debug, Clone)]
pub(crate) struct Ticket(pub(crate) Secret);

impl<S: Sync> FromRequestParts<S> for Ticket {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self(Secret::new(segment_after(head.uri.path(), &["warm"]))))
    }
}

/// The message's id as it stands in the path; `None` where it is none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MessageId(pub(crate) Option<i64>);

impl<S: Sync> FromRequestParts<S> for MessageId {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self(segment_after(head.uri.path(), &["chat"]).parse().ok()))
    }
}

/// The reaction as it stands in the path.
#[derive(Debug, Clone)]
pub(crate) struct Emoji(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for Emoji {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self(segment_after(head.uri.path(), &["reactions"])))
    }
}

/// The file's id as it stands in the path.
#[derive(Debug, Clone)]
pub(crate) struct FileId(pub(crate) String);

impl<S: Sync> FromRequestParts<S> for FileId {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self(segment_after(head.uri.path(), &["files"])))
    }
}

fn segment_after(path: &str, names: &[&str]) -> String {
    let mut segments = path
        .split('/')
        .skip_while(|segment| !names.contains(segment))
        .skip(1);
    decode(segments.next().unwrap_or_default())
}

/// Percent-decoding that takes anything: what is not UTF-8 is no id, but is no failure either.
fn decode(segment: &str) -> String {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |b: &u8| char::from(*b).to_digit(16);
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                let value = hex(high).unwrap_or_default() * 16 + hex(low).unwrap_or_default();
                bytes.extend(u8::try_from(value));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_from_any_path() {
        for (path, echo) in [
            ("/api/v1/meetings/ABC-defg-HIJ/info", "abc-defg-hij"),
            ("/api/v1/meetings/abcdefghij", "abc-defg-hij"),
            ("/api/v1/meetings/%61bc-defg-hij/exists", "abc-defg-hij"),
            ("/meeting/abc-defg-hij", "abc-defg-hij"),
            ("/api/v1/meetings/%00/exists", "\0"),
            ("/api/v1/meetings/%ff%/exists", "\u{fffd}%"),
            ("/api/v1/meetings/meetings/exists", "meetings"),
        ] {
            assert_eq!(RawId::in_path(path).echo(), echo, "{path}");
        }
        let long = format!("/api/v1/meetings/{}/exists", "é".repeat(5000));
        assert_eq!(RawId::in_path(&long).echo().chars().count(), ECHO_LIMIT);
        assert!(RawId::in_path(&long).read().is_none());
    }
}
