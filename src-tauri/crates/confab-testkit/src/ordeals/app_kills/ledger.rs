//! What a Confab has acknowledged, and whether it still knows.

use std::collections::BTreeMap;
use std::path::Path;

use http::Method;
use serde_json::{Value, json};

use crate::confab::Confab;
use crate::inside::Inside;
use crate::sqlite;

/// What is known of a meeting; `None` in place of a value that was being changed when it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Standing {
    Titled(Option<String>),
    Deleted,
    /// A change was under way, so that either is right.
    Unknown,
}

/// Everything that was acknowledged.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    meetings: BTreeMap<String, Standing>,
    messages: Vec<String>,
    acknowledged: usize,
}

/// What was acknowledged by one run.
#[derive(Debug, Default)]
pub(super) struct Written {
    meetings: Vec<(String, Standing)>,
    messages: Vec<String>,
    acknowledged: usize,
}

/// Writes in four ways at a time until nobody answers any more.
pub(super) async fn work(confab: &Confab, guest: &Inside, before: Vec<String>) -> Written {
    let (made, again, changed, said) = tokio::join!(
        make(confab),
        make(confab),
        change(confab, before),
        say(guest)
    );
    let mut all = Written::default();
    for one in [made, again, changed, said] {
        all.meetings.extend(one.meetings);
        all.messages.extend(one.messages);
        all.acknowledged += one.acknowledged;
    }
    all
}

/// Makes meetings, and deletes every third.
async fn make(confab: &Confab) -> Written {
    let mut written = Written::default();
    let local = confab.local();
    for number in 0.. {
        let title = format!("Meeting {number}");
        let answer = local
            .try_post("/meetings/create", &json!({ "title": title }))
            .await;
        let Some(answer) = answer.filter(|answer| answer.status == 200) else {
            break;
        };
        let id = answer.json()["meeting_id"]
            .as_str()
            .expect("an id")
            .to_owned();
        written.acknowledged += 1;
        written
            .meetings
            .push((id.clone(), Standing::Titled(Some(title))));
        if number % 3 == 0 {
            written.meetings.push((id.clone(), Standing::Unknown));
            let path = format!("/meetings/{id}");
            let Some(answer) = local.attempt(Method::DELETE, &path, None).await else {
                break;
            };
            if answer.status == 200 {
                written.acknowledged += 1;
                written.meetings.push((id, Standing::Deleted));
            }
        }
    }
    written
}

/// Gives meetings of earlier runs other titles.
async fn change(confab: &Confab, before: Vec<String>) -> Written {
    let mut written = Written::default();
    let local = confab.local();
    for (number, id) in before.iter().cycle().enumerate().take(10_000) {
        let title = format!("Renamed {number}");
        written.meetings.push((id.clone(), Standing::Unknown));
        let body = json!({ "title": title }).to_string().into_bytes();
        let path = format!("/meetings/{id}");
        let body = Some(("application/json", body));
        let Some(answer) = local.attempt(Method::PATCH, &path, body).await else {
            break;
        };
        if answer.status == 200 {
            written.acknowledged += 1;
            written
                .meetings
                .push((id.clone(), Standing::Titled(Some(title))));
        }
    }
    written
}

/// Says things in a meeting, as fast as one may.
async fn say(guest: &Inside) -> Written {
    let mut written = Written::default();
    let path = guest.path("chat");
    for number in 0.. {
        let text = format!("{} says {number}", guest.identity());
        let body = json!({ "text": text });
        let Some(answer) = guest.api().try_post(&path, &body).await else {
            break;
        };
        match answer.status {
            200 => {
                written.acknowledged += 1;
                written.messages.push(text);
            }
            429 => tokio::time::sleep(std::time::Duration::from_millis(100)).await,
            _ => break,
        }
    }
    written
}

impl Ledger {
    pub(super) fn made(&mut self, id: &str, title: Option<String>) {
        self.meetings.insert(id.to_owned(), Standing::Titled(title));
        self.acknowledged += 1;
    }

    /// In the order in which it was acknowledged.
    pub(super) fn add(&mut self, written: Written) {
        self.meetings.extend(written.meetings);
        self.messages.extend(written.messages);
        self.acknowledged += written.acknowledged;
    }

    pub(super) fn acknowledged(&self) -> usize {
        self.acknowledged
    }

    /// Some that are there, to be changed.
    pub(super) fn some_meetings(&self) -> Vec<String> {
        let there = |(id, standing): (&String, &Standing)| {
            matches!(standing, Standing::Titled(_)).then(|| id.clone())
        };
        self.meetings.iter().filter_map(there).take(5).collect()
    }

    /// What the API does not know any more.
    pub(super) async fn missing_at(&self, confab: &Confab) -> Vec<String> {
        let mut known = BTreeMap::new();
        let mut cursor = String::new();
        loop {
            let path = format!("/meetings?limit=200{cursor}");
            let page = confab.local().get(&path).await.expect(200).json();
            for meeting in page["meetings"].as_array().into_iter().flatten() {
                let id = meeting["meeting_id"].as_str().expect("an id").to_owned();
                known.insert(id, title(&meeting["title"]));
            }
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return self.missing(&known, "by the API"),
            }
        }
    }

    /// What the database does not hold any more.
    pub(super) async fn missing_in(&self, database: &Path) -> Vec<String> {
        let meetings = "SELECT id, title FROM meetings WHERE deleted_at IS NULL";
        let known: BTreeMap<_, _> = sqlite::pairs(database, meetings)
            .await
            .into_iter()
            .collect();
        let mut lost = self.missing(&known, "in the file");
        let texts = "SELECT text, NULL FROM messages";
        let texts: BTreeMap<_, _> = sqlite::pairs(database, texts).await.into_iter().collect();
        let unheard = self
            .messages
            .iter()
            .filter(|text| !texts.contains_key(*text));
        lost.extend(unheard.map(|text| format!("in the file: {text}")));
        lost
    }

    fn missing(&self, known: &BTreeMap<String, Option<String>>, whence: &str) -> Vec<String> {
        let wrong = |(id, standing): (&String, &Standing)| {
            let found = known.get(id);
            let right = match standing {
                Standing::Titled(title) => found == Some(title),
                Standing::Deleted => found.is_none(),
                Standing::Unknown => true,
            };
            (!right).then(|| format!("{whence}: {id} is {found:?} instead of {standing:?}"))
        };
        self.meetings.iter().filter_map(wrong).collect()
    }
}

fn title(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
