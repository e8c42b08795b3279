//! The header that makes a browser keep a file instead of showing it.

use http::HeaderValue;

/// `Content-Disposition` for a file of this name: RFC 6266, with the name in ASCII for those who
/// read no other and as it is (RFC 8187) for everybody else.
pub(crate) fn attachment(name: &str) -> HeaderValue {
    use std::fmt::Write as _;
    let ascii: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            ' '..='~' => c,
            _ => '_',
        })
        .collect();
    let mut exact = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            exact.push(char::from(byte));
        } else {
            let _ = write!(exact, "%{byte:02X}");
        }
    }
    let value = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{exact}");
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_stays_inside_its_quotes() {
        for (name, header) in [
            (
                "report.pdf",
                "attachment; filename=\"report.pdf\"; filename*=UTF-8''report.pdf",
            ),
            (
                "a\"; filename=evil.html",
                "attachment; filename=\"a_; filename=evil.html\"; filename*=UTF-8''a%22%3B%20filename%3Devil.html",
            ),
            (
                "Übersicht 1'.pdf",
                "attachment; filename=\"_bersicht 1'.pdf\"; filename*=UTF-8''%C3%9Cbersicht%201%27.pdf",
            ),
            (
                "100%41.txt",
                "attachment; filename=\"100_41.txt\"; filename*=UTF-8''100%2541.txt",
            ),
            (
                "a\r\nSet-Cookie: x",
                "attachment; filename=\"a__Set-Cookie: x\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x",
            ),
        ] {
            assert_eq!(attachment(name), header, "{name}");
        }
    }
}
