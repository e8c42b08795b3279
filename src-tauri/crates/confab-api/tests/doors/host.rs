//! The host's call: one participant, however often it is opened.

use std::time::Duration;

use confab_core::name::DisplayName;
use confab_testkit::{Signal, wait_until};
use serde_json::Value;

use super::{Standing, create, stand};

const LIMIT: Duration = Duration::from_secs(20);

/// Exchanges a new code, as the page does that the window has opened.
async fn exchange(standing: &Standing, meeting: &str) -> Value {
    let name = DisplayName::new("Hanna").expect("a name");
    let confab = standing.house.confab();
    let id = meeting.parse().expect("an id");
    let mut code = confab.issue_host_code(id, name).await.expect("a code");
    let path = format!("/api/v1/meetings/{meeting}/host");
    let body = serde_json::json!({ "code": code.secret().expose() }).to_string();
    let reply = standing.senders[2].send("POST", &path, &[], &body).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    tokio::time::timeout(LIMIT, code.exchanged())
        .await
        .expect("the window is told that the call has opened");
    let again = standing.senders[2].send("POST", &path, &[], &body).await;
    assert_eq!(again.header("confab-code"), Some("bad_host_code"));
    reply.json()
}

async fn connect(entry: &Value) -> Signal {
    let text = |name: &str| entry[name].as_str().expect("a text").to_owned();
    Signal::connect(&text("livekit_url"), &text("token"))
        .await
        .expect("it gets in")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_host_is_in_a_meeting_once_however_often_the_call_is_opened() {
    let standing = stand().await;
    let confab = standing.house.confab().clone();
    let meeting = create(&standing.senders[1]).await;
    let id = meeting.parse().expect("an id");
    let inside = async || {
        let people = confab.participants(id).await.expect("people");
        let identities: Vec<_> = people.into_iter().map(|person| person.identity).collect();
        (!identities.is_empty()).then_some(identities)
    };
    assert!(!confab.is_host_inside(id));

    // Twice before either is inside.
    let (first, second) = (
        exchange(&standing, &meeting).await,
        exchange(&standing, &meeting).await,
    );
    assert_eq!(first["key"], Value::Null, "this meeting is not encrypted");
    let earlier = connect(&first).await;
    wait_until("the host is inside", LIMIT, inside).await;
    assert!(confab.is_host_inside(id));
    let later = connect(&second).await;
    earlier.left(LIMIT).await;

    // And once more from inside.
    let third = exchange(&standing, &meeting).await;
    let last = connect(&third).await;
    later.left(LIMIT).await;
    let identities = wait_until("the host is inside", LIMIT, inside).await;
    assert_eq!(identities, [last.identity()]);
    standing.house.shutdown().await;
}
