//! What is taken for a participant.

use confab_testkit::{Confab, Meeting, Signal};
use livekit_protocol::{DisconnectReason, ParticipantInfo};
use serde_json::json;

use crate::roles::{enter, set_rules};
use crate::{LONG, SOON, confab};

/// What LiveKit itself lists of one participant.
async fn behind(confab: &Confab, meeting: &Meeting, identity: &str) -> Option<ParticipantInfo> {
    let people = confab.behind().people(&meeting.id).await;
    people.into_iter().find(|p| p.identity == identity)
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
    let info = confab
        .local()
        .get(&format!("/meetings/{}/info", meeting.id))
        .await;
    assert_eq!(info.json()["num_participants"], 1);

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
        assert!(may.can_publish_sources.is_empty(), "no rule binds {identity}");
    }
    confab.has_people(&meeting.id, 1, SOON).await;
}
