//! Failures as answers: `{"detail": "<one sentence>"}` with the header `Confab-Code`.
//!
//! Invariant: what a client reads is the sentence and the code of the failure, nothing else; what
//! caused it goes to the log.

use std::error::Error as _;

use axum::response::{IntoResponse, Response};
use confab_core::error::{Code, Error};
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

/// The header that carries the code of a failure.
pub const CONFAB_CODE: HeaderName = HeaderName::from_static("confab-code");

/// What a handler gives: its answer, or a refusal.
pub type Answer<T> = Result<T, Refusal>;

/// The body of every error.
#[derive(Debug, Serialize, ToSchema)]
pub struct Detail {
    /// What went wrong and what to do, in one sentence of at most 300 characters.
    #[schema(example = "Meeting not found")]
    pub detail: String,
}

/// A failure on its way out.
#[derive(Debug)]
pub struct Refusal(Error);

impl Refusal {
    /// A failure with its code and sentence.
    pub fn new(code: Code, sentence: impl Into<String>) -> Self {
        Error::new(code, sentence).into()
    }

    /// The request's body or query does not fit.
    pub fn misfit(sentence: impl Into<String>) -> Self {
        Self::new(Code::BadInput, sentence)
    }

    /// There is nothing here.
    pub fn nothing_here() -> Self {
        Self::new(Code::NotFound, "There is nothing at this address.")
    }

    /// Too many tries; the next one may come after so many seconds.
    pub fn too_many(seconds: u64) -> Self {
        let sentence =
            "Too many wrong meeting links were tried. Wait a minute, then check the link.";
        Error::new(Code::TooManyRequests, sentence)
            .after(seconds)
            .into()
    }

    /// The same answer with another status.
    pub fn into_response_with(self, status: StatusCode) -> Response {
        let mut response = self.into_response();
        *response.status_mut() = status;
        response
    }

    /// What failed.
    pub fn error(&self) -> &Error {
        &self.0
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = status(self.0.code().status());
        log(&self.0, status);
        let body = Detail {
            detail: self.0.detail().to_owned(),
        };
        let mut response = (status, axum::Json(body)).into_response();
        mark(self.0.code(), response.headers_mut());
        if let Some(seconds) = self.0.retry_after() {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Puts the code of a failure on its answer.
pub fn mark(code: Code, headers: &mut HeaderMap) {
    headers.insert(CONFAB_CODE, HeaderValue::from_static(code.as_str()));
}

/// A status that is known to be one.
pub fn status(number: u16) -> StatusCode {
    StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// Tells the log what the client is not told.
pub fn log(error: &Error, status: StatusCode) {
    let mut cause = error.source();
    let mut causes = String::new();
    while let Some(next) = cause {
        causes.push_str(": ");
        causes.push_str(&next.to_string());
        cause = next.source();
    }
    if status.is_server_error() {
        tracing::warn!(code = error.code().as_str(), "{}{causes}", error.detail());
    } else {
        tracing::debug!(code = error.code().as_str(), "{}{causes}", error.detail());
    }
}
