//! Whether this computer's clock can be right. Certificates and tokens are only as good as it is.

use confab_core::clock::{rfc3339, unix_now};

use super::{Check, State};
use crate::App;

/// When this was written: no clock that is right says anything earlier. 2025-06-01T00:00:00Z.
const WRITTEN: i64 = 1_748_736_000;
/// Seconds that a clock may be set back without a word.
const SLACK: i64 = 5 * 60;

pub(super) async fn check(app: &App) -> Check {
    judge(unix_now(), app.confab.newest_meeting().await.ok().flatten())
}

/// `newest`: when the newest meeting was made, as far as its clock knew.
fn judge(now: i64, newest: Option<i64>) -> Check {
    let remedy = "Let this computer set its date and time by itself.";
    if now < WRITTEN {
        let sentence = format!(
            "This computer's clock says {}, which is in the past.",
            rfc3339(now)
        );
        return Check::new("clock", State::Failed, "past", &sentence).helped_by(remedy);
    }
    if newest.is_some_and(|newest| newest > now + SLACK) {
        let sentence = format!(
            "This computer's clock says {}, but a meeting was made later than that: it was set back, or was ahead then.",
            rfc3339(now)
        );
        return Check::new("clock", State::Warning, "set_back", &sentence).helped_by(remedy);
    }
    let sentence = format!("This computer's clock says {}.", rfc3339(now));
    Check::new("clock", State::Good, "good", &sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_cannot_be_right_is_named() {
        let now = WRITTEN + 1_000_000;
        for (now, newest, finding) in [
            (0, None, "past"),
            (WRITTEN - 1, None, "past"),
            (now, Some(now + SLACK + 1), "set_back"),
            (now, Some(now + SLACK), "good"),
            (now, Some(now - 5), "good"),
            (now, None, "good"),
        ] {
            assert_eq!(judge(now, newest).finding, finding, "{now} {newest:?}");
        }
    }
}
