//! A browser whose guest was put out stays out, and is recognised for nothing else.

use confab_testkit::confab::joined;
use confab_testkit::{Answer, Api, Confab, Signal};
use serde_json::json;

use crate::{SOON, confab};

/// The guest door as a browser asks it that has visited a page: with the cookie that it was given.
async fn browser(confab: &Confab) -> (Api, String) {
    let page = confab.pages().get("/").await.expect(200);
    let set = page.header("set-cookie").expect("a cookie").to_owned();
    for part in ["confab_browser=", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    let cookie = set.split(';').next().expect("a pair").to_owned();
    (confab.guest().with("cookie", &cookie), cookie)
}

async fn try_join(guest: &Api, meeting: &str, name: &str) -> Answer {
    let path = format!("/meetings/{meeting}/join");
    guest.post_json(&path, &json!({"user_name": name})).await
}

async fn remove(confab: &Confab, meeting: &str, identity: &str) {
    let path = format!("/meetings/{meeting}/participants/{identity}");
    confab.local().delete(&path).await.expect(200);
}

fn banned(answer: Answer) {
    let answer = answer.expect(403);
    assert_eq!(answer.code(), "removed_by_host");
    answer.detail();
}

async fn is_banned(guest: &Api, meeting: &str) {
    banned(try_join(guest, meeting, "Somebody else").await);
    let path = |what: &str| format!("/meetings/{meeting}/{what}");
    banned(guest.post(&path("warm")).await);
    let name = json!({"user_name": "Somebody else"});
    banned(guest.post_json(&path("lobby"), &name).await);
}

#[tokio::test]
async fn a_removed_guest_s_browser_is_refused_also_after_a_restart() {
    let first = confab().start().await;
    let (meeting, other) = (first.create().await, first.create().await);
    let (guest, cookie) = browser(&first).await;
    let ada = joined(&try_join(&guest, &meeting.id, "Ada").await);
    let inside = Signal::connect(&ada.livekit_url, &ada.token).await;
    let inside = inside.expect("she gets in");
    first.has_people(&meeting.id, 1, SOON).await;
    remove(&first, &meeting.id, &ada.user_id).await;
    inside.ended(SOON).await;
    is_banned(&guest, &meeting.id).await;

    // It decides nothing else: the page, other questions, other meetings, other browsers.
    let info = format!("/meetings/{}/info", meeting.id);
    guest.get(&info).await.expect(200);
    let page = first.pages().with("cookie", &cookie);
    let page = page
        .get(&format!("/meeting/{}", meeting.id))
        .await
        .expect(200);
    assert_eq!(
        page.header("set-cookie"),
        None,
        "it keeps the id that it has"
    );
    try_join(&guest, &other.id, "Ada").await.expect(200);
    let (another, _) = browser(&first).await;
    try_join(&another, &meeting.id, "Ben").await.expect(200);
    first.join(&meeting.id, "Cleo").await;

    let second = first.crash().await.start().await;
    let guest = second.guest().with("cookie", &cookie);
    is_banned(&guest, &meeting.id).await;
    try_join(&guest, &other.id, "Ada").await.expect(200);
}

#[tokio::test]
async fn who_came_before_a_restart_and_is_removed_after_it_is_refused_too() {
    let first = confab().start().await;
    let meeting = first.create().await;
    let (guest, cookie) = browser(&first).await;
    let ada = joined(&try_join(&guest, &meeting.id, "Ada").await);
    let (ben, other) = browser(&first).await;
    let ben = joined(&try_join(&ben, &meeting.id, "Ben").await);
    let second = first.crash().await.start().await;

    // A browser shows its cookie with the signalling as well; a session holds what it was.
    let path = format!(
        "/rtc?access_token={}&{}",
        ada.token,
        confab_testkit::signal::CLIENT
    );
    let headers = [("cookie", cookie.as_str())];
    let back = Signal::open(&second.guest_signal(), &path, &headers).await;
    let _back = back.expect("she is back");
    let _ben = Signal::connect(&second.guest_signal(), &ben.token)
        .await
        .expect("he is back");
    second.has_people(&meeting.id, 2, SOON).await;
    let session = second
        .guest()
        .with("authorization", &format!("Bearer {}", ben.session));
    confab_testkit::Events::open(&session).await;

    for (who, cookie) in [(&ada, &cookie), (&ben, &other)] {
        let guest = second.guest().with("cookie", cookie);
        guest
            .post(&format!("/meetings/{}/warm", meeting.id))
            .await
            .expect(409);
        remove(&second, &meeting.id, &who.user_id).await;
        is_banned(&guest, &meeting.id).await;
    }
}

#[tokio::test]
async fn a_connection_that_waits_ends_with_the_removal_of_its_browser() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let (guest, _) = browser(&confab).await;
    let path = format!("/meetings/{}", meeting.id);
    let body = json!({"user_name": "Ada", "data": false});
    let ada = joined(&guest.post_json(&format!("{path}/join"), &body).await);
    let _inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("she gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    let warm = guest.post(&format!("{path}/warm")).await.expect(200).json();
    let token = warm["token"].as_str().expect("a token");
    let waiting = Signal::connect(&ada.livekit_url, token)
        .await
        .expect("her other tab waits");
    let (another, _) = browser(&confab).await;
    let warm = another
        .post(&format!("{path}/warm"))
        .await
        .expect(200)
        .json();
    let token = warm["token"].as_str().expect("a token");
    let someone = Signal::connect(&ada.livekit_url, token)
        .await
        .expect("somebody else waits");
    remove(&confab, &meeting.id, &ada.user_id).await;
    waiting.ended(SOON).await;
    assert!(!someone.closed());
}

#[tokio::test]
async fn other_doors_give_no_cookie_and_read_none() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let (guest, cookie) = browser(&confab).await;
    let ada = joined(&try_join(&guest, &meeting.id, "Ada").await);
    let _inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("she gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    remove(&confab, &meeting.id, &ada.user_id).await;
    let local = confab.local().with("cookie", &cookie);
    let answer = try_join(&local, &meeting.id, "Ada").await.expect(200);
    assert_eq!(answer.header("set-cookie"), None);
}
