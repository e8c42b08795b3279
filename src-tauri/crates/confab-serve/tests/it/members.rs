//! A role and a removal hold for the person, whatever identities and sessions they have kept.

use confab_testkit::confab::joined;
use confab_testkit::{Api, Confab, Events, Joined, Meeting, Signal};
use serde_json::{Value, json};

use crate::roles::{
    Person, connect, enter, host, join_at, make_cohost, not_allowed, of, seen, set_rules,
    try_join_at, with_session,
};
use crate::{LONG, SOON, confab};

/// Somebody who was made a co-host and joined once more with that session, for later.
async fn cohost_with_a_spare(confab: &Confab, meeting: &Meeting) -> (Person, Joined) {
    let eve = enter(confab, meeting, "Eve").await;
    make_cohost(confab, meeting, &eve).await.expect(200);
    let spare = join_at(&eve.api, meeting, "Eve").await;
    assert_ne!(spare.user_id, eve.joined.user_id);
    (eve, spare)
}

async fn lock(api: &Api, meeting: &Meeting, locked: bool) -> confab_testkit::Answer {
    let path = format!("/meetings/{}/rules", meeting.id);
    api.patch(&path, &json!({"locked": locked})).await
}

async fn refused(confab: &Confab, token: &str, code: &str) {
    let refused = Signal::connect(&confab.guest_signal(), token)
        .await
        .expect_err("it is kept out");
    assert_eq!(refused.body.trim(), code);
}

fn code(answer: &confab_testkit::Answer) -> (u16, &str) {
    (answer.status, answer.code())
}

/// Waits until LiveKit and Confab agree on who is inside.
async fn inside(confab: &Confab, meeting: &Meeting, wanted: &[&str]) {
    let mut wanted = wanted.to_vec();
    wanted.sort_unstable();
    confab_testkit::wait_until(&format!("{wanted:?} are inside"), SOON, || async {
        let people = confab.people(&meeting.id).await;
        let mut people: Vec<_> = people
            .iter()
            .map(|person| person["identity"].as_str().unwrap_or_default())
            .collect();
        people.sort_unstable();
        (people == wanted).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_spare_session_is_a_guests_once_the_role_is_taken_back() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ann = enter(&confab, &meeting, "Ann").await;
    seen(&confab, &meeting, &ann).await;
    let (eve, spare) = cohost_with_a_spare(&confab, &meeting).await;
    let early = with_session(&confab, &spare.session);
    lock(&early, &meeting, false).await.expect(200);

    let guest = json!({"role": "guest"});
    let taken = confab.local().patch(&of(&meeting, &eve), &guest).await;
    taken.expect(200);
    // Also one that is made of an old session only now.
    let later = join_at(&eve.api, &meeting, "Eve").await;
    for joined in [spare, later] {
        let api = with_session(&confab, &joined.session);
        not_allowed(lock(&api, &meeting, true).await);
        let tab = connect(&confab, joined).await;
        seen(&confab, &meeting, &tab).await;
        not_allowed(lock(&tab.api, &meeting, true).await);
        not_allowed(tab.api.delete(&of(&meeting, &ann)).await);
    }
    seen(&confab, &meeting, &ann).await;
    let info = confab.local().get("/meetings").await.expect(200).json();
    assert_eq!(info["meetings"][0]["rules"]["locked"], false);
}

#[tokio::test]
async fn a_spare_session_and_a_second_tab_go_with_a_removal() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ann = enter(&confab, &meeting, "Ann").await;
    let (eve, spare) = cohost_with_a_spare(&confab, &meeting).await;
    let second = connect(&confab, join_at(&eve.api, &meeting, "Eve").await).await;
    for person in [&ann, &second] {
        seen(&confab, &meeting, person).await;
    }
    confab.local().delete(&of(&meeting, &eve)).await.expect(200);
    eve.signal.ended(SOON).await;
    second.signal.ended(SOON).await;
    inside(&confab, &meeting, &[ann.identity()]).await;

    let path = |rest: &str| format!("/meetings/{}/{rest}", meeting.id);
    for joined in [&eve.joined, &second.joined, &spare] {
        refused(&confab, &joined.token, "removed_by_host").await;
        let api = with_session(&confab, &joined.session);
        for answer in [
            lock(&api, &meeting, true).await,
            api.delete(&of(&meeting, &ann)).await,
            api.get("/events").await,
            try_join_at(&api, &meeting, "Eve").await,
            api.post_json(&path("lobby"), &json!({"user_name": "Eve"}))
                .await,
            api.post_json(&path("end"), &json!({"seconds": 0})).await,
        ] {
            assert_eq!(code(&answer), (403, "removed_by_host"), "{}", answer.text);
        }
    }
    inside(&confab, &meeting, &[ann.identity()]).await;
}

#[tokio::test]
async fn a_removal_by_a_spare_identity_reaches_the_one_inside() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let (eve, spare) = cohost_with_a_spare(&confab, &meeting).await;
    let path = format!("/meetings/{}/participants/{}", meeting.id, spare.user_id);
    confab.local().delete(&path).await.expect(200);
    eve.signal.ended(SOON).await;
    refused(&confab, &eve.joined.token, "removed_by_host").await;
}

#[tokio::test]
async fn a_cohost_who_left_passes_neither_lock_nor_lobby_and_moderates_nothing() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ann = enter(&confab, &meeting, "Ann").await;
    seen(&confab, &meeting, &ann).await;
    let (eve, spare) = cohost_with_a_spare(&confab, &meeting).await;
    eve.signal.leave();
    eve.signal.ended(SOON).await;
    inside(&confab, &meeting, &[ann.identity()]).await;

    not_allowed(lock(&eve.api, &meeting, false).await);
    not_allowed(eve.api.delete(&of(&meeting, &ann)).await);
    for (rules, code) in [
        (json!({"locked": true}), "meeting_locked"),
        (json!({"locked": false, "lobby": true}), "lobby"),
    ] {
        set_rules(&confab, &meeting, rules).await;
        refused(&confab, &spare.token, code).await;
        let answer = try_join_at(&eve.api, &meeting, "Eve").await.expect(403);
        assert_eq!(answer.code(), code);
    }
    inside(&confab, &meeting, &[ann.identity()]).await;

    // Inside again, she helps again: the host has not said otherwise.
    set_rules(&confab, &meeting, json!({"lobby": false})).await;
    let back = connect(&confab, spare).await;
    seen(&confab, &meeting, &back).await;
    lock(&back.api, &meeting, true).await.expect(200);
}

#[tokio::test]
async fn the_host_sees_every_role_and_takes_back_one_of_somebody_who_is_away() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let hal = host(&confab, &meeting, "Hal").await;
    seen(&confab, &meeting, &hal).await;
    let path = format!("/meetings/{}/roles", meeting.id);
    let mut told = Events::open(&confab.local()).await;
    let mut guests = Events::open(&hal.api).await;
    let (eve, spare) = cohost_with_a_spare(&confab, &meeting).await;
    told.until("roles", SOON, |data| {
        let roles = data["roles"].as_array().expect("roles");
        let eves = roles.iter().find(|role| role["role"] == "cohost");
        eves.is_some_and(|role| {
            role["identities"]
                .as_array()
                .is_some_and(|of| of.len() == 2)
        })
    })
    .await;
    eve.signal.leave();
    eve.signal.ended(SOON).await;
    inside(&confab, &meeting, &[hal.identity()]).await;

    let listed = confab.local().get(&path).await.expect(200).json();
    let roles = listed["roles"].as_array().expect("roles").clone();
    let by_role = |word: &str| roles.iter().find(|role| role["role"] == word).expect(word);
    let eves = by_role("cohost");
    assert_eq!(
        (&eves["name"], &eves["inside"]),
        (&json!("Eve"), &json!(false))
    );
    let mut identities = vec![eve.identity(), spare.user_id.as_str()];
    identities.sort_unstable();
    let mut of: Vec<_> = eves["identities"].as_array().expect("of").clone();
    of.sort_by_key(Value::to_string);
    assert_eq!(of, identities);
    assert_eq!(by_role("host")["inside"], true);

    let one = |role: &Value| format!("{path}/{}", role["role_id"].as_str().expect("an id"));
    let stays = confab.local().delete(&one(by_role("host"))).await;
    assert_eq!(stays.expect(422).code(), "bad_input");
    confab.local().delete(&one(eves)).await.expect(200);
    confab.local().delete(&one(eves)).await.expect(404);
    told.until("roles", SOON, |data| {
        data["roles"].as_array().is_some_and(|all| all.len() == 1)
    })
    .await;
    let back = connect(&confab, spare).await;
    seen(&confab, &meeting, &back).await;
    not_allowed(lock(&back.api, &meeting, true).await);

    // At the guest door there is no such list, and no news of it.
    hal.api.get(&path).await.expect(404);
    let title = json!({"title": "The end"});
    let path = format!("/meetings/{}", meeting.id);
    confab.local().patch(&path, &title).await.expect(200);
    loop {
        let event = guests.next(SOON).await.expect("an event");
        assert_ne!(event.kind, "roles");
        if event.kind == "meeting_updated" && event.data["meeting"]["title"] == "The end" {
            break;
        }
    }
}

/// The guest door as a browser with a cookie of its own asks it.
async fn browser(confab: &Confab) -> (Api, String) {
    let page = confab.pages().get("/").await.expect(200);
    let set = page.header("set-cookie").expect("a cookie").to_owned();
    let cookie = set.split(';').next().expect("a pair").to_owned();
    (confab.guest().with("cookie", &cookie), cookie)
}

#[tokio::test]
async fn nothing_that_a_removed_browser_was_given_leads_back() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ann = enter(&confab, &meeting, "Ann").await;
    seen(&confab, &meeting, &ann).await;
    let (tab, cookie) = browser(&confab).await;
    let eve = connect(&confab, join_at(&tab, &meeting, "Eve").await).await;
    let other_tab = connect(&confab, join_at(&tab, &meeting, "Eva").await).await;
    let unused = join_at(&tab, &meeting, "Ebba").await;
    // Given to no browser, and used with this one.
    let borrowed = join_at(&confab.guest(), &meeting, "Bo").await;
    for person in [&eve, &other_tab] {
        seen(&confab, &meeting, person).await;
    }
    set_rules(&confab, &meeting, json!({"lobby": true})).await;
    let path = format!("/meetings/{}/lobby", meeting.id);
    let mut waits = Events::post(&tab, &path, &json!({"user_name": "Elf"})).await;
    waits.until("waiting", SOON, |_| true).await;

    confab.local().delete(&of(&meeting, &eve)).await.expect(200);
    eve.signal.ended(SOON).await;
    other_tab.signal.ended(SOON).await;
    let closed = waits.until("closed", SOON, |_| true).await;
    assert_eq!(closed.data["code"], "removed_by_host");
    set_rules(&confab, &meeting, json!({"lobby": false})).await;
    for token in [&eve.joined.token, &other_tab.joined.token, &unused.token] {
        refused(&confab, token, "removed_by_host").await;
    }
    let query = format!(
        "/rtc?access_token={}&{}",
        borrowed.token,
        confab_testkit::signal::CLIENT
    );
    let headers = [("cookie", cookie.as_str())];
    let refused = Signal::open(&confab.guest_signal(), &query, &headers).await;
    assert_eq!(
        refused.expect_err("kept out").body.trim(),
        "removed_by_host"
    );
    for session in [&other_tab.joined.session, &unused.session] {
        let api = with_session(&confab, session);
        let answer = api.get("/events").await;
        assert_eq!(code(&answer), (403, "removed_by_host"));
        let answer = try_join_at(&api, &meeting, "Eve").await;
        assert_eq!(code(&answer), (403, "removed_by_host"));
    }
    inside(&confab, &meeting, &[ann.identity()]).await;
}

#[tokio::test]
async fn the_host_stays_who_used_the_browser_of_a_removed_guest() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let (tab, _) = browser(&confab).await;
    let hal = join_at(&tab, &meeting, "Hal").await;
    let sql = format!(
        "INSERT INTO roles (meeting_id, identity, role) VALUES ('{}', '{}', 'host')",
        meeting.id, hal.user_id
    );
    confab_testkit::sqlite::execute(&confab.data().database(), &sql).await;
    let hal = connect(&confab, hal).await;
    let guest = connect(&confab, join_at(&tab, &meeting, "Trying it out").await).await;
    for person in [&hal, &guest] {
        seen(&confab, &meeting, person).await;
    }
    hal.api.delete(&of(&meeting, &guest)).await.expect(200);
    guest.signal.ended(SOON).await;
    inside(&confab, &meeting, &[hal.identity()]).await;
    lock(&hal.api, &meeting, true).await.expect(200);
    join_at(&hal.api, &meeting, "Hal").await;
}

#[tokio::test]
async fn after_a_restart_a_token_that_may_be_a_removed_persons_opens_nothing() {
    let first = confab().start().await;
    let meeting = first.create().await;
    let (_eve, spare) = cohost_with_a_spare(&first, &meeting).await;
    let eve = join_at(&first.guest(), &meeting, "Eve").await;
    let again = join_at(&with_session(&first, &eve.session), &meeting, "Eve").await;
    let second = first.crash().await.start().await;
    // She comes back with a token and shows no session, so nothing tells who she is.
    let back = Signal::connect(&second.guest_signal(), &eve.token).await;
    let back = back.expect("she is back");
    second.has_people(&meeting.id, 1, LONG).await;
    let path = format!("/meetings/{}/participants/{}", meeting.id, eve.user_id);
    second.local().delete(&path).await.expect(200);
    back.ended(SOON).await;

    refused(&second, &again.token, "bad_token").await;
    refused(&second, &spare.token, "bad_token").await;
    let api = with_session(&second, &again.session);
    assert_eq!(code(&lock(&api, &meeting, true).await), (401, "no_session"));
    // Who joins now is not in doubt.
    let fresh = joined(&try_join_at(&second.guest(), &meeting, "Ann").await);
    connect(&second, fresh).await;
}
