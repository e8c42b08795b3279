//! Wall-clock time as the contract writes it.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Now, in Unix seconds.
pub fn unix_now() -> i64 {
    OffsetDateTime::now_utc().unix_timestamp()
}

/// Now, in Unix milliseconds.
pub fn unix_now_ms() -> i64 {
    let now = OffsetDateTime::now_utc();
    now.unix_timestamp() * 1000 + i64::from(now.millisecond())
}

/// Unix milliseconds as RFC 3339 in UTC: `2024-01-15T10:30:00.250Z`.
pub fn rfc3339_ms(unix_ms: i64) -> String {
    let whole = rfc3339(unix_ms.div_euclid(1000));
    let rest = unix_ms.rem_euclid(1000);
    format!("{}.{rest:03}Z", whole.trim_end_matches('Z'))
}

/// Unix seconds as RFC 3339 in UTC: `2024-01-15T10:30:00Z`.
pub fn rfc3339(unix: i64) -> String {
    OffsetDateTime::from_unix_timestamp(unix)
        .ok()
        .and_then(|t| t.format(&Rfc3339).ok())
        .unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned())
}

/// A time in RFC 3339, of any zone, as Unix seconds; `None` where it is none.
pub fn parse_rfc3339(text: &str) -> Option<i64> {
    OffsetDateTime::parse(text, &Rfc3339)
        .ok()
        .map(OffsetDateTime::unix_timestamp)
}

#[cfg(test)]
mod tests {
    #[test]
    fn any_zone_is_read() {
        for same in ["2024-01-15T10:30:00Z", "2024-01-15T12:30:00+02:00"] {
            assert_eq!(super::parse_rfc3339(same), Some(1_705_314_600), "{same}");
        }
        for none in ["", "2024-01-15", "2024-01-15T10:30:00", "tomorrow"] {
            assert_eq!(super::parse_rfc3339(none), None, "{none}");
        }
    }

    #[test]
    fn times_are_whole_seconds_in_utc_with_z() {
        assert_eq!(super::rfc3339(1_705_314_600), "2024-01-15T10:30:00Z");
    }

    #[test]
    fn milliseconds_have_three_digits() {
        assert_eq!(
            super::rfc3339_ms(1_705_314_600_007),
            "2024-01-15T10:30:00.007Z"
        );
    }
}
