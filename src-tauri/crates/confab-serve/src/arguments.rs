//! What the program is asked for on its command line.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Result, bail};

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Meetings, until somebody ends it.
    Serve,
    /// Say this, and that is all.
    Print(String),
    /// Copy the database into this file.
    Backup(PathBuf),
    /// Put this file in the database's place.
    Restore(PathBuf),
}

pub(crate) const HELP: &str = "\
confab-serve: Confab without a window

Usage: confab-serve
       confab-serve backup FILE    copy the database into a new file, also while Confab runs
       confab-serve restore FILE   put such a copy in the database's place; the old one is kept
       confab-serve --help | --version

Writes one line of JSON to stdout when everything answers; logs go to stderr.
SIGTERM or Ctrl-C ends it.

Settings come from the environment, else from settings.toml in the data directory:

  CONFAB_DATA_DIR           where meetings, keys and logs are kept
  CONFAB_API_PORT           local API (8000)
  CONFAB_GUEST_PORT         guest page (3000)
  CONFAB_SIGNAL_PORT        signalling for local front ends (7880)
  CONFAB_RTC_TCP_PORT       media over TCP (7881)
  CONFAB_RTC_UDP_PORT       media over UDP (7882)
  CONFAB_LIVEKIT_SERVER     path of the LiveKit server
  CONFAB_SHARE              lan: guests on this network can come, over HTTPS
  CONFAB_TLS_CERT, CONFAB_TLS_KEY
                            a certificate of your own for them (PEM)
  CONFAB_TRUSTED_PROXIES    reverse proxies whose X-Forwarded-* or Forwarded counts
  CONFAB_KEEP_CHAT          days that a chat is kept after its meeting (until it starts anew)
  CONFAB_KEEP_HISTORY       days that a meeting is kept that nobody comes to (for ever)
  CONFAB_LOG                log filter (info)
  FRONTEND_URL              your own front end: what meeting links start with
  LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET
                            a LiveKit server of your own instead of the embedded one

A port of 0 means any free port.
";

/// Reads the arguments that follow the program's name.
///
/// # Errors
/// A sentence for whoever typed them.
pub(crate) fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Task> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let words: Vec<Option<&str>> = arguments.iter().map(|word| word.to_str()).collect();
    Ok(match words.as_slice() {
        [] => Task::Serve,
        [Some("--help" | "-h")] => Task::Print(HELP.to_owned()),
        [Some("--version" | "-V")] => {
            Task::Print(format!("confab-serve {}\n", env!("CARGO_PKG_VERSION")))
        }
        [Some("backup"), _] => Task::Backup(PathBuf::from(&arguments[1])),
        [Some("restore"), _] => Task::Restore(PathBuf::from(&arguments[1])),
        [Some(command @ ("backup" | "restore")), ..] => {
            bail!("Name one file: confab-serve {command} FILE.")
        }
        _ => bail!(
            "There are no arguments but backup FILE, restore FILE, --help and --version; settings come from the environment."
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(words: &[&str]) -> Result<Task> {
        read(words.iter().map(OsString::from))
    }

    #[test]
    fn a_command_takes_one_file() {
        assert_eq!(task(&[]).expect("serves"), Task::Serve);
        let backup = task(&["backup", "a b.db"]).expect("a task");
        assert_eq!(backup, Task::Backup("a b.db".into()));
        for wrong in [&["backup"][..], &["restore", "a", "b"], &["serve"], &["-x"]] {
            let error = task(wrong).expect_err("refused").to_string();
            assert!(error.contains("FILE"), "{error}");
        }
    }
}
