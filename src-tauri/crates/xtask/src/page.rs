//! The page: npm packages and the built user interface.

use anyhow::Result;

use crate::repo::Repo;
use crate::stamp::{self, Fingerprint};
use crate::step;

/// Folders of ui/ that the built page does not depend on.
const NOT_SOURCES: [&str; 6] = [
    "node_modules",
    "dist",
    "e2e",
    "e2e-window",
    "test-results",
    "playwright-report",
];

/// npm packages, exactly as package-lock.json names them.
pub(crate) fn packages(repo: &Repo) -> Result<()> {
    let ui = repo.ui();
    let stamp = ui.join("node_modules/.confab-stamp");
    let fingerprint = Fingerprint::default()
        .file(&ui.join("package-lock.json"))
        .file(&ui.join("package.json"))
        .finish();
    if stamp::fresh(&stamp, &fingerprint) {
        step::up_to_date("npm packages", "as package-lock.json names them");
        return Ok(());
    }
    stamp::clear(&stamp);
    step::run(
        repo,
        "npm packages (npm ci)",
        repo.npm()
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=http"]),
    )?;
    stamp::write(&stamp, &fingerprint)
}

/// The page itself, which the programs carry inside them: it comes before they are compiled.
pub(crate) fn build(repo: &Repo) -> Result<()> {
    let ui = repo.ui();
    let stamp = ui.join("dist/.confab-stamp");
    let fingerprint = Fingerprint::default().folder(&ui, &NOT_SOURCES).finish();
    let there = ["guest", "window"]
        .iter()
        .all(|page| ui.join("dist").join(page).join("index.html").is_file());
    if there && stamp::fresh(&stamp, &fingerprint) {
        step::up_to_date("Page", "nothing changed");
        return Ok(());
    }
    stamp::clear(&stamp);
    step::run(
        repo,
        "Page (npm run build)",
        repo.npm().args(["run", "build"]),
    )?;
    stamp::write(&stamp, &fingerprint)
}
