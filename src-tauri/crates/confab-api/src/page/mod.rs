//! The guest page: embedded at compile time, served at the guest door alone.
//!
//! `/` and `/meeting/…` give the page; other files give themselves; nothing else falls back. The
//! page learns its meeting's title from a `<meta>` that is filled in here, escaped, so that it
//! needs no request before it can greet.

mod files;
mod html;

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use confab_core::error::{Code, Error};
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, Method, StatusCode, Uri};

pub use files::Site;
use html::{Filling, Template};

use crate::errors::{Refusal, mark};

/// How one comes into a meeting, so that the page asks for nothing that it would be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// By joining, on a connection that was warmed up before.
    Open,
    /// By joining; nothing is warmed up.
    Cold,
    /// Not at the moment.
    Locked,
    /// By being let in.
    Lobby,
}

impl Entry {
    fn word(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Cold => "cold",
            Self::Locked => "locked",
            Self::Lobby => "lobby",
        }
    }
}

/// What the page is told of its meeting.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Empty where there is none.
    pub title: &'a str,
    /// How one comes in.
    pub entry: Entry,
    /// Of an encrypted meeting: by what the page knows its key; empty where that is lost.
    pub key_check: Option<&'a str>,
}

impl About<'_> {
    /// No meeting.
    pub const NOTHING: About<'static> = About {
        title: "",
        entry: Entry::Open,
        key_check: None,
    };

    fn filling(&self) -> Filling<'_> {
        Filling {
            title: self.title,
            entry: self.entry.word(),
            e2ee: match self.key_check {
                None => "",
                Some("") => "lost",
                Some(check) => check,
            },
        }
    }
}

/// The page as it was embedded, prepared for serving.
#[derive(Debug)]
pub struct Page {
    template: Option<Template>,
    connect: String,
}

impl Page {
    /// The embedded page. `livekit` is the address of an external LiveKit server, which the page
    /// must be allowed to connect to.
    pub fn embedded(livekit: Option<&url::Url>) -> Self {
        let template = Site::get("index.html").map(|file| Template::new(&file.data));
        Self {
            template,
            connect: livekit.map(policy_sources).unwrap_or_default(),
        }
    }

    /// The page for one path: `about` fills its `<meta>`s, `code` says why the status is not 200.
    pub fn answer(
        &self,
        status: StatusCode,
        code: Option<Code>,
        about: About<'_>,
        host: &str,
    ) -> Response {
        let Some(template) = &self.template else {
            return Refusal::from(Error::new(
                Code::Internal,
                "The guest page was not built into this program. Run cargo xtask build, then start Confab again.",
            ))
            .into_response_with(StatusCode::SERVICE_UNAVAILABLE);
        };
        let mut response = Response::new(Body::from(template.fill(about.filling())));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if let Ok(policy) = HeaderValue::from_str(&self.policy(host)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        if let Some(code) = code {
            mark(code, headers);
        }
        response
    }

    /// What the page may load: itself, and its signalling. Browsers differ in whether `'self'`
    /// covers WebSockets, so they are named; a policy can't name IPv6 addresses.
    fn policy(&self, host: &str) -> String {
        let sockets = if host.starts_with('[') {
            String::new()
        } else {
            format!(" ws://{host} wss://{host}")
        };
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; \
             media-src 'self' blob: mediastream:; worker-src 'self' blob:; manifest-src 'self'; \
             connect-src 'self'{sockets}{}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            self.connect
        )
    }
}

/// An external server over HTTP and WebSocket; LiveKit Cloud leads on to its regions.
fn policy_sources(url: &url::Url) -> String {
    let Some(host) = url.host_str().filter(|host| !host.starts_with('[')) else {
        return String::new();
    };
    let secure = matches!(url.scheme(), "wss" | "https");
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let (socket, http) = if secure {
        ("wss", "https")
    } else {
        ("ws", "http")
    };
    let mut sources = format!(" {socket}://{host}{port} {http}://{host}{port}");
    if host.ends_with(".livekit.cloud") {
        sources.push_str(" wss://*.livekit.cloud https://*.livekit.cloud");
    }
    sources
}

/// A file of the page other than the page itself; `None` where there is no such file.
pub fn file(method: &Method, uri: &Uri, asked: &HeaderMap) -> Option<Response> {
    let name = uri.path().strip_prefix('/')?;
    if name == "index.html" || name.ends_with(".br") {
        return None;
    }
    let file = Site::get(name)?;
    if !matches!(*method, Method::GET | Method::HEAD) {
        let mut response =
            Refusal::new(Code::MethodNotAllowed, "This address can only be read.").into_response();
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET,HEAD"));
        return Some(response);
    }
    let packed = files::accepts_brotli(asked)
        .then(|| Site::get(&format!("{name}.br")))
        .flatten();
    let (file, encoding) = match packed {
        Some(packed) => (packed, Some("br")),
        None => (file, None),
    };
    let tag = files::tag(&file.metadata.sha256_hash());
    let mut response = if files::matches(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(Body::from(match file.data {
            std::borrow::Cow::Borrowed(data) => Bytes::from_static(data),
            std::borrow::Cow::Owned(data) => Bytes::from(data),
        }))
    };
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(files::kind(name)),
    );
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    // The build names assets by their content: such a name never means anything else.
    let age = if name.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(age));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if name.ends_with(".svg") {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
            ),
        );
    }
    headers.remove(HeaderName::from_static("set-cookie"));
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(livekit: Option<&str>) -> Page {
        let livekit = livekit.map(|url| url.parse().expect("a URL"));
        Page {
            template: Some(Template::new(
                br#"<html><head><meta name="confab-title" content="" /></head></html>"#,
            )),
            connect: livekit.as_ref().map(policy_sources).unwrap_or_default(),
        }
    }

    fn policy(page: &Page, host: &str) -> String {
        let response = page.answer(StatusCode::OK, None, About::NOTHING, host);
        response.headers()["content-security-policy"]
            .to_str()
            .expect("text")
            .to_owned()
    }

    #[test]
    fn the_policy_allows_signalling_at_the_same_place_and_no_inline_script() {
        let policy = policy(&page(None), "localhost:3000");
        assert!(
            policy.contains("connect-src 'self' ws://localhost:3000"),
            "{policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("script-src 'self'"));
        let script = policy
            .split(';')
            .find(|part| part.trim().starts_with("script-src"))
            .expect("a part");
        assert!(!script.contains("unsafe-inline"), "{script}");
        assert!(!self::policy(&page(None), "[::1]:3000").contains("[::1]"));
    }

    #[test]
    fn the_policy_allows_an_external_server() {
        let near = policy(&page(Some("ws://livekit.test:7890")), "localhost:3000");
        assert!(
            near.contains("ws://livekit.test:7890 http://livekit.test:7890"),
            "{near}"
        );
        let cloud = policy(&page(Some("wss://team.livekit.cloud")), "localhost:3000");
        assert!(
            cloud.contains("wss://team.livekit.cloud") && cloud.contains("https://*.livekit.cloud")
        );
    }

    #[test]
    fn a_page_that_was_not_built_says_how() {
        let page = Page {
            template: None,
            connect: String::new(),
        };
        assert_eq!(
            page.answer(StatusCode::OK, None, About::NOTHING, "localhost:3000")
                .status(),
            503
        );
    }
}
