//! Removed means removed.

use std::time::Duration;

use confab_testkit::{Confab, Guests, LiveKit, Refused, Signal};
use livekit_protocol::{DisconnectReason, UpdateParticipantRequest};
use serde_json::json;

use crate::{LONG, SOON, confab};

async fn remove(confab: &Confab, meeting: &str, identity: &str) {
    let path = format!("/meetings/{meeting}/participants/{identity}");
    let answer = confab.local().delete(&path).await.expect(200);
    assert_eq!(
        answer.json(),
        json!({
            "success": true,
            "message": "Participant removed successfully",
            "meeting_id": meeting,
            "identity": identity,
        })
    );
}

fn banned(refused: &Refused) {
    assert_eq!(
        (refused.status, refused.body.trim()),
        (403, "removed_by_host")
    );
}

#[tokio::test]
async fn a_removed_person_is_told_so_and_gone_from_the_list() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let inside = guests.connect(&ada.livekit_url, &ada.token, &["audio"]);
    inside.connected().await;
    confab.has_people(&meeting.id, 1, SOON).await;
    remove(&confab, &meeting.id, &ada.user_id).await;
    assert_eq!(inside.disconnected(SOON).await, "PARTICIPANT_REMOVED");
    confab.has_people(&meeting.id, 0, SOON).await;
}

#[tokio::test]
async fn neither_the_old_nor_a_refreshed_token_brings_a_removed_person_back() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let behind = confab.behind();
    let ada = confab.join(&meeting.id, "Ada").await;
    let inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    // A change of name makes LiveKit hand out a new token.
    let renamed = UpdateParticipantRequest {
        name: "Ada L.".into(),
        ..UpdateParticipantRequest::default()
    };
    let options = livekit_api::services::room::UpdateParticipantOptions {
        name: renamed.name,
        ..livekit_api::services::room::UpdateParticipantOptions::default()
    };
    behind
        .client()
        .update_participant(&meeting.id, &ada.user_id, options)
        .await
        .expect("renamed");
    let refreshed = inside.refreshed_token(LONG).await;
    remove(&confab, &meeting.id, &ada.user_id).await;
    assert_eq!(
        inside.left(SOON).await,
        DisconnectReason::ParticipantRemoved
    );
    drop(inside);
    let reissued = behind.token(&meeting.id, &ada.user_id);
    for token in [&ada.token, &refreshed, &reissued] {
        for url in [&confab.ready.signal, &confab.guest_signal()] {
            banned(
                &Signal::connect(url, token)
                    .await
                    .expect_err("they stay out"),
            );
            banned(
                &Signal::connect_v1(url, token)
                    .await
                    .expect_err("they stay out"),
            );
            let api = confab_testkit::Api::new(url.replace("ws://", "http://"));
            for path in ["/rtc/validate", "/rtc/v1/validate"] {
                let answer = api
                    .get(&format!("{path}?access_token={token}"))
                    .await
                    .expect(403);
                assert_eq!(answer.text.trim(), "removed_by_host");
                assert_eq!(answer.code(), "removed_by_host");
            }
        }
    }
    assert!(confab.people(&meeting.id).await.is_empty());
}

#[tokio::test]
async fn a_removal_outlives_a_restart() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    remove(&confab, &meeting.id, &ada.user_id).await;
    drop(inside);
    let again = confab.crash().await.start().await;
    banned(
        &Signal::connect(&again.ready.signal, &ada.token)
            .await
            .expect_err("they stay out"),
    );
}

#[tokio::test]
async fn others_stay_and_others_come() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let (ada, ben) = (
        confab.join(&meeting.id, "Ada").await,
        confab.join(&meeting.id, "Ben").await,
    );
    let first = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    let _second = Signal::connect(&ben.livekit_url, &ben.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 2, SOON).await;
    remove(&confab, &meeting.id, &ada.user_id).await;
    first.left(SOON).await;
    let people = confab.has_people(&meeting.id, 1, SOON).await;
    assert_eq!(people[0]["identity"], ben.user_id);
    let cleo = confab.join(&meeting.id, "Cleo").await;
    Signal::connect(&cleo.livekit_url, &cleo.token)
        .await
        .expect("it gets in");
}

#[tokio::test]
async fn an_unknown_participant_cannot_be_removed() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let path = format!("/meetings/{}/participants/nobody_00000000", meeting.id);
    confab.local().delete(&path).await.expect(404).detail();
    let path = "/meetings/abc-defg-hij/participants/nobody_00000000";
    assert_eq!(
        confab.local().delete(path).await.expect(404).json(),
        json!({"detail": "Meeting not found"})
    );
}

#[tokio::test]
async fn an_external_server_s_returner_is_put_out_within_five_seconds() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let inside = Signal::connect(&server.url(), &ada.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    remove(&confab, &meeting.id, &ada.user_id).await;
    assert_eq!(
        inside.left(SOON).await,
        DisconnectReason::ParticipantRemoved
    );
    drop(inside);
    let back = Signal::connect(&server.url(), &ada.token)
        .await
        .expect("LiveKit itself lets it in");
    back.left(Duration::from_secs(5)).await;
}
