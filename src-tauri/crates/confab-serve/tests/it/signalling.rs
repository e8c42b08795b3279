//! The soak's row `signalling` in short, and what else a modified client may try past the gate.

use confab_testkit::attacks::signalling::{Size, signalling};
use confab_testkit::{Inside, RawSignal, Signal, process};
use futures_util::future::join_all;
use serde_json::json;

use crate::{LONG, SOON, confab};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_modified_client_gets_neither_memory_nor_seats_nor_descriptors() {
    let confab = confab().start().await;
    let engine = confab.engine_pid();
    for figure in signalling(&confab, Size::SHORT).await {
        figure.expect_met();
    }
    assert_eq!(
        confab.running_engine(),
        Some(engine),
        "the LiveKit server lives on"
    );
}

#[tokio::test]
async fn a_participant_past_the_gate_is_put_out_and_those_who_came_through_it_are_not() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = Inside::enter(&confab, &meeting.id, "Ada").await;
    let eve = confab.join_late(&meeting.id);
    let rules = json!({"locked": true});
    let path = format!("/meetings/{}/rules", meeting.id);
    confab.local().patch(&path, &rules).await.expect(200);
    let refused = Signal::connect(&confab.ready.signal, &eve).await;
    assert_eq!(refused.expect_err("the meeting is locked").status, 403);

    let livekit = confab.behind().http.replace("http://", "ws://");
    let inside = Signal::connect(&livekit, &eve)
        .await
        .expect("LiveKit's own port takes any valid token");
    inside.ended(LONG).await;
    confab_testkit::wait_until("Ada is alone again", SOON, || async {
        let listed = confab.behind().people(&meeting.id).await;
        (listed.len() == 1).then_some(())
    })
    .await;
    assert!(!ada.signal.closed(), "who came through the gate stays");
    let people = confab.has_people(&meeting.id, 1, SOON).await;
    assert_eq!(people[0]["identity"], ada.identity());
}

#[tokio::test]
async fn a_removed_participant_who_keeps_the_connection_loses_it_and_the_seat() {
    let confab = confab().start().await;
    let meeting = confab.create_with(&json!({"max_participants": 1})).await;
    let joined = confab.join(&meeting.id, "Eve").await;
    let mut eve = RawSignal::connect(&confab.guest_signal(), &joined.token, "")
        .await
        .expect("there is a seat");
    confab.has_people(&meeting.id, 1, SOON).await;
    let path = format!("/meetings/{}/participants/{}", meeting.id, joined.user_id);
    confab.local().delete(&path).await.expect(200);
    assert!(eve.ends(SOON).await, "her connection ends from our side");
    let next = confab.join(&meeting.id, "Ben").await;
    Signal::connect(&confab.ready.signal, &next.token)
        .await
        .expect("her seat is free");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_cannot_use_up_the_descriptors_that_the_server_s_life_hangs_on() {
    const LIMIT: usize = 400;
    let confab = confab()
        .in_shell("ulimit -n 400 && exec \"$0\" \"$@\"")
        .start()
        .await;
    let engine = confab.engine_pid();
    let meeting = confab.create().await;
    let mut tokens = Vec::new();
    for _ in 0..120 {
        tokens.push(confab.join(&meeting.id, "Eve").await);
    }
    let url = confab.guest_signal();
    let connected = tokens
        .iter()
        .map(|one| RawSignal::connect(&url, &one.token, ""));
    let held: Vec<_> = join_all(connected).await;
    let inside = held.iter().filter(|one| one.is_ok()).count();
    assert!((20..120).contains(&inside), "{inside} of 120 got in");
    let open = process::handles(confab.pid());
    assert!(
        open + 100 <= LIMIT,
        "{open} of {LIMIT} descriptors are open"
    );
    // What Confab needs itself still works: a new connection to the server, for its life and for lists.
    drop(held);
    confab_testkit::wait_until("the connections have ended", LONG, || async {
        (process::handles(confab.pid()) + inside <= open).then_some(())
    })
    .await;
    confab.has_people(&meeting.id, 0, LONG).await;
    assert_eq!(
        confab.running_engine(),
        Some(engine),
        "and the server was left alone"
    );
}
