//! `participants` is as new as what has been told, and its fields are LiveKit's.

use confab_testkit::{Confab, Events, Guests, Meeting, Signal};
use serde_json::{Value, json};

use crate::{LONG, confab};

async fn listed(confab: &Confab, meeting: &Meeting) -> Vec<Value> {
    let path = format!("/meetings/{}/participants", meeting.id);
    let body = confab.local().get(&path).await.expect(200).json();
    body["participants"].as_array().expect("a list").clone()
}

/// The same as LiveKit says itself.
async fn behind(confab: &Confab, meeting: &Meeting) -> Vec<Value> {
    let people = confab.behind().people(&meeting.id).await;
    let one = |p: &livekit_protocol::ParticipantInfo| {
        json!({
            "sid": p.sid, "identity": p.identity, "name": p.name,
            "state": p.state().as_str_name(), "joined_at": p.joined_at,
        })
    };
    people.iter().map(one).collect()
}

#[tokio::test]
async fn who_was_told_of_is_in_the_next_list_and_who_left_is_not() {
    let confab = confab().start().await;
    let mut events = Events::open(&confab.local()).await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    for name in ["Ada", "Ben", "Cy"] {
        // Asked before, so that there is an older answer.
        assert_eq!(listed(&confab, &meeting).await, [] as [Value; 0]);
        let joined = confab.join(&meeting.id, name).await;
        let guest = guests.connect(&joined.livekit_url, &joined.token, &[]);
        let is_it = |data: &Value| data["participant"]["identity"] == joined.user_id;
        events.until("participant_joined", LONG, is_it).await;
        let inside = listed(&confab, &meeting).await;
        assert_eq!(inside, behind(&confab, &meeting).await);
        assert_eq!(inside[0]["identity"], joined.user_id);
        assert_eq!(listed(&confab, &meeting).await, inside, "and again");

        guest.leave().await;
        let is_it = |data: &Value| data["identity"] == joined.user_id;
        events.until("participant_left", LONG, is_it).await;
    }
}

#[tokio::test]
async fn who_has_just_connected_is_listed_at_once_before_any_webhook() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut guests = Vec::new();
    for name in ["Ada", "Ben", "Cy"] {
        let before = listed(&confab, &meeting).await.len();
        let joined = confab.join(&meeting.id, name).await;
        // LiveKit sends a webhook once media flows, which it never does here.
        let guest = Signal::connect(&joined.livekit_url, &joined.token).await;
        let guest = guest.expect("it gets in");
        let inside = listed(&confab, &meeting).await;
        assert_eq!(inside.len(), before + 1, "{inside:?}");
        let own = inside.iter().find(|one| one["identity"] == joined.user_id);
        assert_eq!(own.expect("listed")["sid"], guest.sid());
        guests.push(guest);
        let path = format!("/meetings/{}/participants/{}", meeting.id, joined.user_id);
        if name == "Ben" {
            confab.local().delete(&path).await.expect(200);
            assert_eq!(listed(&confab, &meeting).await.len(), before);
        }
    }
}
