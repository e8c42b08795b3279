//! How long the engine waits for what. Handed in, so that tests need no luck.

use std::time::Duration;

/// Every time limit of the engine. [`Timing::default`] is what people get.
#[derive(Debug, Clone)]
pub struct Timing {
    /// A first start that has not succeeded after this long has failed.
    pub start: Duration,
    /// The same for each later start of the embedded server, and for one reply to a retry.
    pub restart: Duration,
    /// Pause between two questions to a server that is starting.
    pub ask_starting: Duration,
    /// Pause between two questions to a server that is up.
    pub ask_up: Duration,
    /// How long one question waits for its answer.
    pub answer: Duration,
    /// Pause before asking again what was not answered.
    pub ask_again: Duration,
    /// A server silent for this long, and for three questions, hangs, unless it is at work.
    pub hung: Duration,
    /// A server that is visibly at work hangs only after this long.
    pub hung_at_work: Duration,
    /// The second restart waits this long, each further one twice as long; the first does not wait.
    pub back_off: Duration,
    /// No restart waits longer than this for its turn.
    pub back_off_limit: Duration,
    /// A server that was up for this long has its next restart at once again: those in a call are
    /// back by then, and are not to wait for what others do to a server that does not live.
    pub steady: Duration,
    /// At most so many starts …
    pub starts: usize,
    /// … in so much time; then the engine has failed.
    pub starts_within: Duration,
    /// A failed engine tries again by itself after this long, for programs without anybody who
    /// could press a button.
    pub failed: Duration,
    /// A server ignores a SIGTERM that comes sooner than this after it began to answer.
    pub deaf: Duration,
    /// From the first SIGTERM to the second.
    pub term: Duration,
    /// From the second SIGTERM to SIGKILL.
    pub kill: Duration,
    /// How long an external server that can't be reached is tried at the first start.
    pub external_patience: Duration,
    /// How long one question to an external server waits for its answer.
    pub external_answer: Duration,
    /// Pause between two questions to an external server.
    pub external_ask: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            // The promise is 20 s, and the child must be gone by then too.
            start: Duration::from_secs(18),
            restart: Duration::from_secs(15),
            ask_starting: Duration::from_millis(20),
            ask_up: Duration::from_secs(2),
            answer: Duration::from_secs(2),
            ask_again: Duration::from_millis(250),
            hung: Duration::from_secs(6),
            hung_at_work: Duration::from_secs(30),
            back_off: Duration::from_millis(200),
            back_off_limit: Duration::from_secs(10),
            steady: Duration::from_secs(3),
            starts: 10,
            starts_within: Duration::from_secs(60),
            failed: Duration::from_secs(60),
            deaf: Duration::from_millis(250),
            term: Duration::from_millis(1300),
            kill: Duration::from_millis(300),
            external_patience: Duration::from_secs(10),
            external_answer: Duration::from_secs(5),
            external_ask: Duration::from_secs(5),
        }
    }
}

impl Timing {
    /// The pause before the next restart, when there were `restarts` already.
    pub(super) fn pause(&self, restarts: u32) -> Duration {
        match restarts {
            0 => Duration::ZERO,
            more => self
                .back_off
                .saturating_mul(1 << (more - 1).min(16))
                .min(self.back_off_limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_restart_waits_twice_as_long_as_the_one_before_and_ten_seconds_at_most() {
        let timing = Timing::default();
        let pauses = (0..9).map(|restarts| timing.pause(restarts).as_millis());
        let expected = [0, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000];
        assert!(pauses.eq(expected));
        assert_eq!(timing.pause(u32::MAX), timing.back_off_limit);
    }

    #[test]
    fn people_get_ten_starts_a_minute() {
        let Timing {
            starts,
            starts_within,
            ..
        } = Timing::default();
        assert_eq!((starts, starts_within), (10, Duration::from_secs(60)));
    }
}
