//! Who may do what: a guest, a co-host, the host, and the doors of the host's computer.

use confab_testkit::http::Method;
use confab_testkit::{Answer, Api, Confab, Events, Joined, Meeting, Signal, sqlite};
use serde_json::{Value, json};

use crate::{SOON, confab};

/// A guest who is inside, with their session.
pub(crate) struct Person {
    pub(crate) joined: Joined,
    pub(crate) api: Api,
    pub(crate) signal: Signal,
}

impl Person {
    pub(crate) fn identity(&self) -> &str {
        &self.joined.user_id
    }
}

pub(crate) fn with_session(confab: &Confab, session: &str) -> Api {
    confab
        .guest()
        .with("Authorization", &format!("Bearer {session}"))
}

/// Joins at the guest door, as a browser of its own, and connects.
pub(crate) async fn enter(confab: &Confab, meeting: &Meeting, name: &str) -> Person {
    let joined = join_at(&confab.guest(), meeting, name).await;
    connect(confab, joined).await
}

pub(crate) async fn connect(confab: &Confab, joined: Joined) -> Person {
    let signal = Signal::connect(&joined.livekit_url, &joined.token)
        .await
        .expect("it gets in");
    Person {
        api: with_session(confab, &joined.session),
        joined,
        signal,
    }
}

pub(crate) async fn try_join_at(api: &Api, meeting: &Meeting, name: &str) -> Answer {
    let path = format!("/meetings/{}/join", meeting.id);
    api.post_json(&path, &json!({"user_name": name})).await
}

pub(crate) async fn join_at(api: &Api, meeting: &Meeting, name: &str) -> Joined {
    confab_testkit::confab::joined(&try_join_at(api, meeting, name).await)
}

pub(crate) async fn put(api: &Api, path: &str, body: Value) -> Answer {
    let body = body.to_string().into_bytes();
    api.send(Method::PUT, path, Some(("application/json", body)))
        .await
}

pub(crate) async fn set_rules(confab: &Confab, meeting: &Meeting, rules: Value) -> Value {
    let path = format!("/meetings/{}/rules", meeting.id);
    confab.local().patch(&path, &rules).await.expect(200).json()
}

/// Makes somebody who has joined the host, as the app's own window would have.
pub(crate) async fn host(confab: &Confab, meeting: &Meeting, name: &str) -> Person {
    let joined = join_at(&confab.guest(), meeting, name).await;
    let (id, identity) = (&meeting.id, &joined.user_id);
    let sql = format!(
        "INSERT INTO roles (meeting_id, identity, role) VALUES ('{id}', '{identity}', 'host')"
    );
    sqlite::execute(&confab.data().database(), &sql).await;
    connect(confab, joined).await
}

pub(crate) async fn make_cohost(confab: &Confab, meeting: &Meeting, who: &Person) -> Answer {
    seen(confab, meeting, who).await;
    let path = of(meeting, who);
    let body = json!({"role": "cohost"});
    confab.local().patch(&path, &body).await
}

/// Waits until somebody is in the list.
pub(crate) async fn seen(confab: &Confab, meeting: &Meeting, who: &Person) {
    confab_testkit::wait_until("somebody is in the list", SOON, || async {
        let snapshot = Events::open(&confab.local()).await.next(SOON).await?;
        let meetings = snapshot.data["meetings"].as_array().cloned()?;
        let live = meetings
            .iter()
            .find(|m| m["meeting_id"] == meeting.id.as_str())?;
        let people = live["participants"].as_array()?;
        people
            .iter()
            .any(|p| p["identity"] == who.identity())
            .then_some(())
    })
    .await;
}

pub(crate) fn of(meeting: &Meeting, who: &Person) -> String {
    format!("/meetings/{}/participants/{}", meeting.id, who.identity())
}

pub(crate) fn not_allowed(answer: Answer) {
    let answer = answer.expect(403);
    assert_eq!(answer.code(), "not_allowed", "{}", answer.text);
    answer.detail();
}

/// Everything that takes the right to moderate, against this person.
fn moderation(meeting: &Meeting, who: &Person) -> Vec<(Method, String, Value)> {
    let (all, one) = (format!("/meetings/{}", meeting.id), of(meeting, who));
    vec![
        (
            Method::PATCH,
            format!("{all}/rules"),
            json!({"locked": false}),
        ),
        (Method::POST, format!("{all}/mute"), json!({})),
        (
            Method::POST,
            format!("{one}/mute"),
            json!({"source": "microphone"}),
        ),
        (
            Method::POST,
            format!("{one}/ask"),
            json!({"what": "unmute"}),
        ),
        (Method::PATCH, one.clone(), json!({"name": "Somebody"})),
        (
            Method::PUT,
            format!("{all}/spotlight"),
            json!({"identity": null}),
        ),
        (Method::POST, format!("{all}/end"), json!({"seconds": 60})),
        (Method::DELETE, format!("{all}/end"), json!({})),
        (Method::DELETE, format!("{all}/hands"), json!({})),
        (
            Method::DELETE,
            format!("{all}/hands/{}", who.identity()),
            json!({}),
        ),
        (Method::GET, format!("{all}/lobby"), Value::Null),
        (Method::POST, format!("{all}/lobby/all"), json!({})),
    ]
}

async fn send(api: &Api, (method, path, body): &(Method, String, Value)) -> Answer {
    let body = body.to_string().into_bytes();
    let body = (*method != Method::GET).then_some(("application/json", body));
    api.send(method.clone(), path, body).await
}

#[tokio::test]
async fn a_guest_may_not_moderate_and_a_cohost_may_until_that_is_taken_back() {
    let confab = confab().start().await;
    let (meeting, other) = (confab.create().await, confab.create().await);
    let ada = enter(&confab, &meeting, "Ada").await;
    let ben = enter(&confab, &meeting, "Ben").await;
    let eve = enter(&confab, &other, "Eve").await;
    seen(&confab, &meeting, &ben).await;
    assert_eq!(make_cohost(&confab, &other, &eve).await.status, 200);
    for request in moderation(&meeting, &ben) {
        let what = format!("{} {}", request.0, request.1);
        let nobody = send(&confab.guest(), &request).await;
        assert_eq!(
            (nobody.status, nobody.code()),
            (401, "no_session"),
            "{what}"
        );
        not_allowed(send(&ada.api, &request).await);
        // A co-host, but of another meeting.
        not_allowed(send(&eve.api, &request).await);
        assert_eq!(send(&confab.local(), &request).await.status, 200, "{what}");
    }
    let answer = make_cohost(&confab, &meeting, &ada).await.expect(200);
    assert_eq!(answer.json()["role"], "cohost");
    for request in moderation(&meeting, &ben) {
        let answer = send(&ada.api, &request).await;
        assert_eq!(
            answer.status, 200,
            "{} {}: {}",
            request.0, request.1, answer.text
        );
    }
    let guest = json!({"role": "guest"});
    let back = confab.local().patch(&of(&meeting, &ada), &guest).await;
    assert_eq!(back.expect(200).json()["role"], "guest");
    for request in moderation(&meeting, &ben) {
        not_allowed(send(&ada.api, &request).await);
    }
}

#[tokio::test]
async fn a_cohost_cannot_touch_the_host_nor_say_who_helps() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let hal = host(&confab, &meeting, "Hal").await;
    let ada = enter(&confab, &meeting, "Ada").await;
    let ben = enter(&confab, &meeting, "Ben").await;
    seen(&confab, &meeting, &hal).await;
    make_cohost(&confab, &meeting, &ada).await.expect(200);
    seen(&confab, &meeting, &ben).await;

    let source = json!({"source": "camera"});
    let its = of(&meeting, &hal);
    not_allowed(ada.api.post_json(&format!("{its}/mute"), &source).await);
    not_allowed(ada.api.patch(&its, &json!({"name": "Nobody"})).await);
    not_allowed(ada.api.delete(&its).await);
    let guest = json!({"role": "guest"});
    not_allowed(ada.api.patch(&its, &guest).await);
    let cohost = json!({"role": "cohost"});
    not_allowed(ada.api.patch(&of(&meeting, &ben), &cohost).await);

    // The host may do all of that, but not stop being the host.
    let made = hal.api.patch(&of(&meeting, &ben), &cohost).await;
    assert_eq!(made.expect(200).json()["role"], "cohost");
    let stays = confab.local().patch(&its, &guest).await.expect(422);
    assert_eq!(stays.code(), "bad_input");
    hal.api.delete(&of(&meeting, &ada)).await.expect(200);
    ada.signal.left(SOON).await;
}

#[tokio::test]
async fn who_rejoins_with_a_session_keeps_the_role_and_passes_lock_and_lobby() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let hal = host(&confab, &meeting, "Hal").await;
    let ada = enter(&confab, &meeting, "Ada").await;
    let gus = enter(&confab, &meeting, "Gus").await;
    make_cohost(&confab, &meeting, &ada).await.expect(200);
    set_rules(&confab, &meeting, json!({"locked": true, "lobby": true})).await;

    let refused = try_join_at(&gus.api, &meeting, "Gus").await.expect(403);
    assert_eq!(refused.code(), "meeting_locked");
    for (who, role) in [(&hal, "host"), (&ada, "cohost")] {
        let again = join_at(&who.api, &meeting, "Again").await;
        // The host is in a meeting once: who presses Join again comes back as the same participant.
        let same = again.user_id == who.joined.user_id;
        assert_eq!(same, role == "host", "{role}");
        let again = connect(&confab, again).await;
        seen(&confab, &meeting, &again).await;
        let snapshot = Events::open(&again.api)
            .await
            .next(SOON)
            .await
            .expect("one");
        let people = snapshot.data["meetings"][0]["participants"].clone();
        let me = people.as_array().expect("people").iter();
        let me = me.clone().find(|p| p["identity"] == again.identity());
        assert_eq!(me.expect("me")["role"], role);
        let rules = format!("/meetings/{}/rules", meeting.id);
        again.api.patch(&rules, &json!({})).await.expect(200);
    }
    // A session that is nothing counts for nothing.
    set_rules(&confab, &meeting, json!({"locked": false, "lobby": false})).await;
    let garbage = with_session(&confab, "nonsense");
    join_at(&garbage, &meeting, "Zoe").await;
}

#[tokio::test]
async fn roles_outlive_a_restart() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    make_cohost(&confab, &meeting, &ada).await.expect(200);
    let session = ada.joined.session.clone();
    drop(ada);
    let confab = confab.crash().await.start().await;
    let api = with_session(&confab, &session);
    let rules = format!("/meetings/{}/rules", meeting.id);
    let lock = json!({"locked": true});
    not_allowed(api.patch(&rules, &lock).await);
    let _back = connect(&confab, join_at(&api, &meeting, "Ada").await).await;
    let locked = api.patch(&rules, &lock).await.expect(200);
    assert_eq!(locked.json()["rules"]["locked"], true);
}

#[tokio::test]
async fn an_event_reaches_those_it_is_for() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    let ben = enter(&confab, &meeting, "Ben").await;
    let cy = enter(&confab, &meeting, "Cy").await;
    for who in [&ada, &ben, &cy] {
        seen(&confab, &meeting, who).await;
    }
    make_cohost(&confab, &meeting, &ada).await.expect(200);
    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    let mut hosts = Events::open(&ada.api).await;
    let mut asked = Events::open(&ben.api).await;
    let mut others = Events::open(&cy.api).await;

    let _zoe = crate::lobby::wait(&confab, &meeting, "Zoe").await;
    let ask = format!("{}/ask", of(&meeting, &ben));
    let unmute = json!({"what": "unmute"});
    ada.api.post_json(&ask, &unmute).await.expect(200);
    let spotlight = format!("/meetings/{}/spotlight", meeting.id);
    let lit = json!({"identity": ben.identity()});
    put(&ada.api, &spotlight, lit).await.expect(200);

    let waiting = hosts.until("waiting", SOON, |_| true).await;
    assert_eq!(waiting.data["waiting_people"][0]["name"], "Zoe");
    let told = asked.until("asked", SOON, |_| true).await;
    assert_eq!(
        (&told.data["what"], &told.data["by"]),
        (&json!("unmute"), &json!("Ada"))
    );
    // Cy reads the spotlight, and before it nothing of the rest.
    loop {
        let event = others.next(SOON).await.expect("an event");
        assert!(
            !["waiting", "asked"].contains(&event.kind.as_str()),
            "{event:?}"
        );
        if event.kind == "snapshot" {
            let live = &event.data["meetings"][0];
            assert_eq!(
                (&live["waiting_people"], &live["waiting"]),
                (&json!([]), &json!(0))
            );
        }
        if event.kind == "spotlight" {
            assert_eq!(event.data["identity"], ben.identity());
            break;
        }
    }
    let again = Events::open(&cy.api)
        .await
        .next(SOON)
        .await
        .expect("a snapshot");
    let live = &again.data["meetings"][0];
    assert_eq!(
        (&live["waiting_people"], &live["waiting"]),
        (&json!([]), &json!(0))
    );
    assert_eq!(live["spotlight"], ben.identity());
}
