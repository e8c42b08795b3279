//! The embedded files, and what HTTP has to say about them.

use http::{HeaderMap, header};
use rust_embed::RustEmbed;

/// `ui/dist/guest` as it was when this program was compiled.
#[derive(RustEmbed)]
#[folder = "../../../ui/dist/guest"]
#[allow_missing = true]
pub struct Site;

/// The media type by the name's ending.
pub(super) fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webp") => "image/webp",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("mp3") => "audio/mpeg",
        Some("ogg" | "opus") => "audio/ogg",
        Some("wav") => "audio/wav",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A strong validator made of the content's hash.
pub(super) fn tag(hash: &[u8; 32]) -> String {
    use std::fmt::Write as _;
    let mut tag = String::with_capacity(34);
    tag.push('"');
    for byte in &hash[..16] {
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

/// Whether the client holds this very content already.
pub(super) fn matches(asked: &HeaderMap, tag: &str) -> bool {
    asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| {
            value
                .split(',')
                .map(str::trim)
                .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
        })
}

/// Whether the client takes Brotli.
pub(super) fn accepts_brotli(asked: &HeaderMap) -> bool {
    asked
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| {
            value.split(',').any(|coding| {
                let mut parts = coding.split(';').map(str::trim);
                parts
                    .next()
                    .is_some_and(|name| name.eq_ignore_ascii_case("br"))
                    && !parts.any(|weight| {
                        weight
                            .strip_prefix("q=")
                            .is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q == 0.0))
                    })
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: header::HeaderName, value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().expect("a value"));
        headers
    }

    #[test]
    fn brotli_is_sent_to_those_who_take_it() {
        for good in ["br", "gzip, deflate, br, zstd", "BR;q=0.5"] {
            assert!(
                accepts_brotli(&asked(header::ACCEPT_ENCODING, good)),
                "{good}"
            );
        }
        for bad in ["gzip", "br;q=0", "br; q=0.0", "", "brotli"] {
            assert!(
                !accepts_brotli(&asked(header::ACCEPT_ENCODING, bad)),
                "{bad}"
            );
        }
        assert!(!accepts_brotli(&HeaderMap::new()));
    }

    #[test]
    fn a_known_tag_is_recognised() {
        let tag = tag(&[7; 32]);
        assert!(matches(
            &asked(header::IF_NONE_MATCH, &format!("\"other\", W/{tag}")),
            &tag
        ));
        assert!(!matches(&asked(header::IF_NONE_MATCH, "\"other\""), &tag));
    }
}
