//! Waiting to be let in, and the lock.

use std::net::Ipv4Addr;
use std::time::Duration;

use confab_testkit::events::Event;
use confab_testkit::http::Method;
use confab_testkit::{Answer, Api, Confab, Events, Guests, Meeting, Ready, Refused, Signal, Wire};
use serde_json::{Value, json};

use crate::roles::{enter, host, put, seen, set_rules, try_join_at, with_session};
use crate::{LONG, SOON, confab};

/// Asks to be let in, as a browser of its own.
pub(crate) async fn wait(confab: &Confab, meeting: &Meeting, name: &str) -> Events {
    let path = format!("/meetings/{}/lobby", meeting.id);
    Events::post(&confab.guest(), &path, &json!({"user_name": name})).await
}

async fn refused(confab: &Confab, meeting: &Meeting) -> Answer {
    let path = format!("/meetings/{}/lobby", meeting.id);
    let body = json!({"user_name": "Zoe"});
    confab.guest().post_json(&path, &body).await
}

async fn place(lobby: &mut Events) -> Value {
    let event = lobby.next(SOON).await.expect("a place");
    assert_eq!(event.kind, "waiting", "{event:?}");
    event.data
}

async fn last(lobby: &mut Events, kind: &str) -> Event {
    let event = lobby.until(kind, SOON, |_| true).await;
    assert!(lobby.next(SOON).await.is_none(), "nothing follows {kind}");
    event
}

async fn listed(api: &Api, meeting: &Meeting) -> Vec<Value> {
    let path = format!("/meetings/{}/lobby", meeting.id);
    let body = api.get(&path).await.expect(200).json();
    body["waiting"].as_array().expect("a list").clone()
}

async fn connect(admitted: &Value) -> Result<Signal, Refused> {
    let text = |name: &str| admitted["join"][name].as_str().expect(name).to_owned();
    Signal::connect(&text("livekit_url"), &text("token")).await
}

fn says(refused: &Refused, code: &str) {
    assert_eq!((refused.status, refused.body.trim()), (403, code));
}

#[tokio::test]
async fn who_waits_sees_the_place_and_the_host_and_is_let_in() {
    let confab = confab().start().await;
    let meeting = confab.create_with(&json!({"title": "Planning"})).await;
    let hal = host(&confab, &meeting, "Hal").await;
    seen(&confab, &meeting, &hal).await;
    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    for api in [confab.local(), confab.guest()] {
        let answer = try_join_at(&api, &meeting, "Ada").await.expect(403);
        assert_eq!(answer.code(), "lobby");
        answer.detail();
    }
    let mut ada = wait(&confab, &meeting, "Ada").await;
    let first = place(&mut ada).await;
    assert_eq!(
        (
            &first["place"],
            &first["of"],
            &first["hosts"],
            &first["title"]
        ),
        (&json!(1), &json!(1), &json!(["Hal"]), &json!("Planning"))
    );
    let mut ben = wait(&confab, &meeting, "Ben").await;
    let second = place(&mut ben).await;
    assert_eq!((&second["place"], &second["of"]), (&json!(2), &json!(2)));
    assert_eq!(place(&mut ada).await["of"], 2);
    let names: Vec<Value> = listed(&hal.api, &meeting).await;
    assert_eq!(
        (&names[0]["name"], &names[1]["name"]),
        (&json!("Ada"), &json!("Ben"))
    );

    let path = format!(
        "/meetings/{}/lobby/{}",
        meeting.id,
        first["waiting_id"].as_str().expect("an id")
    );
    hal.api.post(&path).await.expect(200);
    let admitted = last(&mut ada, "admitted").await.data;
    let _inside = connect(&admitted).await.expect("Ada is let in");
    let session = admitted["session"].as_str().expect("a session");
    let people = format!("/meetings/{}/participants", meeting.id);
    let nobody = confab.guest().get(&people).await.expect(403);
    assert_eq!(nobody.code(), "lobby", "names are for those inside");
    let listed = with_session(&confab, session)
        .get(&people)
        .await
        .expect(200);
    assert_eq!(listed.json()["count"], 2);
    let moved = ben.until("waiting", SOON, |data| data["place"] == 1).await;
    assert_eq!(moved.data["of"], 1);
    // Again is too late.
    let gone = hal.api.post(&path).await.expect(404);
    assert_eq!(gone.code(), "participant_not_found");
}

#[tokio::test]
async fn who_is_denied_reads_the_sentence_and_who_leaves_is_out_of_the_queue() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    let mut ada = wait(&confab, &meeting, "Ada").await;
    let id = place(&mut ada).await["waiting_id"].clone();
    let path = format!(
        "/meetings/{}/lobby/{}",
        meeting.id,
        id.as_str().expect("an id")
    );
    let long = json!({"detail": "x".repeat(201)}).to_string().into_bytes();
    let long = Some(("application/json", long));
    confab
        .local()
        .send(Method::DELETE, &path, long)
        .await
        .expect(422);
    let sentence = json!({"detail": "Come back at\n ten."})
        .to_string()
        .into_bytes();
    let sentence = Some(("application/json", sentence));
    confab
        .local()
        .send(Method::DELETE, &path, sentence)
        .await
        .expect(200);
    let denied = last(&mut ada, "denied").await;
    assert_eq!(denied.data["detail"], "Come back at ten.");

    let mut ben = wait(&confab, &meeting, "Ben").await;
    place(&mut ben).await;
    assert_eq!(listed(&confab.local(), &meeting).await.len(), 1);
    drop(ben);
    confab_testkit::wait_until("Ben has left the queue", SOON, || async {
        listed(&confab.local(), &meeting)
            .await
            .is_empty()
            .then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_lobby_that_is_closed_lets_in_and_one_whose_meeting_is_over_says_so() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let lobby = json!({"lobby": true});
    // Without a lobby they are in at once.
    let mut quick = wait(&confab, &meeting, "Quick").await;
    last(&mut quick, "admitted").await;

    set_rules(&confab, &meeting, lobby.clone()).await;
    let mut ada = wait(&confab, &meeting, "Ada").await;
    place(&mut ada).await;
    set_rules(&confab, &meeting, json!({"lobby": false})).await;
    last(&mut ada, "admitted").await;

    set_rules(&confab, &meeting, lobby.clone()).await;
    let mut ben = wait(&confab, &meeting, "Ben").await;
    place(&mut ben).await;
    let end = format!("/meetings/{}/end", meeting.id);
    let now = json!({"seconds": 0});
    confab.local().post_json(&end, &now).await.expect(200);
    assert_eq!(last(&mut ben, "closed").await.data["code"], "meeting_ended");

    let mut cy = wait(&confab, &meeting, "Cy").await;
    place(&mut cy).await;
    let path = format!("/meetings/{}", meeting.id);
    confab.local().delete(&path).await.expect(200);
    assert_eq!(
        last(&mut cy, "closed").await.data["code"],
        "meeting_not_found"
    );
}

#[tokio::test]
async fn all_are_let_in_as_far_as_there_is_room() {
    let confab = confab().start().await;
    let meeting = confab.create_with(&json!({"max_participants": 2})).await;
    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    let mut queue = Vec::new();
    for name in ["Ada", "Ben"] {
        let mut one = wait(&confab, &meeting, name).await;
        place(&mut one).await;
        queue.push(one);
    }
    let all = format!("/meetings/{}/lobby/all", meeting.id);
    let answer = confab.local().post(&all).await.expect(200);
    assert_eq!(answer.json(), json!({"success": true, "count": 2}));
    let mut inside = Vec::new();
    for one in &mut queue {
        inside.push(
            connect(&last(one, "admitted").await.data)
                .await
                .expect("in"),
        );
    }
    confab.has_people(&meeting.id, 2, SOON).await;
    let mut cy = wait(&confab, &meeting, "Cy").await;
    place(&mut cy).await;
    let full = confab.local().post(&all).await.expect(409);
    assert_eq!(full.code(), "meeting_full");
    assert_eq!(
        listed(&confab.local(), &meeting).await.len(),
        1,
        "Cy waits on"
    );
}

#[tokio::test]
async fn twenty_five_strangers_of_one_address_may_wait_and_others_find_a_place() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    let mut waiting = Vec::new();
    for number in 0..25 {
        waiting.push(wait(&confab, &meeting, &format!("Guest {number}")).await);
    }
    let answer = refused(&confab, &meeting).await.expect(429);
    assert_eq!(answer.code(), "too_many_waiting");
    let later: u64 = answer
        .header("retry-after")
        .expect("a time")
        .parse()
        .expect("a number");
    assert!((1..=60).contains(&later));
    drop(waiting.pop());
    confab_testkit::wait_until("there is a place again", LONG, || async {
        (listed(&confab.local(), &meeting).await.len() == 24).then_some(())
    })
    .await;
    let mut one = wait(&confab, &meeting, "Zoe").await;
    assert_eq!(place(&mut one).await["place"], 25);
    let path = format!("/meetings/{}/lobby", meeting.id);
    let other = confab.guest_from(Ipv4Addr::new(127, 0, 0, 2));
    let mut other = Events::post(&other, &path, &json!({"user_name": "Yan"})).await;
    assert_eq!(place(&mut other).await["place"], 26);
}

#[tokio::test]
async fn all_who_wait_are_denied_at_once_by_those_who_may() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let hal = host(&confab, &meeting, "Hal").await;
    let ben = enter(&confab, &meeting, "Ben").await;
    seen(&confab, &meeting, &hal).await;
    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    let mut queue = Vec::new();
    for name in ["Ada", "Cy"] {
        queue.push(wait(&confab, &meeting, name).await);
    }
    let path = format!("/meetings/{}/lobby", meeting.id);
    crate::roles::not_allowed(ben.api.delete(&path).await);
    assert_eq!(listed(&hal.api, &meeting).await.len(), 2);
    let sentence = json!({"detail": "Not today."}).to_string().into_bytes();
    let sentence = Some(("application/json", sentence));
    let answer = hal.api.send(Method::DELETE, &path, sentence).await;
    assert_eq!(
        answer.expect(200).json(),
        json!({"success": true, "count": 2})
    );
    for one in &mut queue {
        assert_eq!(last(one, "denied").await.data["detail"], "Not today.");
    }
    assert!(listed(&hal.api, &meeting).await.is_empty());
    let none = hal.api.delete(&path).await.expect(200).json();
    assert_eq!(none["count"], 0);
}

#[tokio::test]
async fn a_token_from_before_opens_neither_lock_nor_lobby() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let early = confab.join(&meeting.id, "Early").await;
    for (rules, code) in [
        (json!({"locked": true}), "meeting_locked"),
        (json!({"locked": false, "lobby": true}), "lobby"),
    ] {
        set_rules(&confab, &meeting, rules).await;
        for url in [&confab.ready.signal, &confab.guest_signal()] {
            says(
                &Signal::connect(url, &early.token)
                    .await
                    .expect_err("refused"),
                code,
            );
            says(
                &Signal::connect_v1(url, &early.token)
                    .await
                    .expect_err("refused"),
                code,
            );
        }
    }
    let warm = format!("/meetings/{}/warm", meeting.id);
    let cold = confab.guest().post(&warm).await.expect(409);
    assert_eq!(cold.code(), "no_warming");
    set_rules(&confab, &meeting, json!({"lobby": false})).await;
    Signal::connect(&early.livekit_url, &early.token)
        .await
        .expect("open again");
}

#[tokio::test]
async fn nobody_is_let_into_a_locked_meeting() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    let mut ada = wait(&confab, &meeting, "Ada").await;
    place(&mut ada).await;
    set_rules(&confab, &meeting, json!({"locked": true})).await;
    assert_eq!(
        refused(&confab, &meeting).await.expect(403).code(),
        "meeting_locked"
    );
    let all = format!("/meetings/{}/lobby/all", meeting.id);
    assert_eq!(
        confab.local().post(&all).await.expect(403).code(),
        "meeting_locked"
    );
    set_rules(&confab, &meeting, json!({"locked": false})).await;
    confab.local().post(&all).await.expect(200);
    let admitted = last(&mut ada, "admitted").await.data;
    connect(&admitted).await.expect("let in");
}

#[tokio::test]
async fn somebody_inside_a_locked_meeting_loses_the_network_for_ten_seconds_and_is_back() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let wire = Wire::to(Ready::port(&confab.ready.signal)).await;
    let url = format!("ws://localhost:{}", wire.port());
    let inside = guests.connect(&url, &ada.token, &["audio"]);
    inside.connected().await;
    let ben = enter(&confab, &meeting, "Ben").await;
    confab.has_people(&meeting.id, 2, SOON).await;
    set_rules(&confab, &meeting, json!({"locked": true, "lobby": true})).await;

    wire.unplug();
    inside.until("reconnecting", LONG).await;
    tokio::time::sleep(Duration::from_secs(10)).await;
    wire.plug();
    inside.until("reconnected", Duration::from_secs(45)).await;
    let people = confab.has_people(&meeting.id, 2, SOON).await;
    assert!(
        people
            .iter()
            .any(|person| person["identity"] == ada.user_id)
    );
    // Being inside brings nobody else in.
    let answer = try_join_at(&ben.api, &meeting, "Cy").await.expect(403);
    assert_eq!(answer.code(), "meeting_locked");
}

#[tokio::test]
async fn a_removal_can_make_newcomers_wait() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    seen(&confab, &meeting, &ada).await;
    let mut events = Events::open(&confab.local()).await;
    let path = format!("{}?newcomers_wait=true", crate::roles::of(&meeting, &ada));
    confab.local().delete(&path).await.expect(200);
    let updated = events.until("meeting_updated", SOON, |_| true).await;
    assert_eq!(updated.data["meeting"]["rules"]["lobby"], true);
    let gone = try_join_at(&ada.api, &meeting, "Ada").await.expect(403);
    assert_eq!(gone.code(), "removed_by_host", "the session is dead");
    let other = try_join_at(&confab.guest(), &meeting, "Ada")
        .await
        .expect(403);
    assert_eq!(other.code(), "lobby", "another browser waits");
    let hand = format!("/meetings/{}/hand", meeting.id);
    let answer = put(&ada.api, &hand, json!({"raised": true}))
        .await
        .expect(403);
    assert_eq!(answer.code(), "removed_by_host");
}
