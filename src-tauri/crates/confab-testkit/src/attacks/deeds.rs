//! What a door does for those who ask properly.

use serde_json::json;

use crate::confab::{Joined, joined};
use crate::http::Api;
use crate::signal::{CLIENT, join_request};
use crate::target::{Door, Target};

/// What the deeds are about.
pub(super) struct Scene {
    /// A meeting that is to be there, as it is, at the end.
    pub(super) meeting: String,
    /// Somebody who may come in and does not.
    pub(super) guest: Joined,
}

impl Scene {
    /// A meeting called "Kept", and somebody who was let join it.
    pub(super) async fn set(local: &Api) -> Self {
        let title = json!({"title": "Kept"});
        let created = local.post_json("/meetings/create", &title).await;
        let created = created.expect(200).json();
        let meeting = created["meeting_id"].as_str().expect("an id").to_owned();
        let name = json!({"user_name": "Ann"});
        let join = format!("/meetings/{meeting}/join");
        Self {
            guest: joined(&local.post_json(&join, &name).await),
            meeting,
        }
    }
}

/// One request that is answered with 200 or 101.
#[derive(Debug, Clone)]
pub(super) struct Deed {
    pub(super) name: &'static str,
    pub(super) method: &'static str,
    pub(super) path: String,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: &'static str,
    /// The meeting that is gone when it is done.
    pub(super) spends_a_meeting: Option<String>,
}

impl Deed {
    pub(super) fn new(name: &'static str, method: &'static str, path: String) -> Self {
        Self {
            name,
            method,
            path,
            headers: Vec::new(),
            body: "",
            spends_a_meeting: None,
        }
    }

    pub(super) fn saying(self, body: &'static str) -> Self {
        Self { body, ..self }
    }

    /// Whether it changes anything, so that no website may even ask it.
    pub(super) fn changes(&self) -> bool {
        self.method != "GET" || self.signals()
    }

    /// Whether it belongs to signalling, which is asked for with GET but is no reading.
    pub(super) fn signals(&self) -> bool {
        self.path.starts_with("/rtc")
    }

    /// Its bytes with these `Host`s and more headers; a `Content-Type` among them is the only one.
    pub(super) fn request(&self, hosts: &[&str], more: &[(&str, &str)]) -> Vec<u8> {
        let mut text = format!("{} {} HTTP/1.1\r\n", self.method, self.path);
        let mut header = |name: &str, value: &str| text.push_str(&format!("{name}: {value}\r\n"));
        hosts.iter().for_each(|host| header("Host", host));
        for (name, value) in &self.headers {
            header(name, value);
        }
        for (name, value) in more {
            header(name, value);
        }
        if !self.body.is_empty() {
            if !more.iter().any(|(name, _)| *name == "Content-Type") {
                header("Content-Type", "application/json");
            }
            header("Content-Length", &self.body.len().to_string());
        }
        text.push_str("\r\n");
        text.push_str(self.body);
        text.into_bytes()
    }
}

/// The headers of a WebSocket upgrade.
pub(super) fn upgrade() -> Vec<(&'static str, String)> {
    [
        ("Connection", "Upgrade"),
        ("Upgrade", "websocket"),
        ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

/// All that one door does for anybody.
pub(super) fn of(target: &Target, scene: &Scene) -> Vec<Deed> {
    let id = &scene.meeting;
    let below = |rest: &str| format!("/api/v1/meetings/{id}{rest}");
    let mut deeds = Vec::new();
    if target.door != Door::Signal {
        deeds.extend([
            Deed::new("join", "POST", below("/join")).saying(r#"{"user_name":"Ann"}"#),
            Deed::new("ask how many", "GET", below("/info")),
            Deed::new("ask who", "GET", below("/participants")),
        ]);
    }
    match target.door {
        Door::Local => deeds.extend([
            Deed::new("create", "POST", "/api/v1/meetings/create".into()),
            Deed::new(
                "create with options",
                "POST",
                "/api/v1/meetings/create".into(),
            )
            .saying(r#"{"title":"New"}"#),
            Deed::new("rename", "PATCH", below("")).saying(r#"{"title":"Kept"}"#),
            Deed::new("lock", "PATCH", below("/rules")).saying(r#"{"locked":false}"#),
            Deed {
                spends_a_meeting: Some(id.clone()),
                ..Deed::new("delete", "DELETE", below(""))
            },
            Deed::new("list", "GET", "/api/v1/meetings".into()),
            Deed::new("listen", "GET", "/api/v1/events".into()),
        ]),
        Door::Guest | Door::Shared => {
            deeds.push(Deed::new("the page", "GET", format!("/meeting/{id}")));
            let bearer = ("Authorization", format!("Bearer {}", scene.guest.session));
            deeds.push(Deed {
                headers: vec![bearer],
                ..Deed::new("listen", "GET", "/api/v1/events".into())
            });
        }
        Door::Signal => {}
    }
    if target.door.signals() {
        let token = &scene.guest.token;
        let old = format!("?access_token={token}&{CLIENT}");
        let new = format!("?access_token={token}&join_request={}", join_request());
        for (name, path, query) in [("call", "/rtc", &old), ("call, v1", "/rtc/v1", &new)] {
            deeds.push(Deed {
                headers: upgrade(),
                ..Deed::new(name, "GET", format!("{path}{query}"))
            });
            let name = "ask whether to call";
            deeds.push(Deed::new(name, "GET", format!("{path}/validate{query}")));
        }
    }
    deeds
}
