//! The OpenAPI document lists every path with every status that is really answered.

use confab_testkit::http::Method;
use confab_testkit::livekit::server_binary;
use confab_testkit::{Api, FakeServer, faults};
use serde_json::{Value, json};

use crate::{LONG, confab};

/// One request and the status that it really got.
type Tried = (Method, &'static str, u16);

fn listed(document: &Value, (method, template, status): &Tried) -> bool {
    let paths = document["paths"].as_object().expect("paths");
    let method = method.as_str().to_lowercase();
    paths.iter().any(|(path, operations)| {
        let path = path.strip_prefix("/api/v1").unwrap_or(path);
        shape(path) == shape(template)
            && operations[&method]["responses"]
                .get(status.to_string())
                .is_some()
    })
}

/// A path without the names of its parameters.
fn shape(path: &str) -> String {
    let parts = path
        .split('/')
        .map(|part| if part.starts_with('{') { "{}" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_status_that_is_answered_is_listed() {
    let server = FakeServer::real_while_allowed(&server_binary());
    server.allow(true);
    let confab = confab()
        .env("CONFAB_LIVEKIT_SERVER", server.path().display())
        .start()
        .await;
    let document = confab.local().get("/openapi.json").await.expect(200).json();
    assert!(
        document["openapi"]
            .as_str()
            .is_some_and(|version| version.starts_with('3')),
        "{}",
        document["openapi"]
    );
    let meeting = confab.create_with(&json!({"max_participants": 1})).await;
    let unknown = "abc-defg-hij";
    let (local, guest, foreign) = (
        confab.local(),
        confab.guest(),
        confab.local().with("origin", "http://evil.example"),
    );
    let mut tried: Vec<Tried> = Vec::new();
    let table: Vec<(Method, &'static str, &str, Option<Value>)> = vec![
        (Method::GET, "/meetings", "", None),
        (Method::GET, "/meetings", "?limit=0", None),
        (Method::POST, "/meetings/create", "", None),
        (
            Method::POST,
            "/meetings/create",
            "",
            Some(json!({"max_participants": 0})),
        ),
        (Method::GET, "/meetings/{id}/exists", "", None),
        (Method::GET, "/meetings/{id}/info", "", None),
        (Method::GET, "/meetings/{id}/participants", "", None),
        (
            Method::POST,
            "/meetings/{id}/join",
            "",
            Some(json!({"user_name": "Ada"})),
        ),
        (
            Method::POST,
            "/meetings/{id}/join",
            "",
            Some(json!({"user_name": ""})),
        ),
        (
            Method::PATCH,
            "/meetings/{id}",
            "",
            Some(json!({"title": "x"})),
        ),
        (
            Method::PATCH,
            "/meetings/{id}",
            "",
            Some(json!({"title": 7})),
        ),
        (
            Method::DELETE,
            "/meetings/{id}/participants/{identity}",
            "",
            None,
        ),
        (
            Method::POST,
            "/meetings/{id}/host",
            "",
            Some(json!({"code": "wrong"})),
        ),
        (Method::POST, "/meetings/{id}/host", "", Some(json!({}))),
        (Method::GET, "/healthz", "", None),
        (Method::GET, "/openapi.json", "", None),
    ];
    for id in [meeting.id.as_str(), unknown] {
        for api in [&local, &guest, &foreign] {
            for (method, template, query, body) in &table {
                let path = template
                    .replace("{id}", id)
                    .replace("{identity}", "nobody_00000000");
                let body = body
                    .as_ref()
                    .map(|body| ("application/json", body.to_string().into_bytes()));
                let answer = api
                    .send(method.clone(), &format!("{path}{query}"), body)
                    .await;
                tried.push((method.clone(), template, answer.status));
                if *method == Method::POST {
                    let text = Some(("text/plain", b"x".to_vec()));
                    let answer = api
                        .send(method.clone(), &format!("{path}{query}"), text)
                        .await;
                    tried.push((method.clone(), template, answer.status));
                }
            }
            let answer = api
                .send(Method::DELETE, &format!("/meetings/{unknown}"), None)
                .await;
            tried.push((Method::DELETE, "/meetings/{id}", answer.status));
        }
    }
    tried.push((Method::GET, "/events", guest.get("/events").await.status));
    server.allow(false);
    faults::kill(confab.engine_pid());
    confab_testkit::wait_until("the server is away", LONG, || async {
        (confab.server_state().await != "ready").then_some(())
    })
    .await;
    for (method, template, query, body) in &table {
        let path = template
            .replace("{id}", &meeting.id)
            .replace("{identity}", "nobody_00000000");
        let body = body
            .as_ref()
            .map(|body| ("application/json", body.to_string().into_bytes()));
        let answer = local
            .send(method.clone(), &format!("{path}{query}"), body)
            .await;
        tried.push((method.clone(), template, answer.status));
    }
    let answer = local.delete(&format!("/meetings/{}", meeting.id)).await;
    tried.push((Method::DELETE, "/meetings/{id}", answer.status));

    // Where a door does not have a route at all, it is an unknown path (404) or method (405) there.
    tried.retain(|(_, _, status)| *status != 405);
    let mut missing: Vec<String> = tried
        .iter()
        .filter(|tried| !listed(&document, tried))
        .map(|(method, path, status)| format!("{method} {path} {status}"))
        .collect();
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "answered and not listed: {missing:#?}");
}

#[tokio::test]
async fn the_document_is_readable_without_a_foreign_origin() {
    let confab = confab().start().await;
    let docs = confab.local().get("/docs").await;
    let docs = if (300..400).contains(&docs.status) {
        let to = docs.header("location").expect("where to").to_owned();
        let root = Api::new(confab.ready.api.replace("/api/v1", ""));
        if to.starts_with('/') {
            root.get(&to).await
        } else {
            confab.local().get(&format!("/{to}")).await
        }
    } else {
        docs
    };
    let docs = docs.expect(200);
    assert!(
        docs.header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"))
    );
    for foreign in [
        "src=\"http",
        "href=\"http",
        "src=\"//",
        "href=\"//",
        "url(http",
    ] {
        assert!(
            !docs.text.contains(foreign),
            "the page loads from elsewhere: {foreign}"
        );
    }
}

#[tokio::test]
async fn every_code_that_an_error_carries_is_listed() {
    let confab = confab().start().await;
    let document = confab.local().get("/openapi.json").await.expect(200).text;
    for code in ["meeting_not_found", "meeting_full", "removed_by_host"] {
        assert!(document.contains(code), "{code} is not in the document");
    }
}
