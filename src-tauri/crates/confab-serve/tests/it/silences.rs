//! interface.md, "Answers where the contract is silent": meetings, ids, limits, methods, paths.

use std::net::{IpAddr, Ipv4Addr};

use confab_testkit::http::Method;
use confab_testkit::{Api, Ready, Signal, process};
use serde_json::json;

use crate::confab;

/// Ids that no meeting has, as they stand in a URL, with what `exists` may echo.
fn wrong_ids() -> Vec<(String, String)> {
    let long = "a".repeat(5000);
    vec![
        ("abc-defg-hij".into(), "abc-defg-hij".into()),
        ("ABC-DEFG-HIJ".into(), "abc-defg-hij".into()),
        ("abcdefghij".into(), "abc-defg-hij".into()),
        ("nonsense".into(), "nonsense".into()),
        ("123".into(), "123".into()),
        ("%00".into(), "\0".into()),
        ("%F0%9F%98%80".into(), "😀".into()),
        ("a%20b".into(), "a b".into()),
        ("%3Cscript%3E".into(), "<script>".into()),
        (long.clone(), long[..100].into()),
    ]
}

#[tokio::test]
async fn exists_says_no_to_every_unknown_or_malformed_id_and_echoes_it() {
    let confab = confab().start().await;
    for (id, echoed) in wrong_ids() {
        let answer = confab.local().get(&format!("/meetings/{id}/exists")).await;
        assert_eq!(answer.status, 200, "{id}: {}", answer.text);
        assert_eq!(
            answer.json(),
            json!({"exists": false, "meeting_id": echoed})
        );
    }
}

#[tokio::test]
async fn an_id_that_is_not_even_text_does_not_exist() {
    let confab = confab().start().await;
    for id in ["%ff", "%c3%28"] {
        let answer = confab
            .local()
            .get(&format!("/meetings/{id}/exists"))
            .await
            .expect(200);
        assert_eq!(answer.json()["exists"], false);
        confab
            .local()
            .get(&format!("/meetings/{id}/info"))
            .await
            .expect(404)
            .detail();
    }
}

#[tokio::test]
async fn an_unknown_id_is_judged_before_the_body() {
    let confab = confab().start().await;
    let local = confab.local();
    for (id, _) in wrong_ids() {
        let join = format!("/meetings/{id}/join");
        let answers = [
            local.post(&join).await,
            local
                .send(
                    Method::POST,
                    &join,
                    Some(("application/json", b"{".to_vec())),
                )
                .await,
            local
                .send(Method::POST, &join, Some(("text/plain", b"Ada".to_vec())))
                .await,
            local.get(&format!("/meetings/{id}/info")).await,
            local.get(&format!("/meetings/{id}/participants")).await,
            local.delete(&format!("/meetings/{id}")).await,
            local
                .patch(&format!("/meetings/{id}"), &json!({"max_participants": 0}))
                .await,
        ];
        for answer in answers {
            let answer = answer.expect(404);
            assert_eq!(
                answer.json(),
                json!({"detail": "Meeting not found"}),
                "{id}"
            );
            assert_eq!(answer.code(), "meeting_not_found");
        }
    }
}

#[tokio::test]
async fn ids_are_read_forgivingly_and_answered_canonically() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    for written in [meeting.id.to_uppercase(), meeting.id.replace('-', "")] {
        let exists = confab
            .local()
            .get(&format!("/meetings/{written}/exists"))
            .await
            .expect(200);
        assert_eq!(
            exists.json(),
            json!({"exists": true, "meeting_id": meeting.id})
        );
        let info = confab
            .local()
            .get(&format!("/meetings/{written}/info"))
            .await
            .expect(200);
        assert_eq!(info.json()["meeting_id"], meeting.id);
        let joined = confab.try_join(&written, "Ada").await.expect(200);
        assert_eq!(joined.json()["meeting_id"], meeting.id);
        let people = confab
            .local()
            .get(&format!("/meetings/{written}/participants"))
            .await
            .expect(200);
        assert_eq!(people.json()["meeting_id"], meeting.id);
    }
    let deleted = confab
        .local()
        .delete(&format!("/meetings/{}", meeting.id.to_uppercase()))
        .await
        .expect(200);
    assert_eq!(deleted.json()["meeting_id"], meeting.id);
}

#[tokio::test]
async fn create_takes_no_body_or_options() {
    let confab = confab().start().await;
    let local = confab.local();
    let json = "application/json";
    for body in ["", "{}", r#"{"colour":"blue"}"#] {
        local
            .send(Method::POST, "/meetings/create", Some((json, body.into())))
            .await
            .expect(200);
    }
    for most in [1, 50, 1000] {
        let meeting = confab.create_with(&json!({"max_participants": most})).await;
        let info = local
            .get(&format!("/meetings/{}/info", meeting.id))
            .await
            .expect(200)
            .json();
        assert_eq!(info["max_participants"], most);
    }
    for title in ["Stand-up", "", "\u{1f600}".repeat(200).as_str()] {
        let options = json!({"title": title});
        let answer = local.post_json("/meetings/create", &options).await;
        assert_eq!(answer.status, 200, "{title}: {}", answer.text);
    }
}

#[tokio::test]
async fn create_refuses_options_that_do_not_fit() {
    let confab = confab().start().await;
    let local = confab.local();
    for options in [
        json!({"max_participants": 0}),
        json!({"max_participants": 1001}),
        json!({"max_participants": -1}),
        json!({"max_participants": 1.5}),
        json!({"max_participants": "ten"}),
        json!({"max_participants": 1e99}),
        json!({"title": "x".repeat(201)}),
        json!({"title": 7}),
        json!([]),
        json!("title"),
    ] {
        let answer = local.post_json("/meetings/create", &options).await;
        assert_eq!(answer.status, 422, "{options}: {}", answer.text);
        answer.detail();
        assert_ne!(answer.code(), "", "{options}");
    }
    let malformed = local
        .send(
            Method::POST,
            "/meetings/create",
            Some(("application/json", b"{".to_vec())),
        )
        .await;
    malformed.expect(422).detail();
    let none = local.get("/meetings").await.expect(200).json();
    assert_eq!(
        none["meetings"],
        json!([]),
        "nothing was kept of what was refused"
    );
}

#[tokio::test]
async fn a_method_that_a_path_does_not_have_is_405_with_allow() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let local = confab.local();
    let id = &meeting.id;
    let table = [
        (Method::PUT, format!("/meetings/{id}/join"), "POST"),
        (Method::GET, format!("/meetings/{id}/join"), "POST"),
        (Method::POST, format!("/meetings/{id}/info"), "GET"),
        (Method::DELETE, format!("/meetings/{id}/exists"), "GET"),
        (Method::POST, format!("/meetings/{id}/participants"), "GET"),
        (Method::POST, format!("/meetings/{id}"), "DELETE"),
    ];
    for (method, path, allowed) in table {
        let answer = local.send(method.clone(), &path, None).await;
        assert_eq!(answer.status, 405, "{method} {path}: {}", answer.text);
        answer.detail();
        assert_ne!(answer.code(), "", "{method} {path}");
        let allow = answer.header("allow").unwrap_or_default().to_owned();
        assert!(allow.contains(allowed), "{method} {path} allows {allow:?}");
    }
}

#[tokio::test]
async fn unknown_paths_are_404_at_every_door_and_for_every_method() {
    let confab = confab().start().await;
    let signal = Api::new(confab.ready.signal.replace("ws://", "http://"));
    let root = Api::new(confab.ready.api.replace("/api/v1", ""));
    let paths = [
        "/nope",
        "/api/v1/nope",
        "/api/v2/meetings/create",
        "/meetings/create",
        "/index.php",
        "/admin",
    ];
    for door in [&root, &confab.pages(), &signal] {
        for path in paths {
            for method in [
                Method::GET,
                Method::POST,
                Method::PUT,
                Method::DELETE,
                Method::PATCH,
            ] {
                let answer = door.send(method.clone(), path, None).await;
                assert_eq!(
                    answer.status,
                    404,
                    "{method} {}{path}: {}",
                    door.base(),
                    answer.text
                );
            }
        }
    }
    for door in [&root, &confab.pages()] {
        let answer = door.get("/api/v1/nope").await.expect(404);
        answer.detail();
        assert_ne!(answer.code(), "", "every error carries a code");
    }
}

#[tokio::test]
async fn the_page_is_served_for_meetings_alone() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let pages = confab.pages();
    let page = pages
        .get(&format!("/meeting/{}", meeting.id))
        .await
        .expect(200);
    assert!(
        page.header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html")),
        "{:?}",
        page.headers
    );
    pages.get("/").await.expect(200);
    for unknown in ["abc-defg-hij", "nonsense", "%00"] {
        let page = pages.get(&format!("/meeting/{unknown}")).await.expect(404);
        assert!(
            page.header("content-type")
                .is_some_and(|kind| kind.starts_with("text/html")),
            "{:?}",
            page.headers
        );
    }
}

#[tokio::test]
async fn a_title_is_text_on_the_page_and_never_markup() {
    let confab = confab().start().await;
    let title = "</title><script>alert(1)</script>\"><img src=x onerror=alert(2)>";
    let meeting = confab.create_with(&json!({"title": title})).await;
    let page = confab
        .pages()
        .get(&format!("/meeting/{}", meeting.id))
        .await
        .expect(200);
    for raw in ["<script>alert(1)", "\"><img", "<img src=x"] {
        assert!(!page.text.contains(raw), "the page holds {raw} unescaped");
    }
}

#[tokio::test]
async fn the_local_door_has_no_rate_limit() {
    let confab = confab().start().await;
    let local = confab.local();
    for _ in 0..300 {
        local.get("/meetings/abc-defg-hij/info").await.expect(404);
    }
    local.get("/meetings/abc-defg-hij/exists").await.expect(200);
}

#[tokio::test]
async fn the_guest_door_limits_wrong_ids_and_leaves_right_links_alone() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let guest = confab.guest();
    let mut limited = None;
    for count in 1..100 {
        let answer = guest
            .get(&format!("/meetings/aaa-bbbb-{}/exists", letters(count)))
            .await;
        if answer.status == 429 {
            limited = Some(answer);
            break;
        }
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
    let limited = limited.expect("429 well before 100 wrong ids");
    limited.detail();
    assert!(
        limited
            .header("retry-after")
            .is_some_and(|after| after.parse::<u32>().is_ok()),
        "{:?}",
        limited.headers
    );
    // What is asked now would be a guess, right or wrong.
    let path = format!("/meetings/{}/exists", meeting.id);
    let right = guest.get(&path).await.expect(429);
    assert_eq!(right.text, limited.text);
    // Thirty people behind one address, all with the right link.
    let guest = confab.guest_from(Ipv4Addr::new(127, 0, 0, 2));
    for number in 0..30 {
        guest.get(&path).await.expect(200);
        let name = json!({"user_name": format!("Guest {number}")});
        let joined = guest
            .post_json(&format!("/meetings/{}/join", meeting.id), &name)
            .await
            .expect(200)
            .json();
        let token = joined["token"].as_str().expect("a token");
        let url = joined["livekit_url"].as_str().expect("a URL");
        if number % 10 == 0 {
            Signal::connect(url, token).await.expect("they get in");
        }
    }
}

fn letters(number: u32) -> String {
    let letter = |n: u32| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
    [letter(number / 676), letter(number / 26), letter(number)]
        .iter()
        .collect()
}

#[tokio::test]
async fn livekit_url_follows_the_host_that_a_guest_used() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let port = Ready::port(&confab.ready.guests);
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}")] {
        let api = Api::new(format!("http://{host}/api/v1"));
        let path = format!("/meetings/{}/join", meeting.id);
        let joined = api
            .post_json(&path, &json!({"user_name": "Ada"}))
            .await
            .expect(200)
            .json();
        assert_eq!(joined["livekit_url"], format!("ws://{host}"));
        let token = joined["token"].as_str().expect("a token");
        Signal::connect(&format!("ws://{host}"), token)
            .await
            .expect("it leads inside");
    }
}

#[tokio::test]
async fn nothing_but_media_listens_beyond_loopback() {
    let confab = confab().start().await;
    for address in process::listens_tcp(confab.pid()) {
        assert!(
            address.ip().is_loopback(),
            "confab-serve listens on {address}"
        );
    }
    assert!(
        process::listens_udp(confab.pid()).is_empty(),
        "no UDP of our own"
    );
    let media = confab.ready.rtc_tcp.expect("a media port");
    for address in process::listens_tcp(confab.engine_pid()) {
        let loopback = |ip: IpAddr| ip.is_loopback();
        assert!(
            loopback(address.ip()) || address.port() == media,
            "livekit-server listens on {address}"
        );
    }
    let udp = confab.ready.rtc_udp.expect("a media port");
    for address in process::listens_udp(confab.engine_pid()) {
        assert!(
            address.ip().is_loopback() || address.port() == udp,
            "livekit-server has UDP {address}"
        );
    }
}

#[tokio::test]
async fn both_loopback_addresses_answer() {
    let confab = confab().start().await;
    for (url, path) in [(&confab.ready.api, "/healthz"), (&confab.ready.guests, "/")] {
        let port = Ready::port(url);
        let suffix = url.split(&format!(":{port}")).nth(1).unwrap_or_default();
        for host in ["127.0.0.1", "[::1]", "localhost"] {
            let api = Api::new(format!("http://{host}:{port}{suffix}"));
            let answer = api.get(path).await;
            assert_eq!(
                answer.status, 200,
                "{host}:{port}{suffix}{path}: {}",
                answer.text
            );
        }
    }
}

#[tokio::test]
async fn health_says_that_the_server_is_ready() {
    let confab = confab().start().await;
    let root = Api::new(confab.ready.api.replace("/api/v1", ""));
    for answer in [
        root.get("/healthz").await,
        confab.local().get("/healthz").await,
    ] {
        let body = answer.expect(200).json();
        assert_eq!(body["status"], "ok");
        assert_eq!(body["server"]["state"], "ready");
    }
}
