//! The bill of materials of the bundle, in CycloneDX's format (1.6, JSON): what is in it that others
//! made, in which version, under which licence, and by which checksum it was fetched.
//!
//! Written here and held against the format's own schema by a test: the libraries for it either stop
//! at 1.5 or bring a code generator, and all that is used of the format is below. Not in it: what the
//! operating system brings (WebKitGTK, and in an AppImage the copies of it).

mod component;
mod crates;
mod modules;
mod packages;

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::{Value, json};

pub(super) use component::Component;

use crate::repo::Repo;
use crate::{livekit, step, versions};

/// `cargo xtask sbom`: writes it to `target/confab.cdx.json`.
pub(crate) fn write(repo: &Repo) -> Result<PathBuf> {
    versions::check(repo)?;
    livekit::ensure(repo)?;
    let file = repo.target.join("confab.cdx.json");
    step::own("Bill of materials", || {
        let document = document(repo)?;
        std::fs::write(&file, serde_json::to_string_pretty(&document)? + "\n")
            .with_context(|| format!("{} could not be written", file.display()))
    })?;
    step::note(&file.display().to_string());
    Ok(file)
}

/// Everything in the bundle: three programs' worth, each first among what it is made of.
pub(super) fn components(repo: &Repo) -> Result<Vec<Component>> {
    let mut components = crates::components(repo)?;
    components.extend(packages::components(repo)?);
    components.extend(modules::components(repo)?);
    Ok(components)
}

fn document(repo: &Repo) -> Result<Value> {
    // Of the commit, so that the same sources make the same list.
    let made = step::answer(
        repo.command("git")
            .args([
                "log",
                "-1",
                "--date=format-local:%Y-%m-%dT%H:%M:%SZ",
                "--format=%cd",
            ])
            .env("TZ", "UTC"),
    )?;
    Ok(compose(&components(repo)?, made.trim()))
}

fn compose(components: &[Component], made: &str) -> Value {
    let bundle = Component::application("confab-bundle", env!("CARGO_PKG_VERSION"));
    let programs: Vec<&str> = components
        .iter()
        .filter(|component| component.application)
        .map(|component| component.purl.as_str())
        .collect();
    let mut dependencies = vec![json!({"ref": bundle.purl, "dependsOn": programs})];
    dependencies.extend(
        components
            .iter()
            .map(|component| json!({"ref": component.purl, "dependsOn": component.depends_on})),
    );
    json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": made,
            "tools": {"components": [{"type": "application", "name": "cargo xtask sbom"}]},
            "component": bundle.document(),
        },
        "components": components.iter().map(Component::document).collect::<Vec<_>>(),
        "dependencies": dependencies,
    })
}

#[cfg(test)]
mod tests;
