//! A real livekit-server of the test's own, and a look behind Confab's back into the embedded one.

use std::net::{TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use livekit_api::access_token::{AccessToken, VideoGrants};
use livekit_api::services::room::{CreateRoomOptions, RoomClient};
use livekit_protocol::{ParticipantInfo, Room};

use crate::http::Api;
use crate::process;
use crate::wait::wait_until;

/// Where the livekit-server binary is: `CONFAB_LIVEKIT_SERVER`, else `target/livekit/` of the
/// workspace. Missing is a failure: these tests are worth nothing without it.
pub fn server_binary() -> PathBuf {
    if let Some(path) = std::env::var_os("CONFAB_LIVEKIT_SERVER").map(PathBuf::from) {
        assert!(
            path.is_file(),
            "CONFAB_LIVEKIT_SERVER names no file: {}",
            path.display()
        );
        return path;
    }
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|above| above.join("target/livekit/livekit-server"))
        .find(|path| path.is_file())
        .expect("target/livekit/livekit-server is there (`cargo xtask build` makes it)")
}

/// A port that nothing listens on, for TCP and UDP. It may be taken again by the time it is used,
/// which is why Confab itself is always given 0.
pub fn free_port() -> u16 {
    for _ in 0..50 {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        if UdpSocket::bind(("0.0.0.0", port)).is_ok() {
            return port;
        }
    }
    panic!("no port is free for both TCP and UDP");
}

/// What a LiveKit server's key lets one do.
#[derive(Debug, Clone)]
pub struct Rooms {
    /// `http://127.0.0.1:<port>`
    pub http: String,
    /// The API key.
    pub key: String,
    /// The API secret.
    pub secret: String,
}

impl Rooms {
    /// The embedded server of a running Confab, by the environment that it was started with.
    pub fn behind(engine_pid: u32) -> Self {
        let environ = process::environ(engine_pid);
        let variable = |name: &str| {
            let found = environ
                .iter()
                .find_map(|entry| entry.strip_prefix(name)?.strip_prefix('='));
            found
                .unwrap_or_else(|| panic!("the LiveKit server was started with {name}"))
                .to_owned()
        };
        let keys = variable("LIVEKIT_KEYS");
        let (key, secret) = keys.split_once(": ").expect("key: secret");
        let quotes = ['"', '\'', ' '];
        let listens = process::listens_tcp(engine_pid);
        let port = listens
            .iter()
            .find(|address| address.ip().is_loopback())
            .unwrap_or_else(|| panic!("it listens on loopback: {listens:?}"))
            .port();
        Self {
            http: format!("http://127.0.0.1:{port}"),
            key: key.trim_matches(quotes).to_owned(),
            secret: secret.trim_matches(quotes).to_owned(),
        }
    }

    /// The SDK's own client.
    pub fn client(&self) -> RoomClient {
        RoomClient::with_api_key(&self.http, &self.key, &self.secret)
    }

    /// Makes a room.
    pub async fn create(&self, name: &str) {
        let made = self
            .client()
            .create_room(name, CreateRoomOptions::default())
            .await;
        made.expect("the room is made");
    }

    /// Deletes a room.
    pub async fn delete(&self, name: &str) {
        self.client()
            .delete_room(name)
            .await
            .expect("the room is deleted");
    }

    /// One room as the server lists it.
    pub async fn room(&self, name: &str) -> Option<Room> {
        let rooms = self.client().list_rooms(vec![name.to_owned()]).await;
        rooms.expect("the rooms are listed").into_iter().next()
    }

    /// Who is in a room.
    pub async fn people(&self, name: &str) -> Vec<ParticipantInfo> {
        self.client()
            .list_participants(name)
            .await
            .expect("the participants are listed")
    }

    /// A token that joins a room, valid for an hour unless told otherwise.
    pub fn token(&self, room: &str, identity: &str) -> String {
        self.token_for(room, identity, Duration::from_secs(3600))
    }

    /// A token with a time of its own.
    pub fn token_for(&self, room: &str, identity: &str, lifetime: Duration) -> String {
        let grants = VideoGrants {
            room_join: true,
            room: room.to_owned(),
            ..Default::default()
        };
        AccessToken::with_api_key(&self.key, &self.secret)
            .with_identity(identity)
            .with_name(identity)
            .with_grants(grants)
            .with_ttl(lifetime)
            .to_jwt()
            .expect("a token")
    }

    /// A token of a participant of another kind than a person's client: `egress`, `agent`, `sip`,
    /// `ingress`; `hidden` as LiveKit's recorders are.
    pub fn service_token(&self, room: &str, identity: &str, kind: &str, hidden: bool) -> String {
        let grants = VideoGrants {
            room_join: true,
            room: room.to_owned(),
            hidden,
            ..Default::default()
        };
        AccessToken::with_api_key(&self.key, &self.secret)
            .with_identity(identity)
            .with_kind(kind)
            .with_grants(grants)
            .to_jwt()
            .expect("a token")
    }

    /// Where clients connect that do not go through Confab: `ws://127.0.0.1:<port>`.
    pub fn ws(&self) -> String {
        self.http.replacen("http", "ws", 1)
    }

    /// A token with every right over the server's rooms.
    pub fn admin_token(&self, room: &str) -> String {
        let grants = VideoGrants {
            room_create: true,
            room_list: true,
            room_admin: true,
            room: room.to_owned(),
            ..Default::default()
        };
        AccessToken::with_api_key(&self.key, &self.secret)
            .with_grants(grants)
            .to_jwt()
            .expect("a token")
    }
}

/// A second livekit-server, for Confab's external mode.
#[derive(Debug)]
pub struct LiveKit {
    child: Child,
    port: u16,
    rooms: Rooms,
}

impl LiveKit {
    /// Starts one on free ports and waits until it answers.
    pub async fn start() -> Self {
        Self::start_with("").await
    }

    /// The same with more lines of YAML at the end of its configuration.
    pub async fn start_with(more: &str) -> Self {
        for _ in 0..5 {
            if let Some(server) = Self::try_start(free_port(), more).await {
                return server;
            }
        }
        panic!("a second livekit-server starts on free ports");
    }

    async fn try_start(port: u16, more: &str) -> Option<Self> {
        let key = "testkey".to_owned();
        let secret = "a-secret-of-the-tests-own-that-is-long-enough".to_owned();
        let config = format!(
            "port: {port}\nbind_addresses: [\"127.0.0.1\"]\nlog_level: error\n\
             rtc: {{udp_port: {}, tcp_port: {}, use_ice_lite: true, enable_loopback_candidate: true}}\n\
             room: {{auto_create: true, empty_timeout: 300, departure_timeout: 20}}\n{more}",
            free_port(),
            free_port(),
        );
        let mut command = Command::new(server_binary());
        command
            .env_clear()
            .env("LIVEKIT_KEYS", format!("{key}: {secret}"))
            .env("LIVEKIT_CONFIG", config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = process::spawn(command).expect("livekit-server starts");
        let rooms = Rooms {
            http: format!("http://127.0.0.1:{port}"),
            key,
            secret,
        };
        let mut server = Self { child, port, rooms };
        let api = Api::new(server.rooms.http.clone());
        let ready = wait_until(
            "the second livekit-server answers",
            Duration::from_secs(15),
            || {
                let ended = server.child.try_wait().is_ok_and(|status| status.is_some());
                let api = api.clone();
                async move {
                    if ended {
                        return Some(false);
                    }
                    tokio::net::TcpStream::connect(("127.0.0.1", port))
                        .await
                        .ok()?;
                    (api.get("/").await.status == 200).then_some(true)
                }
            },
        )
        .await;
        ready.then_some(server)
    }

    /// `ws://127.0.0.1:<port>`
    pub fn url(&self) -> String {
        format!("ws://127.0.0.1:{}", self.port)
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What its key lets one do.
    pub fn rooms(&self) -> &Rooms {
        &self.rooms
    }
}

impl Drop for LiveKit {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
