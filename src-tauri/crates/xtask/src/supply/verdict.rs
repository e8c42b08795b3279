//! What a check found. One that could not look has not passed.

use crate::totals::Totals;

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    /// What it found, one line each.
    Failed(Vec<String>),
    /// Why it could not look, in a sentence.
    NotChecked(String),
}

impl Verdict {
    /// Failed where there is anything to say.
    pub(crate) fn of(found: Vec<String>) -> Self {
        if found.is_empty() {
            Self::Passed
        } else {
            Self::Failed(found)
        }
    }

    /// Tells it, and counts it: what was not checked was skipped.
    pub(crate) fn told(&self, title: &str) -> Totals {
        let mut totals = Totals::default();
        match self {
            Self::Passed => {
                println!("✓ {title}");
                totals.passed = 1;
            }
            Self::Failed(found) => {
                println!("✗ {title}");
                for line in found {
                    println!("  │ {line}");
                }
                totals.failed = 1;
            }
            Self::NotChecked(why) => {
                println!("– {title}: not checked: {why}");
                totals.skipped = 1;
            }
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_checked_is_skipped_and_never_passed() {
        let count = |verdict: &Verdict| {
            let Totals {
                passed,
                failed,
                skipped,
            } = verdict.told("a check");
            (passed, failed, skipped)
        };
        assert_eq!(count(&Verdict::of(Vec::new())), (1, 0, 0));
        assert_eq!(count(&Verdict::of(vec!["found".into()])), (0, 1, 0));
        assert_eq!(count(&Verdict::NotChecked("no network".into())), (0, 0, 1));
    }
}
