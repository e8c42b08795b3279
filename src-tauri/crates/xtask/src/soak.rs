//! `soak`: Confab attacked and broken at full size. What is done to it, and what has to come of
//! it, is in `confab-testkit`; here is made what that needs.

use anyhow::Result;

use crate::repo::Repo;
use crate::{step, tools};

/// `cargo xtask soak [row …]`: all rows, or those that are named.
pub(crate) fn soak(repo: &Repo, rows: &[String]) -> Result<()> {
    let server = tools::made(repo)?;
    let mut soak = repo.command(repo.program("soak"));
    soak.args(rows);
    if let Some(server) = server {
        soak.env("CONFAB_LIVEKIT_SERVER", server);
    }
    step::run_interactively("Soak", &mut soak)
}
