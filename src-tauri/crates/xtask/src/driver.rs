//! geckodriver, through which the tests steer Firefox: Debian has the browser but not its driver.

use std::path::PathBuf;

use anyhow::Result;

use crate::repo::{Repo, exe, on_path};
use crate::step;

const TITLE: &str = "geckodriver";
const VERSION: &str = "0.37.1";

/// Sees to it that there is one, and tells where; `None` where it could not be had. The tests that
/// need it say so then, the others need not wait for it.
pub(crate) fn ensure(repo: &Repo) -> Option<PathBuf> {
    let tools = repo.target.join("tools");
    let ours = tools.join("bin").join(exe(TITLE));
    if version(repo, &ours).is_some_and(|said| said.contains(VERSION)) {
        step::up_to_date(TITLE, VERSION);
        return Some(ours);
    }
    if let Some(found) = on_path(TITLE) {
        step::up_to_date(TITLE, &format!("{} serves", found.display()));
        return Some(found);
    }
    let mut install = repo.cargo();
    install
        .args(["install", TITLE, "--version", VERSION, "--locked", "--root"])
        .arg(&tools);
    match step::run(
        repo,
        "geckodriver (cargo install; once, a few minutes)",
        &mut install,
    ) {
        Ok(_) => Some(ours),
        Err(error) => {
            step::note(&format!("Firefox cannot be tested: {error:#}"));
            None
        }
    }
}

fn version(repo: &Repo, driver: &PathBuf) -> Option<String> {
    let said: Result<String> = step::answer(repo.command(driver).arg("--version"));
    said.ok()
}
