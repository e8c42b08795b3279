//! What the child says: read to its end, so that it never blocks, and passed on to our log at
//! `debug` without secrets.
//!
//! Invariant: no token and no secret of the server leaves this file, however the lines are cut.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::time::Instant;

use crate::secret::Secret;

/// As much of a line as is looked at, in bytes.
const LINE: usize = 8 * 1024;
/// As much of it as is logged, in characters.
const SHOWN: usize = 1000;
/// As many lines as are logged in a second.
const LINES_A_SECOND: u32 = 200;

/// The last line that said something, for the log when the child ends unexpectedly.
#[derive(Debug, Clone, Default)]
pub(super) struct LastWords(Arc<Mutex<String>>);

impl LastWords {
    pub(super) fn get(&self) -> String {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set(&self, line: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = line;
    }
}

/// Reads `stream` to its end.
pub(super) async fn follow(stream: impl AsyncRead, secret: Secret, last: LastWords) {
    tokio::pin!(stream);
    let mut lines = Lines::default();
    let mut second = (Instant::now(), 0_u32);
    let mut chunk = vec![0_u8; 16 * 1024];
    loop {
        let read = match stream.read(&mut chunk).await {
            Ok(0) | Err(_) => break,
            Ok(read) => read,
        };
        lines.push(&chunk[..read], |line, cut| {
            if second.0.elapsed() >= Duration::from_secs(1) {
                second = (Instant::now(), 0);
            }
            second.1 = second.1.saturating_add(1);
            if second.1 <= LINES_A_SECOND {
                log(line, cut, &secret, &last);
            }
        });
        if second.1 > LINES_A_SECOND {
            // Something that only shouts must not keep a processor busy with listening.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    lines.finish(|line, cut| log(line, cut, &secret, &last));
}

fn log(line: &[u8], cut: bool, secret: &Secret, last: &LastWords) {
    let line = presentable(line, cut, secret.expose());
    if !line.trim().is_empty() {
        tracing::debug!(target: "livekit_server", "{line}");
        last.set(line);
    }
}

/// Puts lines together from pieces, each line cut at [`LINE`] bytes.
#[derive(Default)]
struct Lines {
    line: Vec<u8>,
    cut: bool,
}

impl Lines {
    fn push(&mut self, bytes: &[u8], mut each: impl FnMut(&[u8], bool)) {
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            let (text, ended) = match piece.split_last() {
                Some((b'\n', text)) => (text, true),
                _ => (piece, false),
            };
            let room = LINE - self.line.len();
            self.cut |= text.len() > room;
            self.line.extend_from_slice(&text[..text.len().min(room)]);
            if ended {
                each(&self.line, self.cut);
                self.line.clear();
                self.cut = false;
            }
        }
    }

    fn finish(self, mut each: impl FnMut(&[u8], bool)) {
        if !self.line.is_empty() {
            each(&self.line, self.cut);
        }
    }
}

/// The line without secrets and control characters.
pub(super) fn presentable(line: &[u8], cut: bool, secret: &str) -> String {
    let mut text = String::from_utf8_lossy(line).into_owned();
    if !secret.is_empty() {
        text = text.replace(secret, "<redacted>");
        if cut {
            // The cut may have gone through the secret: take off an end that could be its start.
            let longest = secret
                .char_indices()
                .map(|(at, _)| &secret[..at])
                .skip(1)
                .filter(|start| text.trim_end_matches('\u{fffd}').ends_with(start))
                .map(str::len)
                .max();
            if let Some(length) = longest {
                let end = text.trim_end_matches('\u{fffd}').len() - length;
                text.truncate(end);
            }
        }
    }
    without_tokens(&text)
        .chars()
        .filter(|c| !c.is_control())
        .take(SHOWN)
        .collect()
}

/// Replaces whatever looks like a JSON web token: from `eyJ` to the end of its alphabet.
fn without_tokens(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("eyJ") {
        clean.push_str(&rest[..at]);
        clean.push_str("<token>");
        let token = &rest[at..];
        let end = token
            .find(|c: char| {
                !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=' | '+' | '/' | '%'))
            })
            .unwrap_or(token.len());
        rest = &token[end..];
    }
    clean.push_str(rest);
    clean
}
