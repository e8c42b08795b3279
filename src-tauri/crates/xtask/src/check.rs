//! `check`: what can be said of the sources without running the product.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::arrows::{self, Graph, Source};
use crate::repo::Repo;
use crate::supply::checksums;
use crate::totals::Totals;
use crate::versions::{self, Go};
use crate::{generate, step};

const LIMIT: Duration = Duration::from_secs(25 * 60);

/// Runs every check, one after another, whatever becomes of the ones before.
pub(crate) fn run(repo: &Repo) -> Result<Totals> {
    let mut totals = Totals::default();
    let mut count = |fine: bool| {
        if fine {
            totals.passed += 1;
        } else {
            totals.failed += 1;
        }
    };

    // From quick to slow.
    for (title, found) in rules(repo) {
        count(said(title, found));
    }
    let programs: [(&str, Command); 4] = [
        (
            "rustfmt",
            with(
                repo.cargo(),
                &["fmt", "--all", "--check", "--", "--color", "never"],
            ),
        ),
        ("Biome", with(repo.npm(), &["run", "--silent", "lint"])),
        (
            "TypeScript",
            with(repo.npm(), &["run", "--silent", "typecheck"]),
        ),
        (
            "clippy",
            with(
                repo.cargo(),
                &[
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--",
                    "-D",
                    "warnings",
                ],
            ),
        ),
    ];
    for (title, mut command) in programs {
        let fine = match step::attempt(repo, title, &mut command, LIMIT) {
            Ok(outcome) if outcome.ok() => true,
            Ok(outcome) => {
                step::show(&outcome);
                false
            }
            Err(error) => {
                println!("✗ {title}: {error:#}");
                false
            }
        };
        count(fine);
    }
    count(said("Generated files", generate::stale(repo)));
    if let Ok(Go::There(_)) = versions::go(repo) {
        count(said("Go modules are what go.sum says", modules(repo)));
    }
    Ok(totals)
}

fn with(mut command: Command, arguments: &[&str]) -> Command {
    command.args(arguments);
    command
}

fn said(title: &str, found: Result<Vec<String>>) -> bool {
    match found {
        Ok(violations) if violations.is_empty() => {
            println!("✓ {title}");
            return true;
        }
        Ok(violations) => {
            println!("✗ {title}");
            for violation in violations {
                println!("  │ {violation}");
            }
        }
        Err(error) => println!("✗ {title}: {error:#}"),
    }
    false
}

fn rules(repo: &Repo) -> Vec<(&'static str, Result<Vec<String>>)> {
    let sources = sources(repo);
    let graph = metadata(repo).and_then(|text| Graph::from_metadata(&text));
    let ask = |question: fn(&Graph) -> Vec<String>| match &graph {
        Ok(graph) => Ok(question(graph)),
        Err(error) => Err(anyhow::anyhow!("{error:#}")),
    };
    vec![
        (
            "Top level of the repository",
            files(repo).map(|files| arrows::top_level(&top_level(&files))),
        ),
        (
            "What is fetched is pinned by its checksum",
            files(repo).and_then(|files| checksums::missing(&repo.root, &files)),
        ),
        (
            "Only core/livekit names LiveKit's types",
            Ok(arrows::livekit_types(&sources)),
        ),
        (
            "Only ui/src/platform imports Tauri",
            Ok(arrows::tauri_imports(&sources)),
        ),
        ("Shell → api → core", ask(Graph::arrows)),
        (
            "confab-core without Tauri",
            ask(|graph| graph.free_of("confab-core", "tauri")),
        ),
        (
            "confab-core without axum",
            ask(|graph| graph.free_of("confab-core", "axum")),
        ),
        (
            "confab-api without Tauri",
            ask(|graph| graph.free_of("confab-api", "tauri")),
        ),
        (
            "confab-serve without Tauri",
            ask(|graph| graph.free_of("confab-serve", "tauri")),
        ),
        (
            "livekit-api only in core and tests",
            ask(|graph| graph.only("livekit-api", &["confab-core", "confab-testkit"])),
        ),
    ]
}

fn modules(repo: &Repo) -> Result<Vec<String>> {
    step::answer(
        repo.command("go")
            .current_dir(repo.livekit_module())
            .args(["mod", "verify"]),
    )?;
    Ok(Vec::new())
}

/// The packages of this system; those of others need not be here.
pub(crate) fn metadata(repo: &Repo) -> Result<String> {
    let rustc = step::answer(repo.command("rustc").arg("-vV"))?;
    let host = rustc
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap_or_default();
    step::answer(repo.cargo().args([
        "metadata",
        "--format-version",
        "1",
        "--filter-platform",
        host,
    ]))
}

/// The files that git has, or would take, by their paths from the root.
fn files(repo: &Repo) -> Result<Vec<String>> {
    let listing = step::answer(repo.command("git").args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    Ok(listing
        .split('\0')
        .filter(|path| !path.is_empty())
        .map(str::to_owned)
        .collect())
}

fn top_level(files: &[String]) -> Vec<String> {
    let mut names: Vec<String> = files
        .iter()
        .filter_map(|path| path.split('/').next())
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

fn sources(repo: &Repo) -> Vec<Source> {
    let mut sources = Vec::new();
    for dir in ["src-tauri", "ui"] {
        collect(&repo.root, &repo.root.join(dir), &mut sources);
    }
    sources
}

fn collect(root: &Path, dir: &Path, sources: &mut Vec<Source>) {
    // This crate names everything that it forbids.
    const LEFT_OUT: [&str; 5] = ["node_modules", "dist", "target", "gen", "xtask"];
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if !LEFT_OUT.iter().any(|name| entry.file_name() == *name) {
                collect(root, &path, sources);
            }
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            let path = path.strip_prefix(root).unwrap_or(&path);
            sources.push(Source {
                path: path.to_string_lossy().replace('\\', "/"),
                text,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_cannot_be_asked_has_failed() {
        assert!(said("fine", Ok(Vec::new())));
        assert!(!said("violated", Ok(vec!["a violation".into()])));
        assert!(!said("broken", Err(anyhow::anyhow!("no cargo"))));
    }
}
