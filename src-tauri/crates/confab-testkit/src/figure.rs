//! One line of the table that a soak prints: what was done, how often, and what came of it.

use std::fmt;

/// A figure beside the one to reach.
#[derive(Debug, Clone)]
pub struct Figure {
    /// What was done to Confab.
    pub fault: String,
    /// How many times.
    pub runs: usize,
    /// What came of it.
    pub figure: String,
    /// What was to come of it.
    pub to_reach: String,
    /// Whether it did.
    pub verdict: Verdict,
    /// What a reader needs who wants to know why, one line each.
    pub notes: Vec<String>,
}

/// What a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was reached.
    Met,
    /// It was not.
    Missed,
    /// This computer has not what it takes; the notes say what. It counts neither way.
    NotRun,
}

impl Figure {
    /// A figure that was measured.
    pub fn new(fault: &str, runs: usize, figure: String, to_reach: &str, met: bool) -> Self {
        Self {
            fault: fault.to_owned(),
            runs,
            figure,
            to_reach: to_reach.to_owned(),
            verdict: if met { Verdict::Met } else { Verdict::Missed },
            notes: Vec::new(),
        }
    }

    /// One that could not be measured here, and why.
    pub fn not_run(fault: &str, to_reach: &str, why: &str) -> Self {
        Self {
            verdict: Verdict::NotRun,
            ..Self::new(fault, 0, "–".to_owned(), to_reach, false)
        }
        .noting([why.to_owned()])
    }

    /// With more to say.
    #[must_use]
    pub fn noting(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Fails a test with all that is known where the figure was missed.
    #[track_caller]
    pub fn expect_met(&self) {
        assert!(
            self.verdict == Verdict::Met,
            "{self}\n{}",
            self.notes.join("\n")
        );
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = match self.verdict {
            Verdict::Met => "met",
            Verdict::Missed => "MISSED",
            Verdict::NotRun => "not run",
        };
        write!(
            f,
            "{} | {} | {} | {} | {verdict}",
            self.fault, self.runs, self.figure, self.to_reach
        )
    }
}
