//! What the host and co-hosts do to those inside, as LiveKit and the others see it.

use std::time::Duration;

use confab_testkit::{Confab, Events, Guests, Meeting, Signal, wait_until};
use livekit_protocol::{DisconnectReason, ParticipantInfo, TrackSource};
use serde_json::{Value, json};

use crate::roles::{Person, enter, make_cohost, of, put, seen, set_rules};
use crate::{LONG, SOON, confab};

/// What LiveKit itself says of one of its participants.
async fn behind(confab: &Confab, meeting: &Meeting, identity: &str) -> Option<ParticipantInfo> {
    let people = confab.behind().people(&meeting.id).await;
    people.into_iter().find(|p| p.identity == identity)
}

/// Waits until LiveKit lists what somebody sends as so many tracks that are on.
async fn sends(confab: &Confab, meeting: &Meeting, identity: &str, on: usize) {
    wait_until(&format!("{identity} sends {on} tracks"), SOON, || async {
        let info = behind(confab, meeting, identity).await?;
        let sent = info.tracks.iter().filter(|track| !track.muted).count();
        (sent == on).then_some(())
    })
    .await;
}

/// Waits until somebody may send just this.
async fn may_send(confab: &Confab, meeting: &Meeting, who: &Person, sources: &[TrackSource]) {
    let mut wanted: Vec<i32> = sources.iter().map(|source| *source as i32).collect();
    wanted.sort_unstable();
    wait_until(&format!("they may send {sources:?}"), SOON, || async {
        let info = behind(confab, meeting, who.identity()).await?;
        let mut may = info.permission?;
        may.can_publish_sources.sort_unstable();
        let whole = may.can_publish && may.can_subscribe && !may.hidden;
        (whole && may.can_publish_sources == wanted).then_some(())
    })
    .await;
}

/// Where no rule restricts there is no list, so that source `UNKNOWN` is allowed as well.
const ALL: [TrackSource; 0] = [];
/// No sound at all: a microphone could be declared as the sound of a screen.
const NO_MICROPHONE: [TrackSource; 2] = [TrackSource::Camera, TrackSource::ScreenShare];

#[tokio::test]
async fn locked_microphones_and_shares_bind_guests_old_tokens_and_newcomers() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    let ben = enter(&confab, &meeting, "Ben").await;
    let early = confab.join(&meeting.id, "Early").await;
    make_cohost(&confab, &meeting, &ada).await.expect(200);
    may_send(&confab, &meeting, &ben, &ALL).await;

    set_rules(&confab, &meeting, json!({"microphones_locked": true})).await;
    may_send(&confab, &meeting, &ben, &NO_MICROPHONE).await;
    may_send(&confab, &meeting, &ada, &ALL).await;
    let early = crate::roles::connect(&confab, early).await;
    may_send(&confab, &meeting, &early, &NO_MICROPHONE).await;
    let late = enter(&confab, &meeting, "Late").await;
    let claims = confab_testkit::read::claims(&late.joined.token);
    let granted = claims["video"]["canPublishSources"]
        .as_array()
        .expect("sources");
    assert!(!granted.contains(&json!("microphone")), "{granted:?}");
    may_send(&confab, &meeting, &late, &NO_MICROPHONE).await;

    set_rules(&confab, &meeting, json!({"who_shares": "hosts"})).await;
    may_send(&confab, &meeting, &ben, &[TrackSource::Camera]).await;
    // Who becomes a co-host is free of both, and bound again afterwards.
    make_cohost(&confab, &meeting, &ben).await.expect(200);
    may_send(&confab, &meeting, &ben, &ALL).await;
    let guest = json!({"role": "guest"});
    confab
        .local()
        .patch(&of(&meeting, &ben), &guest)
        .await
        .expect(200);
    may_send(&confab, &meeting, &ben, &[TrackSource::Camera]).await;

    let open = json!({"microphones_locked": false, "who_shares": "everyone"});
    set_rules(&confab, &meeting, open).await;
    for who in [&ada, &ben, &early, &late] {
        may_send(&confab, &meeting, who, &ALL).await;
    }
}

#[tokio::test]
async fn rules_that_do_not_fit_are_refused_and_change_nothing() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let path = format!("/meetings/{}/rules", meeting.id);
    for bad in [
        json!({"locked": "yes"}),
        json!({"locked": true, "who_shares": "nobody"}),
        json!({"locked": true, "who_chats": null}),
        json!([]),
    ] {
        confab.local().patch(&path, &bad).await.expect(422).detail();
    }
    let rules = set_rules(&confab, &meeting, json!({})).await["rules"].clone();
    let open = json!({
        "locked": false, "lobby": false, "microphones_locked": false,
        "who_shares": "everyone", "who_chats": "everyone",
    });
    assert_eq!(rules, open);
    let nowhere = confab
        .local()
        .patch("/meetings/zzz-zzzz-zzz/rules", &json!({}))
        .await;
    assert_eq!(nowhere.expect(404).code(), "meeting_not_found");
}

#[tokio::test]
async fn the_muted_are_muted_for_everybody_and_may_unmute() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    let (ada, ben) = (
        confab.join(&meeting.id, "Ada").await,
        confab.join(&meeting.id, "Ben").await,
    );
    let speaker = guests.connect(&ada.livekit_url, &ada.token, &["audio", "video"]);
    let listener = guests.connect(&ben.livekit_url, &ben.token, &["audio"]);
    for guest in [&speaker, &listener] {
        guest.connected().await;
        guest
            .until_that("published", LONG, |e| e["kind"] == "audio")
            .await;
    }
    sends(&confab, &meeting, &ada.user_id, 2).await;
    sends(&confab, &meeting, &ben.user_id, 1).await;
    let mut events = Events::open(&confab.local()).await;
    let path = format!("/meetings/{}/participants/{}/mute", meeting.id, ada.user_id);
    let mute = |source: &str| {
        let (local, path, body) = (confab.local(), path.clone(), json!({"source": source}));
        async move { local.post_json(&path, &body).await }
    };
    assert_eq!(mute("microphone").await.expect(200).json()["count"], 1);
    let told = events.until("moderated", SOON, |_| true).await.data;
    assert_eq!(
        (&told["what"], &told["identity"], &told["by"]),
        (&json!("muted"), &json!(ada.user_id), &json!("The host"))
    );
    let hers =
        |e: &Value| e["identity"] == ada.user_id.as_str() && e["source"] == "SOURCE_MICROPHONE";
    listener.until_that("track_muted", SOON, hers).await;
    sends(&confab, &meeting, &ada.user_id, 1).await;
    // Once more is no news.
    assert_eq!(mute("microphone").await.expect(200).json()["count"], 0);
    speaker.mute("audio", false);
    listener.until_that("track_unmuted", SOON, hers).await;
    sends(&confab, &meeting, &ada.user_id, 2).await;

    assert_eq!(mute("camera").await.expect(200).json()["count"], 1);
    let told = events.until("moderated", SOON, |_| true).await.data;
    assert_eq!(told["what"], "camera_stopped");
    assert_eq!(mute("screen").await.expect(200).json()["count"], 0);
    mute("nonsense").await.expect(422).detail();

    // All, but not who asks.
    let session = format!("Bearer {}", ben.session);
    let bens = confab.local().with("Authorization", &session);
    let all = format!("/meetings/{}/mute", meeting.id);
    assert_eq!(bens.post(&all).await.expect(200).json()["count"], 1);
    let info = behind(&confab, &meeting, &ben.user_id)
        .await
        .expect("Ben is inside");
    assert!(info.tracks.iter().all(|track| !track.muted), "Ben asked");
    assert_eq!(
        confab.local().post(&all).await.expect(200).json()["count"],
        1
    );
    let nobody = format!("/meetings/{}/participants/nobody_00000000/mute", meeting.id);
    let camera = json!({"source": "camera"});
    let answer = confab.local().post_json(&nobody, &camera).await.expect(404);
    assert_eq!(answer.code(), "participant_not_found");
}

#[tokio::test]
async fn a_name_that_was_given_holds_also_with_the_old_token() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    seen(&confab, &meeting, &ada).await;
    let name = json!({"name": "  Ada Lovelace "});
    let answer = confab
        .local()
        .patch(&of(&meeting, &ada), &name)
        .await
        .expect(200);
    assert_eq!(answer.json()["name"], "Ada Lovelace");
    let is_called = async |wanted: &str| {
        wait_until(&format!("LiveKit knows {wanted}"), SOON, || async {
            let info = behind(&confab, &meeting, &ada.joined.user_id).await?;
            (info.name == wanted).then_some(())
        })
        .await;
    };
    is_called("Ada Lovelace").await;
    let blank = json!({"name": " "});
    confab
        .local()
        .patch(&of(&meeting, &ada), &blank)
        .await
        .expect(422)
        .detail();
    let identity = ada.joined.user_id.clone();
    let joined = ada.joined.clone();
    drop(ada.signal);
    let _back = Signal::connect(&joined.livekit_url, &joined.token)
        .await
        .expect("back");
    wait_until("the name holds", SOON, || async {
        let info = behind(&confab, &meeting, &identity).await?;
        (info.name == "Ada Lovelace").then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_spotlight_is_for_those_inside_and_goes_out_with_them() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    seen(&confab, &meeting, &ada).await;
    let mut events = Events::open(&confab.local()).await;
    let path = format!("/meetings/{}/spotlight", meeting.id);
    let nobody = put(
        &confab.local(),
        &path,
        json!({"identity": "nobody_00000000"}),
    )
    .await;
    assert_eq!(nobody.expect(404).code(), "participant_not_found");
    put(&confab.local(), &path, json!({}))
        .await
        .expect(422)
        .detail();
    put(&confab.local(), &path, json!({"identity": ada.identity()}))
        .await
        .expect(200);
    events
        .until("spotlight", SOON, |data| data["identity"] == ada.identity())
        .await;
    confab.local().delete(&of(&meeting, &ada)).await.expect(200);
    events
        .until("spotlight", SOON, |data| data["identity"].is_null())
        .await;
}

#[tokio::test]
async fn a_countdown_can_be_stopped_and_else_ends_the_meeting_for_all() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    let ben = enter(&confab, &meeting, "Ben").await;
    for who in [&ada, &ben] {
        seen(&confab, &meeting, who).await;
    }
    let mut events = Events::open(&ben.api).await;
    let path = format!("/meetings/{}/end", meeting.id);
    for bad in [json!({}), json!({"seconds": 61}), json!({"seconds": "1"})] {
        confab
            .local()
            .post_json(&path, &bad)
            .await
            .expect(422)
            .detail();
    }
    let two = json!({"seconds": 2});
    let at = confab
        .local()
        .post_json(&path, &two)
        .await
        .expect(200)
        .json()["ending_at"]
        .clone();
    let told = events.until("ending", SOON, |_| true).await.data;
    assert_eq!(told["ending_at"], at);
    let snapshot = Events::open(&ben.api).await.next(SOON).await.expect("one");
    assert_eq!(snapshot.data["meetings"][0]["ending_at"], at);
    let stopped = confab.local().delete(&path).await.expect(200).json();
    assert_eq!(stopped, json!({"ending_at": null}));
    events
        .until("ending", SOON, |data| data["ending_at"].is_null())
        .await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(
        confab.people(&meeting.id).await.len(),
        2,
        "nobody was put out"
    );

    confab
        .local()
        .post_json(&path, &json!({"seconds": 1}))
        .await
        .expect(200);
    for who in [&ada, &ben] {
        assert_eq!(who.signal.left(SOON).await, DisconnectReason::RoomDeleted);
    }
    confab.has_people(&meeting.id, 0, SOON).await;
    // It stays, and can be used again.
    let _again = enter(&confab, &meeting, "Ada").await;
    confab.has_people(&meeting.id, 1, SOON).await;
}

#[tokio::test]
async fn who_was_inside_at_the_end_has_to_meet_the_rules_again() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    seen(&confab, &meeting, &ada).await;
    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    let end = format!("/meetings/{}/end", meeting.id);
    confab
        .local()
        .post_json(&end, &json!({"seconds": 0}))
        .await
        .expect(200);
    ada.signal.left(SOON).await;
    let joined = ada.joined.clone();
    drop(ada.signal);
    wait_until("the old token opens nothing", SOON, || async {
        let back = Signal::connect(&joined.livekit_url, &joined.token).await;
        back.err().filter(|refused| refused.body.trim() == "lobby")
    })
    .await;
}

#[tokio::test]
async fn who_moderates_is_told_by_identity_also_where_names_are_the_same() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let cohost = enter(&confab, &meeting, "Ann").await;
    let guest = enter(&confab, &meeting, "Ann").await;
    make_cohost(&confab, &meeting, &cohost).await.expect(200);
    seen(&confab, &meeting, &guest).await;
    let mut events = Events::open(&guest.api).await;

    let (one, path) = (of(&meeting, &guest), |what: &str| {
        format!("/meetings/{}/{what}", meeting.id)
    });
    let ask = json!({"what": "unmute"});
    let asked = cohost.api.post_json(&format!("{one}/ask"), &ask).await;
    asked.expect(200);
    let told = events.until("asked", SOON, |_| true).await;
    assert_eq!(told.data["by_identity"], cohost.identity());
    let name = json!({"name": "Ben"});
    cohost.api.patch(&one, &name).await.expect(200);
    let told = events.until("moderated", SOON, |_| true).await;
    assert_eq!(told.data["by_identity"], cohost.identity());
    assert_eq!(told.data["by"], "Ann");

    let raised = put(&guest.api, &path("hand"), json!({"raised": true})).await;
    raised.expect(200);
    confab.local().delete(&path("hands")).await.expect(200);
    let told = events.until("moderated", SOON, |_| true).await;
    assert_eq!(told.data["what"], "hand_lowered");
    assert_eq!(told.data["by_identity"], Value::Null);
}
