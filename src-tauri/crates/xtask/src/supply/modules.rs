//! Go modules of the LiveKit server, by govulncheck: it reads from the program itself which
//! functions of which versions are in it.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;

use super::verdict::Verdict;
use crate::repo::{Repo, exe};
use crate::step;
use crate::versions::{self, Go};

const LIMIT: Duration = Duration::from_secs(5 * 60);
const PACKAGE: &str = "golang.org/x/vuln/cmd/govulncheck";
/// What govulncheck leaves with when it found something.
const FOUND: i32 = 3;

pub(super) fn advisories(repo: &Repo) -> Result<Verdict> {
    let server = repo.livekit_server();
    if !server.is_file() {
        return Ok(Verdict::NotChecked(
            "the LiveKit server was not built here".into(),
        ));
    }
    if !matches!(versions::go(repo)?, Go::There(_)) {
        return Ok(Verdict::NotChecked("Go is not installed".into()));
    }
    let mut check = repo.command(govulncheck(repo)?);
    check.args(["-mode", "binary"]).arg(server);
    let outcome = step::hear(repo, "govulncheck", &mut check, LIMIT)?;
    let code = outcome.status.and_then(|status| status.code());
    Ok(judge(code, &outcome.log))
}

fn judge(code: Option<i32>, said: &str) -> Verdict {
    let lines = || said.lines().map(str::to_owned).collect();
    match code {
        Some(0) => Verdict::Passed,
        Some(FOUND) => Verdict::Failed(lines()),
        // Only fetching may be in the way; anything else that stopped it is a failure.
        _ => match said.split_once("fetching vulnerabilities: ") {
            Some((_, why)) => Verdict::NotChecked(format!(
                "Go's database cannot be fetched: {}",
                why.lines().next().unwrap_or_default()
            )),
            None => Verdict::Failed(lines()),
        },
    }
}

/// Built from what `src-tauri/govulncheck/go.sum` pins; Go's cache knows when there is nothing to do.
/// A module of its own: in the server's it would choose other versions of what the server uses.
fn govulncheck(repo: &Repo) -> Result<PathBuf> {
    let program = repo.target.join("tools/bin").join(exe("govulncheck"));
    step::answer(
        repo.command("go")
            .current_dir(repo.root.join("src-tauri/govulncheck"))
            .env("CGO_ENABLED", "0")
            .args(["build", "-mod=readonly", "-buildvcs=false", "-o"])
            .arg(&program)
            .arg(PACKAGE),
    )?;
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_was_reached_says_yes_or_no() {
        assert_eq!(judge(Some(0), "No vulnerabilities found."), Verdict::Passed);
        let found = "Vulnerability #1: GO-2026-9999\n    A made-up flaw";
        let Verdict::Failed(lines) = judge(Some(FOUND), found) else {
            panic!("{:?}", judge(Some(FOUND), found));
        };
        assert_eq!(lines[0], "Vulnerability #1: GO-2026-9999");
    }

    #[test]
    fn only_a_database_that_was_not_reached_is_not_checked() {
        let away = "govulncheck: fetching vulnerabilities: Get \"https://example.com/index\": dial \
            tcp: lookup example.com: no such host\n";
        let Verdict::NotChecked(why) = judge(Some(1), away) else {
            panic!("{:?}", judge(Some(1), away));
        };
        assert!(why.contains("no such host"), "{why}");
        for (code, said) in [
            (Some(1), "govulncheck: could not read the binary"),
            (Some(2), "flag provided but not defined"),
            (None, "ended by a signal"),
        ] {
            assert!(matches!(judge(code, said), Verdict::Failed(_)), "{said}");
        }
    }
}
