//! For how long what is over is kept.

use std::time::Duration;

use super::key::Key;
use super::settings::Lookup;
use crate::error::{Code, Error, Result};

/// A century: longer than any of this.
const DAYS_LIMIT: u64 = 36_500;
const DAY: u64 = 24 * 60 * 60;

/// What is deleted when it is old enough; `None` is never.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keep {
    /// A chat and its files, so long after the last person left.
    pub chat: Option<Duration>,
    /// A meeting, so long after it was made, somebody was inside, or it was meant to end.
    pub history: Option<Duration>,
}

impl Keep {
    pub(super) fn read(lookup: &Lookup<'_>) -> Result<Self> {
        Ok(Self {
            chat: days(lookup, Key::KeepChat, 0)?,
            history: days(lookup, Key::KeepHistory, 1)?,
        })
    }
}

fn days(lookup: &Lookup<'_>, key: Key, least: u64) -> Result<Option<Duration>> {
    let Some(text) = lookup.get(key) else {
        return Ok(None);
    };
    let days = text.parse().ok();
    let days = days.filter(|days| (least..=DAYS_LIMIT).contains(days));
    let days: u64 = days.ok_or_else(|| {
        Error::new(
            Code::BadSetting,
            format!(
                "{} is not a number of days. Give a whole number from {least} to {DAYS_LIMIT}, or nothing to keep everything.",
                key.in_words()
            ),
        )
    })?;
    Ok(Some(Duration::from_secs(days * DAY)))
}

#[cfg(test)]
mod tests {
    use super::super::{Env, Settings};
    use super::*;

    fn keep(chat: &str, history: &str) -> Result<Keep> {
        let dir = tempfile::tempdir().expect("a folder");
        let env = Env::of([
            ("CONFAB_DATA_DIR", dir.path().to_str().expect("utf-8")),
            ("CONFAB_KEEP_CHAT", chat),
            ("CONFAB_KEEP_HISTORY", history),
        ]);
        Ok(Settings::load(&env)?.keep)
    }

    #[test]
    fn everything_is_kept_unless_somebody_says_for_how_long() {
        assert_eq!(keep("", "").expect("settings"), Keep::default());
        let days = |n| Some(Duration::from_secs(n * DAY));
        let kept = keep("0", "30").expect("settings");
        assert_eq!((kept.chat, kept.history), (days(0), days(30)));
    }

    #[test]
    fn what_is_no_number_of_days_is_named() {
        // A history of no days would delete a meeting before anybody could come.
        for (chat, history, setting) in [
            ("a week", "", "CONFAB_KEEP_CHAT"),
            ("-1", "", "CONFAB_KEEP_CHAT"),
            ("", "0", "CONFAB_KEEP_HISTORY"),
            ("", "99999999", "CONFAB_KEEP_HISTORY"),
        ] {
            let error = keep(chat, history).expect_err("refused");
            assert!(error.detail().contains(setting), "{error}");
        }
    }
}
