//! The host door: the window's requests, fed to the router in this process. No socket is involved, so
//! the window works even while port 8000 is somebody else's.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use confab_core::error::{Code, Error, Result};
use http::header::{CONTENT_TYPE, HOST};
use http::{Method, Request, Uri};
use http_body_util::{BodyExt as _, Limited};
use serde::Serialize;
use tauri::State;
use tower::ServiceExt as _;

use crate::error::{Answer, unexpected};
use crate::house::{Keeper, still_starting};

/// Everything that the page asks for is answered within this.
const PATIENCE: Duration = Duration::from_secs(30);

/// No answer of ours is larger: 200 meetings with long titles are 200 kB.
const LARGEST: usize = 8 * 1024 * 1024;

/// What the router answered.
#[derive(Debug, Serialize)]
pub(crate) struct ApiAnswer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

/// One request through the host door.
#[tauri::command]
pub(crate) async fn api(
    keeper: State<'_, Keeper>,
    method: String,
    path: String,
    body: Option<String>,
) -> Answer<ApiAnswer> {
    let request = request(&method, &path, body)?;
    let Some(router) = keeper.host_door() else {
        return Ok(not_yet());
    };
    let asked = tokio::time::timeout(PATIENCE, ask(router, request)).await;
    Ok(asked.map_err(|_| Error::new(Code::RequestTimeout, "That took too long. Try again."))??)
}

/// A request as the router knows it. Only the API is within reach, and no endless stream of it.
fn request(method: &str, path: &str, body: Option<String>) -> Result<Request<Body>> {
    let not_found = || Error::new(Code::NotFound, "There is nothing at this path.");
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| not_found())?;
    let uri: Uri = path.parse().map_err(|_| not_found())?;
    let inside =
        uri.authority().is_none() && uri.path().starts_with("/api/v1/") || uri.path() == "/api/v1";
    if !inside || uri.path() == "/api/v1/events" {
        return Err(not_found());
    }
    let mut request = Request::builder()
        .method(method)
        .uri(uri)
        .header(HOST, "localhost");
    if body.is_some() {
        request = request.header(CONTENT_TYPE, "application/json");
    }
    request
        .body(body.map_or_else(Body::empty, Body::from))
        .map_err(unexpected)
}

async fn ask(router: Router, request: Request<Body>) -> Result<ApiAnswer> {
    let answer = match router.oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    };
    let (head, body) = answer.into_parts();
    let body = Limited::new(body, LARGEST)
        .collect()
        .await
        .map_err(unexpected)?
        .to_bytes();
    let headers = head
        .headers
        .iter()
        .filter_map(|(name, value)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        })
        .collect();
    Ok(ApiAnswer {
        status: head.status.as_u16(),
        headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

fn not_yet() -> ApiAnswer {
    let error = still_starting();
    ApiAnswer {
        status: 503,
        headers: [
            ("confab-code", error.code().as_str()),
            ("content-type", "application/json"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into(),
        body: serde_json::json!({ "detail": error.detail() }).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_api_is_within_reach() {
        for path in [
            "/api/v1/meetings?limit=3",
            "/api/v1/meetings/abc-defg-hij",
            "/api/v1/healthz",
        ] {
            assert!(request("GET", path, None).is_ok(), "{path}");
        }
        for path in [
            "/",
            "/rtc/v1",
            "/api/v2/x",
            "/api/v1evil",
            "http://example.org/api/v1/x",
            "//x/api/v1/",
            "",
            "/api/v1/events",
            "/api/v1/events?x=1",
        ] {
            assert!(request("GET", path, None).is_err(), "{path}");
        }
        assert!(request("GET POST", "/api/v1/meetings", None).is_err());
    }

    #[test]
    fn a_body_is_json() {
        let request =
            request("POST", "/api/v1/meetings/create", Some("{}".into())).expect("a request");
        assert_eq!(request.headers()[CONTENT_TYPE], "application/json");
    }

    #[tokio::test]
    async fn answers_keep_status_headers_and_body() {
        let router = Router::new().route(
            "/api/v1/x",
            axum::routing::post(async |body: String| {
                (
                    http::StatusCode::CONFLICT,
                    [("confab-code", "meeting_full")],
                    body,
                )
            }),
        );
        let answer = ask(
            router,
            request("POST", "/api/v1/x", Some("{\"a\":1}".into())).expect("a request"),
        )
        .await;
        let answer = answer.expect("an answer");
        assert_eq!((answer.status, answer.body.as_str()), (409, "{\"a\":1}"));
        assert_eq!(answer.headers["confab-code"], "meeting_full");
    }
}
