//! Reading request bodies: JSON objects whose misfits are told in sentences.
//!
//! Invariant: whatever does not fit is 422 with a sentence that names the field, never a position
//! or a type of ours. A body is read only after the path was judged. Unknown fields are ignored.

use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use confab_core::error::Code;
use http::{HeaderMap, Request, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde_json::{Map, Value};

use crate::errors::{Answer, Refusal};

/// The largest body that is read. A name of 10,000 escaped emoji is still answered in words.
pub const BODY_LIMIT: usize = 256 * 1024;
/// How long a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);

/// The fields of a JSON object.
#[derive(Debug, Default)]
pub struct Fields(Map<String, Value>);

impl Fields {
    /// Reads the body of a request that must have one.
    ///
    /// # Errors
    /// 408, 413, 415 or 422, each with a sentence.
    pub async fn read(request: Request<Body>) -> Answer<Self> {
        match Self::read_optional(request).await? {
            Some(fields) => Ok(fields),
            None => Err(Refusal::misfit(
                "Send a JSON object as the body of this request.",
            )),
        }
    }

    /// Reads the body of a request that may do without.
    ///
    /// # Errors
    /// As [`Fields::read`], except for an empty body.
    pub async fn read_optional(request: Request<Body>) -> Answer<Option<Self>> {
        let (head, body) = request.into_parts();
        let bytes = collect(body).await?;
        if bytes.is_empty() {
            return Ok(None);
        }
        if !is_json(&head.headers) {
            return Err(Refusal::new(
                Code::UnsupportedMediaType,
                "Send the body as JSON, with the header Content-Type: application/json.",
            ));
        }
        Self::parse(&bytes).map(Some)
    }

    fn parse(bytes: &[u8]) -> Answer<Self> {
        let text = std::str::from_utf8(bytes)
            .map_err(|_| Refusal::misfit("The body is not valid UTF-8."))?;
        match serde_json::from_str(text) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            Ok(_) => Err(Refusal::misfit("The body must be a JSON object.")),
            Err(_) => Err(Refusal::misfit("The body is not valid JSON.")),
        }
    }

    /// A text that must be there.
    ///
    /// # Errors
    /// 422 where it is missing or not a text.
    pub fn text(&mut self, name: &str) -> Answer<String> {
        match self.0.remove(name) {
            Some(Value::String(text)) => Ok(text),
            Some(_) => Err(Refusal::misfit(format!("{name} must be a text."))),
            None => Err(Refusal::misfit(format!("{name} is missing."))),
        }
    }

    /// A text that may be missing (`None`) or null (`Some(None)`).
    ///
    /// # Errors
    /// 422 where it is something else.
    pub fn text_or_null(&mut self, name: &str) -> Answer<Option<Option<String>>> {
        match self.0.remove(name) {
            Some(Value::String(text)) => Ok(Some(Some(text))),
            Some(Value::Null) => Ok(Some(None)),
            Some(_) => Err(Refusal::misfit(format!("{name} must be a text."))),
            None => Ok(None),
        }
    }

    /// A list of texts; `null` is one answer, leaving it out another.
    pub fn texts_or_null(&mut self, name: &str) -> Answer<Option<Option<Vec<String>>>> {
        let misfit = || Refusal::misfit(format!("{name} must be a list of texts, or null."));
        match self.0.remove(name) {
            Some(Value::Array(list)) => {
                let text = |value| match value {
                    Value::String(text) => Ok(text),
                    _ => Err(misfit()),
                };
                Ok(Some(Some(
                    list.into_iter().map(text).collect::<Answer<_>>()?,
                )))
            }
            Some(Value::Null) => Ok(Some(None)),
            Some(_) => Err(misfit()),
            None => Ok(None),
        }
    }

    /// An object that may be missing (`None`) or null (`Some(None)`).
    ///
    /// # Errors
    /// 422 where it is something else.
    pub fn object_or_null(&mut self, name: &str) -> Answer<Option<Option<Fields>>> {
        match self.0.remove(name) {
            Some(Value::Object(fields)) => Ok(Some(Some(Fields(fields)))),
            Some(Value::Null) => Ok(Some(None)),
            Some(_) => Err(Refusal::misfit(format!(
                "{name} must be an object or null."
            ))),
            None => Ok(None),
        }
    }

    /// Yes or no, or missing.
    ///
    /// # Errors
    /// 422 where it is something else.
    pub fn flag(&mut self, name: &str) -> Answer<Option<bool>> {
        match self.0.remove(name) {
            Some(Value::Bool(flag)) => Ok(Some(flag)),
            Some(_) => Err(Refusal::misfit(format!("{name} must be true or false."))),
            None => Ok(None),
        }
    }

    /// The id of something, which may be missing or null.
    ///
    /// # Errors
    /// 422 where it is something else.
    pub fn id(&mut self, name: &str) -> Answer<Option<i64>> {
        match self.0.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match value.as_i64() {
                Some(id) => Ok(Some(id)),
                None => Err(Refusal::misfit(format!("{name} must be a whole number."))),
            },
        }
    }

    /// A whole number that may be missing. What its bounds are is core's affair; here it has to
    /// be a number at all.
    ///
    /// # Errors
    /// 422 where it is something else.
    pub fn number(&mut self, name: &str) -> Answer<Option<u32>> {
        match self.0.remove(name) {
            Some(Value::Number(number)) => match (number.as_u64(), number.as_i64()) {
                (Some(number), _) => Ok(Some(u32::try_from(number).unwrap_or(u32::MAX))),
                (None, Some(_)) => Ok(Some(0)),
                (None, None) => Err(Refusal::misfit(format!("{name} must be a whole number."))),
            },
            Some(_) => Err(Refusal::misfit(format!("{name} must be a whole number."))),
            None => Ok(None),
        }
    }
}

async fn collect(body: Body) -> Answer<Bytes> {
    let too_large = || Refusal::new(Code::BodyTooLarge, "The body of this request is too large.");
    match tokio::time::timeout(BODY_TIME, Limited::new(body, BODY_LIMIT).collect()).await {
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(Refusal::misfit("The body of this request is incomplete.")),
        Err(_) => Err(Refusal::new(
            Code::RequestTimeout,
            "The body of this request took too long to arrive.",
        )),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return false;
    };
    let Ok(value) = value.to_str() else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    let json = parts.next().is_some_and(|kind| {
        let kind = kind.to_ascii_lowercase();
        kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
    });
    json && parts.all(|parameter| match parameter.split_once('=') {
        Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
            value.trim_matches('"').eq_ignore_ascii_case("utf-8")
        }
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> Option<Code> {
        Fields::parse(bytes)
            .err()
            .map(|refusal| refusal.error().code())
    }

    #[test]
    fn misfits_are_told_in_sentences_without_positions() {
        for body in [
            &b"{"[..],
            b"null",
            b"[]",
            b"\"x\"",
            b"{\"user_name\": \"\\ud800\"}",
            b"{\"x\":\"\xff\"}",
            b"{} trailing",
            b"{\"user_name\": \"a\x00b\"}",
            b"\xef\xbb\xbf{}",
            &b"[".repeat(100_000),
        ] {
            let refusal = Fields::parse(body).expect_err("a misfit");
            let sentence = refusal.error().detail();
            assert_eq!(refusal.error().code(), Code::BadInput);
            assert!(
                !sentence.contains("line") && !sentence.contains("column"),
                "{sentence}"
            );
        }
        assert_eq!(code(b"{\"unknown\": [1, 2, {}]}"), None);
    }

    #[test]
    fn wrong_types_name_the_field() {
        let mut fields =
            Fields::parse(br#"{"user_name": 5, "title": [], "max_participants": 1.5}"#)
                .expect("an object");
        for sentence in [
            fields
                .text("user_name")
                .expect_err("a number")
                .error()
                .detail()
                .to_owned(),
            fields
                .text_or_null("title")
                .expect_err("a list")
                .error()
                .detail()
                .to_owned(),
            fields
                .number("max_participants")
                .expect_err("a fraction")
                .error()
                .detail()
                .to_owned(),
        ] {
            assert!(
                ["user_name", "title", "max_participants"]
                    .iter()
                    .any(|name| sentence.starts_with(name)),
                "{sentence}"
            );
        }
    }

    #[test]
    fn only_json_in_utf_8_is_json() {
        let json = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, value.parse().expect("a value"));
            is_json(&headers)
        };
        for good in [
            "application/json",
            "Application/JSON; charset=UTF-8",
            "application/merge-patch+json",
            "application/json;charset=\"utf-8\"",
        ] {
            assert!(json(good), "{good}");
        }
        for bad in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/jsonp",
            "application/json; charset=latin1",
            "",
        ] {
            assert!(!json(bad), "{bad}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
