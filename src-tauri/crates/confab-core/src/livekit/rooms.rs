//! RoomService: the calls that we make, their failures as sentences.

use std::sync::Arc;
use std::time::Duration;

use livekit_api::services::room::{CreateRoomOptions, RoomClient, UpdateParticipantOptions};
use livekit_api::services::{ServerError, ServerErrorCode, ServiceError};
use livekit_protocol::{ParticipantInfo, ParticipantPermission};
use tokio::time::Instant;
use url::Url;

use super::lists::{Connecting, Lists};
use super::media::{Contradiction, Sent, contradicts};
use super::person::ParticipantKind;
use super::{Credentials, Person, Sends};
use crate::error::{Code, Error, Result};
use crate::trial::TrialRoom;

/// How long one call may take. LiveKit answers in about a millisecond, and in 150 where sixteen
/// rooms are deleted at once.
const CALL_LIMIT: Duration = Duration::from_secs(5);

/// What LiveKit says of a room in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomSummary {
    /// Its name: for our rooms the meeting id.
    pub name: String,
    /// How many are inside; hidden ones count, and it lags by 3 to 5 s.
    pub num_participants: u32,
}

/// The standard participants of a room. Egress, agents and other services are in neither list.
#[derive(Debug, Clone, Default)]
pub struct Listed {
    /// Those inside.
    pub seen: Vec<Seen>,
    /// The identities of those who are connected without being seen.
    pub hidden: Vec<String>,
}

/// A client of one LiveKit server's RoomService.
#[derive(Debug)]
pub struct Rooms {
    client: RoomClient,
    /// What the server said a moment ago, where every change is told: see [`super::lists`].
    lists: Option<Arc<Lists>>,
}

impl Rooms {
    /// A client of the server at `url` (ws, wss, http or https).
    pub fn at(url: &Url, credentials: &Credentials) -> Self {
        let host = url.as_str().trim_end_matches('/');
        let client = RoomClient::with_api_key(host, &credentials.key, credentials.secret.expose())
            .with_request_timeout(CALL_LIMIT);
        Self {
            client,
            lists: None,
        }
    }

    /// For a server of which every change is told: by [`Rooms::changed`], [`Rooms::connecting`]
    /// and the calls made here.
    #[must_use]
    pub fn told_of_changes(self) -> Self {
        Self {
            lists: Some(Arc::default()),
            ..self
        }
    }

    /// The participants of this room are not what they were.
    pub fn changed(&self, name: &str) {
        if let Some(lists) = &self.lists {
            lists.changed(name);
        }
    }

    /// A connection to this room is being set up while the returned guard is held.
    pub fn connecting(&self, name: &str) -> Option<Connecting> {
        self.lists.as_ref().map(|lists| lists.connecting(name))
    }

    /// Makes a room, or finds the one that is there.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn create(&self, name: &str, max_participants: u32) -> Result<()> {
        let options = CreateRoomOptions {
            // Seconds that a room waits for a first guest, and for somebody to come back: longer
            // than clients try to (44 s).
            empty_timeout: 300,
            departure_timeout: 90,
            max_participants,
            ..CreateRoomOptions::default()
        };
        self.client
            .create_room(name, options)
            .await
            .map(drop)
            .map_err(said)
    }

    /// Makes a room for somebody to try out their connection in. Left alone, it is gone soon.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn create_trial(&self, room: &TrialRoom) -> Result<()> {
        let options = CreateRoomOptions {
            empty_timeout: 60,
            departure_timeout: 20,
            // Two, and as many that LiveKit has not noticed to be gone.
            max_participants: 4,
            ..CreateRoomOptions::default()
        };
        let made = self.client.create_room(room.as_str(), options).await;
        made.map(drop).map_err(said)
    }

    /// Closes a room and tells everybody in it; one that is not there is closed already.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn delete(&self, name: &str) -> Result<()> {
        let deleted = self.client.delete_room(name).await;
        self.changed(name);
        match deleted {
            Err(e) if is_not_found(&e) => Ok(()),
            done => done.map_err(said),
        }
    }

    /// Who is in a room; nobody where there is no such room. As the server says, or said before
    /// while nothing has changed since.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn people(&self, name: &str) -> Result<Vec<Person>> {
        let known = self.lists.as_ref().map(|lists| (lists, lists.get(name)));
        let since = Instant::now();
        if let Some((_, Ok(people))) = &known {
            return Ok(people.to_vec());
        }
        let listed = self.everybody(name).await?;
        let people: Vec<_> = listed.seen.into_iter().map(|seen| seen.person).collect();
        if let Some((lists, Err(asked))) = known {
            lists.remember(name, asked, &people, since);
        }
        Ok(people)
    }

    /// The standard participants that are connected to a room, seen and unseen, as the server says
    /// now.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn everybody(&self, name: &str) -> Result<Listed> {
        let infos = match self.client.list_participants(name).await {
            Err(e) if is_not_found(&e) => return Ok(Listed::default()),
            listed => listed.map_err(said)?,
        };
        let mut listed = Listed::default();
        let standard =
            |info: &ParticipantInfo| ParticipantKind::of(info) == ParticipantKind::Standard;
        for info in infos.into_iter().filter(standard) {
            match Person::read(&info) {
                Some(person) => listed.seen.push(Seen { person, info }),
                None => listed.hidden.push(info.identity),
            }
        }
        Ok(listed)
    }

    /// Gives somebody who is connected without being seen a name and what they may send, with
    /// `data` also the right to send data. `None` where LiveKit does not know them (yet).
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn show(
        &self,
        room: &str,
        identity: &str,
        name: &str,
        sends: Sends,
        data: bool,
    ) -> Result<Option<Person>> {
        let options = UpdateParticipantOptions {
            name: name.to_owned(),
            permission: Some(ParticipantPermission {
                can_subscribe: true,
                can_publish: true,
                can_publish_data: data,
                can_publish_sources: sends.numbers(),
                ..ParticipantPermission::default()
            }),
            ..UpdateParticipantOptions::default()
        };
        let shown = self
            .client
            .update_participant(room, identity, options)
            .await;
        self.changed(room);
        match shown {
            Err(e) if is_not_found(&e) => Ok(None),
            shown => shown.map(|info| Person::read(&info)).map_err(said),
        }
    }

    /// Holds somebody to what they may send, and to a name where one is given. Whatever else they may
    /// stays as listed: LiveKit overwrites all of it together.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`]; not where they are gone.
    pub async fn hold(
        &self,
        name: &str,
        seen: &Seen,
        sends: Sends,
        given: Option<&str>,
    ) -> Result<()> {
        let permission = seen.info.permission.clone().map(|mut permission| {
            if permission.can_publish {
                permission.can_publish_sources = sends.numbers();
            }
            permission
        });
        let options = UpdateParticipantOptions {
            permission,
            name: given.unwrap_or_default().to_owned(),
            ..UpdateParticipantOptions::default()
        };
        let identity = &seen.person.identity;
        let held = self
            .client
            .update_participant(name, identity, options)
            .await;
        self.changed(name);
        match held {
            Err(e) if is_not_found(&e) => Ok(()),
            done => done.map(drop).map_err(said),
        }
    }

    /// Mutes what somebody sends of this kind; how many tracks that were. They may unmute.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`]; not where they are gone.
    pub async fn mute(&self, name: &str, seen: &Seen, what: Sent) -> Result<usize> {
        let mut muted = 0;
        for track in &seen.info.tracks {
            if !track.muted
                && Sent::of(track, &seen.info.tracks) == Some(what)
                && self
                    .mute_track(name, &seen.person.identity, &track.sid)
                    .await?
            {
                muted += 1;
            }
        }
        Ok(muted)
    }

    /// Mutes one track. `false` where it is gone.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn mute_track(&self, name: &str, identity: &str, sid: &str) -> Result<bool> {
        let muted = self
            .client
            .mute_published_track(name, identity, sid, true)
            .await;
        self.changed(name);
        match muted {
            Err(e) if is_not_found(&e) => Ok(false),
            done => done.map(|_| true).map_err(said),
        }
    }

    /// Every room of the server, somebody else's too.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn list(&self) -> Result<Vec<RoomSummary>> {
        let rooms = self.client.list_rooms(Vec::new()).await.map_err(said)?;
        Ok(rooms
            .into_iter()
            .map(|r| RoomSummary {
                name: r.name,
                num_participants: r.num_participants,
            })
            .collect())
    }

    /// Puts somebody out; one who is not there is out already.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn remove(&self, name: &str, identity: &str) -> Result<()> {
        let removed = self.client.remove_participant(name, identity).await;
        self.changed(name);
        match removed {
            Err(e) if is_not_found(&e) => Ok(()),
            done => done.map_err(said),
        }
    }
}

/// Somebody inside a room, as LiveKit lists them.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Who.
    pub person: Person,
    info: ParticipantInfo,
}

impl Seen {
    /// The tracks whose media contradicts what the participant declares of them.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let tracks = self.info.tracks.iter();
        let contradicting = tracks.filter(|track| contradicts(track));
        contradicting
            .map(|track| Contradiction {
                sid: track.sid.clone(),
                muted: track.muted,
            })
            .collect()
    }

    /// Whether they may send just that, and go by the name that was given, if one was.
    pub fn is_held_to(&self, sends: Sends, given: Option<&str>) -> bool {
        let permission = self.info.permission.as_ref();
        permission.is_none_or(|permission| sends.is_in(permission))
            && given.is_none_or(|given| given == self.info.name)
    }
}

fn is_not_found(e: &ServiceError) -> bool {
    matches!(e, ServiceError::Twirp(ServerError::Twirp(code)) if code.code == ServerErrorCode::NOT_FOUND)
}

fn said(e: ServiceError) -> Error {
    let sentence = match &e {
        ServiceError::Twirp(ServerError::Twirp(code)) if code.code == ServerErrorCode::UNAUTHENTICATED => {
            "the LiveKit server refuses our key and secret. Check LIVEKIT_API_KEY and LIVEKIT_API_SECRET.".to_owned()
        }
        ServiceError::Twirp(ServerError::Twirp(code)) => {
            format!("the LiveKit server refused ({}).", code.code)
        }
        ServiceError::Twirp(ServerError::Request(request)) if request.is_timeout() => {
            "the LiveKit server did not answer in time. Try again in a moment.".to_owned()
        }
        _ => "the LiveKit server can't be reached. Try again in a moment.".to_owned(),
    };
    Error::caused_by(Code::ServerUnavailable, sentence, e)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;
    use crate::secret::Secret;

    const ROOM: &str = "abc-defg-hij";

    /// A server with empty rooms that counts how often it is asked.
    async fn server() -> (Url, Arc<AtomicUsize>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&count)));
            }
        });
        let url = format!("http://{address}").parse().expect("a URL");
        (url, asked)
    }

    async fn serve(mut stream: TcpStream, count: Arc<AtomicUsize>) {
        let mut seen = Vec::new();
        loop {
            let request = loop {
                if let Some(end) = whole(&seen) {
                    break seen.drain(..end).count();
                }
                let mut bytes = [0; 4096];
                match stream.read(&mut bytes).await {
                    Ok(read) if read > 0 => seen.extend_from_slice(&bytes[..read]),
                    _ => return,
                }
            };
            assert!(request > 0);
            count.fetch_add(1, Ordering::SeqCst);
            // An empty list is a message of no bytes.
            let answer =
                b"HTTP/1.1 200 OK\r\ncontent-type: application/protobuf\r\ncontent-length: 0\r\n\r\n";
            if stream.write_all(answer).await.is_err() {
                return;
            }
        }
    }

    /// How long the first request in these bytes is, once it is there as a whole.
    fn whole(bytes: &[u8]) -> Option<usize> {
        let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
        let text = String::from_utf8_lossy(&bytes[..head]).to_lowercase();
        let length = text
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().expect("a number"));
        (bytes.len() >= head + length).then_some(head + length)
    }

    async fn rooms() -> (Rooms, Arc<AtomicUsize>) {
        let (url, asked) = server().await;
        let credentials = Credentials {
            key: "key".into(),
            secret: Secret::new("a secret of more than thirty-two letters"),
        };
        (Rooms::at(&url, &credentials), asked)
    }

    #[tokio::test]
    async fn a_server_that_tells_every_change_is_not_asked_twice_for_one_list() {
        let (rooms, asked) = rooms().await;
        let rooms = rooms.told_of_changes();
        let list = async || {
            let before = asked.load(Ordering::SeqCst);
            assert_eq!(rooms.people(ROOM).await.expect("a list"), []);
            asked.load(Ordering::SeqCst) - before
        };
        assert_eq!((list().await, list().await), (1, 0));

        rooms.changed(ROOM);
        assert_eq!((list().await, list().await), (1, 0), "after a webhook");

        let connecting = rooms.connecting(ROOM);
        assert_eq!((list().await, list().await), (1, 1), "at the gate");
        drop(connecting);
        assert_eq!((list().await, list().await), (1, 0), "connected");

        rooms.remove(ROOM, "ann_00000000").await.expect("removed");
        assert_eq!((list().await, list().await), (1, 0), "after a removal");
        rooms.delete(ROOM).await.expect("deleted");
        assert_eq!((list().await, list().await), (1, 0), "after a deletion");
    }

    #[tokio::test]
    async fn an_external_server_is_asked_each_time() {
        let (rooms, asked) = rooms().await;
        for _ in 0..3 {
            rooms.people(ROOM).await.expect("a list");
        }
        assert_eq!(asked.load(Ordering::SeqCst), 3);
    }
}
