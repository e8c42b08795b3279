//! What is taken for a participant, a microphone and a camera, with LiveKit's own native SDK.

use std::time::Duration;

use confab_testkit::{Confab, Events, Guests, Meeting, Signal, wait_until};
use livekit_protocol::{DisconnectReason, ParticipantInfo, TrackSource};
use serde_json::json;

use crate::roles::{enter, set_rules};
use crate::{LONG, SOON, confab};

/// What LiveKit itself lists of one participant.
async fn behind(confab: &Confab, meeting: &Meeting, identity: &str) -> Option<ParticipantInfo> {
    let people = confab.behind().people(&meeting.id).await;
    people.into_iter().find(|p| p.identity == identity)
}

/// Waits until Confab tells of a participant that microphone and camera are on or off.
async fn icons(confab: &Confab, meeting: &Meeting, identity: &str, microphone: bool, camera: bool) {
    let what = format!("{identity}: microphone {microphone}, camera {camera}");
    wait_until(&what, LONG, || async {
        let snapshot = Events::open(&confab.local()).await.next(SOON).await?.data;
        let meetings = snapshot["meetings"].as_array()?;
        let live = meetings
            .iter()
            .find(|m| m["meeting_id"] == meeting.id.as_str())?;
        let people = live["participants"].as_array()?;
        let person = people.iter().find(|p| p["identity"] == identity)?;
        (person["microphone"] == microphone && person["camera"] == camera).then_some(())
    })
    .await;
}

#[tokio::test]
async fn recorders_and_agents_stay_and_are_no_people() {
    let confab = confab().start().await;
    let meeting = confab.create_with(&json!({"max_participants": 1})).await;
    set_rules(&confab, &meeting, json!({"microphones_locked": true})).await;
    let livekit = confab.behind();
    livekit.create(&meeting.id).await;
    let mut services = Vec::new();
    for (kind, hidden) in [
        ("egress", true),
        ("agent", true),
        ("agent", false),
        ("sip", false),
        ("ingress", false),
    ] {
        let identity = format!("{kind}-{hidden}");
        let token = livekit.service_token(&meeting.id, &identity, kind, hidden);
        let service = Signal::connect(&livekit.ws(), &token).await;
        services.push((identity, service.expect("LiveKit lets a service in")));
    }
    // None of them takes the meeting's one seat.
    let ada = enter(&confab, &meeting, "Ada").await;
    let people = confab.has_people(&meeting.id, 1, SOON).await;
    assert_eq!(people[0]["identity"], ada.identity());
    let info = format!("/meetings/{}/info", meeting.id);
    wait_until("one is counted", SOON, || async {
        let info = confab.local().get(&info).await.json();
        (info["num_participants"] == 1).then_some(())
    })
    .await;

    // A hidden participant that is a client of a person is put out, and with it the room was
    // compared while the services were in it: twice, so that one whole comparison is between.
    for name in ["lurker-1", "lurker-2"] {
        let token = livekit.service_token(&meeting.id, name, "standard", true);
        let lurker = Signal::connect(&livekit.ws(), &token).await;
        let lurker = lurker.expect("LiveKit's own port lets it in");
        let reason = lurker.left(LONG).await;
        assert_eq!(reason, DisconnectReason::ParticipantRemoved);
    }
    for (identity, service) in &services {
        let info = behind(&confab, &meeting, identity).await;
        let info = info.unwrap_or_else(|| panic!("{identity} is still there"));
        assert!(!service.closed(), "{identity} is connected");
        let may = info.permission.expect("permissions");
        assert!(
            may.can_publish_sources.is_empty(),
            "no rule binds {identity}"
        );
    }
    confab.has_people(&meeting.id, 1, SOON).await;
}

#[tokio::test]
async fn a_native_sdk_that_names_no_source_is_heard_as_a_microphone() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let ben = confab.join(&meeting.id, "Ben").await;
    let listener = guests.connect(&ben.livekit_url, &ben.token, &[]);
    listener.connected().await;
    let publish = ["audio:unknown", "video:unknown"];
    let speaker = guests.connect(&ada.livekit_url, &ada.token, &publish);
    listener.hears(&ada.user_id, true, LONG).await;
    let shown = |microphone, camera| icons(&confab, &meeting, &ada.user_id, microphone, camera);
    shown(true, true).await;

    // It is muted as a microphone is.
    let mute = format!("/meetings/{}/participants/{}/mute", meeting.id, ada.user_id);
    let microphone = json!({"source": "microphone"});
    let muted = confab
        .local()
        .post_json(&mute, &microphone)
        .await
        .expect(200);
    assert_eq!(muted.json()["count"], 1);
    listener.hears(&ada.user_id, false, LONG).await;
    shown(false, true).await;
    speaker.mute("audio:unknown", false);
    listener.hears(&ada.user_id, true, LONG).await;

    // A rule that restricts leaves no room for a source without a name, neither for the one that
    // is published nor for a new one.
    set_rules(&confab, &meeting, json!({"microphones_locked": true})).await;
    listener.hears(&ada.user_id, false, LONG).await;
    let cleo = confab.join(&meeting.id, "Cleo").await;
    let late = guests.connect(&cleo.livekit_url, &cleo.token, &["audio:unknown"]);
    late.until("unpublished", LONG + Duration::from_secs(10))
        .await;
    let info = behind(&confab, &meeting, &cleo.user_id)
        .await
        .expect("inside");
    assert!(info.tracks.is_empty(), "{:?}", info.tracks);
}

/// The tracks of a participant as LiveKit lists them, by declared source: whether each is muted.
async fn listed(confab: &Confab, meeting: &Meeting, identity: &str) -> Vec<(TrackSource, bool)> {
    let info = behind(confab, meeting, identity).await;
    let tracks = info.map(|info| info.tracks).unwrap_or_default();
    tracks.iter().map(|t| (t.source(), t.muted)).collect()
}

#[tokio::test]
async fn sound_declared_as_a_camera_is_muted_and_repeating_it_removes() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    set_rules(&confab, &meeting, json!({"microphones_locked": true})).await;
    let mut guests = Guests::start().await;
    let eve = confab.join(&meeting.id, "Eve").await;
    let ben = confab.join(&meeting.id, "Ben").await;
    let listener = guests.connect(&ben.livekit_url, &ben.token, &[]);
    listener.connected().await;
    let mut events = Events::open(&confab.local()).await;
    let publish = ["audio:camera", "video:camera"];
    let sender = guests.connect(&eve.livekit_url, &eve.token, &publish);
    sender.connected().await;
    let told = events.until("moderated", LONG, |_| true).await.data;
    assert_eq!(
        (&told["what"], &told["identity"], &told["by"]),
        (&json!("media_muted"), &json!(eve.user_id), &json!("Confab"))
    );
    wait_until("the sound is muted, the picture is not", LONG, || async {
        let mut tracks = listed(&confab, &meeting, &eve.user_id).await;
        tracks.sort_by_key(|(_, muted)| *muted);
        let wanted = [(TrackSource::Camera, false), (TrackSource::Camera, true)];
        (tracks == wanted).then_some(())
    })
    .await;
    listener.hears(&eve.user_id, false, LONG).await;
    icons(&confab, &meeting, &eve.user_id, false, true).await;

    // Turned on again, it is the last thing that they do here.
    sender.mute("audio:camera", false);
    let told = events.until("moderated", LONG, |_| true).await.data;
    assert_eq!(
        (&told["what"], &told["identity"]),
        (&json!("media_removed"), &json!(eve.user_id))
    );
    let reason = sender.disconnected(LONG).await;
    assert_eq!(reason, "PARTICIPANT_REMOVED");
    confab.has_people(&meeting.id, 1, LONG).await;
    let back = Signal::connect(&eve.livekit_url, &eve.token).await;
    let refused = back.expect_err("no way back");
    assert_eq!(
        (refused.status, refused.body.trim()),
        (403, "removed_by_host")
    );
    listener.hears(&eve.user_id, false, LONG).await;
}

#[tokio::test]
async fn mute_all_silences_every_sound_that_is_no_shared_screens() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    let mut inside = Vec::new();
    // A voice as the sound of a screen that is not there, and one beside a screen.
    for publish in [
        &["audio:screen_share_audio"][..],
        &[
            "video:screen_share",
            "audio:screen_share_audio",
            "audio:microphone",
        ],
    ] {
        let joined = confab.join(&meeting.id, "Speaker").await;
        let guest = guests.connect(&joined.livekit_url, &joined.token, publish);
        wait_until("LiveKit has every track", LONG, || async {
            let tracks = listed(&confab, &meeting, &joined.user_id).await;
            (tracks.len() == publish.len()).then_some(())
        })
        .await;
        inside.push((joined, guest));
    }
    let all = format!("/meetings/{}/mute", meeting.id);
    let muted = confab.local().post(&all).await.expect(200).json();
    assert_eq!(muted["count"], 2, "the lone sound and the microphone");
    let [lone, shared] = &inside[..] else {
        panic!("two are inside");
    };
    assert_eq!(
        listed(&confab, &meeting, &lone.0.user_id).await,
        [(TrackSource::ScreenShareAudio, true)]
    );
    let tracks = listed(&confab, &meeting, &shared.0.user_id).await;
    for expected in [
        (TrackSource::ScreenShare, false),
        (TrackSource::ScreenShareAudio, false),
        (TrackSource::Microphone, true),
    ] {
        assert!(tracks.contains(&expected), "{expected:?} in {tracks:?}");
    }
    // Locked microphones leave no sound to guests, not even a screen's.
    set_rules(&confab, &meeting, json!({"microphones_locked": true})).await;
    wait_until("no sound is left", SOON, || async {
        let tracks = listed(&confab, &meeting, &shared.0.user_id).await;
        let left: Vec<_> = tracks.into_iter().map(|(source, _)| source).collect();
        (left == [TrackSource::ScreenShare]).then_some(())
    })
    .await;
}
