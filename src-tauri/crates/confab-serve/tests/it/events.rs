//! Server-sent events: a snapshot first, then every change, in order.

use confab_testkit::inside::Inside;
use confab_testkit::{Confab, Events, Guests, Joined, Signal, http};
use serde_json::{Value, json};

use crate::{LONG, SOON, confab};

async fn as_guest(confab: &Confab, joined: &Joined) -> Events {
    let bearer = format!("Bearer {}", joined.session);
    Events::open(&confab.guest().with("authorization", &bearer)).await
}

#[tokio::test]
async fn the_local_stream_tells_everything_in_order() {
    let confab = confab().start().await;
    let mut events = Events::open(&confab.local()).await;
    let snapshot = events.next(SOON).await.expect("a first event");
    assert_eq!(snapshot.kind, "snapshot");
    assert_eq!(snapshot.data["type"], "snapshot");
    assert_eq!(snapshot.data["server"]["state"], "ready");
    assert_eq!(snapshot.data["meetings"], json!([]));
    let mut last = snapshot.id.expect("events have ids");

    let meeting = confab.create_with(&json!({"title": "Weekly"})).await;
    let is_this = |data: &Value| data["meeting"]["meeting_id"] == meeting.id;
    let created = events.until("meeting_created", SOON, is_this).await;
    assert_eq!(
        http::keys(&created.data["meeting"]),
        [
            "created_at",
            "encrypted",
            "live_since",
            "max_participants",
            "meeting_id",
            "meeting_link",
            "num_participants",
            "rules",
            "schedule",
            "shared",
            "title",
            "waiting"
        ]
    );
    assert_eq!(created.data["type"], "meeting_created");
    assert_eq!(created.data["meeting"]["title"], "Weekly");
    assert!(created.id.expect("an id") > last);
    last = created.id.expect("an id");

    let ada = confab.join(&meeting.id, "Ada").await;
    let inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    let joined = events
        .until("participant_joined", SOON, |data| {
            data["participant"]["identity"] == ada.user_id
        })
        .await;
    assert_eq!(joined.data["meeting_id"], meeting.id);
    let person = &joined.data["participant"];
    assert_eq!(
        http::keys(person),
        [
            "camera",
            "hand",
            "identity",
            "joined_at",
            "microphone",
            "name",
            "role",
            "screen",
            "sid",
            "state"
        ]
    );
    assert_eq!(
        (&person["name"], &person["microphone"]),
        (&json!("Ada"), &json!(false))
    );
    assert!(joined.id.expect("an id") > last);

    let patch = json!({"title": "Monthly"});
    confab
        .local()
        .patch(&format!("/meetings/{}", meeting.id), &patch)
        .await
        .expect(200);
    let updated = events
        .until(
            "meeting_updated",
            SOON,
            is_this_titled(&meeting.id, "Monthly"),
        )
        .await;
    assert!(updated.id > joined.id);

    confab
        .local()
        .delete(&format!(
            "/meetings/{}/participants/{}",
            meeting.id, ada.user_id
        ))
        .await
        .expect(200);
    inside.left(SOON).await;
    let left = events
        .until("participant_left", SOON, |data| {
            data["identity"] == ada.user_id
        })
        .await;
    assert_eq!(left.data["meeting_id"], meeting.id);
    confab
        .local()
        .delete(&format!("/meetings/{}", meeting.id))
        .await
        .expect(200);
    let deleted = events
        .until("meeting_deleted", SOON, |data| {
            data["meeting_id"] == meeting.id
        })
        .await;
    assert!(deleted.id > left.id);
}

fn is_this_titled<'a>(id: &'a str, title: &'a str) -> impl FnMut(&Value) -> bool + 'a {
    move |data| data["meeting"]["meeting_id"] == id && data["meeting"]["title"] == title
}

#[tokio::test]
async fn a_late_reader_starts_with_who_is_inside() {
    let confab = confab().start().await;
    let (meeting, _empty) = (confab.create().await, confab.create().await);
    let ada = confab.join(&meeting.id, "Ada").await;
    let _inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    let mut events = Events::open(&confab.local()).await;
    let mut snapshot = events.next(SOON).await.expect("a snapshot");
    if snapshot.data["meetings"] == json!([]) {
        // The webhook may be on its way: then the change follows.
        events
            .until("participant_joined", SOON, |data| {
                data["meeting_id"] == meeting.id
            })
            .await;
        snapshot = Events::open(&confab.local())
            .await
            .next(SOON)
            .await
            .expect("a snapshot");
    }
    let meetings = snapshot.data["meetings"].as_array().expect("meetings");
    assert_eq!(meetings.len(), 1, "those with people inside: {meetings:?}");
    assert_eq!(meetings[0]["meeting_id"], meeting.id);
    assert_eq!(meetings[0]["num_participants"], 1);
    assert_eq!(meetings[0]["participants"][0]["identity"], ada.user_id);
    assert!(meetings[0]["live_since"].is_string(), "{meetings:?}");
}

#[tokio::test]
async fn a_guest_s_stream_tells_of_that_meeting_alone() {
    let confab = confab().start().await;
    let (mine, other) = (confab.create().await, confab.create().await);
    let ada = confab.join(&mine.id, "Ada").await;
    let _ada = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    let mut events = as_guest(&confab, &ada).await;
    let snapshot = events.next(SOON).await.expect("a snapshot");
    assert_eq!(snapshot.kind, "snapshot");

    let stranger = confab.join(&other.id, "Stranger").await;
    let _stranger = Signal::connect(&stranger.livekit_url, &stranger.token)
        .await
        .expect("it gets in");
    confab.has_people(&other.id, 1, SOON).await;
    confab
        .local()
        .patch(
            &format!("/meetings/{}", other.id),
            &json!({"title": "Secret"}),
        )
        .await
        .expect(200);
    confab
        .local()
        .delete(&format!("/meetings/{}", other.id))
        .await
        .expect(200);
    let ben = confab.join(&mine.id, "Ben").await;
    let _ben = Signal::connect(&ben.livekit_url, &ben.token)
        .await
        .expect("it gets in");

    let mut seen = vec![snapshot.data];
    loop {
        let event = events.next(SOON).await.expect("the stream goes on");
        let over = event.kind == "participant_joined"
            && event.data["participant"]["identity"] == ben.user_id;
        seen.push(event.data);
        if over {
            break;
        }
    }
    for data in seen {
        let text = data.to_string();
        for foreign in [&other.id, &stranger.user_id, "Secret"] {
            assert!(
                !text.contains(foreign),
                "a guest hears of another meeting: {text}"
            );
        }
    }
}

#[tokio::test]
async fn without_a_session_a_guest_hears_nothing() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let guest = confab.guest();
    guest.get("/events").await.expect(401).detail();
    for wrong in ["Bearer", "Bearer wrong", "Basic YTpi"] {
        guest
            .clone()
            .with("authorization", wrong)
            .get("/events")
            .await
            .expect(401)
            .detail();
    }
    // A token is no session.
    guest
        .clone()
        .with("authorization", &format!("Bearer {}", ada.token))
        .get("/events")
        .await
        .expect(401);
}

#[tokio::test]
async fn a_session_ends_with_its_meeting() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let _inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    let mut events = as_guest(&confab, &ada).await;
    events.next(SOON).await.expect("a snapshot");
    confab
        .local()
        .delete(&format!("/meetings/{}", meeting.id))
        .await
        .expect(200);
    events
        .until("meeting_deleted", SOON, |data| {
            data["meeting_id"] == meeting.id
        })
        .await;
    let bearer = format!("Bearer {}", ada.session);
    confab
        .guest()
        .with("authorization", &bearer)
        .get("/events")
        .await
        .expect(404)
        .detail();
}

#[tokio::test]
async fn a_session_ends_with_a_removal() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let _inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    let mut events = as_guest(&confab, &ada).await;
    events.next(SOON).await.expect("a snapshot");
    confab
        .local()
        .delete(&format!(
            "/meetings/{}/participants/{}",
            meeting.id, ada.user_id
        ))
        .await
        .expect(200);
    let bearer = format!("Bearer {}", ada.session);
    confab
        .guest()
        .with("authorization", &bearer)
        .get("/events")
        .await
        .expect(403);
    // Nor does the open stream go on for ever.
    confab.create().await;
    confab_testkit::within("the removed guest's stream ends", LONG, async {
        while events.next(LONG).await.is_some() {}
    })
    .await;
}

#[tokio::test]
async fn microphone_and_camera_are_told() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut events = Events::open(&confab.local()).await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let mut guests = Guests::start().await;
    let inside = guests.connect(&ada.livekit_url, &ada.token, &["audio", "video"]);
    inside.connected().await;
    let shows = |microphone: bool, camera: bool| {
        let identity = ada.user_id.clone();
        move |data: &Value| {
            let person = &data["participant"];
            person["identity"] == identity
                && person["microphone"] == microphone
                && person["camera"] == camera
        }
    };
    events
        .until("participant_updated", LONG, shows(true, true))
        .await;
    inside.mute("audio", true);
    events
        .until("participant_updated", LONG, shows(false, true))
        .await;
    inside.mute("audio", false);
    events
        .until("participant_updated", LONG, shows(true, true))
        .await;
}

#[tokio::test]
async fn the_server_s_fall_and_return_are_told() {
    let confab = confab().start().await;
    let mut events = Events::open(&confab.local()).await;
    events.next(SOON).await.expect("a snapshot");
    confab_testkit::faults::kill(confab.engine_pid());
    events
        .until("server", SOON, |data| data["server"]["state"] != "ready")
        .await;
    events
        .until("server", LONG, |data| data["server"]["state"] == "ready")
        .await;
}

#[tokio::test]
async fn a_quiet_stream_has_a_heartbeat() {
    let confab = confab().start().await;
    let mut body = confab
        .local()
        .open(http::Method::GET, "/events", None)
        .await
        .into_body();
    confab_testkit::within("a comment line", LONG, async {
        use http_body_util::BodyExt as _;
        while let Some(Ok(frame)) = body.frame().await {
            let text = frame.into_data().unwrap_or_default();
            if String::from_utf8_lossy(&text)
                .lines()
                .any(|line| line.starts_with(':'))
            {
                return;
            }
        }
        panic!("the stream ended");
    })
    .await;
}

/// Reads what a stream tells up to the meeting's new title, which everybody is told; the kinds.
async fn kinds_until_titled(confab: &Confab, meeting: &str, events: &mut Events) -> Vec<String> {
    let title = json!({"title": "Told to everybody"});
    let path = format!("/meetings/{meeting}");
    confab.local().patch(&path, &title).await.expect(200);
    let mut kinds = Vec::new();
    loop {
        let event = events.next(SOON).await.expect("the stream goes on");
        kinds.push(event.kind.clone());
        if event.kind == "meeting_updated" && event.data["meeting"]["title"] == title["title"] {
            return kinds;
        }
        if event.kind == "snapshot" {
            let live = &event.data["meetings"][0];
            assert_eq!(live["participants"], json!([]), "{live}");
        }
    }
}

#[tokio::test]
async fn what_happens_inside_reaches_only_those_inside() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ann = Inside::enter(&confab, &meeting, "Ann").await;
    let hand = json!({"raised": true}).to_string().into_bytes();
    let hand = || Some(("application/json", hand.clone()));
    let happens = || async {
        ann.say("the password is hunter2").await;
        let path = ann.path("reactions");
        let emoji = json!({"emoji": "👍"});
        ann.api().post_json(&path, &emoji).await.expect(200);
        let path = ann.path("hand");
        let raised = ann.api().send(http::Method::PUT, &path, hand()).await;
        raised.expect(200);
    };

    // She joined and never connected.
    let eve = confab.join(&meeting, "Eve").await;
    let mut events = as_guest(&confab, &eve).await;
    happens().await;
    let kinds = kinds_until_titled(&confab, &meeting, &mut events).await;
    assert_eq!(kinds, ["snapshot", "meeting_updated"]);

    // Once she is in she is told all, from a snapshot on.
    let signal = Signal::connect(&confab.ready.signal, &eve.token).await;
    let signal = signal.expect("she gets in");
    let all = events.until("snapshot", SOON, |_| true).await;
    let people = all.data["meetings"][0]["participants"].as_array().cloned();
    let people = people.expect("people");
    let listed = |identity: &str| people.iter().any(|person| person["identity"] == identity);
    assert!(listed(ann.identity()) && listed(&eve.user_id), "{people:?}");
    ann.say("Hello").await;
    events.until("chat_message", SOON, |_| true).await;

    // A moment's loss of the network costs nothing.
    signal.cut();
    let mut again = as_guest(&confab, &eve).await;
    let first = again.next(SOON).await.expect("a snapshot");
    let people = &first.data["meetings"][0]["participants"];
    assert!(people.to_string().contains(ann.identity()), "{people}");
    ann.say("Are you there?").await;
    again.until("chat_message", SOON, |_| true).await;
    events.until("chat_message", SOON, |_| true).await;

    // Who leaves hears no more, however much is said.
    let back = Signal::connect(&confab.ready.signal, &eve.token).await;
    let back = back.expect("she is back");
    confab.has_people(&meeting, 2, SOON).await;
    back.leave();
    back.ended(SOON).await;
    confab.has_people(&meeting, 1, SOON).await;
    for stream in [&mut events, &mut again] {
        confab_testkit::within("the stream ends", LONG, async {
            while stream.next(LONG).await.is_some() {}
        })
        .await;
    }
    let mut outside = as_guest(&confab, &eve).await;
    happens().await;
    let kinds = kinds_until_titled(&confab, &meeting, &mut outside).await;
    assert_eq!(kinds, ["snapshot", "meeting_updated"]);
}

#[tokio::test]
async fn a_stream_ends_with_a_removal_under_another_identity() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ann = Inside::enter(&confab, &meeting, "Ann").await;
    let eve = Inside::enter(&confab, &meeting, "Eve").await;
    let path = format!("/meetings/{meeting}/join");
    let name = json!({"user_name": "Eve"});
    let spare = confab_testkit::confab::joined(&eve.api().post_json(&path, &name).await);
    let mut events = as_guest(&confab, &spare).await;
    events.until("snapshot", SOON, |_| true).await;
    let path = format!("/meetings/{meeting}/participants/{}", eve.identity());
    confab.local().delete(&path).await.expect(200);
    ann.say("the password is hunter2").await;
    confab_testkit::within("the stream ends", LONG, async {
        while let Some(event) = events.next(LONG).await {
            assert_ne!(event.kind, "chat_message", "{event:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn while_a_meeting_is_locked_names_are_for_those_inside() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ann = Inside::enter(&confab, &meeting, "Ann").await;
    let eve = confab.join(&meeting, "Eve").await;
    let mut events = as_guest(&confab, &eve).await;
    let path = format!("/meetings/{meeting}/participants");
    let bearer = format!("Bearer {}", eve.session);
    let outside = confab.guest().with("authorization", &bearer);
    confab.guest().get(&path).await.expect(200);
    let rules = format!("/meetings/{meeting}/rules");
    let lock = json!({"locked": true});
    confab.local().patch(&rules, &lock).await.expect(200);

    for api in [&confab.guest(), &outside] {
        let answer = api.get(&path).await.expect(403);
        assert_eq!(answer.code(), "meeting_locked");
        assert!(!answer.text.contains("Ann"), "{}", answer.text);
    }
    assert_eq!(
        outside.get("/events").await.expect(403).code(),
        "meeting_locked"
    );
    confab_testkit::within("the stream ends", LONG, async {
        while let Some(event) = events.next(LONG).await {
            assert!(!event.data.to_string().contains("Ann"), "{event:?}");
        }
    })
    .await;
    let inside = ann.api().get(&path).await.expect(200).json();
    assert_eq!(inside["participants"][0]["name"], "Ann");
    ann.events().await.until("snapshot", SOON, |_| true).await;
    confab.local().get(&path).await.expect(200);
}
