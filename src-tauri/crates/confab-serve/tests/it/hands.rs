//! Hands and reactions.

use confab_testkit::Events;
use confab_testkit::http::Method;
use serde_json::json;

use crate::roles::{connect, enter, join_at, not_allowed, put, seen, with_session};
use crate::{SOON, confab};

#[tokio::test]
async fn hands_keep_their_order_and_are_lowered_by_their_owner_or_a_host() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    let ben = enter(&confab, &meeting, "Ben").await;
    for who in [&ada, &ben] {
        seen(&confab, &meeting, who).await;
    }
    let mut events = Events::open(&confab.local()).await;
    let path = format!("/meetings/{}/hand", meeting.id);
    let up = |who| {
        let path = &path;
        async move {
            put(who, path, json!({"raised": true}))
                .await
                .expect(200)
                .json()["hand"]
                .as_u64()
        }
    };
    let first = up(&ben.api).await.expect("a place");
    let second = up(&ada.api).await.expect("a place");
    assert!(first < second);
    assert_eq!(
        up(&ben.api).await,
        Some(first),
        "a hand that is up keeps its place"
    );
    let told = events.until("participant_updated", SOON, |data| {
        data["participant"]["hand"] == second
    });
    assert_eq!(told.await.data["participant"]["identity"], ada.identity());

    put(&ben.api, &path, json!({"raised": false}))
        .await
        .expect(200);
    let third = up(&ben.api).await.expect("a place");
    assert!(third > second, "who raises anew is last");

    let hands = format!("/meetings/{}/hands", meeting.id);
    let one = format!("{hands}/{}", ada.identity());
    not_allowed(ben.api.delete(&one).await);
    let lowered = confab.local().delete(&one).await.expect(200).json();
    assert_eq!(lowered["hand"], json!(null));
    let told = events.until("moderated", SOON, |_| true).await.data;
    assert_eq!(
        (&told["what"], &told["identity"]),
        (&json!("hand_lowered"), &json!(ada.identity()))
    );
    let all = confab.local().delete(&hands).await.expect(200).json();
    assert_eq!(all["count"], 1);
    let told = events.until("moderated", SOON, |_| true).await.data;
    assert_eq!(told["identity"], json!(null));
}

#[tokio::test]
async fn only_those_inside_raise_hands_and_react() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let outside = join_at(&confab.guest(), &meeting, "Ada").await;
    let api = with_session(&confab, &outside.session);
    let (hand, react) = (
        format!("/meetings/{}/hand", meeting.id),
        format!("/meetings/{}/reactions", meeting.id),
    );
    let (up, emoji) = (json!({"raised": true}), json!({"emoji": "👍"}));
    not_allowed(put(&api, &hand, up.clone()).await);
    not_allowed(api.post_json(&react, &emoji).await);
    // At our own door somebody has to be named whose hand it is.
    put(&confab.local(), &hand, up.clone()).await.expect(401);
    confab.local().post_json(&react, &emoji).await.expect(401);
    let ada = connect(&confab, outside).await;
    seen(&confab, &meeting, &ada).await;
    let local = confab
        .local()
        .with("Authorization", &format!("Bearer {}", ada.joined.session));
    put(&local, &hand, up).await.expect(200);
    local.post_json(&react, &emoji).await.expect(200);
}

#[tokio::test]
async fn reactions_are_of_a_kind_and_of_a_number() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    let ben = enter(&confab, &meeting, "Ben").await;
    for who in [&ada, &ben] {
        seen(&confab, &meeting, who).await;
    }
    let mut events = Events::open(&ben.api).await;
    let path = format!("/meetings/{}/reactions", meeting.id);
    for bad in [
        json!({"emoji": "💩"}),
        json!({"emoji": ""}),
        json!({"emoji": 5}),
        json!({}),
    ] {
        ada.api.post_json(&path, &bad).await.expect(422).detail();
    }
    let heart = json!({"emoji": "❤️"});
    ada.api.post_json(&path, &heart).await.expect(200);
    let told = events.until("reaction", SOON, |_| true).await.data;
    assert_eq!(
        (&told["identity"], &told["name"], &told["emoji"]),
        (&json!(ada.identity()), &json!("Ada"), &json!("❤️"))
    );
    let mut refused = None;
    for _ in 0..20 {
        let answer = ada.api.post_json(&path, &heart).await;
        if answer.status != 200 {
            refused = Some(answer.expect(429));
            break;
        }
    }
    let refused = refused.expect("there is an end to it");
    assert_eq!(refused.code(), "too_many_requests");
    refused.header("retry-after").expect("a time");
    // Ben has a pace of his own.
    ben.api.post_json(&path, &heart).await.expect(200);
    let body = b"{}".to_vec();
    let wrong = ada
        .api
        .send(Method::PUT, &path, Some(("application/json", body)))
        .await;
    assert_eq!(wrong.status, 405);
}
