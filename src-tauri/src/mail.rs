//! An e-mail begun in this person's own mail program.
//!
//! Invariant: what is handed to the system is a `mailto:` address with a subject and a body and nothing
//! else: no other scheme, no recipient, no attachment, no character that a shell could take for its own.

use confab_core::error::{Code, Error, Result};
use tauri::AppHandle;
use tauri_plugin_shell::ShellExt as _;

use crate::error::Answer;

/// Bytes; what is longer is cut off by some systems, so the page sends less.
const LONGEST: usize = 8 * 1024;

/// Opens the mail program with a letter that is begun.
#[tauri::command]
pub(crate) async fn write_mail(app: AppHandle, url: String) -> Answer<()> {
    let url = letter(&url)?;
    #[allow(
        deprecated,
        reason = "the plugin that opens addresses is one that we have"
    )]
    app.shell().open(url, None).map_err(|e| {
        Error::caused_by(
            Code::Internal,
            "No mail program could be opened. Copy the invitation, and paste it where you write.",
            e,
        )
    })?;
    Ok(())
}

/// The address, if it is one of a letter: `mailto:?subject=…&body=…`, percent-encoded.
fn letter(url: &str) -> Result<&str> {
    let encoded = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'%' | b'-' | b'_' | b'.' | b'~'))
    };
    let parts = url
        .strip_prefix("mailto:?subject=")
        .and_then(|rest| rest.split_once("&body="));
    match parts {
        Some((subject, body)) if url.len() <= LONGEST && encoded(subject) && encoded(body) => {
            Ok(url)
        }
        _ => Err(Error::new(
            Code::BadInput,
            "This is not the address of a letter.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_with_subject_and_body_is_let_through() {
        for url in [
            "mailto:?subject=&body=",
            "mailto:?subject=Invitation%3A%20Design&body=One%0D%0ATwo%20%E2%80%9Csix%E2%80%9D",
        ] {
            assert_eq!(letter(url).expect("a letter"), url);
        }
    }

    #[test]
    fn nothing_else_reaches_the_system() {
        let long = format!("mailto:?subject=&body={}", "a".repeat(LONGEST));
        for url in [
            "",
            "https://example.org/",
            "file:///etc/passwd",
            "MAILTO:?subject=a&body=b",
            "mailto:somebody@example.org?subject=a&body=b",
            "mailto:?subject=a",
            "mailto:?subject=a&body=b&attach=/etc/passwd",
            "mailto:?subject=a&bcc=x%40example.org&body=b",
            "mailto:?subject=a b&body=c",
            "mailto:?subject=$(id)&body=`id`",
            "mailto:?subject=a&body=b\ncalc.exe",
            "mailto:?subject=\"&body=|calc",
            long.as_str(),
        ] {
            assert!(letter(url).is_err(), "{url:?}");
        }
    }
}
