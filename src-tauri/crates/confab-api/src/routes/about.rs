//! What the program says of itself: how it is, and what it offers.

use std::sync::{Arc, LazyLock};

use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::header::{self, HeaderValue};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_swagger_ui::{Config, SyntaxHighlight, Url};

use crate::App;
use crate::errors::{Answer, Refusal};
use crate::shapes::Server;

/// Where the readable form of the document is served.
pub(crate) const DOCS: &str = "/api/v1/docs";
const DOCUMENT: &str = "/api/v1/openapi.json";

/// How the program is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    #[schema(value_type = String, example = "ok")]
    status: &'static str,
    server: Server,
}

/// Whether Confab answers, and how its LiveKit server is doing.
#[utoipa::path(
    get, path = "/healthz", tag = "About", operation_id = "healthz",
    responses((status = 200, description = "It answers.", body = Health)),
)]
pub(crate) async fn healthz(State(app): State<App>) -> Json<Health> {
    Json(Health {
        status: "ok",
        server: app.confab.server_state().into(),
    })
}

/// Whether Confab answers, and how its LiveKit server is doing.
#[utoipa::path(
    get, path = "/api/v1/healthz", tag = "About", operation_id = "api_healthz",
    responses((status = 200, description = "It answers.", body = Health)),
)]
pub(crate) async fn api_healthz(state: State<App>) -> Json<Health> {
    healthz(state).await
}

/// This document.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", tag = "About", operation_id = "openapi",
    responses((status = 200, description = "The OpenAPI document.", content_type = "application/json")),
)]
pub(crate) async fn openapi() -> Response {
    static JSON: LazyLock<Bytes> = LazyLock::new(|| crate::openapi::json().into());
    ([(header::CONTENT_TYPE, "application/json")], JSON.clone()).into_response()
}

/// This document, readable.
#[utoipa::path(
    get, path = "/api/v1/docs", tag = "About", operation_id = "docs",
    responses((status = 200, description = "A page that shows the document.", content_type = "text/html")),
)]
pub(crate) async fn docs() -> Answer<Response> {
    docs_file("index.html")
}

/// A file of the page that shows the document.
pub(crate) async fn docs_part(request: Request) -> Answer<Response> {
    let name = request
        .uri()
        .path()
        .strip_prefix(DOCS)
        .and_then(|rest| rest.strip_prefix('/'));
    docs_file(name.filter(|name| !name.is_empty()).unwrap_or("index.html"))
}

fn docs_file(name: &str) -> Answer<Response> {
    static CONFIG: LazyLock<Arc<Config<'static>>> = LazyLock::new(|| {
        Arc::new(
            Config::new([Url::new("Confab", DOCUMENT)])
                .validator_url("none")
                .default_models_expand_depth(0)
                .with_syntax_highlight(SyntaxHighlight::default().activated(true)),
        )
    });
    let file = utoipa_swagger_ui::serve(name, CONFIG.clone())
        .ok()
        .flatten()
        .ok_or_else(Refusal::nothing_here)?;
    let mut body = Bytes::from(file.bytes.into_owned());
    if name == "index.html" {
        // Served without a slash at its end, so the page has to be told where its files are.
        let page = String::from_utf8_lossy(&body);
        let page = page.replacen(
            "<head>",
            &format!("<head>\n    <base href=\"{DOCS}/\" />"),
            1,
        );
        body = page.replacen("Swagger UI", "Confab API", 1).into();
    }
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    let charset = if file.content_type.starts_with("text/") {
        "; charset=utf-8"
    } else {
        ""
    };
    if let Ok(kind) = HeaderValue::from_str(&format!("{}{charset}", file.content_type)) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
             font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
        ),
    );
    Ok(response)
}
