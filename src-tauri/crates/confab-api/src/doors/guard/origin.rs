//! Where a request comes from: its `Origin`, and what browsers say where they leave that out.

use http::header::{self, HeaderMap};

use super::{Door, Guard};

/// Where a request comes from, judged by its `Origin`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No website: a script, a native client, a typed address.
    Absent,
    /// The door's own page.
    Own,
    /// A front end that this door knows.
    Friend,
    /// Any other website, `null`, empty, or two at once.
    Foreign,
}

impl Guard {
    /// Where a request comes from; `ours` is the origin that was asked.
    pub(super) fn standing(&self, headers: &HeaderMap, ours: &str) -> Standing {
        let mut values = headers.get_all(header::ORIGIN).iter();
        let Some(origin) = values.next() else {
            return Standing::Absent;
        };
        if values.next().is_some() {
            return Standing::Foreign;
        }
        let Ok(text) = origin.to_str() else {
            return Standing::Foreign;
        };
        if same_place(text, ours) {
            return Standing::Own;
        }
        let friend = match self.door {
            Door::Local => self.front_end.as_ref() == Some(origin),
            Door::Signal => self.front_end.as_ref() == Some(origin) || self.signals(text),
            Door::Host | Door::Guest | Door::Shared => false,
        };
        if friend {
            Standing::Friend
        } else {
            Standing::Foreign
        }
    }

    /// Our own pages that signal through the signal door: the window and the guest page.
    fn signals(&self, origin: &str) -> bool {
        if matches!(origin, "tauri://localhost" | "http://tauri.localhost") {
            return true;
        }
        let Some(guest_port) = self.guest_port.get() else {
            return false;
        };
        let (from, default) = match origin.split_once("://") {
            Some(("http", from)) => (from, 80),
            Some(("https", from)) => (from, 443),
            _ => return false,
        };
        ["localhost", "127.0.0.1", "[::1]"]
            .iter()
            .any(|name| match from.strip_prefix(name) {
                Some("") => guest_port == default,
                Some(port) => {
                    guest_port != default
                        && port
                            .strip_prefix(':')
                            .is_some_and(|p| p == guest_port.to_string())
                }
                None => false,
            })
    }
}

/// Browsers say so themselves where they leave `Origin` out.
pub(super) fn sent_by_a_website(headers: &HeaderMap) -> bool {
    headers
        .get_all("sec-fetch-site")
        .iter()
        .any(|site| !matches!(site.as_bytes(), b"same-origin" | b"none"))
}

/// Whether two origins are the same, the default port or not.
fn same_place(one: &str, other: &str) -> bool {
    let bare = |origin: &str| {
        let default = if origin.starts_with("https:") {
            ":443"
        } else {
            ":80"
        };
        origin.strip_suffix(default).unwrap_or(origin).to_owned()
    };
    bare(one) == bare(other)
}
