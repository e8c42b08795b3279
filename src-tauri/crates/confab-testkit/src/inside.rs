//! Somebody inside a meeting, without media: joined, connected, and with a session for the API.

use std::collections::BTreeMap;
use std::time::Duration;

use http::Method;
use serde_json::{Value, json};

use crate::confab::{Confab, Joined};
use crate::events::Events;
use crate::http::{Answer, Api};
use crate::signal::Signal;
use crate::wait::wait_until;

/// Somebody inside.
#[derive(Debug)]
pub struct Inside {
    /// What `join` answered.
    pub joined: Joined,
    /// The connection; dropping it leaves.
    pub signal: Signal,
    api: Api,
    meeting: String,
}

impl Inside {
    /// Joins, connects, and waits until the meeting knows.
    pub async fn enter(confab: &Confab, meeting: &str, name: &str) -> Self {
        let joined = confab.join(meeting, name).await;
        Self::with(confab, meeting, joined).await
    }

    /// Connects with a token and session that there are already.
    pub async fn with(confab: &Confab, meeting: &str, joined: Joined) -> Self {
        let signal = Signal::connect(&confab.ready.signal, &joined.token)
            .await
            .expect("it gets in");
        let bearer = format!("Bearer {}", joined.session);
        let inside = Self {
            api: confab.guest().with("authorization", &bearer),
            meeting: meeting.to_owned(),
            signal,
            joined,
        };
        let path = format!("/meetings/{meeting}/participants");
        wait_until("they are inside", Duration::from_secs(5), || async {
            let people = confab.local().get(&path).await.json();
            let people = people["participants"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let mine = |person: &Value| person["identity"] == inside.joined.user_id;
            people.iter().any(mine).then_some(())
        })
        .await;
        inside
    }

    /// Who they are.
    pub fn identity(&self) -> &str {
        &self.joined.user_id
    }

    /// The guest door with their session.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// A path below their meeting.
    pub fn path(&self, rest: &str) -> String {
        format!("/meetings/{}/{rest}", self.meeting)
    }

    /// Their event stream.
    pub async fn events(&self) -> Events {
        Events::open(&self.api).await
    }

    /// Says something, whatever comes of it.
    pub async fn try_say(&self, body: &Value) -> Answer {
        self.api.post_json(&self.path("chat"), body).await
    }

    /// Says something; the message.
    pub async fn say(&self, text: &str) -> Value {
        let said = self.try_say(&json!({ "text": text })).await;
        said.expect(200).json()
    }

    /// Sends a file, whatever comes of it.
    pub async fn try_send(&self, query: &str, bytes: Vec<u8>) -> Answer {
        let path = self.path(&format!("files?{query}"));
        let body = Some(("application/octet-stream", bytes));
        self.api.send(Method::POST, &path, body).await
    }

    /// Sends a file; the message.
    pub async fn send(&self, name: &str, bytes: &[u8]) -> Value {
        let sent = self.try_send(&format!("name={name}"), bytes.to_vec()).await;
        sent.expect(200).json()
    }

    /// The whole chat by its pages.
    pub async fn chat(&self) -> Vec<Value> {
        chat(&self.api, &self.meeting).await
    }
}

/// The whole chat of a meeting by its pages, as this door shows it.
pub async fn chat(api: &Api, meeting: &str) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    loop {
        let after = all
            .last()
            .map_or(0, |last| last["id"].as_i64().expect("an id"));
        let path = format!("/meetings/{meeting}/chat?after={after}&limit=137");
        let page = api.get(&path).await.expect(200).json();
        all.extend(
            page["messages"]
                .as_array()
                .expect("messages")
                .iter()
                .cloned(),
        );
        if page["more"] == false {
            return all;
        }
    }
}

/// A page that reads a chat as pages do: the stream first, then all there is, each message by its
/// id; again after every further snapshot.
#[derive(Debug)]
pub struct Reader {
    events: Events,
    api: Api,
    meeting: String,
    /// Every message by its id.
    pub messages: BTreeMap<i64, Value>,
    /// The ids of the messages that the stream told of, as they came.
    pub told: Vec<i64>,
}

impl Reader {
    /// Begins to read.
    pub async fn begin(somebody: &Inside) -> Self {
        let mut reader = Self {
            events: somebody.events().await,
            api: somebody.api.clone(),
            meeting: somebody.meeting.clone(),
            messages: BTreeMap::new(),
            told: Vec::new(),
        };
        reader.reread().await;
        reader
    }

    /// Breaks the stream off and begins anew, with what was read so far.
    pub async fn reconnect(&mut self) {
        self.events = Events::open(&self.api).await;
        self.reread().await;
    }

    async fn reread(&mut self) {
        for message in chat(&self.api, &self.meeting).await {
            self.take(message);
        }
    }

    fn take(&mut self, message: Value) {
        let id = message["id"].as_i64().expect("an id");
        self.messages.insert(id, message);
    }

    /// Reads on until there are so many messages.
    pub async fn until(&mut self, count: usize, limit: Duration) {
        let mut snapshots = 0;
        while self.messages.len() < count {
            let event = self.events.next(limit).await.expect("the stream goes on");
            match event.kind.as_str() {
                "chat_message" => {
                    let message = event.data["message"].clone();
                    self.told.push(message["id"].as_i64().expect("an id"));
                    self.take(message);
                }
                "chat_updated" => self.take(event.data["message"].clone()),
                "snapshot" => {
                    snapshots += 1;
                    if snapshots > 1 {
                        self.reread().await;
                    }
                }
                _ => {}
            }
        }
    }

    /// The texts in the order of the messages.
    pub fn texts(&self) -> Vec<&str> {
        self.messages
            .values()
            .filter_map(|message| message["text"].as_str())
            .collect()
    }
}
