//! What Confab is made of: whether it is pinned, free of known flaws and licensed so that it may be
//! passed on; and the list of all of it (`sbom`).

pub(crate) mod checksums;
mod crates;
mod licences;
mod modules;
mod npm;
pub(crate) mod sbom;
mod verdict;

use anyhow::Result;

use crate::repo::Repo;
use crate::totals::Totals;
use verdict::Verdict;

type Check = fn(&Repo) -> Result<Verdict>;

/// Runs every check of what others made, one after another, whatever becomes of the ones before.
pub(crate) fn audit(repo: &Repo) -> Totals {
    let checks: [(&str, Check); 5] = [
        (
            "Licences, bans and sources of crates (cargo-deny)",
            crates::allowed,
        ),
        ("Known flaws of crates (cargo-deny)", crates::advisories),
        ("Known flaws of npm packages (npm audit)", npm::advisories),
        (
            "Known flaws of the LiveKit server (govulncheck)",
            modules::advisories,
        ),
        ("Licences of npm packages and Go modules", licences::allowed),
    ];
    let mut totals = Totals::default();
    for (title, check) in checks {
        let verdict =
            check(repo).unwrap_or_else(|error| Verdict::Failed(vec![format!("{error:#}")]));
        totals += verdict.told(title);
    }
    totals
}
