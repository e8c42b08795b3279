//! How many answers without an end somebody may hold open, and that whoever comes back is let in.

use std::net::{IpAddr, Ipv4Addr};

use confab_testkit::process::many_files;
use confab_testkit::target::{Door, Stream, Target};
use confab_testkit::{Api, Confab, Events, Meeting};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::roles::{enter, set_rules};
use crate::{LONG, SOON, confab};

/// Of one session, or of one browser in one lobby.
const OF_ONE: usize = 8;
/// From one address at one door.
const FROM_ONE: usize = 512;

const NEAR: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const OTHER: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// Reads to the end, which has to come.
async fn ended(what: &str, mut events: Events) {
    confab_testkit::within(what, LONG, async {
        while events.next(LONG).await.is_some() {}
    })
    .await;
}

/// Waits until this one hears of that title.
async fn hears(events: &mut Events, title: &str) {
    let is_this = |data: &serde_json::Value| data["meeting"]["title"] == title;
    events.until("meeting_updated", LONG, is_this).await;
}

async fn call_it(confab: &Confab, meeting: &Meeting, title: &str) {
    let path = format!("/meetings/{}", meeting.id);
    let answer = confab.local().patch(&path, &json!({"title": title})).await;
    answer.expect(200);
}

#[tokio::test]
async fn one_stream_too_many_of_a_session_ends_its_oldest_and_no_other() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let (ada, ben) = (
        enter(&confab, &meeting, "Ada").await,
        enter(&confab, &meeting, "Ben").await,
    );
    let mut others = Events::open(&ben.api).await;
    let first = Events::open(&ada.api).await;
    let mut open = Vec::new();
    for _ in 0..OF_ONE {
        open.push(Events::open(&ada.api).await);
    }
    ended("the oldest of nine ends", first).await;
    call_it(&confab, &meeting, "Weekly").await;
    for events in open.iter_mut().chain([&mut others]) {
        hears(events, "Weekly").await;
    }
    // A page that has lost its streams without the app knowing is never told to wait.
    let mut back = Events::open(&ada.api).await;
    call_it(&confab, &meeting, "Monthly").await;
    hears(&mut back, "Monthly").await;
}

/// A stream of events as bytes, from an address of our own.
async fn open_from(target: &Target, from: IpAddr, session: Option<&str>) -> Box<dyn Stream> {
    let socket = target.dial(from).await.expect("the door is open");
    let mut stream = target.secured(socket).await.expect("a connection");
    let host = &target.authority;
    let bearer = session.map(|session| format!("Authorization: Bearer {session}\r\n"));
    let bearer = bearer.unwrap_or_default();
    let request = format!("GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\n{bearer}\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut head = [0; 12];
    stream.read_exact(&mut head).await.expect("an answer");
    assert_eq!(&head, b"HTTP/1.1 200");
    stream
}

/// Reads to the last chunk: what is said after it has no limit here.
async fn ended_raw(what: &str, mut stream: Box<dyn Stream>) {
    confab_testkit::within(what, LONG, async {
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"\r\n0\r\n\r\n") {
            let read = stream.read_buf(&mut bytes).await;
            assert!(read.is_ok_and(|read| read > 0), "the connection stays");
        }
    })
    .await;
}

#[tokio::test]
async fn one_address_holds_so_many_streams_at_a_door_and_others_keep_theirs() {
    many_files();
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut sessions = Vec::new();
    for n in 0..=FROM_ONE / OF_ONE {
        sessions.push(
            confab
                .join(&meeting.id, &format!("Guest {n}"))
                .await
                .session,
        );
    }
    let [local, guest, ..] = &Target::all(&confab).await[..] else {
        panic!("two doors")
    };
    assert_eq!((local.door, guest.door), (Door::Local, Door::Guest));
    for target in [local, guest] {
        // At our own door nobody shows who they are; at the guest door there are many of them.
        let session = |n: usize| (target.door == Door::Guest).then(|| &*sessions[n / OF_ONE]);
        let other = open_from(target, OTHER, session(FROM_ONE)).await;
        let first = open_from(target, NEAR, session(0)).await;
        let mut open = Vec::new();
        for n in 1..=FROM_ONE {
            open.push(open_from(target, NEAR, session(n)).await);
        }
        ended_raw("the oldest of the address ends", first).await;
        call_it(&confab, &meeting, target.door.name()).await;
        for stream in open.iter_mut().chain([&mut { other }]) {
            tells(stream, target.door.name()).await;
        }
    }
}

async fn tells(stream: &mut Box<dyn Stream>, word: &str) {
    let title = format!("\"title\":\"{word}\"");
    confab_testkit::within("the stream goes on", LONG, async {
        let mut bytes = Vec::new();
        while !String::from_utf8_lossy(&bytes).contains(&title) {
            let read = stream.read_buf(&mut bytes).await;
            assert!(read.is_ok_and(|read| read > 0), "the stream goes on");
        }
    })
    .await;
}

/// The guest door for a browser that it knows.
fn browser(confab: &Confab, id: &str) -> Api {
    confab
        .guest()
        .with("cookie", &format!("confab_browser={id}"))
}

#[tokio::test]
async fn a_browser_that_waits_once_too_often_loses_its_oldest_place() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    let path = format!("/meetings/{}/lobby", meeting.id);
    let body = json!({"user_name": "Ada"});
    let ada = browser(&confab, "0123456789abcdefghijkl");

    let mut other = Events::post(&confab.guest(), &path, &body).await;
    let first = Events::post(&ada, &path, &body).await;
    let mut open = Vec::new();
    for _ in 0..OF_ONE {
        open.push(Events::post(&ada, &path, &body).await);
    }
    ended("the browser's oldest ends", first).await;
    let all = format!("{path}/all");
    confab.local().post(&all).await.expect(200);
    for waiting in open.iter_mut().chain([&mut other]) {
        waiting.until("admitted", SOON, |_| true).await;
    }
}
