//! What scripts of the one front end are allowed: CORS, at the local door alone.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, request};

use super::{Door, Guard, Standing};

/// Which headers scripts of the front end may read.
const EXPOSED: &str = "Confab-Code, Confab-Session, Retry-After";
const ACCEPTED: &str = "Authorization, Content-Type";

impl Guard {
    /// Whether answers of this door depend on `Origin`, so that caches must know.
    pub fn has_cors(&self) -> bool {
        self.door == Door::Local
    }

    /// Lets scripts of the front end read this answer.
    pub fn expose(&self, standing: Standing, headers: &mut HeaderMap) {
        if !self.has_cors() {
            return;
        }
        headers.append(header::VARY, HeaderValue::from_static("Origin"));
        if let (Standing::Friend, Some(origin)) = (standing, &self.front_end) {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            headers.insert(
                header::ACCESS_CONTROL_EXPOSE_HEADERS,
                HeaderValue::from_static(EXPOSED),
            );
        }
    }

    /// Whether a browser asks with this request what the front end may send.
    pub fn is_preflight(&self, standing: Standing, head: &request::Parts) -> bool {
        self.has_cors()
            && standing == Standing::Friend
            && head.method == Method::OPTIONS
            && head
                .headers
                .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
    }

    /// What the front end may send to a path whose methods are `allow`.
    pub fn preflight(&self, asked: &HeaderMap, allow: HeaderValue, headers: &mut HeaderMap) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, allow);
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static(ACCEPTED),
        );
        headers.insert(
            header::ACCESS_CONTROL_MAX_AGE,
            HeaderValue::from_static("600"),
        );
        headers.append(
            header::VARY,
            HeaderValue::from_static(
                "Access-Control-Request-Method, Access-Control-Request-Headers",
            ),
        );
        let private = HeaderName::from_static("access-control-request-private-network");
        if asked.get(private).is_some_and(|value| value == "true") {
            headers.insert(
                HeaderName::from_static("access-control-allow-private-network"),
                HeaderValue::from_static("true"),
            );
        }
    }
}
