//! One participant changes what all are told of as fast as it goes; and one address joins as fast
//! as it goes.

use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};

use crate::confab::{Confab, joined};
use crate::events::Events;
use crate::figure::Figure;
use crate::http::{Answer, Api, Method};
use crate::signal::Signal;

const AT_ONCE: usize = 8;
const SOON: Duration = Duration::from_secs(15);
/// What is done at once, and how often a second after that.
const BURST: f64 = 60.0;
const A_SECOND: f64 = 5.0;
/// Joins at once, and a second after that.
const JOINS: f64 = 60.0;
const JOINS_A_SECOND: f64 = 30.0;

/// One guest raises and lowers a hand `count` times. Another in the same meeting reads along, and
/// one in another meeting.
pub async fn hands(confab: &Confab, count: usize) -> Figure {
    let (meeting, elsewhere) = (confab.create().await, confab.create().await);
    let (eve, _eve) = enter(confab, &meeting.id, "Eve").await;
    let (ben, _ben) = enter(confab, &meeting.id, "Ben").await;
    let (cy, _cy) = enter(confab, &elsewhere.id, "Cy").await;
    let mut near = Events::open(&ben).await;
    let mut far = Events::open(&cy).await;
    let path = format!("/meetings/{}/hand", meeting.id);

    let began = Instant::now();
    let hands = stream::iter(0..count).map(|n| put(&eve, &path, json!({"raised": n % 2 == 0})));
    let answers: Vec<Answer> = hands.buffer_unordered(AT_ONCE).collect().await;
    let took = began.elapsed().as_secs_f64();
    let taken = answers.iter().filter(|answer| answer.status == 200).count();
    let refused = answers.iter().filter(|answer| answer.status == 429);
    let mut faults: Vec<String> = refused
        .clone()
        .filter(|answer| answer.header("retry-after").is_none())
        .map(|_| "429 without Retry-After".to_owned())
        .collect();
    if taken + refused.count() < count {
        faults.push("neither 200 nor 429".to_owned());
    }
    let allowed = BURST + A_SECOND * took + 1.0;
    if taken as f64 > allowed {
        faults.push(format!("{taken} were taken within {took:.1} s"));
    }
    // The last state is told, whatever was merged: what Ben says marks the end of the flood.
    let title = json!({"title": "After"});
    for id in [&meeting.id, &elsewhere.id] {
        let renamed = confab
            .local()
            .patch(&format!("/meetings/{id}"), &title)
            .await;
        renamed.expect(200);
    }
    let now = hand_of(&eve, &path).await;
    let heard = told(&mut near, |event| event.data["participant"]["hand"] == now).await;
    let rest = until_title(&mut far).await;
    if rest
        .iter()
        .any(|kind| kind == "snapshot" || kind == "participant_updated")
    {
        faults.push(format!("the other meeting's reader was told {rest:?}"));
    }
    if heard > taken + 2 {
        faults.push(format!("{heard} events for {taken} changes"));
    }
    Figure::new(
        "hands raised and lowered by one guest",
        count,
        format!(
            "{taken} taken ({:.0} a second), {heard} events for the others",
            taken as f64 / took.max(0.001)
        ),
        "60 and then 5 a second, merged; no event and no new snapshot elsewhere",
        faults.is_empty(),
    )
    .noting(faults)
}

/// Joins `count` times from one address, after thirty at once; then once from another address and
/// as often at the local listener.
pub async fn joins(confab: &Confab, count: usize) -> Figure {
    let meeting = confab.create().await;
    let path = format!("/meetings/{}/join", meeting.id);
    let office = confab.guest_from(Ipv4Addr::new(127, 0, 0, 5));
    let name = json!({"user_name": "Ann"});
    let memory = crate::process::memory(confab.pid());
    let join = |api: &Api| {
        let (api, path, name) = (api.clone(), path.clone(), name.clone());
        async move { api.post_json(&path, &name).await }
    };
    let began = Instant::now();
    let thirty = stream::iter(0..30)
        .map(|_| join(&office))
        .buffer_unordered(30);
    let thirty: Vec<Answer> = thirty.collect().await;
    let mut faults = Vec::new();
    if !thirty.iter().all(|answer| answer.status == 200) {
        faults.push("thirty at once did not all get in".to_owned());
    }
    let more = stream::iter(0..count).map(|_| join(&office));
    let more: Vec<Answer> = more.buffer_unordered(AT_ONCE).collect().await;
    let took = began.elapsed().as_secs_f64();
    let taken = more.iter().filter(|answer| answer.status == 200).count();
    for answer in &more {
        match answer.status {
            200 => {}
            429 if answer.header("retry-after").is_some() => {}
            other => faults.push(format!("a join is answered {other}")),
        }
    }
    if 30.0 + taken as f64 > JOINS + JOINS_A_SECOND * took + 1.0 {
        faults.push(format!("{taken} more within {took:.1} s"));
    }
    let other = join(&confab.guest_from(Ipv4Addr::new(127, 0, 0, 6))).await;
    if other.status != 200 {
        faults.push(format!("another address is told {}", other.status));
    }
    let local = confab.local();
    let scripts = stream::iter(0..count).map(|_| join(&local));
    let scripts: Vec<Answer> = scripts.buffer_unordered(AT_ONCE).collect().await;
    let scripts = scripts.iter().filter(|answer| answer.status == 200).count();
    if scripts < count {
        faults.push(format!("{} refused at the local listener", count - scripts));
    }
    let grown = crate::process::memory(confab.pid()).saturating_sub(memory);
    Figure::new(
        "joins from one address",
        count,
        format!(
            "{:.0} a second, the rest 429; {scripts} at the local listener; {:.1} MB more",
            (30.0 + taken as f64) / took.max(0.001),
            grown as f64 / 1e6
        ),
        "thirty at once, then 30 a second; others and the local listener unaffected",
        faults.is_empty(),
    )
    .noting(faults.into_iter().take(10))
}

/// Somebody inside: the guest door with their session.
async fn enter(confab: &Confab, meeting: &str, name: &str) -> (Api, Signal) {
    let path = format!("/meetings/{meeting}/join");
    let name = json!({"user_name": name});
    let one = joined(&confab.guest().post_json(&path, &name).await);
    let inside = Signal::connect(&one.livekit_url, &one.token).await;
    let api = confab.guest();
    let api = api.with("Authorization", &format!("Bearer {}", one.session));
    let mut events = Events::open(&confab.local()).await;
    let is_inside = |data: &Value| data.to_string().contains(&one.user_id);
    loop {
        let event = events.next(SOON).await.expect("the stream goes on");
        if is_inside(&event.data) {
            return (api, inside.expect("they get in"));
        }
    }
}

async fn put(api: &Api, path: &str, body: Value) -> Answer {
    let body = body.to_string().into_bytes();
    api.send(Method::PUT, path, Some(("application/json", body)))
        .await
}

/// What the hand is in the end: raised, as soon as that is taken.
async fn hand_of(api: &Api, path: &str) -> Value {
    loop {
        let answer = put(api, path, json!({"raised": true})).await;
        if answer.status == 200 {
            return answer.json()["hand"].clone();
        }
        let seconds = answer.header("retry-after").and_then(|s| s.parse().ok());
        tokio::time::sleep(Duration::from_secs(seconds.unwrap_or(1))).await;
    }
}

/// How many changes of participants are told until one is as wanted.
async fn told(events: &mut Events, wanted: impl Fn(&crate::events::Event) -> bool) -> usize {
    let mut heard = 0;
    loop {
        let event = events.next(SOON).await.expect("the stream goes on");
        if event.kind == "participant_updated" {
            heard += 1;
            if wanted(&event) {
                return heard;
            }
        }
    }
}

/// The kinds of what is told after the first snapshot until the title is a new one.
async fn until_title(events: &mut Events) -> Vec<String> {
    let first = events.next(SOON).await.expect("a snapshot");
    assert_eq!(first.kind, "snapshot");
    let mut kinds = Vec::new();
    loop {
        let event = events.next(SOON).await.expect("the stream goes on");
        if event.kind == "meeting_updated" && event.data["meeting"]["title"] == "After" {
            return kinds;
        }
        kinds.push(event.kind);
    }
}
