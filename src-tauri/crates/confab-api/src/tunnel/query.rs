//! The query of a signalling request: read once by us, and written anew for the server behind us.
//!
//! Whatever two readers could understand differently is gone after that: the server gets exactly
//! the parameters that we saw, and exactly one token, the one that was judged.

use confab_core::error::{Code, Error};
use confab_core::secret::Secret;
use url::form_urlencoded;

/// A judged query.
#[derive(Debug)]
pub(super) struct Signalling {
    /// The token to be judged.
    pub(super) token: Secret,
    /// The query for the server, without a question mark. Holds the token: never to be logged.
    pub(super) query: Secret,
}

impl Signalling {
    /// Reads the query of a request.
    ///
    /// # Errors
    /// `bad_token` without exactly one token; a `publish` parameter, which would join as a second
    /// person, is refused too.
    pub(super) fn read(query: Option<&str>) -> Result<Self, Error> {
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
                "access_token" => token = Some(Secret::new(&*value)),
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
        match token {
            Some(token) if !token.expose().is_empty() => Ok(Self {
                token,
                query: Secret::new(rebuilt.finish()),
            }),
            _ => Err(Error::new(Code::BadToken, "An access token is missing.")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_with_one_token_is_rebuilt() {
        let read = Signalling::read(Some("access_token=a.b-c&sid=PA%5F1&x=%2B+y;z=1&flag"))
            .expect("one token");
        assert_eq!(read.token.expose(), "a.b-c");
        assert_eq!(
            read.query.expose(),
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
            let error = Signalling::read(query).expect_err("refused");
            assert_eq!(error.code(), Code::BadToken, "{query:?}");
        }
        let upper =
            Signalling::read(Some("ACCESS_TOKEN=b&access_token=a")).expect("another parameter");
        assert_eq!(upper.token.expose(), "a");
    }
}
