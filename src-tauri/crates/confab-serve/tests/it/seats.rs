//! How many fit, and who keeps a seat.

use std::time::Duration;

use confab_testkit::{Confab, Guests, Meeting, Ready, Refused, Signal, Wire};
use futures_util::future::join_all;
use serde_json::json;

use crate::{LONG, SOON, confab};

async fn small(seats: u32) -> (Confab, Meeting) {
    let confab = confab().start().await;
    let meeting = confab
        .create_with(&json!({"max_participants": seats}))
        .await;
    (confab, meeting)
}

async fn enter(confab: &Confab, meeting: &Meeting, name: &str) -> Signal {
    let joined = confab.join(&meeting.id, name).await;
    Signal::connect(&joined.livekit_url, &joined.token)
        .await
        .expect("there is a seat")
}

fn full(refused: &Refused) {
    assert_eq!((refused.status, refused.body.trim()), (403, "meeting_full"));
}

#[tokio::test]
async fn a_full_meeting_refuses_the_next_person_in_words() {
    let (confab, meeting) = small(2).await;
    let early = confab.join(&meeting.id, "Cleo").await;
    let _ada = enter(&confab, &meeting, "Ada").await;
    let _ben = enter(&confab, &meeting, "Ben").await;
    confab.has_people(&meeting.id, 2, SOON).await;

    let answer = confab.try_join(&meeting.id, "Cleo").await.expect(409);
    assert_eq!(answer.code(), "meeting_full");
    assert!(answer.detail().contains("full"), "{}", answer.text);
    let name = json!({"user_name": "Cleo"});
    let guest = confab
        .guest()
        .post_json(&format!("/meetings/{}/join", meeting.id), &name)
        .await
        .expect(409);
    assert_eq!(guest.code(), "meeting_full");

    // Whoever got the token while there was room learns it at the gate.
    for url in [&confab.ready.signal, &confab.guest_signal()] {
        full(
            &Signal::connect(url, &early.token)
                .await
                .expect_err("no seat is left"),
        );
        full(
            &Signal::connect_v1(url, &early.token)
                .await
                .expect_err("no seat is left"),
        );
    }
}

#[tokio::test]
async fn handed_out_tokens_fill_nothing() {
    let (confab, meeting) = small(2).await;
    for number in 0..20 {
        confab.join(&meeting.id, &format!("Guest {number}")).await;
    }
    let _one = enter(&confab, &meeting, "Ada").await;
}

#[tokio::test]
async fn thirty_at_once_cannot_overfill_a_meeting() {
    let (confab, meeting) = small(5).await;
    let tokens = join_all((0..30).map(|n| {
        let (confab, meeting) = (&confab, &meeting);
        async move { confab.join(&meeting.id, &format!("Guest {n}")).await }
    }))
    .await;
    let doors = [confab.ready.signal.clone(), confab.guest_signal()];
    let tries = tokens
        .iter()
        .enumerate()
        .map(|(n, joined)| Signal::connect(&doors[n % 2], &joined.token));
    let (inside, outside): (Vec<_>, Vec<_>) =
        join_all(tries).await.into_iter().partition(Result::is_ok);
    assert_eq!(inside.len(), 5, "exactly as many as fit");
    for refused in outside {
        full(&refused.expect_err("it was refused"));
    }
    confab.has_people(&meeting.id, 5, SOON).await;
    assert_eq!(confab.behind().people(&meeting.id).await.len(), 5);
}

#[tokio::test]
async fn a_seat_that_was_left_is_free_again() {
    let (confab, meeting) = small(1).await;
    let mut guests = Guests::start().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let ada = guests.connect(&ada.livekit_url, &ada.token, &[]);
    ada.connected().await;
    confab.has_people(&meeting.id, 1, SOON).await;
    let ben = confab.join_late(&meeting.id);
    full(
        &Signal::connect(&confab.ready.signal, &ben)
            .await
            .expect_err("Ada has the only seat"),
    );
    ada.leave().await;
    confab.has_people(&meeting.id, 0, SOON).await;
    enter(&confab, &meeting, "Cleo").await;
}

#[tokio::test]
async fn a_bad_token_takes_no_seat() {
    let (confab, meeting) = small(1).await;
    let behind = confab.behind();
    let stranger = format!("{}x", behind.token(&meeting.id, "stranger_00000000"));
    for _ in 0..10 {
        let refused = Signal::connect(&confab.ready.signal, &stranger)
            .await
            .expect_err("a broken signature");
        assert_eq!(refused.status, 401);
    }
    enter(&confab, &meeting, "Ada").await;
}

#[tokio::test]
async fn who_loses_the_network_for_ten_seconds_is_back_in_a_full_meeting() {
    let (confab, meeting) = small(2).await;
    let mut guests = Guests::start().await;
    let _ben = enter(&confab, &meeting, "Ben").await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let wire = Wire::to(Ready::port(&confab.ready.signal)).await;
    let inside = guests.connect(
        &format!("ws://localhost:{}", wire.port()),
        &ada.token,
        &["audio"],
    );
    inside.connected().await;
    confab.has_people(&meeting.id, 2, SOON).await;
    let late = confab.join_late(&meeting.id);

    wire.unplug();
    inside.until("reconnecting", LONG).await;
    // The ten seconds are the point here; all the while nobody may take the seat.
    let until = std::time::Instant::now() + Duration::from_secs(10);
    while std::time::Instant::now() < until {
        full(
            &Signal::connect(&confab.ready.signal, &late)
                .await
                .expect_err("the seat is Ada's"),
        );
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    wire.plug();
    inside.until("reconnected", Duration::from_secs(45)).await;
    let people = confab.has_people(&meeting.id, 2, SOON).await;
    assert!(
        people
            .iter()
            .any(|person| person["identity"] == ada.user_id),
        "{people:?}"
    );
}

#[tokio::test]
async fn a_lost_socket_comes_back_by_resuming() {
    let (confab, meeting) = small(1).await;
    let joined = confab.join(&meeting.id, "Ada").await;
    let first = Signal::connect(&joined.livekit_url, &joined.token)
        .await
        .expect("it gets in");
    let sid = first.sid();
    first.cut();
    // Not a full meeting's business: it is the same person. LiveKit itself may want a new start.
    let back = match Signal::resume(&joined.livekit_url, &joined.token, &sid).await {
        Ok(back) => Ok(back),
        Err(refused) if refused.status == 101 => {
            Signal::connect(&joined.livekit_url, &joined.token).await
        }
        Err(refused) => Err(refused),
    };
    back.expect("the same person gets back in");
}
