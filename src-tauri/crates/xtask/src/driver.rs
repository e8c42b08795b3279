//! geckodriver, through which the tests steer Firefox: Debian has the browser but not its driver.

use std::path::PathBuf;

use crate::repo::{Repo, on_path};
use crate::rust_tool::RustTool;
use crate::step;

const GECKODRIVER: RustTool = RustTool {
    name: "geckodriver",
    version: "0.37.1",
    sha256: "79f38cf1541aaf57f6f7eb270f691bcb702485a95dbaaefe740141a8ea46f0ef",
    unoptimised: false,
};

/// Sees to it that there is one, and tells where; `None` where it could not be had. The tests that
/// need it say so then, the others need not wait for it.
pub(crate) fn ensure(repo: &Repo) -> Option<PathBuf> {
    let there = GECKODRIVER.there(repo);
    if there {
        step::up_to_date(GECKODRIVER.name, GECKODRIVER.version);
    } else if let Some(found) = on_path(GECKODRIVER.name) {
        step::up_to_date(GECKODRIVER.name, &format!("{} serves", found.display()));
        return Some(found);
    }
    match GECKODRIVER.ensure(repo) {
        Ok(ours) => Some(ours),
        Err(error) => {
            step::note(&format!("Firefox cannot be tested: {error:#}"));
            None
        }
    }
}
