//! Deleted is deleted: everybody is out, and nobody comes back.

use std::time::Duration;

use confab_testkit::{Guests, LiveKit, Signal, wait_until};
use livekit_protocol::DisconnectReason;
use serde_json::json;

use crate::{LONG, SOON, confab};

#[tokio::test]
async fn everybody_is_disconnected_and_told_why() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let with_media = guests.connect(&ada.livekit_url, &ada.token, &["audio"]);
    with_media.connected().await;
    let ben = confab.join(&meeting.id, "Ben").await;
    let at_guest_door = Signal::connect(&confab.guest_signal(), &ben.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 2, SOON).await;

    confab
        .local()
        .delete(&format!("/meetings/{}", meeting.id))
        .await
        .expect(200);
    assert_eq!(with_media.disconnected(SOON).await, "ROOM_DELETED");
    assert_eq!(
        at_guest_door.left(SOON).await,
        DisconnectReason::RoomDeleted
    );
}

#[tokio::test]
async fn a_deleted_meeting_is_unknown_everywhere() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    confab
        .local()
        .delete(&format!("/meetings/{}", meeting.id))
        .await
        .expect(200);
    for door in [confab.local(), confab.guest()] {
        let exists = door
            .get(&format!("/meetings/{}/exists", meeting.id))
            .await
            .expect(200);
        assert_eq!(
            exists.json(),
            json!({"exists": false, "meeting_id": meeting.id})
        );
        for path in ["info", "participants"] {
            let answer = door
                .get(&format!("/meetings/{}/{path}", meeting.id))
                .await
                .expect(404);
            assert_eq!(answer.json(), json!({"detail": "Meeting not found"}));
        }
        let name = json!({"user_name": "Ada"});
        door.post_json(&format!("/meetings/{}/join", meeting.id), &name)
            .await
            .expect(404);
    }
    confab
        .pages()
        .get(&format!("/meeting/{}", meeting.id))
        .await
        .expect(404);
    assert!(
        confab.behind().room(&meeting.id).await.is_none(),
        "LiveKit has no such room"
    );
    let listed = confab.local().get("/meetings").await.expect(200).json();
    assert_eq!(listed["meetings"], json!([]));
}

#[tokio::test]
async fn old_and_new_tokens_are_refused_also_when_a_room_of_that_name_is_made_again() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let old = confab.join(&meeting.id, "Ada").await;
    let inside = confab.join(&meeting.id, "Ben").await;
    let _inside = Signal::connect(&inside.livekit_url, &inside.token)
        .await
        .expect("it gets in");
    confab
        .local()
        .delete(&format!("/meetings/{}", meeting.id))
        .await
        .expect(200);

    let behind = confab.behind();
    let new = behind.token(&meeting.id, "somebody_12345678");
    for again in [false, true] {
        if again {
            behind.create(&meeting.id).await;
        }
        for token in [&old.token, &inside.token, &new] {
            for url in [&confab.ready.signal, &confab.guest_signal()] {
                for refused in [
                    Signal::connect(url, token).await,
                    Signal::connect_v1(url, token).await,
                ] {
                    let refused = refused.expect_err("nobody gets into a deleted meeting");
                    assert_eq!(
                        (refused.status, refused.body.trim()),
                        (403, "meeting_not_found"),
                        "{url}"
                    );
                }
            }
        }
    }
    assert!(behind.people(&meeting.id).await.is_empty());
}

#[tokio::test]
async fn an_external_server_s_returner_is_put_out_within_five_seconds() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    let meeting = confab.create().await;
    let joined = confab.join(&meeting.id, "Ada").await;
    let first = Signal::connect(&server.url(), &joined.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    confab
        .local()
        .delete(&format!("/meetings/{}", meeting.id))
        .await
        .expect(200);
    assert_eq!(first.left(SOON).await, DisconnectReason::RoomDeleted);
    drop(first);

    // That server makes rooms by itself, and the token is still good there.
    let back = Signal::connect(&server.url(), &joined.token)
        .await
        .expect("LiveKit itself lets it in");
    back.left(Duration::from_secs(5)).await;
    wait_until("the room is deleted again", LONG, || async {
        server
            .rooms()
            .room(&meeting.id)
            .await
            .is_none()
            .then_some(())
    })
    .await;
}
