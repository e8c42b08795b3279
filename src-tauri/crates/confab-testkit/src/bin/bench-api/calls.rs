//! The calls that are compared, and how a round of them is run.

use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use bytes::Bytes;
use confab_testkit::{Confab, Ready};
use futures_util::future::join_all;
use http::Method;
use livekit_protocol::{
    CreateRoomRequest, DeleteRoomRequest, ListParticipantsRequest, ListRoomsRequest,
};
use prost::Message as _;
use serde_json::Value;

use crate::client::{Call, Connection};
use crate::figures::Round;

/// Which endpoint stands on which bare call, and how many times its p50 it may take at one client
/// and at sixteen.
pub(crate) const PAIRS: &[(&str, Bare, [f64; 2])] = &[
    ("create", Bare::CreateRoom, [2.0, 1.5]),
    ("delete", Bare::DeleteRoom, [2.5, 2.5]),
    ("participants", Bare::ListParticipants, [1.5, 1.5]),
    ("join", Bare::ListRooms, [1.0, 1.5]),
    ("exists", Bare::ListRooms, [1.0, 1.5]),
    ("info", Bare::ListRooms, [1.0, 1.5]),
];

/// A Twirp call of LiveKit's.
#[derive(Clone, Copy)]
pub(crate) enum Bare {
    CreateRoom,
    DeleteRoom,
    ListParticipants,
    ListRooms,
}

/// What a round calls.
#[derive(Clone, Copy)]
pub(crate) enum Side {
    Confab(&'static str),
    Bare(Bare),
}

/// Both sides of one running Confab.
pub(crate) struct Calls {
    ours: SocketAddr,
    theirs: SocketAddr,
    bearer: String,
    meeting: String,
    number: AtomicU64,
}

impl Calls {
    pub(crate) fn new(confab: &Confab, meeting: &str) -> Self {
        let rooms = confab.behind();
        Self {
            ours: confab.local_address(),
            theirs: SocketAddr::from(([127, 0, 0, 1], Ready::port(&rooms.http))),
            bearer: format!("Bearer {}", rooms.admin_token(meeting)),
            meeting: meeting.to_owned(),
            number: AtomicU64::new(0),
        }
    }

    /// Runs so many requests over so many connections and times each.
    pub(crate) async fn round(&self, side: Side, clients: usize, requests: usize) -> Round {
        let address = match side {
            Side::Confab(_) => self.ours,
            Side::Bare(_) => self.theirs,
        };
        let ready = self.prepare(side, requests).await;
        let left = Mutex::new(ready);
        let mut connections = Vec::new();
        for _ in 0..clients {
            connections.push(Connection::open(address).await);
        }
        let began = Instant::now();
        let workers = connections.into_iter().map(|mut connection| {
            let left = &left;
            async move {
                let mut done = Vec::new();
                loop {
                    let Some(call) = left.lock().expect("nobody panicked").pop() else {
                        break done;
                    };
                    let began = Instant::now();
                    let body = connection.call(call).await;
                    done.push((began.elapsed(), body));
                }
            }
        });
        let done: Vec<_> = join_all(workers).await.into_iter().flatten().collect();
        let whole = began.elapsed();
        let bodies: Vec<Bytes> = done.iter().map(|(_, body)| body.clone()).collect();
        self.tidy(side, &bodies).await;
        Round {
            each: done.into_iter().map(|(time, _)| time).collect(),
            whole,
        }
    }

    async fn prepare(&self, side: Side, requests: usize) -> Vec<Call> {
        let meeting = &self.meeting;
        match side {
            Side::Confab("delete") => {
                let made = create_many(self.ours, requests).await;
                made.iter()
                    .map(|id| api(Method::DELETE, &format!("/meetings/{id}")))
                    .collect()
            }
            Side::Confab(name) => {
                let call = match name {
                    "create" => api(Method::POST, "/meetings/create"),
                    "join" => Call {
                        headers: vec![("content-type", "application/json".into())],
                        body: Bytes::from_static(br#"{"user_name":"John Doe"}"#),
                        ..api(Method::POST, &format!("/meetings/{meeting}/join"))
                    },
                    // One row on both sides: what is compared is finding it.
                    "list" => api(Method::GET, "/meetings?limit=1"),
                    other => api(Method::GET, &format!("/meetings/{meeting}/{other}")),
                };
                vec![call; requests]
            }
            Side::Bare(bare) => {
                let mut calls = Vec::new();
                for _ in 0..requests {
                    let number = self.number.fetch_add(1, Ordering::Relaxed);
                    calls.push(self.bare(bare, &format!("bare-{number}")));
                }
                if let Bare::DeleteRoom = bare {
                    let first = self.number.load(Ordering::Relaxed) - requests as u64;
                    let mut connection = Connection::open(self.theirs).await;
                    for number in first..first + requests as u64 {
                        connection
                            .call(self.bare(Bare::CreateRoom, &format!("bare-{number}")))
                            .await;
                    }
                }
                calls
            }
        }
    }

    /// Deletes what a round of creating left behind, so that every round meets the same server.
    async fn tidy(&self, side: Side, bodies: &[Bytes]) {
        match side {
            Side::Confab("create") => {
                let mut connection = Connection::open(self.ours).await;
                for body in bodies {
                    let id = meeting_id(body);
                    connection
                        .call(api(Method::DELETE, &format!("/meetings/{id}")))
                        .await;
                }
            }
            Side::Bare(Bare::CreateRoom) => {
                let last = self.number.load(Ordering::Relaxed);
                let mut connection = Connection::open(self.theirs).await;
                for number in last - bodies.len() as u64..last {
                    connection
                        .call(self.bare(Bare::DeleteRoom, &format!("bare-{number}")))
                        .await;
                }
            }
            _ => {}
        }
    }

    fn bare(&self, bare: Bare, room: &str) -> Call {
        let (method, body) = match bare {
            Bare::CreateRoom => {
                let request = CreateRoomRequest {
                    name: room.to_owned(),
                    max_participants: 50,
                    ..Default::default()
                };
                ("CreateRoom", request.encode_to_vec())
            }
            Bare::DeleteRoom => (
                "DeleteRoom",
                DeleteRoomRequest {
                    room: room.to_owned(),
                }
                .encode_to_vec(),
            ),
            Bare::ListParticipants => (
                "ListParticipants",
                ListParticipantsRequest {
                    room: self.meeting.clone(),
                }
                .encode_to_vec(),
            ),
            Bare::ListRooms => (
                "ListRooms",
                ListRoomsRequest {
                    names: vec![self.meeting.clone()],
                }
                .encode_to_vec(),
            ),
        };
        Call {
            method: Method::POST,
            path: format!("/twirp/livekit.RoomService/{method}"),
            headers: vec![
                ("content-type", "application/protobuf".into()),
                ("authorization", self.bearer.clone()),
            ],
            body: body.into(),
        }
    }

    /// A long mix by eight clients: everything that is created is used and deleted again.
    pub(crate) async fn mix(confab: &Confab, calls: usize) -> usize {
        const CLIENTS: usize = 8;
        const EACH: usize = 10;
        let cycles = calls / CLIENTS / EACH;
        let address = confab.local_address();
        let workers = (0..CLIENTS).map(|_| async move {
            let mut connection = Connection::open(address).await;
            for _ in 0..cycles {
                let id = meeting_id(&connection.call(api(Method::POST, "/meetings/create")).await);
                let join = Call {
                    headers: vec![("content-type", "application/json".into())],
                    body: Bytes::from_static(br#"{"user_name":"John Doe"}"#),
                    ..api(Method::POST, &format!("/meetings/{id}/join"))
                };
                for _ in 0..3 {
                    connection.call(join.clone()).await;
                }
                for path in ["exists", "info", "participants", "exists", "info"] {
                    connection
                        .call(api(Method::GET, &format!("/meetings/{id}/{path}")))
                        .await;
                }
                connection
                    .call(api(Method::DELETE, &format!("/meetings/{id}")))
                    .await;
            }
        });
        join_all(workers).await;
        cycles * CLIENTS * EACH
    }
}

async fn create_many(address: SocketAddr, count: usize) -> Vec<String> {
    let mut connection = Connection::open(address).await;
    let mut made = Vec::new();
    for _ in 0..count {
        made.push(meeting_id(
            &connection.call(api(Method::POST, "/meetings/create")).await,
        ));
    }
    made
}

fn meeting_id(body: &Bytes) -> String {
    let body: Value = serde_json::from_slice(body).expect("JSON");
    body["meeting_id"].as_str().expect("an id").to_owned()
}

fn api(method: Method, path: &str) -> Call {
    Call {
        method,
        path: format!("/api/v1{path}"),
        headers: Vec::new(),
        body: Bytes::new(),
    }
}
