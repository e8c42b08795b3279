//! LiveKit dies, hangs and comes back; Confab does not.

use std::time::{Duration, Instant};

use confab_testkit::faults::Stopped;
use confab_testkit::livekit::server_binary;
use confab_testkit::{Api, Confab, FakeServer, Guests, Signal, faults, process, wait_until};
use serde_json::json;

use crate::{LONG, SOON, confab};

/// A server that runs only while it is allowed to.
async fn moody() -> (FakeServer, Confab) {
    let server = FakeServer::real_while_allowed(&server_binary());
    server.allow(true);
    let confab = confab()
        .env("CONFAB_LIVEKIT_SERVER", server.path().display())
        .start()
        .await;
    (server, confab)
}

async fn take_away(server: &FakeServer, confab: &Confab) {
    server.allow(false);
    faults::kill(confab.engine_pid());
    wait_until("the server is away", LONG, || async {
        (confab.server_state().await != "ready").then_some(())
    })
    .await;
}

#[tokio::test]
async fn every_endpoint_answers_as_listed_while_the_server_is_away() {
    let (server, confab) = moody().await;
    let (meeting, doomed) = (confab.create().await, confab.create().await);
    let before = confab.join(&meeting.id, "Ada").await;
    take_away(&server, &confab).await;
    let local = confab.local();

    let exists = local
        .get(&format!("/meetings/{}/exists", meeting.id))
        .await
        .expect(200);
    assert_eq!(exists.json()["exists"], true);
    let info = local
        .get(&format!("/meetings/{}/info", meeting.id))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&info["exists"], &info["num_participants"]),
        (&json!(true), &json!(0))
    );
    let during = confab.join(&meeting.id, "Ben").await;
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
    let deleted = local
        .delete(&format!("/meetings/{}", doomed.id))
        .await
        .expect(200)
        .json();
    assert_eq!(deleted["success"], true);
    local
        .get(&format!("/meetings/{}/info", doomed.id))
        .await
        .expect(404);
    let listed = local.get("/meetings").await.expect(200).json();
    assert_eq!(
        listed["meetings"].as_array().map(Vec::len),
        Some(1),
        "nothing was kept of the failed create"
    );

    for token in [&before.token, &during.token] {
        for url in [&confab.ready.signal, &confab.guest_signal()] {
            let refused = Signal::connect(url, token)
                .await
                .expect_err("there is no server");
            assert_eq!(refused.status, 503, "{refused:?}");
            let api = Api::new(url.replace("ws://", "http://"));
            for path in ["/rtc/validate", "/rtc/v1/validate"] {
                api.get(&format!("{path}?access_token={token}"))
                    .await
                    .expect(503);
            }
        }
    }
    assert!(
        process::alive(confab.pid()),
        "confab-serve does not end because of it"
    );

    server.allow(true);
    wait_until("the server is back", Duration::from_secs(60), || async {
        (confab.server_state().await == "ready").then_some(())
    })
    .await;
    for token in [&before.token, &during.token] {
        Signal::connect(&confab.ready.signal, token)
            .await
            .expect("both get in now");
    }
    confab.create().await;
    assert!(
        confab.behind().room(&doomed.id).await.is_none(),
        "what was deleted stays deleted"
    );
    local
        .get(&format!("/meetings/{}/participants", meeting.id))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_server_that_keeps_dying_is_started_at_most_ten_times_a_minute() {
    let (server, confab) = moody().await;
    take_away(&server, &confab).await;
    let began = Instant::now();
    // A minute has to pass to see what happens within one.
    wait_until("a minute and a bit", Duration::from_secs(75), || {
        let over = began.elapsed() > Duration::from_secs(62);
        async move { over.then_some(()) }
    })
    .await;
    let starts = server.starts();
    let minute = Duration::from_secs(60).as_nanos();
    let most = starts
        .iter()
        .map(|from| {
            starts
                .iter()
                .filter(|at| *at >= from && **at < from + minute)
                .count()
        })
        .max();
    assert!(most <= Some(10), "{most:?} starts within a minute");
    assert!(
        starts.len() >= 4,
        "it is tried again and again: {} starts",
        starts.len()
    );
    assert!(process::alive(confab.pid()));
}

#[tokio::test]
async fn a_killed_server_is_replaced_and_tokens_from_before_get_in() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let first = confab.engine_pid();
    faults::kill(first);
    let began = Instant::now();
    let inside = wait_until("the gate opens again", LONG, || async {
        match Signal::connect(&confab.ready.signal, &ada.token).await {
            Ok(inside) => Some(inside),
            Err(refused) => {
                // Anything final would make a client give up.
                assert!([0, 503].contains(&refused.status), "{refused:?}");
                None
            }
        }
    })
    .await;
    eprintln!("in again {:?} after the server was killed", began.elapsed());
    assert_eq!(inside.identity(), ada.user_id);
    assert_ne!(confab.running_engine(), Some(first));
    confab.has_people(&meeting.id, 1, SOON).await;
}

#[tokio::test]
async fn two_people_find_each_other_again_after_the_server_was_killed() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    let (ada, ben) = (
        confab.join(&meeting.id, "Ada").await,
        confab.join(&meeting.id, "Ben").await,
    );
    let first = guests.connect(&ada.livekit_url, &ada.token, &["audio"]);
    let second = guests.connect(&confab.guest_signal(), &ben.token, &["audio"]);
    first.connected().await;
    second.connected().await;
    confab.has_people(&meeting.id, 2, SOON).await;
    faults::kill(confab.engine_pid());
    for guest in [&first, &second] {
        guest.until("reconnected", Duration::from_secs(45)).await;
        let events = guest.events();
        assert!(
            events.iter().all(|event| event["event"] != "disconnected"),
            "{events:?}"
        );
    }
    let people = confab.has_people(&meeting.id, 2, LONG).await;
    for identity in [&ada.user_id, &ben.user_id] {
        assert!(
            people
                .iter()
                .any(|person| person["identity"] == identity.as_str()),
            "{people:?}"
        );
    }
}

#[tokio::test]
async fn a_server_that_hangs_makes_nobody_wait_for_ever() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let engine = confab.engine_pid();
    let stopped = Stopped::hold(engine);
    let began = Instant::now();
    let local = confab.local();
    local
        .get(&format!("/meetings/{}/exists", meeting.id))
        .await
        .expect(200);
    local
        .get(&format!("/meetings/{}/info", meeting.id))
        .await
        .expect(200);
    assert!(
        began.elapsed() < SOON,
        "the store answers without LiveKit: {:?}",
        began.elapsed()
    );
    let create = local.post("/meetings/create").await;
    assert_eq!(create.status, 500, "{}", create.text);
    assert!(
        create.detail().starts_with("Failed to create meeting: "),
        "{}",
        create.text
    );
    assert!(
        began.elapsed() < LONG,
        "create gave up after {:?}",
        began.elapsed()
    );
    stopped.go_on();
    wait_until("create works again", Duration::from_secs(40), || async {
        (local.post("/meetings/create").await.status == 200).then_some(())
    })
    .await;
    let listed = local.get("/meetings").await.expect(200).json();
    assert_eq!(
        listed["meetings"].as_array().map(Vec::len),
        Some(2),
        "a failed create keeps nothing"
    );
}

#[tokio::test]
async fn a_meeting_deleted_while_the_server_was_away_takes_its_people_with_it() {
    let (server, confab) = moody().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    take_away(&server, &confab).await;
    inside.ended(SOON).await;
    confab
        .local()
        .delete(&format!("/meetings/{}", meeting.id))
        .await
        .expect(200);
    let refused = Signal::connect(&confab.ready.signal, &ada.token)
        .await
        .expect_err("it is gone");
    assert!([403, 503].contains(&refused.status), "{refused:?}");
    server.allow(true);
    wait_until(
        "the gate says no for good",
        Duration::from_secs(60),
        || async {
            let refused = Signal::connect(&confab.ready.signal, &ada.token)
                .await
                .expect_err("it is gone");
            (refused.status == 403 && refused.body.trim() == "meeting_not_found").then_some(())
        },
    )
    .await;
}
