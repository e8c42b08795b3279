//! The files that are generated from the API: its OpenAPI document, and the page's types from it.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::repo::Repo;
use crate::step;

/// A generated file and what it should hold now.
struct Generated {
    path: PathBuf,
    text: String,
}

/// Writes the files.
pub(crate) fn write(repo: &Repo) -> Result<()> {
    crate::versions::check(repo)?;
    crate::page::packages(repo)?;
    // The API carries the built page, and the page may need the very types that are to be written.
    std::fs::create_dir_all(repo.ui().join("dist/guest"))?;
    for file in all(repo)? {
        std::fs::write(&file.path, &file.text)
            .with_context(|| format!("{} could not be written", file.path.display()))?;
        step::note(&format!("wrote {}", name(repo, &file.path)));
    }
    Ok(())
}

/// One sentence for each file that is not what it should be.
pub(crate) fn stale(repo: &Repo) -> Result<Vec<String>> {
    Ok(all(repo)?
        .into_iter()
        .filter(|file| {
            std::fs::read_to_string(&file.path).ok().as_deref() != Some(file.text.as_str())
        })
        .map(|file| {
            format!(
                "{} is not what the API says now: run `cargo xtask generate`",
                name(repo, &file.path)
            )
        })
        .collect())
}

fn all(repo: &Repo) -> Result<Vec<Generated>> {
    // Built as the tests build it, so that no dependency is built twice.
    step::run(
        repo,
        "Programs and tests (cargo build)",
        repo.cargo().args(["build", "--workspace", "--all-targets"]),
    )?;
    let document = step::answer(&mut repo.command(repo.program("examples/openapi")))?;
    let document = format!("{}\n", document.trim_end());

    // Named relative to ui/, since openapi-typescript resolves its arguments there.
    let source = repo.workshop().join("openapi.json");
    let types = repo.workshop().join("schema.d.ts");
    std::fs::create_dir_all(repo.workshop())?;
    std::fs::write(&source, &document)?;
    run_quietly(
        repo.node_program("openapi-typescript")
            .arg(&source)
            .arg("--output")
            .arg(&types),
    )?;
    Ok(vec![
        Generated {
            path: repo.root.join("src-tauri/crates/confab-api/openapi.json"),
            text: document,
        },
        Generated {
            path: repo.ui().join("src/api/schema.d.ts"),
            text: std::fs::read_to_string(&types)?,
        },
    ])
}

fn run_quietly(command: &mut Command) -> Result<()> {
    step::answer(command).map(|_| ())
}

fn name(repo: &Repo, path: &std::path::Path) -> String {
    path.strip_prefix(&repo.root)
        .unwrap_or(path)
        .display()
        .to_string()
}
