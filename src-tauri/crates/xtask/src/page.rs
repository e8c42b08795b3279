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

/// What npm is told: exactly what package-lock.json names, and no package runs a program of its own.
const INSTALL: [&str; 5] = [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=http",
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
    step::run(repo, "npm packages (npm ci)", repo.npm().args(INSTALL))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_script_of_a_package_runs_when_it_is_installed() {
        let folder = tempfile::tempdir().expect("a folder");
        let ui = folder.path();
        std::fs::create_dir(ui.join("greedy")).expect("made");
        let script = |name: &str| {
            format!(
                r#"{{"name":"{name}","version":"1.0.0","scripts":{{"postinstall":"node -e \"require('fs').writeFileSync('ran','')\""}}"#
            )
        };
        let files = [
            ("greedy/package.json", format!("{}}}", script("greedy"))),
            ("package.json", format!(r#"{},"dependencies":{{"greedy":"file:greedy"}}}}"#, script("page"))),
            (
                "package-lock.json",
                r#"{"name":"page","version":"1.0.0","lockfileVersion":3,"packages":{
                    "":{"name":"page","version":"1.0.0","hasInstallScript":true,"dependencies":{"greedy":"file:greedy"}},
                    "greedy":{"version":"1.0.0","hasInstallScript":true},
                    "node_modules/greedy":{"resolved":"greedy","link":true}}}"#
                    .to_owned(),
            ),
        ];
        for (name, text) in files {
            std::fs::write(ui.join(name), text).expect("written");
        }
        let repo = Repo::find().expect("the repository");
        let installed = repo
            .npm()
            .current_dir(ui)
            .args(INSTALL)
            .output()
            .expect("npm runs");
        let said = String::from_utf8_lossy(&installed.stderr).into_owned();
        assert!(installed.status.success(), "{said}");
        assert!(ui.join("node_modules/greedy/package.json").is_file());
        assert!(
            !ui.join("ran").exists() && !ui.join("greedy/ran").exists(),
            "{said}"
        );
    }
}
