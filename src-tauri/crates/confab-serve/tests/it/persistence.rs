//! A meeting lives until it is deleted, whatever becomes of the program and of LiveKit's room.

use confab_testkit::Signal;
use confab_testkit::http::Method;
use serde_json::json;

use crate::{SOON, confab};

#[tokio::test]
async fn a_meeting_is_there_after_a_restart_and_people_can_join() {
    let first = confab().start().await;
    let meeting = first
        .create_with(&json!({"title": "Weekly", "max_participants": 7}))
        .await;
    let old = first.join(&meeting.id, "Ada").await;
    let info = first
        .local()
        .get(&format!("/meetings/{}/info", meeting.id))
        .await
        .expect(200)
        .json();
    let again = first.stop().await.options.start().await;

    let exists = again
        .local()
        .get(&format!("/meetings/{}/exists", meeting.id))
        .await
        .expect(200);
    assert_eq!(exists.json()["exists"], true);
    let after = again
        .local()
        .get(&format!("/meetings/{}/info", meeting.id))
        .await
        .expect(200)
        .json();
    assert_eq!(after, info);
    again
        .pages()
        .get(&format!("/meeting/{}", meeting.id))
        .await
        .expect(200);

    let ben = again.join(&meeting.id, "Ben").await;
    let _ben = Signal::connect(&ben.livekit_url, &ben.token)
        .await
        .expect("a new token gets in");
    // Key and secret are kept with the data, so a token from before is good until it expires.
    let _ada = Signal::connect(&again.ready.signal, &old.token)
        .await
        .expect("so does one from before");
    again.has_people(&meeting.id, 2, SOON).await;
}

#[tokio::test]
async fn what_was_acknowledged_survives_kill_nine() {
    let mut options = confab();
    for round in 0..3 {
        let running = options.start().await;
        let kept = running
            .create_with(&json!({"title": format!("Round {round}")}))
            .await;
        let gone = running.create().await;
        let path = format!("/meetings/{}", gone.id);
        running
            .local()
            .send(Method::DELETE, &path, None)
            .await
            .expect(200);
        let last = running.create().await;
        options = running.crash().await;
        let again = options.start().await;
        for (id, there) in [(&kept.id, true), (&gone.id, false), (&last.id, true)] {
            let exists = again
                .local()
                .get(&format!("/meetings/{id}/exists"))
                .await
                .expect(200);
            assert_eq!(exists.json()["exists"], there, "round {round}: {id}");
        }
        options = again.crash().await;
    }
}

#[tokio::test]
async fn a_token_used_after_livekit_closed_the_empty_room_still_gets_in() {
    let confab = confab().start().await;
    let meeting = confab.create_with(&json!({"max_participants": 2})).await;
    let joined = confab.join(&meeting.id, "Ada").await;
    confab.behind().delete(&meeting.id).await;
    assert!(
        confab.behind().room(&meeting.id).await.is_none(),
        "the room is closed"
    );
    let _guest = Signal::connect(&joined.livekit_url, &joined.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    assert!(
        confab.behind().room(&meeting.id).await.is_some(),
        "the room is there again"
    );

    // The same by the newer path, and after nobody was left.
    let late = confab.join(&meeting.id, "Ben").await;
    confab.behind().delete(&meeting.id).await;
    Signal::connect_v1(&late.livekit_url, &late.token)
        .await
        .expect("it gets in");
}

#[tokio::test]
async fn exists_and_info_answer_without_livekit_s_room() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    confab.behind().delete(&meeting.id).await;
    let info = confab
        .local()
        .get(&format!("/meetings/{}/info", meeting.id))
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&info["exists"], &info["num_participants"]),
        (&json!(true), &json!(0))
    );
    assert_eq!(confab.people(&meeting.id).await.len(), 0);
}

#[tokio::test]
async fn links_follow_the_guest_port_of_today() {
    let first = confab().start().await;
    let meeting = first.create().await;
    assert!(meeting.link.starts_with(&first.ready.guests));
    let again = first.stop().await.options.start().await;
    let listed = again.local().get("/meetings").await.expect(200).json();
    assert_eq!(
        listed["meetings"][0]["meeting_link"],
        format!("{}/meeting/{}", again.ready.guests, meeting.id)
    );
}
