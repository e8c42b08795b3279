//! The connection doctor: a room in which a page sends to itself, and that is nowhere else.

use std::time::Duration;

use confab_testkit::livekit::server_binary;
use confab_testkit::{Api, Events, FakeServer, Signal, faults, wait_until};
use livekit_protocol::DisconnectReason;
use serde_json::{Value, json};

use crate::{LONG, SOON, confab, settings};

async fn check_up(api: &Api) -> Value {
    api.post("/doctor").await.expect(200).json()
}

fn trial(answer: &Value, name: &str) -> String {
    answer["trial"][name].as_str().expect(name).to_owned()
}

async fn connect(answer: &Value, who: &str) -> Signal {
    Signal::connect_v1(&trial(answer, "livekit_url"), &trial(answer, who))
        .await
        .expect("it may try")
}

#[tokio::test]
async fn a_trial_is_in_no_list_count_or_event() {
    let confab = confab().start().await;
    let mut events = Events::open(&confab.local()).await;
    events.next(SOON).await.expect("a snapshot");

    let answer = check_up(&confab.guest()).await;
    assert_eq!(answer["server"], "ready");
    assert_eq!(
        answer["ports"],
        json!({"udp": confab.ready.rtc_udp, "tcp": confab.ready.rtc_tcp})
    );
    let time = answer["time"].as_str().expect("a time");
    assert!(time.ends_with('Z') && time.len() == 24, "{time}");

    let sender = connect(&answer, "sender").await;
    let receiver = connect(&answer, "receiver").await;
    assert_eq!(sender.identity(), "sender");
    assert_eq!(receiver.identity(), "receiver");
    let room = sender.joined.room.clone().expect("a room").name;
    assert!(room.starts_with("doctor-"), "{room}");
    let permission = |signal: &Signal| {
        let me = signal.joined.participant.clone().expect("oneself");
        me.permission.expect("rights")
    };
    let (sends, receives) = (permission(&sender), permission(&receiver));
    assert!(sends.can_publish && !sends.can_subscribe && !sends.can_publish_data);
    assert!(!receives.can_publish && receives.can_subscribe && !receives.can_publish_data);

    // Longer than LiveKit's webhook and a round of ours take.
    tokio::time::sleep(SOON).await;
    let list = confab.local().get("/meetings").await.json();
    assert_eq!(list["meetings"], json!([]));
    for path in [
        format!("/meetings/{room}/info"),
        format!("/meetings/{room}/participants"),
    ] {
        confab.local().get(&path).await.expect(404);
    }
    let exists = confab
        .local()
        .get(&format!("/meetings/{room}/exists"))
        .await;
    assert_eq!(exists.json()["exists"], false);
    // Nothing was announced before this.
    confab.create().await;
    let event = events.next(SOON).await.expect("an event");
    assert_eq!(event.kind, "meeting_created", "{event:?}");
}

#[tokio::test]
async fn the_gate_lets_in_the_two_tokens_of_an_open_trial_and_no_other() {
    let confab = confab().start().await;
    let answer = check_up(&confab.guest()).await;
    let sender = connect(&answer, "sender").await;
    let room = sender.joined.room.clone().expect("a room").name;
    let url = trial(&answer, "livekit_url");
    for other in [
        confab.behind().token(&room, "eve"),
        confab
            .behind()
            .token("doctor-00000000000000000000000000000000", "sender"),
        confab.behind().token("doctor-", "sender"),
    ] {
        let refused = Signal::connect_v1(&url, &other).await.expect_err("refused");
        assert_eq!((refused.status, refused.body.trim()), (401, "bad_token"));
    }
}

#[tokio::test]
async fn a_trial_ends_by_itself_with_its_room() {
    let data = tempfile::tempdir().expect("a folder");
    let mut settings = settings(data.path());
    assert_eq!(settings.trial_life, Duration::from_secs(60));
    settings.trial_life = Duration::from_secs(3);
    let mode = confab_api::Mode::Serve;
    let house = confab_api::House::start(settings, mode, &Default::default(), |_| {})
        .await
        .expect("the house stands");
    let guest = Api::new(format!(
        "{}/api/v1",
        house.guest_url().expect("the guest door is open")
    ));
    let answer = check_up(&guest).await;
    assert_eq!(answer["trial"]["seconds"], 3);
    let sender = connect(&answer, "sender").await;
    assert_eq!(sender.left(LONG).await, DisconnectReason::RoomDeleted);
    let url = trial(&answer, "livekit_url");
    let refused = Signal::connect_v1(&url, &trial(&answer, "sender"))
        .await
        .expect_err("it is over");
    assert_eq!((refused.status, refused.body.trim()), (401, "bad_token"));
    house.shutdown().await;
}

#[tokio::test]
async fn who_checks_again_and_again_has_to_wait_and_others_need_not() {
    let confab = confab().start().await;
    let guest = confab.guest();
    let mut answered = 0;
    let refused = loop {
        let answer = guest.post("/doctor").await;
        if answer.status == 429 {
            break answer;
        }
        answer.expect(200);
        answered += 1;
        assert!(answered <= 20, "nobody is told to wait");
    };
    assert!(answered >= 10, "only {answered} in a row");
    assert_eq!(refused.code(), "too_many_requests");
    let wait: u64 = refused
        .header("retry-after")
        .and_then(|seconds| seconds.parse().ok())
        .expect("how long to wait");
    assert!((1..=10).contains(&wait), "{wait}");
    check_up(&confab.local()).await;
}

#[tokio::test]
async fn while_the_server_is_away_the_answer_says_so_and_a_trial_begun_before_is_brought_back() {
    let server = FakeServer::real_while_allowed(&server_binary());
    server.allow(true);
    let confab = confab()
        .env("CONFAB_LIVEKIT_SERVER", server.path().display())
        .start()
        .await;
    let before = check_up(&confab.guest()).await;
    server.allow(false);
    faults::kill(confab.engine_pid());
    let away = wait_until("the server is missed", LONG, || async {
        let answer = check_up(&confab.local()).await;
        (answer["server"] != "ready").then_some(answer)
    })
    .await;
    assert_eq!(away["trial"], Value::Null);
    server.allow(true);
    wait_until("the server is back", LONG, || async {
        let answer = check_up(&confab.local()).await;
        (answer["server"] == "ready").then_some(())
    })
    .await;
    connect(&before, "receiver").await;
}

async fn host_check(api: &Api) -> Vec<Value> {
    let answer = api.post("/doctor/host").await.expect(200).json();
    answer["checks"].as_array().expect("checks").clone()
}

fn found<'c>(checks: &'c [Value], check: &str) -> Vec<&'c str> {
    let of = checks.iter().filter(|found| found["check"] == check);
    of.map(|found| found["finding"].as_str().expect("a finding"))
        .collect()
}

#[tokio::test]
async fn a_healthy_house_finds_itself_healthy_through_each_of_its_doors() {
    let confab = confab().start().await;
    let checks = host_check(&confab.local()).await;
    for (check, findings) in [
        ("server", vec!["good"]),
        ("database", vec!["good"]),
        ("clock", vec!["good"]),
        ("door", vec!["good", "good", "good"]),
        ("media_udp", vec!["good"]),
        ("media_tcp", vec!["good"]),
        ("firewall", vec!["not_shared"]),
    ] {
        assert_eq!(found(&checks, check), findings, "{check}: {checks:#?}");
    }
    confab.guest().post("/doctor/host").await.expect(404);
}

#[tokio::test]
async fn the_host_is_told_that_the_server_is_stopped_and_that_nobody_takes_media() {
    let server = FakeServer::real_while_allowed(&server_binary());
    server.allow(true);
    let confab = confab()
        .env("CONFAB_LIVEKIT_SERVER", server.path().display())
        .start()
        .await;
    server.allow(false);
    faults::kill(confab.engine_pid());
    let checks = wait_until("the server is missed", LONG, || async {
        let checks = host_check(&confab.local()).await;
        // The first of them may have looked while it was being killed.
        let missed =
            found(&checks, "server") != ["good"] && found(&checks, "media_udp") == ["deaf"];
        missed.then_some(checks)
    })
    .await;
    assert!(
        ["starting", "away", "failed"].contains(&found(&checks, "server")[0]),
        "{checks:#?}"
    );
    assert_eq!(found(&checks, "media_tcp"), ["deaf"]);
    assert_eq!(found(&checks, "door"), ["good", "good", "good"]);
    for check in &checks {
        let needs = matches!(check["state"].as_str(), Some("failed" | "warning"));
        assert_eq!(check["remedy"].is_string(), needs, "{check:#?}");
    }
}
