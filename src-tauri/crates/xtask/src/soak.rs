//! `soak`: Confab attacked and broken at full size. What is done to it, and what has to come of
//! it, is in `confab-testkit`, and for calls in real browsers in `ui/e2e`; here is made what that needs.

use anyhow::Result;

use crate::repo::Repo;
use crate::system::{self, For};
use crate::{step, tools};

/// The row that needs browsers.
const SERVER_KILLS: &str = "server-kills";

/// `cargo xtask soak [row …]`: all rows, or those that are named.
pub(crate) fn soak(repo: &Repo, rows: &[String]) -> Result<()> {
    let server = tools::made(repo)?;
    let named = |row: &str| rows.is_empty() || rows.iter().any(|named| named == row);
    let others: Vec<_> = rows.iter().filter(|row| *row != SERVER_KILLS).collect();
    let mut missed = Ok(());
    if rows.is_empty() || !others.is_empty() {
        let mut soak = repo.command(repo.program("soak"));
        soak.args(others);
        if let Some(server) = &server {
            soak.env("CONFAB_LIVEKIT_SERVER", server);
        }
        missed = step::run_interactively("Soak", &mut soak);
    }
    if named(SERVER_KILLS) {
        system::ensure(repo, For::Testing)?;
        let mut browsers = repo.node_program("playwright");
        browsers
            .args([
                "test",
                "e2e/reconnecting.spec.ts",
                "--grep",
                "killed LiveKit",
            ])
            .env("CONFAB_E2E_KILLS", "50")
            .env("CONFAB_E2E_PEOPLE", "4")
            .env("CONFAB_SERVE_BIN", repo.program("confab-serve"));
        if let Some(server) = &server {
            browsers.env("CONFAB_LIVEKIT_SERVER", server);
        }
        step::run_interactively("Soak, server-kills: 50 kills, 4 browsers", &mut browsers)?;
    }
    missed
}
