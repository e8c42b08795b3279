//! `LIVEKIT_URL`: the same house with somebody else's LiveKit server.

use std::time::Duration;

use confab_testkit::faults::Stopped;
use confab_testkit::{Guests, LiveKit, Signal, http, process, wait_until};
use livekit_protocol::DisconnectReason;
use serde_json::json;

use crate::lobby::wait;
use crate::roles::{enter, set_rules, try_join_at};
use crate::{LONG, SOON, confab};

#[tokio::test]
async fn the_ready_line_names_the_external_server_and_no_media_ports() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    let line = &confab.ready.line;
    assert_eq!(line["engine"], "external");
    assert_eq!(line["signal"], server.url());
    assert!(
        line["engine_pid"].is_null() && line.get("engine_pid").is_some(),
        "{line}"
    );
    assert!(
        line["rtc_tcp"].is_null() && line["rtc_udp"].is_null(),
        "{line}"
    );
    assert_eq!(
        http::keys(line)[..4],
        ["api", "engine", "engine_pid", "event"]
    );
    assert_eq!(confab.running_engine(), None, "no server of our own runs");
}

#[tokio::test]
async fn a_whole_meeting_runs_on_the_external_server() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    let meeting = confab.create().await;
    assert_eq!(meeting.livekit_url, server.url(), "exactly LIVEKIT_URL");
    assert!(
        server.rooms().room(&meeting.id).await.is_some(),
        "the room is there"
    );
    let mut guests = Guests::start().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    assert_eq!(ada.livekit_url, server.url());
    let inside = guests.connect(&ada.livekit_url, &ada.token, &["audio"]);
    inside.connected().await;
    let people = confab.has_people(&meeting.id, 1, SOON).await;
    assert_eq!(people[0]["identity"], ada.user_id);
    let info = format!("/meetings/{}/info", meeting.id);
    wait_until("info counts one", SOON, || async {
        (confab.local().get(&info).await.json()["num_participants"] == 1).then_some(())
    })
    .await;
    inside.leave().await;
    confab.has_people(&meeting.id, 0, SOON).await;
    let ben = confab.join(&meeting.id, "Ben").await;
    let ben = Signal::connect(&ben.livekit_url, &ben.token)
        .await
        .expect("it gets in");
    confab
        .local()
        .delete(&format!("/meetings/{}", meeting.id))
        .await
        .expect(200);
    assert_eq!(ben.left(SOON).await, DisconnectReason::RoomDeleted);
    assert!(server.rooms().room(&meeting.id).await.is_none());
}

#[tokio::test]
async fn a_guest_of_our_page_is_sent_to_the_external_server_too() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    let meeting = confab.create().await;
    let path = format!("/meetings/{}/join", meeting.id);
    let joined = confab
        .guest()
        .post_json(&path, &serde_json::json!({"user_name": "Ada"}))
        .await
        .expect(200);
    assert_eq!(joined.json()["livekit_url"], server.url());
}

#[tokio::test]
async fn http_forms_of_the_url_work_as_well() {
    let server = LiveKit::start().await;
    let url = server.url().replace("ws://", "http://");
    let confab = confab()
        .external(&server)
        .env("LIVEKIT_URL", &url)
        .start()
        .await;
    assert_eq!(confab.ready.signal, url, "exactly LIVEKIT_URL");
    let meeting = confab.create().await;
    assert_eq!(meeting.livekit_url, url);
    assert!(server.rooms().room(&meeting.id).await.is_some());
}

#[tokio::test]
async fn key_and_secret_without_a_url_are_ignored_with_a_warning() {
    let confab = confab()
        .env("LIVEKIT_API_KEY", "somebody")
        .env(
            "LIVEKIT_API_SECRET",
            "a-secret-that-nobody-may-read-in-a-log",
        )
        .start()
        .await;
    assert_eq!(confab.ready.line["engine"], "embedded");
    let log = confab.log();
    assert!(log.contains("WARN") && log.contains("LIVEKIT_URL"), "{log}");
    assert!(!log.contains("a-secret-that-nobody"), "{log}");
    assert_ne!(confab.behind().key, "somebody");
}

#[tokio::test]
async fn join_makes_the_room_where_the_server_makes_none_by_itself() {
    let server = LiveKit::start_with("").await;
    let confab = confab().external(&server).start().await;
    let meeting = confab
        .create_with(&serde_json::json!({"max_participants": 3}))
        .await;
    server.rooms().delete(&meeting.id).await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let room = server
        .rooms()
        .room(&meeting.id)
        .await
        .expect("join made the room again");
    assert_eq!(room.max_participants, 3, "with its limit");
    Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
}

#[tokio::test]
async fn a_full_meeting_is_409_here_too() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    let meeting = confab
        .create_with(&serde_json::json!({"max_participants": 1}))
        .await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let _inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    let answer = confab.try_join(&meeting.id, "Ben").await.expect(409);
    assert_eq!(answer.code(), "meeting_full");
}

#[tokio::test]
async fn lobby_and_lock_hold_here_too() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    let early = confab.join(&meeting.id, "Early").await;
    confab.has_people(&meeting.id, 1, SOON).await;

    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    for api in [confab.local(), confab.guest()] {
        let refused = try_join_at(&api, &meeting, "Ben").await.expect(403);
        assert_eq!(refused.code(), "lobby");
    }
    let mut ben = wait(&confab, &meeting, "Ben").await;
    let place = ben.until("waiting", SOON, |_| true).await.data;
    let waiting = place["waiting_id"].as_str().expect("an id");
    let admit = format!("/meetings/{}/lobby/{waiting}", meeting.id);
    confab.local().post(&admit).await.expect(200);
    let admitted = ben.until("admitted", SOON, |_| true).await.data;
    assert_eq!(admitted["join"]["livekit_url"], server.url());
    let token = admitted["join"]["token"].as_str().expect("a token");
    let _ben = Signal::connect(&server.url(), token).await.expect("let in");
    confab.has_people(&meeting.id, 2, SOON).await;

    for rules in [json!({}), json!({"lobby": false, "locked": true})] {
        set_rules(&confab, &meeting, rules).await;
        // No gate of ours stands before this server: who was not let in is put out instead.
        let uninvited = Signal::connect(&server.url(), &early.token).await;
        let uninvited = uninvited.expect("LiveKit itself lets it in");
        uninvited.left(LONG).await;
    }
    let refused = try_join_at(&confab.guest(), &meeting, "Cy").await;
    assert_eq!(refused.expect(403).code(), "meeting_locked");

    // Whoever was inside comes back, and is still there when the next one has been put out.
    drop(ada.signal);
    let _ada = Signal::connect(&server.url(), &ada.joined.token)
        .await
        .expect("back");
    let uninvited = Signal::connect(&server.url(), &early.token).await;
    uninvited
        .expect("LiveKit itself lets it in")
        .left(LONG)
        .await;
    let people = confab.has_people(&meeting.id, 2, SOON).await;
    assert!(
        people
            .iter()
            .any(|one| one["identity"] == ada.joined.user_id)
    );
}

#[tokio::test]
async fn without_the_external_server_join_and_create_are_500_and_the_program_lives_on() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    let meeting = confab.create().await;
    // Hanging is the harder half of being away.
    let stopped = Stopped::hold(server.pid());
    let name = confab.try_join(&meeting.id, "Ada").await;
    name.expect(500).detail();
    stopped.go_on();
    wait_until("join works again", LONG, || async {
        (confab.try_join(&meeting.id, "Ada").await.status == 200).then_some(())
    })
    .await;
    drop(server);
    let local = confab.local();
    local
        .get(&format!("/meetings/{}/exists", meeting.id))
        .await
        .expect(200);
    local
        .get(&format!("/meetings/{}/info", meeting.id))
        .await
        .expect(200);
    confab
        .try_join(&meeting.id, "Ada")
        .await
        .expect(500)
        .detail();
    let create = local.post("/meetings/create").await.expect(500);
    assert!(
        create.detail().starts_with("Failed to create meeting: "),
        "{}",
        create.text
    );
    local
        .get(&format!("/meetings/{}/participants", meeting.id))
        .await
        .expect(500)
        .detail();
    let began = std::time::Instant::now();
    wait_until("the state says so", LONG, || async {
        (confab.server_state().await != "ready").then_some(())
    })
    .await;
    assert!(process::alive(confab.pid()), "{:?}", began.elapsed());
}

#[tokio::test]
async fn who_comes_and_goes_is_told_without_webhooks() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    let mut events = confab_testkit::Events::open(&confab.local()).await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let inside = guests.connect(&ada.livekit_url, &ada.token, &[]);
    inside.connected().await;
    let limit = Duration::from_secs(5);
    let here = |data: &serde_json::Value| data["participant"]["identity"] == ada.user_id;
    events.until("participant_joined", limit, here).await;
    inside.leave().await;
    events
        .until("participant_left", limit, |data| {
            data["identity"] == ada.user_id
        })
        .await;
}
