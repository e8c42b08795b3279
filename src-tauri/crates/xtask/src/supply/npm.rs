//! npm packages, by `npm audit`: those of the page and those that only build and test it.

use std::time::Duration;

use anyhow::Result;
use serde_json::Value;

use super::verdict::Verdict;
use crate::repo::Repo;
use crate::step;

const LIMIT: Duration = Duration::from_secs(3 * 60);

pub(super) fn advisories(repo: &Repo) -> Result<Verdict> {
    let mut audit = repo.npm();
    audit.args([
        "audit",
        "--package-lock-only",
        "--json",
        "--loglevel=silent",
        "--fetch-retries=1",
    ]);
    let outcome = step::hear(repo, "npm audit", &mut audit, LIMIT)?;
    Ok(judge(&outcome.log))
}

/// A report is a finding or none; an error of the request means that nobody looked. What is neither
/// has failed.
fn judge(said: &str) -> Verdict {
    let unread = || Verdict::Failed(vec![format!("npm audit answered no report: {said}")]);
    let Ok(report) = serde_json::from_str::<Value>(said) else {
        return unread();
    };
    if let Some(packages) = report["vulnerabilities"].as_object() {
        return Verdict::of(
            packages
                .iter()
                .map(|(name, flaw)| sentence(name, flaw))
                .collect(),
        );
    }
    match report["message"].as_str() {
        Some(why) if report.get("error").is_some() => {
            Verdict::NotChecked(format!("the registry does not answer npm audit: {why}"))
        }
        _ => unread(),
    }
}

fn sentence(name: &str, flaw: &Value) -> String {
    let titles: Vec<&str> = flaw["via"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|via| via["title"].as_str().or(via.as_str()))
        .collect();
    let severity = flaw["severity"].as_str().unwrap_or("unknown");
    format!("{name} ({severity}): {}", titles.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_registry_without_an_audit_is_not_checked() {
        let refused = r#"{"message": "405 Method Not Allowed - POST https://example.com/bulk",
            "statusCode": 405, "error": {"summary": "", "detail": ""}}"#;
        let unreached = r#"{"message": "request to http://127.0.0.1:9/ failed, reason: ECONNREFUSED",
            "error": {"summary": "", "detail": ""}}"#;
        for (said, words) in [(refused, "405"), (unreached, "ECONNREFUSED")] {
            let Verdict::NotChecked(why) = judge(said) else {
                panic!("{:?}", judge(said));
            };
            assert!(why.contains(words), "{why}");
        }
    }

    #[test]
    fn a_report_has_passed_only_when_it_names_nothing() {
        let clean = r#"{"auditReportVersion": 2, "vulnerabilities": {}}"#;
        assert_eq!(judge(clean), Verdict::Passed);
        let found = r#"{"auditReportVersion": 2, "vulnerabilities": {"left": {"severity": "high",
            "via": [{"title": "Made up"}]}, "right": {"severity": "high", "via": ["left"]}}}"#;
        assert_eq!(
            judge(found),
            Verdict::Failed(vec![
                "left (high): Made up".into(),
                "right (high): left".into()
            ])
        );
    }

    #[test]
    fn an_answer_that_is_no_report_has_failed() {
        for said in ["", "npm crashed", r#"{"message": "no lock file"}"#] {
            assert!(matches!(judge(said), Verdict::Failed(_)), "{said}");
        }
    }
}
