//! Rust crates, by cargo-deny and what `src-tauri/deny.toml` says.
//!
//! It is compiled here, once: nothing that checks what others made should itself come as a binary of
//! others. Without optimising that takes a minute, and it runs for seconds.

use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use super::verdict::Verdict;
use crate::repo::Repo;
use crate::rust_tool::RustTool;
use crate::step::{self, Outcome};

const CARGO_DENY: RustTool = RustTool {
    name: "cargo-deny",
    version: "0.20.2",
    sha256: "e528dfcbe739af7ce37a77d3d6df1b29dd6887b1c701d888820c0f16b864f737",
    unoptimised: true,
};
const LIMIT: Duration = Duration::from_secs(5 * 60);

/// Licences, bans and sources need no database, only the crates: those of other systems too, which
/// cargo fetches here.
pub(super) fn allowed(repo: &Repo) -> Result<Verdict> {
    let mut check = cargo_deny(repo)?;
    check.args(["--locked", "check", "licenses", "bans", "sources"]);
    let outcome = step::hear(repo, "cargo-deny check", &mut check, LIMIT)?;
    Ok(found(&outcome))
}

/// The database of RustSec first, so that what then fails was found in it.
pub(super) fn advisories(repo: &Repo) -> Result<Verdict> {
    let mut fetch = cargo_deny(repo)?;
    fetch.args(["fetch", "db"]);
    let fetched = step::hear(repo, "cargo-deny fetch", &mut fetch, LIMIT)?;
    if !fetched.ok() {
        return Ok(unfetched(&fetched.log));
    }
    let mut check = cargo_deny(repo)?;
    check.args(["--offline", "check", "advisories"]);
    let outcome = step::hear(repo, "cargo-deny advisories", &mut check, LIMIT)?;
    Ok(found(&outcome))
}

/// Why there is no database; anything else that stopped cargo-deny is a failure.
fn unfetched(said: &str) -> Verdict {
    let Some(start) = said.find("failed to fetch advisory database") else {
        return Verdict::Failed(said.lines().map(str::to_owned).collect());
    };
    let git = said[start..]
        .lines()
        .rfind(|line| line.starts_with("fatal: "))
        .unwrap_or("git said nothing");
    Verdict::NotChecked(format!("RustSec's database cannot be fetched: {git}"))
}

fn found(outcome: &Outcome) -> Verdict {
    if outcome.ok() {
        Verdict::Passed
    } else {
        Verdict::Failed(outcome.log.lines().map(str::to_owned).collect())
    }
}

fn cargo_deny(repo: &Repo) -> Result<Command> {
    let mut command = repo.command(CARGO_DENY.ensure(repo)?);
    command
        .args(["--workspace", "--all-features", "--color", "never"])
        .args(["--config", "src-tauri/deny.toml"]);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_cannot_be_fetched_is_not_checked_and_all_else_has_failed() {
        let away = "[ERROR] failed to fetch database: failed to fetch advisory database \
            https://example.com/db with cli: failed to clone: [\"clone\"]\nCloning into 'db'...\n\
            fatal: unable to access 'https://example.com/db/': Could not resolve host: example.com\n";
        let Verdict::NotChecked(why) = unfetched(away) else {
            panic!("{:?}", unfetched(away));
        };
        assert!(why.contains("Could not resolve host"), "{why}");

        let broken = "[ERROR] failed to validate configuration file src-tauri/deny.toml";
        assert_eq!(unfetched(broken), Verdict::Failed(vec![broken.to_owned()]));
    }
}
