//! The log: to stderr, and to a file a day in the data directory.
//!
//! Invariant: no token and no secret reaches either, also at `trace`. Everything that is written
//! passes [`redact`](redact::redact), whoever wrote it; and libraries that would print requests are
//! kept at `info`.

mod file;
mod redact;

use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, RwLock};

use confab_core::secret::Secret;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt as _;

use file::DailyFile;
use redact::redact;

/// Libraries that print headers, queries or statements when they are asked for more than `info`.
const KEPT_QUIET: [&str; 13] = [
    "hyper",
    "hyper_util",
    "h2",
    "reqwest",
    "rustls",
    "sqlx",
    "livekit_api",
    "livekit_net",
    "livekit_signaling",
    "livekit_token",
    "tokio_tungstenite",
    "tungstenite",
    "tower",
];

/// Where everything is logged to; clones are one and the same.
#[derive(Clone, Default)]
pub struct Log(Arc<Shared>);

#[derive(Default)]
struct Shared {
    file: RwLock<Option<DailyFile>>,
    secrets: RwLock<Vec<Secret>>,
}

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Log")
    }
}

impl Log {
    /// Starts logging to stderr with this filter; panics are logged instead of printed.
    ///
    /// # Errors
    /// A sentence where the filter is not one.
    pub fn start(filter: &str) -> Result<Self, String> {
        let log = Self::default();
        let filter = quiet(filter)?;
        let subscriber = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_ansi(false)
            .with_writer(log.clone())
            .finish();
        // A second house in one process (tests) goes on with the first one's subscriber.
        let _ = subscriber.try_init();
        std::panic::set_hook(Box::new(|panic| {
            let place = panic
                .location()
                .map(ToString::to_string)
                .unwrap_or_default();
            let words = panic.payload_as_str().unwrap_or("no words");
            tracing::error!("a task panicked at {place}: {words}");
        }));
        Ok(log)
    }

    /// Also logs to a file a day in this folder, from now on.
    pub fn write_files(&self, folder: &Path) {
        let file = DailyFile::new(folder.to_owned());
        *self
            .0
            .file
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(file);
    }

    /// This one must never be seen.
    pub fn hide(&self, secret: Secret) {
        self.0
            .secrets
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .push(secret);
    }
}

fn quiet(filter: &str) -> Result<EnvFilter, String> {
    let mut filter = EnvFilter::builder().parse(filter).map_err(|_| {
        "CONFAB_LOG is not a log filter. Use error, warn, info, debug or trace, or for example info,confab_core=debug.".to_owned()
    })?;
    // The highest level may be lower than that already: then nothing changes for them.
    let info = filter
        .max_level_hint()
        .is_none_or(|level| level > tracing::level_filters::LevelFilter::INFO);
    if info {
        for target in KEPT_QUIET {
            if let Ok(directive) = format!("{target}=info").parse() {
                filter = filter.add_directive(directive);
            }
        }
    }
    Ok(filter)
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Line;

    fn make_writer(&'a self) -> Line {
        Line(self.clone())
    }
}

/// Writes one event: the formatter hands it over in one piece.
#[derive(Debug)]
pub struct Line(Log);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        let clean = {
            let secrets = self
                .0
                .0
                .secrets
                .read()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            redact(&text, &secrets)
        };
        // A log that can't be written must not end a call.
        let _ = io::stderr().lock().write_all(clean.as_bytes());
        if let Some(file) = &*self
            .0
            .0
            .file
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
        {
            file.write(clean.as_bytes());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_that_is_none_is_told_with_the_setting() {
        assert!(quiet("info,,=,=").is_err_and(|sentence| sentence.contains("CONFAB_LOG")));
        assert!(quiet("trace").is_ok_and(|filter| filter.to_string().contains("hyper=info")));
        assert!(quiet("error").is_ok_and(|filter| !filter.to_string().contains("hyper")));
    }
}
