//! RoomService: the calls that we make, their failures as sentences.

use std::time::Duration;

use livekit_api::services::room::{CreateRoomOptions, RoomClient};
use livekit_api::services::{ServerError, ServerErrorCode, ServiceError};
use url::Url;

use super::{Credentials, Person};
use crate::error::{Code, Error, Result};

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

/// A client of one LiveKit server's RoomService.
#[derive(Debug)]
pub struct Rooms(RoomClient);

impl Rooms {
    /// A client of the server at `url` (ws, wss, http or https).
    pub fn at(url: &Url, credentials: &Credentials) -> Self {
        let host = url.as_str().trim_end_matches('/');
        Self(
            RoomClient::with_api_key(host, &credentials.key, credentials.secret.expose())
                .with_request_timeout(CALL_LIMIT),
        )
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
        self.0
            .create_room(name, options)
            .await
            .map(drop)
            .map_err(said)
    }

    /// Closes a room and tells everybody in it; one that is not there is closed already.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn delete(&self, name: &str) -> Result<()> {
        match self.0.delete_room(name).await {
            Err(e) if is_not_found(&e) => Ok(()),
            done => done.map_err(said),
        }
    }

    /// Who is in a room; nobody where there is no such room.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn people(&self, name: &str) -> Result<Vec<Person>> {
        match self.0.list_participants(name).await {
            Err(e) if is_not_found(&e) => Ok(Vec::new()),
            listed => Ok(listed
                .map_err(said)?
                .iter()
                .filter_map(Person::read)
                .collect()),
        }
    }

    /// Every room of the server, somebody else's too.
    ///
    /// # Errors
    /// [`Code::ServerUnavailable`].
    pub async fn list(&self) -> Result<Vec<RoomSummary>> {
        let rooms = self.0.list_rooms(Vec::new()).await.map_err(said)?;
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
        match self.0.remove_participant(name, identity).await {
            Err(e) if is_not_found(&e) => Ok(()),
            done => done.map_err(said),
        }
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
