//! Reading what Confab answers: tokens, times, identifiers.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// What a token says, unverified.
pub fn claims(token: &str) -> Value {
    let payload = token
        .split('.')
        .nth(1)
        .unwrap_or_else(|| panic!("not a token: {token}"));
    let bytes = URL_SAFE_NO_PAD.decode(payload).expect("base64url");
    serde_json::from_slice(&bytes).expect("JSON inside the token")
}

/// Seconds since 1970, now.
pub fn now() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970");
    i64::try_from(since.as_secs()).expect("a sane clock")
}

/// Seconds since 1970 of exactly `YYYY-MM-DDTHH:MM:SSZ`; anything else is `None`.
pub fn whole_seconds(text: &str) -> Option<i64> {
    let pattern = "0000-00-00T00:00:00Z";
    let fits = text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(got, wanted)| {
            if wanted == b'0' {
                got.is_ascii_digit()
            } else {
                got == wanted
            }
        });
    if !fits {
        return None;
    }
    let part = |from: usize, to: usize| text[from..to].parse::<i64>().ok();
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
    // Days since 1970 in the proleptic Gregorian calendar, the year beginning in March.
    let year_from_march = if month <= 2 { year - 1 } else { year };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let days = 365 * year_from_march + year_from_march / 4 - year_from_march / 100
        + year_from_march / 400
        + day_of_year
        - 719_468;
    Some(days * 86_400 + hour * 3600 + minute * 60 + second)
}

/// Whether this is `abc-defg-hij`: three, four and three lower-case letters.
pub fn is_meeting_id(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [3, 4, 3]
        && text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_lowercase())
}

/// Whether this is a slug, `_` and eight hexadecimal digits.
pub fn is_identity(text: &str) -> bool {
    let Some((slug, digits)) = text.rsplit_once('_') else {
        return false;
    };
    let slug_fits = !slug.is_empty()
        && slug
            .bytes()
            .all(|byte| byte == b'_' || byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    slug_fits && digits.len() == 8 && digits.bytes().all(hex)
}

#[cfg(test)]
mod tests {
    use super::whole_seconds;

    #[test]
    fn the_document_s_own_times_agree() {
        assert_eq!(whole_seconds("2024-01-15T10:50:00Z"), Some(1_705_315_800));
        assert_eq!(whole_seconds("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(whole_seconds("2024-02-29T00:00:00Z"), Some(1_709_164_800));
        assert_eq!(whole_seconds("2024-01-15T10:50:00.5Z"), None);
        assert_eq!(whole_seconds("2024-01-15T10:50:00+00:00"), None);
    }
}
