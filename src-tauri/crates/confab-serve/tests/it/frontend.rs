//! A front end of one's own: `FRONTEND_URL`.

use std::net::TcpListener;

use confab_testkit::http::Method;
use confab_testkit::signal::CLIENT;
use confab_testkit::{Answer, Guests, Ready, Signal};
use serde_json::json;

use crate::{SOON, confab};

const OWN: &str = "http://localhost:3000";

fn allowed(answer: &Answer) -> Option<&str> {
    answer.header("access-control-allow-origin")
}

fn varies(answer: &Answer) -> bool {
    let values = answer.headers.get_all("vary").iter();
    values
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.to_lowercase().contains("origin"))
}

#[tokio::test]
async fn links_start_with_the_front_end() {
    for (given, base) in [
        (OWN, OWN),
        ("http://localhost:3000/", OWN),
        (
            "https://meet.example.org/app/",
            "https://meet.example.org/app",
        ),
        ("https://meet.example.org", "https://meet.example.org"),
    ] {
        let confab = confab().env("FRONTEND_URL", given).start().await;
        let meeting = confab.create().await;
        assert_eq!(
            meeting.link,
            format!("{base}/meeting/{}", meeting.id),
            "FRONTEND_URL={given}"
        );
    }
}

#[tokio::test]
async fn the_front_end_s_origin_may_call_the_local_api_and_no_other_may() {
    let confab = confab()
        .env("FRONTEND_URL", "https://meet.example.org/app/")
        .start()
        .await;
    let own = "https://meet.example.org";
    let page = confab.local().with("origin", own);
    let created = page.post("/meetings/create").await.expect(200);
    assert_eq!(allowed(&created), Some(own));
    assert!(varies(&created), "{:?}", created.headers);
    let exposed = created
        .header("access-control-expose-headers")
        .unwrap_or_default()
        .to_lowercase();
    assert!(exposed.contains("confab-code"), "{exposed}");
    let error = page.get("/meetings/abc-defg-hij/info").await.expect(404);
    assert_eq!(allowed(&error), Some(own), "errors too");
    assert!(varies(&error), "{:?}", error.headers);

    for foreign in [
        "https://evil.example",
        "http://meet.example.org",
        "https://meet.example.org:8443",
        "null",
        "",
    ] {
        let page = confab.local().with("origin", foreign);
        let refused = page.post("/meetings/create").await.expect(403);
        assert_eq!(allowed(&refused), None, "{foreign:?}");
        refused.detail();
        let read = page.get("/meetings/abc-defg-hij/exists").await;
        assert_eq!(allowed(&read), None, "{foreign:?}");
    }
    let listed = confab.local().get("/meetings").await.expect(200).json();
    assert_eq!(
        listed["meetings"].as_array().map(Vec::len),
        Some(1),
        "foreign pages made nothing"
    );
}

#[tokio::test]
async fn a_preflight_is_answered_for_the_front_end_alone() {
    let confab = confab().env("FRONTEND_URL", OWN).start().await;
    let preflight = |origin: &'static str, method: &'static str| {
        let api = confab
            .local()
            .with("origin", origin)
            .with("access-control-request-method", method)
            .with("access-control-request-headers", "content-type");
        async move {
            api.send(Method::OPTIONS, "/meetings/abc-defg-hij/join", None)
                .await
        }
    };
    let answer = preflight(OWN, "POST").await;
    assert!((200..300).contains(&answer.status), "{}", answer.status);
    assert_eq!(allowed(&answer), Some(OWN));
    assert!(varies(&answer));
    let methods = answer
        .header("access-control-allow-methods")
        .unwrap_or_default();
    assert!(methods.contains("POST"), "{methods}");
    let headers = answer
        .header("access-control-allow-headers")
        .unwrap_or_default()
        .to_lowercase();
    assert!(headers.contains("content-type"), "{headers}");
    let foreign = preflight("https://evil.example", "POST").await;
    assert_eq!(allowed(&foreign), None);
}

#[tokio::test]
async fn without_a_front_end_no_foreign_origin_is_answered() {
    let confab = confab().start().await;
    for origin in [OWN, "https://evil.example", "null"] {
        let page = confab.local().with("origin", origin);
        page.post("/meetings/create").await.expect(403).detail();
        assert_eq!(
            allowed(&page.get("/meetings/abc-defg-hij/exists").await),
            None
        );
    }
}

#[tokio::test]
async fn a_page_of_the_author_s_own_holds_a_call() {
    let confab = confab().env("FRONTEND_URL", OWN).start().await;
    let page = confab.local().with("origin", OWN);
    let created = page.post("/meetings/create").await.expect(200).json();
    let id = created["meeting_id"].as_str().expect("an id");
    let path = format!("/meetings/{id}/join");
    let joined = page
        .post_json(&path, &json!({"user_name": "Ada"}))
        .await
        .expect(200)
        .json();
    let (url, token) = (
        joined["livekit_url"].as_str().expect("a URL"),
        joined["token"].as_str().expect("a token"),
    );
    assert_eq!(url, confab.ready.signal);
    // A browser sends its page's origin with the WebSocket.
    let query = format!("/rtc?access_token={token}&{CLIENT}");
    let ada = Signal::open(url, &query, &[("origin", OWN)])
        .await
        .expect("the front end's origin");
    let foreign = Signal::open(url, &query, &[("origin", "http://localhost:3001")]).await;
    assert_eq!(foreign.map(|_| ()).expect_err("a foreign page").status, 403);
    let ben = page
        .post_json(&path, &json!({"user_name": "Ben"}))
        .await
        .expect(200)
        .json();
    let mut guests = Guests::start().await;
    let ben = guests.connect(url, ben["token"].as_str().expect("a token"), &["audio"]);
    ben.connected().await;
    confab.has_people(id, 2, SOON).await;
    page.delete(&format!("/meetings/{id}")).await.expect(200);
    ada.left(SOON).await;
    assert_eq!(ben.disconnected(SOON).await, "ROOM_DELETED");
}

#[tokio::test]
async fn with_a_front_end_a_taken_guest_port_is_no_failure() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let own = format!("http://localhost:{port}");
    let confab = confab()
        .env("FRONTEND_URL", &own)
        .env("CONFAB_GUEST_PORT", port)
        .start()
        .await;
    assert_ne!(
        Ready::port(&confab.ready.guests),
        port,
        "the guest door went elsewhere"
    );
    let meeting = confab.create().await;
    assert_eq!(
        meeting.link,
        format!("{own}/meeting/{}", meeting.id),
        "links follow FRONTEND_URL"
    );
    confab.pages().get("/").await.expect(200);
}

#[tokio::test]
async fn without_one_the_sentence_names_both_cures() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let failure = confab().env("CONFAB_GUEST_PORT", port).fail().await;
    failure.names("FRONTEND_URL");
    failure.names("CONFAB_GUEST_PORT");
}

#[tokio::test]
async fn a_front_end_that_is_no_web_address_is_refused() {
    for nonsense in [
        "nonsense",
        "ftp://example.org",
        "javascript:alert(1)",
        "http://",
    ] {
        confab()
            .env("FRONTEND_URL", nonsense)
            .fail()
            .await
            .names("FRONTEND_URL");
    }
}
