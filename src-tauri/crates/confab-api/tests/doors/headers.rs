//! What every answer of every door says to browsers.

use crate::sender::Reply;

/// Fails where an answer leaves a browser more than it needs.
#[track_caller]
pub(crate) fn protect(what: &str, reply: &Reply) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(reply.header(name), Some(value), "{name} of {what}");
    }
    let policy = reply
        .header("content-security-policy")
        .unwrap_or_else(|| panic!("{what} has no content security policy"));
    let says = |directive: &str| {
        let mut parts = policy.split(';').map(str::trim);
        parts
            .find_map(|part| part.strip_prefix(directive)?.strip_prefix(' '))
            .map(str::to_owned)
    };
    assert_eq!(
        says("default-src").as_deref(),
        Some("'none'"),
        "{what}: {policy}"
    );
    assert_eq!(
        says("frame-ancestors").as_deref(),
        Some("'none'"),
        "{what}: {policy}"
    );
    let scripts = says("script-src").unwrap_or_default();
    for loose in [
        "unsafe-inline",
        "'unsafe-eval'",
        "*",
        "http:",
        "https:",
        "data:",
    ] {
        assert!(!scripts.contains(loose), "{what}: {policy}");
    }
    // Only the page of calls blurs backgrounds and encrypts.
    let calls = what.contains(" /meeting/") || what.contains(" / at");
    assert!(
        calls || !policy.contains("wasm-unsafe-eval"),
        "{what}: {policy}"
    );
    if let Some(cookie) = reply.header("set-cookie") {
        assert!(cookie.starts_with("confab_browser="), "{what}: {cookie}");
    }
}
