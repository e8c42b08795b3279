//! Bodies that do not fit, and names at the edge of fitting.

use confab_testkit::http::Method;
use serde_json::json;

use crate::confab;

const JSON: &str = "application/json";

#[tokio::test]
async fn whatever_does_not_fit_is_422() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let path = format!("/meetings/{}/join", meeting.id);
    let long = |length: usize| {
        json!({"user_name": "a".repeat(length)})
            .to_string()
            .into_bytes()
    };
    let deep = format!("{{\"user_name\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
    let table: Vec<(&str, Vec<u8>)> = vec![
        ("an empty body", b"".to_vec()),
        ("malformed JSON", b"{\"user_name\":".to_vec()),
        ("no JSON at all", b"user_name=Ada".to_vec()),
        ("more after the end", b"{\"user_name\":\"Ada\"} x".to_vec()),
        ("bad UTF-8", b"{\"user_name\":\"\xff\xfe\"}".to_vec()),
        ("a lone surrogate", br#"{"user_name":"\ud800"}"#.to_vec()),
        (
            "surrogates in the wrong order",
            br#"{"user_name":"\udc00\ud800"}"#.to_vec(),
        ),
        ("a number", br#"{"user_name":7}"#.to_vec()),
        ("null", br#"{"user_name":null}"#.to_vec()),
        ("an array", br#"{"user_name":["Ada"]}"#.to_vec()),
        ("an object", br#"{"user_name":{"first":"Ada"}}"#.to_vec()),
        ("a list as the body", br#"["Ada"]"#.to_vec()),
        ("a text as the body", br#""Ada""#.to_vec()),
        ("null as the body", b"null".to_vec()),
        ("no name", b"{}".to_vec()),
        ("another field alone", br#"{"name":"Ada"}"#.to_vec()),
        ("an empty name", br#"{"user_name":""}"#.to_vec()),
        ("blanks", br#"{"user_name":"   "}"#.to_vec()),
        ("a tab and a line feed", br#"{"user_name":"\t\n"}"#.to_vec()),
        (
            "an ideographic space",
            br#"{"user_name":"\u3000"}"#.to_vec(),
        ),
        (
            "a no-break space",
            br#"{"user_name":"\u00a0\u2003"}"#.to_vec(),
        ),
        (
            "a line separator",
            br#"{"user_name":"\u2028\u205f"}"#.to_vec(),
        ),
        ("1,000 characters", long(1000)),
        ("10,000 characters", long(10_000)),
        ("a deep nest", deep.into_bytes()),
    ];
    for (what, body) in table {
        let answer = confab
            .local()
            .send(Method::POST, &path, Some((JSON, body)))
            .await;
        assert_eq!(answer.status, 422, "{what}: {}", answer.text);
        let detail = answer.detail();
        assert_ne!(answer.code(), "", "{what} has a code");
        for inside in [
            "line ",
            "column",
            "serde",
            "::",
            "expected",
            ".rs",
            "at position",
        ] {
            assert!(
                !detail.contains(inside),
                "{what}: {detail:?} tells of our insides ({inside})"
            );
        }
    }
    let none = confab.local().post(&path).await;
    none.expect(422).detail();
}

#[tokio::test]
async fn a_wrong_content_type_is_415() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let path = format!("/meetings/{}/join", meeting.id);
    let body = br#"{"user_name":"Ada"}"#.to_vec();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/xml",
        "",
    ] {
        let answer = confab
            .local()
            .send(Method::POST, &path, Some((kind, body.clone())))
            .await;
        assert_eq!(answer.status, 415, "{kind:?}: {}", answer.text);
        answer.detail();
        let answer = confab
            .local()
            .send(Method::POST, "/meetings/create", Some((kind, body.clone())))
            .await;
        assert_eq!(answer.status, 415, "create with {kind:?}: {}", answer.text);
    }
}

#[tokio::test]
async fn json_with_a_charset_and_unknown_fields_is_welcome() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let path = format!("/meetings/{}/join", meeting.id);
    let body =
        br#"{"user_name":"Ada","role":"host","identity":"root","grants":["roomAdmin"]}"#.to_vec();
    for kind in [JSON, "application/json; charset=utf-8", "Application/JSON"] {
        let answer = confab
            .local()
            .send(Method::POST, &path, Some((kind, body.clone())))
            .await;
        assert_eq!(answer.status, 200, "{kind}: {}", answer.text);
        assert_eq!(answer.json()["user_name"], "Ada");
    }
}

#[tokio::test]
async fn a_name_of_forty_characters_fits_in_any_script() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    for letter in ["a", "é", "字", "😀", "א"] {
        let name = letter.repeat(40);
        let answer = confab.try_join(&meeting.id, &name).await;
        assert_eq!(answer.status, 200, "{letter}: {}", answer.text);
        assert_eq!(answer.json()["user_name"], name);
    }
}

#[tokio::test]
async fn a_huge_body_is_refused_and_the_door_lives_on() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let body = json!({"user_name": "a".repeat(4_000_000)}).to_string();
    let path = format!("/meetings/{}/join", meeting.id);
    let request = format!(
        "POST /api/v1{path} HTTP/1.1\r\nHost: localhost:{}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        confab.local_address().port(),
        body.len()
    );
    // It may hang up on whoever goes on sending.
    if let Some(answer) = confab_testkit::raw(confab.local_address(), request.as_bytes()).await {
        assert!(
            [413, 422].contains(&answer.status),
            "{}: {}",
            answer.status,
            answer.text
        );
    }
    confab.join(&meeting.id, "Ada").await;
}
