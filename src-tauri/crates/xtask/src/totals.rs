//! How many tests a suite ran, read from what its runner wrote.

use std::fmt;
use std::ops::AddAssign;

use anyhow::{Context, Result};
use serde_json::Value;

#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Totals {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Totals {
    pub(crate) fn ran(self) -> u64 {
        self.passed + self.failed
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(f, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// The sum of cargo's lines, one for each test binary:
/// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; …`.
pub(crate) fn cargo(log: &str) -> Totals {
    let mut totals = Totals::default();
    for line in log
        .lines()
        .filter_map(|line| line.trim().strip_prefix("test result: "))
    {
        let count = |word: &str| {
            line.split(['.', ';'])
                .find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok())
                .unwrap_or(0)
        };
        totals += Totals {
            passed: count("passed"),
            failed: count("failed"),
            skipped: count("ignored"),
        };
    }
    totals
}

/// The names of the tests that cargo says failed.
pub(crate) fn cargo_failures(log: &str) -> Vec<String> {
    log.lines()
        .filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"))
        .map(str::to_owned)
        .collect()
}

/// Vitest's JSON report. A file that could not even be loaded counts as one failure.
pub(crate) fn vitest(report: &str) -> Result<Totals> {
    let report: Value = serde_json::from_str(report).context("vitest's report is no JSON")?;
    let count = |name: &str| report[name].as_u64().unwrap_or(0);
    let unloaded = report["testResults"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|file| {
            file["status"] == "failed"
                && file["assertionResults"]
                    .as_array()
                    .is_none_or(Vec::is_empty)
        })
        .count() as u64;
    Ok(Totals {
        passed: count("numPassedTests"),
        failed: count("numFailedTests") + unloaded,
        skipped: count("numPendingTests") + count("numTodoTests"),
    })
}

/// Playwright's JSON report. A test that passed only when tried again has passed; an error outside
/// of every test counts as one failure.
pub(crate) fn playwright(report: &str) -> Result<Totals> {
    let report: Value = serde_json::from_str(report).context("Playwright's report is no JSON")?;
    let count = |name: &str| report["stats"][name].as_u64().unwrap_or(0);
    let outside = report["errors"].as_array().map_or(0, Vec::len) as u64;
    Ok(Totals {
        passed: count("expected") + count("flaky"),
        failed: count("unexpected") + outside,
        skipped: count("skipped"),
    })
}

/// What Playwright's tests measured: they leave it as annotations with a description.
pub(crate) fn playwright_figures(report: &str) -> Vec<String> {
    fn walk(value: &Value, figures: &mut Vec<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| walk(item, figures)),
            Value::Object(fields) => {
                for annotation in fields
                    .get("annotations")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                {
                    if let (Some(kind), Some(words)) = (
                        annotation["type"].as_str(),
                        annotation["description"].as_str(),
                    ) {
                        let figure = format!("{kind}: {words}");
                        // A test and each of its tries carry the same ones.
                        if !figures.contains(&figure) {
                            figures.push(figure);
                        }
                    }
                }
                fields.values().for_each(|field| walk(field, figures));
            }
            _ => {}
        }
    }
    let mut figures = Vec::new();
    walk(
        &serde_json::from_str(report).unwrap_or_default(),
        &mut figures,
    );
    figures
}

/// The last line of the form `3 passed, 0 failed[, 1 skipped]`.
pub(crate) fn closing_line(log: &str) -> Option<Totals> {
    log.lines().rev().find_map(|line| {
        let mut totals = Totals::default();
        let mut parts = line.trim().split(", ");
        let mut next = |word: &str| {
            parts
                .next()
                .map(|part| part.strip_suffix(word)?.trim_end().parse().ok())
        };
        totals.passed = next("passed")??;
        totals.failed = next("failed")??;
        totals.skipped = match next("skipped") {
            None => 0,
            Some(skipped) => skipped?,
        };
        Some(totals)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_lines_are_summed_over_all_binaries() {
        let log = "\
running 3 tests
test a ... ok
test gate::expired_token_is_refused ... FAILED
test c ... ignored
test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s

     Running tests/contract.rs (target/debug/deps/contract-0a1b)
test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 9.50s
";
        assert_eq!(
            cargo(log),
            Totals {
                passed: 13,
                failed: 1,
                skipped: 1
            }
        );
        assert_eq!(cargo_failures(log), ["gate::expired_token_is_refused"]);
        assert_eq!(cargo("error: could not compile"), Totals::default());
    }

    #[test]
    fn vitests_report_counts_a_file_that_does_not_load() {
        let report = r#"{"numPassedTests":4,"numFailedTests":1,"numPendingTests":2,"numTodoTests":1,
            "testResults":[
              {"status":"failed","assertionResults":[]},
              {"status":"failed","assertionResults":[{"status":"failed"}]},
              {"status":"passed","assertionResults":[{"status":"passed"}]}]}"#;
        let totals = vitest(report).expect("a report");
        assert_eq!(
            totals,
            Totals {
                passed: 4,
                failed: 2,
                skipped: 3
            }
        );
        assert!(vitest("").is_err());
    }

    #[test]
    fn playwrights_report_counts_errors_outside_of_tests() {
        let report = r#"{"errors":[{"message":"no server"}],
            "stats":{"expected":7,"unexpected":1,"flaky":1,"skipped":2}}"#;
        let totals = playwright(report).expect("a report");
        assert_eq!(
            totals,
            Totals {
                passed: 8,
                failed: 2,
                skipped: 2
            }
        );
    }

    #[test]
    fn figures_of_playwrights_tests_are_told_once() {
        let report = r#"{"suites":[{"specs":[{"tests":[{
            "annotations":[{"type":"recovery","description":"p50 1700 ms"},{"type":"slow"}],
            "results":[{"annotations":[{"type":"recovery","description":"p50 1700 ms"}]}]}]}]}]}"#;
        assert_eq!(playwright_figures(report), ["recovery: p50 1700 ms"]);
        assert!(playwright_figures("").is_empty());
    }

    #[test]
    fn a_closing_line_stands_alone() {
        let log = "noise\n1 passed, 1 failed\nmore\n  9 passed, 0 failed, 2 skipped\nbye\n";
        assert_eq!(
            closing_line(log),
            Some(Totals {
                passed: 9,
                failed: 0,
                skipped: 2
            })
        );
        assert_eq!(closing_line("all passed, none failed\n5 passed\n"), None);
    }

    #[test]
    fn totals_print_as_the_last_line_does() {
        let mut totals = Totals {
            passed: 5,
            failed: 0,
            skipped: 0,
        };
        assert_eq!(totals.to_string(), "5 passed, 0 failed");
        totals += Totals {
            passed: 1,
            failed: 2,
            skipped: 3,
        };
        assert_eq!(totals.to_string(), "6 passed, 2 failed, 3 skipped");
        assert_eq!(closing_line(&totals.to_string()), Some(totals));
    }
}
