//! The testkit's own guests against a bare livekit-server: what the other tests lean on.

use std::time::Duration;

use confab_testkit::{Guests, LiveKit, Signal, Wire, wait_until};
use livekit_protocol::DisconnectReason;
use livekit_protocol::participant_info::State;

const LIMIT: Duration = Duration::from_secs(10);

#[tokio::test]
async fn a_signalling_guest_is_inside_and_hears_that_the_room_was_deleted() {
    let server = LiveKit::start().await;
    server.rooms().create("room").await;
    let token = server.rooms().token("room", "ada");
    let guest = Signal::connect(&server.url(), &token)
        .await
        .expect("it gets in");
    assert_eq!(guest.identity(), "ada");
    let people = server.rooms().people("room").await;
    assert_eq!(people.len(), 1, "{people:?}");
    assert_eq!(
        people[0].state(),
        State::Joined,
        "without media nobody is active"
    );
    server.rooms().delete("room").await;
    assert_eq!(guest.left(LIMIT).await, DisconnectReason::RoomDeleted);
}

#[tokio::test]
async fn a_signalling_guest_is_refused_without_a_good_token() {
    let server = LiveKit::start().await;
    let refused = Signal::connect(&server.url(), "eyJhbGciOiJIUzI1NiJ9.e30.x")
        .await
        .expect_err("refused");
    assert_eq!(refused.status, 401, "{refused:?}");
}

#[tokio::test]
async fn a_headless_participant_is_active_sends_and_receives() {
    let server = LiveKit::start().await;
    let mut guests = Guests::start().await;
    let ada = guests.connect(
        &server.url(),
        &server.rooms().token("room", "ada"),
        &["video", "audio"],
    );
    let ben = guests.connect(&server.url(), &server.rooms().token("room", "ben"), &[]);
    assert_eq!(ada.connected().await, "ada");
    assert_eq!(ben.connected().await, "ben");
    for kind in ["video", "audio"] {
        let enough = |event: &serde_json::Value| {
            event["kind"] == kind && event["frames"].as_u64() >= Some(10)
        };
        ben.until_that("frames", LIMIT, enough).await;
    }
    wait_until("both are active", LIMIT, || async {
        let people = server.rooms().people("room").await;
        (people.len() == 2 && people.iter().all(|one| one.state() == State::Active)).then_some(())
    })
    .await;
    ada.leave().await;
    ben.until("participant_disconnected", LIMIT).await;
}

#[tokio::test]
async fn a_headless_participant_comes_back_after_its_network_was_gone() {
    let server = LiveKit::start().await;
    let wire = Wire::to(server.port()).await;
    let mut guests = Guests::start().await;
    let url = format!("ws://localhost:{}", wire.port());
    let ada = guests.connect(&url, &server.rooms().token("room", "ada"), &[]);
    ada.connected().await;
    wire.unplug();
    ada.until("reconnecting", LIMIT).await;
    wire.plug();
    ada.until("reconnected", Duration::from_secs(30)).await;
}
