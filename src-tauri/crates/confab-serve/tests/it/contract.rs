//! The six documented endpoints: every field, format and error.

use confab_testkit::read::{claims, is_identity, is_meeting_id, now, whole_seconds};
use confab_testkit::{Guests, Ready, Signal, http, wait_until};
use serde_json::json;

use crate::{LONG, SOON, confab};

#[tokio::test]
async fn create_answers_the_documented_fields_and_no_other() {
    let confab = confab().start().await;
    let answer = confab.local().post("/meetings/create").await.expect(200);
    assert_eq!(
        answer.keys(),
        ["created_at", "livekit_url", "meeting_id", "meeting_link"]
    );
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let body = answer.json();
    let id = body["meeting_id"].as_str().expect("an id");
    assert!(is_meeting_id(id), "{id}");
    assert_eq!(
        body["meeting_link"],
        format!("{}/meeting/{id}", confab.ready.guests)
    );
    assert_eq!(body["livekit_url"], confab.ready.signal);
    let created =
        whole_seconds(body["created_at"].as_str().expect("a time")).expect("whole seconds and Z");
    assert!((now() - created).abs() <= 5, "{body}");
}

#[tokio::test]
async fn create_makes_the_livekit_room_at_once() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let room = confab
        .behind()
        .room(&meeting.id)
        .await
        .expect("LiveKit lists the room");
    assert_eq!(room.name, meeting.id);
}

#[tokio::test]
async fn the_ready_line_is_the_only_word_on_stdout_and_says_what_is_documented() {
    let confab = confab().start().await;
    let line = &confab.ready.line;
    assert_eq!(
        http::keys(line),
        [
            "api",
            "engine",
            "engine_pid",
            "event",
            "guests",
            "pid",
            "rtc_tcp",
            "rtc_udp",
            "signal"
        ]
    );
    assert_eq!(line["event"], "ready");
    assert_eq!(line["engine"], "embedded");
    assert_eq!(line["pid"], confab.pid());
    let port = Ready::port(&confab.ready.api);
    assert_eq!(confab.ready.api, format!("http://localhost:{port}/api/v1"));
    assert_eq!(
        confab.ready.guests,
        format!("http://localhost:{}", Ready::port(&confab.ready.guests))
    );
    assert_eq!(
        confab.ready.signal,
        format!("ws://localhost:{}", Ready::port(&confab.ready.signal))
    );
    assert_eq!(confab.running_engine(), Some(confab.engine_pid()));
    let meeting = confab.create().await;
    confab.join(&meeting.id, "Ada").await;
    assert_eq!(confab.stdout().lines().count(), 1, "{}", confab.stdout());
}

#[tokio::test]
async fn join_answers_the_documented_fields_and_no_other() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let answer = confab.try_join(&meeting.id, "John Doe").await.expect(200);
    assert_eq!(
        answer.keys(),
        ["livekit_url", "meeting_id", "token", "user_id", "user_name"]
    );
    let body = answer.json();
    assert_eq!(body["meeting_id"], meeting.id);
    assert_eq!(body["user_name"], "John Doe");
    assert_eq!(body["livekit_url"], confab.ready.signal);
    let user_id = body["user_id"].as_str().expect("an identity");
    assert!(
        user_id.starts_with("john_doe_") && is_identity(user_id),
        "{user_id}"
    );
    let claims = claims(body["token"].as_str().expect("a token"));
    assert_eq!(claims["sub"], user_id);
    assert_eq!(claims["name"], "John Doe");
    assert_eq!(claims["video"]["room"], meeting.id);
    let session = answer
        .header("confab-session")
        .expect("a session for our own page");
    assert!(
        session.len() >= 43,
        "256 random bits do not fit into {session}"
    );
}

#[tokio::test]
async fn info_answers_the_documented_fields_and_no_other() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let answer = confab
        .local()
        .get(&format!("/meetings/{}/info", meeting.id))
        .await
        .expect(200);
    assert_eq!(
        answer.json(),
        json!({
            "meeting_id": meeting.id,
            "exists": true,
            "num_participants": 0,
            "created_at": meeting.created_at,
            "max_participants": 50,
        })
    );
}

#[tokio::test]
async fn exists_answers_the_documented_fields_and_no_other() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let answer = confab
        .local()
        .get(&format!("/meetings/{}/exists", meeting.id))
        .await
        .expect(200);
    assert_eq!(
        answer.json(),
        json!({"exists": true, "meeting_id": meeting.id})
    );
}

#[tokio::test]
async fn nobody_is_listed_in_a_new_meeting() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let answer = confab
        .local()
        .get(&format!("/meetings/{}/participants", meeting.id))
        .await
        .expect(200);
    assert_eq!(
        answer.json(),
        json!({"meeting_id": meeting.id, "participants": [], "count": 0})
    );
}

#[tokio::test]
async fn a_real_participant_is_listed_within_three_seconds_and_gone_within_three() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let joined = confab.join(&meeting.id, "John Doe").await;
    let mut guests = Guests::start().await;
    let john = guests.connect(&joined.livekit_url, &joined.token, &["audio", "video"]);
    assert_eq!(john.connected().await, joined.user_id);

    let path = format!("/meetings/{}/participants", meeting.id);
    let listed = wait_until("an active participant is listed", SOON, || async {
        let body = confab.local().get(&path).await.expect(200).json();
        (body["participants"][0]["state"] == "ACTIVE").then_some(body)
    })
    .await;
    assert_eq!(http::keys(&listed), ["count", "meeting_id", "participants"]);
    assert_eq!(listed["count"], 1);
    let person = &listed["participants"][0];
    assert_eq!(
        http::keys(person),
        ["identity", "joined_at", "name", "sid", "state"]
    );
    assert!(
        person["sid"]
            .as_str()
            .is_some_and(|sid| sid.starts_with("PA_")),
        "{person}"
    );
    assert_eq!(person["identity"], joined.user_id);
    assert_eq!(person["name"], "John Doe");
    let joined_at = person["joined_at"].as_i64().expect("a whole number");
    assert!((now() - joined_at).abs() <= 15, "Unix seconds: {joined_at}");

    let info = format!("/meetings/{}/info", meeting.id);
    wait_until("info counts one", SOON, || async {
        (confab.local().get(&info).await.json()["num_participants"] == 1).then_some(())
    })
    .await;

    john.leave().await;
    confab.has_people(&meeting.id, 0, SOON).await;
    wait_until("info counts nobody", SOON, || async {
        (confab.local().get(&info).await.json()["num_participants"] == 0).then_some(())
    })
    .await;
}

#[tokio::test]
async fn two_people_of_a_meeting_are_in_the_same_room() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    let (ada, ben) = (
        confab.join(&meeting.id, "Ada").await,
        confab.join(&meeting.id, "Ben").await,
    );
    let first = guests.connect(&ada.livekit_url, &ada.token, &["video", "audio"]);
    first.connected().await;
    // The second comes in by the guest door.
    let second = guests.connect(&confab.guest_signal(), &ben.token, &[]);
    second.connected().await;
    for kind in ["video", "audio"] {
        second
            .until_that("frames", LONG, |seen| {
                seen["kind"] == kind
                    && seen["identity"] == ada.user_id
                    && seen["frames"].as_u64() >= Some(10)
            })
            .await;
    }
    let listed = confab.has_people(&meeting.id, 2, SOON).await;
    let mut names: Vec<&str> = listed
        .iter()
        .filter_map(|person| person["name"].as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["Ada", "Ben"]);
}

#[tokio::test]
async fn delete_answers_the_documented_fields_and_only_once() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let path = format!("/meetings/{}", meeting.id);
    let answer = confab.local().delete(&path).await.expect(200);
    assert_eq!(
        answer.json(),
        json!({"success": true, "message": "Meeting deleted successfully", "meeting_id": meeting.id})
    );
    let again = confab.local().delete(&path).await.expect(404);
    assert_eq!(again.json(), json!({"detail": "Meeting not found"}));
}

#[tokio::test]
async fn an_unknown_meeting_is_the_documented_404_at_every_endpoint() {
    let confab = confab().start().await;
    let local = confab.local();
    let answers = [
        local
            .post_json("/meetings/abc-defg-hij/join", &json!({"user_name": "Ada"}))
            .await,
        local.get("/meetings/abc-defg-hij/info").await,
        local.get("/meetings/abc-defg-hij/participants").await,
        local.delete("/meetings/abc-defg-hij").await,
    ];
    for answer in answers {
        let answer = answer.expect(404);
        assert_eq!(answer.json(), json!({"detail": "Meeting not found"}));
        assert_eq!(answer.code(), "meeting_not_found");
        assert_eq!(answer.header("content-type"), Some("application/json"));
    }
}

#[tokio::test]
async fn a_guest_of_signalling_alone_is_listed_too() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    for connect in ["/rtc", "/rtc/v1"] {
        let joined = confab.join(&meeting.id, "Ada").await;
        let guest = if connect == "/rtc" {
            Signal::connect(&joined.livekit_url, &joined.token).await
        } else {
            Signal::connect_v1(&joined.livekit_url, &joined.token).await
        };
        let guest = guest.unwrap_or_else(|refused| panic!("{connect}: {refused:?}"));
        assert_eq!(guest.identity(), joined.user_id);
        let listed = confab.has_people(&meeting.id, 1, SOON).await;
        assert_eq!(listed[0]["identity"], joined.user_id);
        confab
            .local()
            .delete(&format!(
                "/meetings/{}/participants/{}",
                meeting.id, joined.user_id
            ))
            .await;
        confab.has_people(&meeting.id, 0, SOON).await;
    }
}
