//! What a command says when it fails: a code for programs, a sentence for people.

use confab_core::error::{Code, Error};
use serde::Serialize;

/// A command's failure as the page gets it.
#[derive(Debug, Serialize)]
pub(crate) struct Refusal {
    code: &'static str,
    detail: String,
}

/// What a command answers with.
pub(crate) type Answer<T> = Result<T, Refusal>;

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        if let Some(cause) = std::error::Error::source(&error) {
            tracing::warn!(code = error.code().as_str(), %cause, "{}", error.detail());
        }
        Self {
            code: error.code().as_str(),
            detail: error.detail().to_owned(),
        }
    }
}

/// Something inside the shell itself that has no cure but trying again.
pub(crate) fn unexpected(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::caused_by(
        Code::Internal,
        "Confab could not do that. Try again, or restart Confab.",
        cause,
    )
}
