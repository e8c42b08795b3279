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
    Ok(asked.map_err(|_| too_slow())??)
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

/// What lies at a path of the API, as bytes.
///
/// # Errors
/// The sentence that the API refuses with.
pub(crate) async fn fetch(router: Router, path: &str, largest: usize) -> Result<Vec<u8>> {
    let asked = router.oneshot(request("GET", path, None)?);
    let answer = match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(never)) => match never {},
        Err(_) => return Err(too_slow()),
    };
    let status = answer.status();
    let body = Limited::new(answer.into_body(), largest)
        .collect()
        .await
        .map_err(unexpected)?
        .to_bytes();
    if status.is_success() {
        return Ok(body.into());
    }
    let told = serde_json::from_slice::<serde_json::Value>(&body).ok();
    let detail = told
        .as_ref()
        .and_then(|told| told["detail"].as_str())
        .unwrap_or("There is nothing at this path.");
    Err(Error::new(Code::NotFound, detail))
}

fn too_slow() -> Error {
    Error::new(Code::RequestTimeout, "That took too long. Try again.")
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
    async fn what_is_fetched_is_bytes_or_a_sentence() {
        let router = || {
            Router::new()
                .route(
                    "/api/v1/x",
                    axum::routing::get(async || vec![0xff_u8, 0, 1]),
                )
                .route(
                    "/api/v1/gone",
                    axum::routing::get(async || {
                        (http::StatusCode::NOT_FOUND, "{\"detail\":\"It is gone.\"}")
                    }),
                )
        };
        let bytes = fetch(router(), "/api/v1/x", 3).await.expect("the bytes");
        assert_eq!(bytes, [0xff, 0, 1]);
        let gone = fetch(router(), "/api/v1/gone", 100)
            .await
            .expect_err("gone");
        assert_eq!(gone.detail(), "It is gone.");
        assert!(fetch(router(), "/api/v1/x", 2).await.is_err(), "too large");
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
