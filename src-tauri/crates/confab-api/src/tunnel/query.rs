//! The query of a signalling request: read once by us, and written anew for the server behind us.
//!
//! Whatever two readers could understand differently is gone after that: the server gets exactly
//! the parameters that we saw, and exactly one token, the one that was judged.
//!
//! Browsers can only put the token into the query; LiveKit's native SDKs send it as
//! `Authorization: Bearer`. The query wins where there is one, and the server is never sent a header.

use confab_core::error::{Code, Error};
use confab_core::secret::Secret;
use http::header::{self, HeaderMap};
use url::form_urlencoded;

/// A judged query.
#[derive(Debug)]
pub(super) struct Signalling {
    /// The token to be judged.
    pub(super) token: Secret,
    /// The query for the server but for the token.
    rest: Secret,
}

impl Signalling {
    /// Reads the query of a request, and its headers where the query holds no token.
    ///
    /// # Errors
    /// `bad_token` without exactly one token; a `publish` parameter, which would join as a second
    /// person, is refused too.
    pub(super) fn read(query: Option<&str>, headers: &HeaderMap) -> Result<Self, Error> {
        let mut token = None;
        let mut rebuilt = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match &*name {
                "access_token" if token.is_some() => {
                    return Err(Error::new(
                        Code::BadToken,
                        "Send one access token, not several.",
                    ));
                }
                "access_token" => {
                    token = Some(Secret::new(&*value));
                    continue;
                }
                "publish" => {
                    return Err(Error::new(
                        Code::BadToken,
                        "This kind of connection is not offered here.",
                    ));
                }
                _ => {}
            }
            rebuilt.append_pair(&name, &value);
        }
        if token.is_none()
            && let Some(bearer) = bearer(headers)
        {
            token = Some(Secret::new(bearer));
        }
        match token {
            Some(token) if !token.expose().is_empty() => Ok(Self {
                token,
                rest: Secret::new(rebuilt.finish()),
            }),
            _ => Err(Error::new(Code::BadToken, "An access token is missing.")),
        }
    }
}

impl Signalling {
    /// The query for the server, without a question mark, with the token that was judged or the one
    /// that was found better. Never to be logged.
    pub(super) fn query(&self, instead: Option<&Secret>) -> Secret {
        let token = instead.unwrap_or(&self.token).expose();
        let token: String = form_urlencoded::byte_serialize(token.as_bytes()).collect();
        let rest = self.rest.expose();
        let and = if rest.is_empty() { "" } else { "&" };
        Secret::new(format!("access_token={token}{and}{rest}"))
    }
}

/// The token of a native client: one header of the one form.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without_headers(query: Option<&str>) -> Result<Signalling, Error> {
        Signalling::read(query, &HeaderMap::new())
    }

    fn with(authorization: &[&'static str]) -> HeaderMap {
        authorization
            .iter()
            .map(|value| (header::AUTHORIZATION, http::HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn a_native_client_s_header_counts_where_the_query_holds_no_token() {
        let read = Signalling::read(Some("sid=PA_1"), &with(&["Bearer a.b-c"])).expect("one token");
        assert_eq!(read.token.expose(), "a.b-c");
        assert_eq!(read.query(None).expose(), "access_token=a.b-c&sid=PA_1");
        let both = Signalling::read(Some("access_token=query"), &with(&["Bearer header"]));
        assert_eq!(both.expect("the query's").token.expose(), "query");
        for wrong in [
            &["Basic YTpi"][..],
            &["Bearer a", "Bearer b"],
            &["Bearer "],
            &["Bearer"],
        ] {
            let error = Signalling::read(None, &with(wrong)).expect_err("refused");
            assert_eq!(error.code(), Code::BadToken, "{wrong:?}");
        }
        let empty = Signalling::read(Some("access_token="), &with(&["Bearer a"]));
        assert_eq!(
            empty.expect_err("an empty token is one too").code(),
            Code::BadToken
        );
    }

    #[test]
    fn a_query_with_one_token_is_rebuilt() {
        let read = without_headers(Some("access_token=a.b-c&sid=PA%5F1&x=%2B+y;z=1&flag"))
            .expect("one token");
        assert_eq!(read.token.expose(), "a.b-c");
        assert_eq!(
            read.query(None).expose(),
            "access_token=a.b-c&sid=PA_1&x=%2B+y%3Bz%3D1&flag="
        );
    }

    #[test]
    fn none_two_or_a_hidden_second_token_are_refused() {
        for query in [
            None,
            Some(""),
            Some("access_token="),
            Some("access_token=a&access_token=b"),
            Some("access_token=a&access%5Ftoken=b"),
            Some("access_token=a&publish=cam2"),
            Some("access_token=a&publis%68=cam2"),
        ] {
            let error = without_headers(query).expect_err("refused");
            assert_eq!(error.code(), Code::BadToken, "{query:?}");
        }
        let upper =
            without_headers(Some("ACCESS_TOKEN=b&access_token=a")).expect("another parameter");
        assert_eq!(upper.token.expose(), "a");
    }
}
