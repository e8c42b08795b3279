//! Taking tokens and secrets out of a line.

use std::borrow::Cow;

use confab_core::secret::Secret;

const REDACTED: &str = "<redacted>";
/// Whatever follows these words, up to the next delimiter, is nobody's business.
const LEADS: [&str; 7] = [
    "access_token=",
    "join_request=",
    "#host=",
    "/warm/",
    "confab_browser=",
    "Bearer ",
    "bearer ",
];
/// How tokens begin: LiveKit's, and those of our own sessions.
const TOKENS: [&str; 2] = ["eyJ", "s2."];

/// The line without anything that opens a door.
pub(super) fn redact<'a>(line: &'a str, secrets: &[Secret]) -> Cow<'a, str> {
    let mut line = Cow::Borrowed(line);
    for secret in secrets {
        let secret = secret.expose();
        if !secret.is_empty() && line.contains(secret) {
            line = Cow::Owned(line.replace(secret, REDACTED));
        }
    }
    if !LEADS
        .iter()
        .chain(&TOKENS)
        .any(|start| line.contains(start))
    {
        return line;
    }
    let mut clean = String::with_capacity(line.len());
    let mut rest = &*line;
    while !rest.is_empty() {
        if let Some(lead) = LEADS.iter().find(|lead| rest.starts_with(**lead)) {
            clean.push_str(lead);
            rest = &rest[lead.len()..];
            let end = rest.find(|c: char| !is_of_a_value(c)).unwrap_or(rest.len());
            if end > 0 {
                clean.push_str(REDACTED);
            }
            rest = &rest[end..];
        } else if TOKENS.iter().any(|start| rest.starts_with(start)) {
            clean.push_str(REDACTED);
            let end = rest.find(|c: char| !is_of_a_token(c)).unwrap_or(rest.len());
            rest = &rest[end..];
        } else {
            let mut chars = rest.chars();
            clean.extend(chars.next());
            rest = chars.as_str();
        }
    }
    Cow::Owned(clean)
}

fn is_of_a_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '=')
}

fn is_of_a_value(c: char) -> bool {
    is_of_a_token(c) || matches!(c, '%' | '~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_taken_out_wherever_they_stand() {
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl-_x";
        for line in [
            format!("GET /rtc?access_token={token}&sid=1"),
            format!("authorization: Bearer {token}"),
            format!("{{\"token\":\"{token}\"}}"),
            format!("é{token}é"),
        ] {
            let clean = redact(&line, &[]);
            assert!(
                !clean.contains("eyJ") && !clean.contains("c2lnbmF0"),
                "{clean}"
            );
            assert!(clean.contains(REDACTED), "{clean}");
        }
        assert_eq!(
            redact("session s2.YWJj.ZGVm ended", &[]),
            "session <redacted> ended"
        );
        let clean = redact(
            "POST /meetings/a/warm/b_c-d 409, confab_browser=x-_y; z",
            &[],
        );
        assert_eq!(
            clean,
            "POST /meetings/a/warm/<redacted> 409, confab_browser=<redacted>; z"
        );
        let clean = redact("access_token=abc%2Edef&sid=PA_1 Bearer q7-_", &[]);
        assert_eq!(clean, "access_token=<redacted>&sid=PA_1 Bearer <redacted>");
    }

    #[test]
    fn known_secrets_are_taken_out() {
        assert_eq!(
            redact("key hunter2 key", &[Secret::new("hunter2")]),
            "key <redacted> key"
        );
    }

    #[test]
    fn other_lines_pass_as_they_are() {
        assert!(matches!(
            redact("a meeting was created\n", &[Secret::new("x1y2")]),
            Cow::Borrowed(_)
        ));
    }
}
