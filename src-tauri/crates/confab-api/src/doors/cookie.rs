//! The one cookie: by it the guest door recognises a browser, and nothing else.
//!
//! It carries no authority. Other sites lead people here, and a browser that comes from one keeps
//! its `Strict` cookies to itself at first: such a visit must not be mistaken for a new browser.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use confab_core::browser::{Browser, BrowserId};
use http::header::{self, HeaderMap, HeaderValue};
use http::request::Parts;

use super::Door;

const NAME: &str = "confab_browser";
/// A month, in seconds.
const AGE: u32 = 30 * 24 * 60 * 60;

/// The browser at the guest door; it is given its id with the answer where it has none.
#[derive(Debug, Clone, Default)]
pub struct Cookie {
    id: Option<BrowserId>,
    new: bool,
    secure: bool,
}

impl Cookie {
    /// What a request through this door shows.
    pub fn of(door: Option<Door>, headers: &HeaderMap) -> Self {
        let Some(door) = door.filter(|door| door.is_for_guests()) else {
            return Self::default();
        };
        let known = read(headers);
        Self {
            new: known.is_none(),
            id: Some(known.unwrap_or_else(BrowserId::generate)),
            secure: door == Door::Shared,
        }
    }

    /// The same where it is a page that is asked for: other sites may have led here.
    pub fn of_page(door: Option<Door>, headers: &HeaderMap) -> Self {
        let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        if matches!(site, None | Some(b"none" | b"same-origin")) {
            Self::of(door, headers)
        } else {
            Self::default()
        }
    }

    /// Whether the browser has shown an id that it had before.
    pub fn is_known(&self) -> bool {
        self.id.is_some() && !self.new
    }

    /// The browser, also one that is new.
    pub fn browser(&self) -> Option<Browser> {
        self.id.as_ref().map(BrowserId::browser)
    }

    /// Gives a new browser its id.
    pub fn set(&self, headers: &mut HeaderMap) {
        let Some(id) = self.id.as_ref().filter(|_| self.new) else {
            return;
        };
        let id = id.expose();
        let secure = if self.secure { "; Secure" } else { "" };
        let cookie =
            format!("{NAME}={id}; Path=/; Max-Age={AGE}; HttpOnly; SameSite=Strict{secure}");
        if let Ok(mut cookie) = HeaderValue::from_str(&cookie) {
            cookie.set_sensitive(true);
            headers.append(header::SET_COOKIE, cookie);
        }
    }
}

/// The browser that a request shows to be from; `None` where it shows nothing that we gave out.
pub fn known(door: Option<Door>, headers: &HeaderMap) -> Option<Browser> {
    let id = read(headers).filter(|_| door.is_some_and(Door::is_for_guests));
    id.map(|id| id.browser())
}

fn read(headers: &HeaderMap) -> Option<BrowserId> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| *name == NAME)
        .find_map(|(_, value)| BrowserId::read(value))
}

impl<S: Sync> FromRequestParts<S> for Cookie {
    type Rejection = Infallible;

    async fn from_request_parts(head: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(head.extensions.get().copied(), &head.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().expect("a value"));
        }
        headers
    }

    fn given(cookie: &Cookie) -> Option<String> {
        let mut headers = HeaderMap::new();
        cookie.set(&mut headers);
        let value = headers.get("set-cookie")?.to_str().expect("text");
        Some(value.to_owned())
    }

    #[test]
    fn a_browser_is_given_its_id_once() {
        let first = Cookie::of(Some(Door::Guest), &HeaderMap::new());
        let set = given(&first).expect("a cookie");
        assert!(!set.contains("Secure"), "{set}");
        let shared = Cookie::of(Some(Door::Shared), &HeaderMap::new());
        assert!(given(&shared).expect("a cookie").ends_with("; Secure"));
        for part in [
            "confab_browser=",
            "; HttpOnly",
            "; SameSite=Strict",
            "; Path=/",
        ] {
            assert!(set.contains(part), "{set}");
        }
        let pair = set.split(';').next().expect("a pair");
        for sent in [pair.to_owned(), format!("a=b; {pair}; confab_browser=x")] {
            let again = Cookie::of(Some(Door::Guest), &headers(&[("cookie", &sent)]));
            assert_eq!(given(&again), None, "{sent}");
            assert_eq!(again.browser(), first.browser(), "{sent}");
        }
        let forged = headers(&[("cookie", "confab_browser=me")]);
        assert!(given(&Cookie::of(Some(Door::Guest), &forged)).is_some());
    }

    #[test]
    fn whom_another_site_led_here_is_not_taken_for_new() {
        for site in ["cross-site", "same-site"] {
            let cookie = Cookie::of_page(Some(Door::Guest), &headers(&[("sec-fetch-site", site)]));
            assert_eq!(given(&cookie), None, "{site}");
        }
        for site in ["none", "same-origin"] {
            let cookie = Cookie::of_page(Some(Door::Guest), &headers(&[("sec-fetch-site", site)]));
            assert!(given(&cookie).is_some(), "{site}");
        }
    }

    #[test]
    fn other_doors_know_no_browsers() {
        for door in [
            None,
            Some(Door::Local),
            Some(Door::Host),
            Some(Door::Signal),
        ] {
            let cookie = Cookie::of(door, &HeaderMap::new());
            assert!(given(&cookie).is_none() && cookie.browser().is_none());
        }
    }
}
