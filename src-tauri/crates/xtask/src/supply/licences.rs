//! Licences of npm packages and Go modules, held against the list in `src-tauri/deny.toml`, by which
//! cargo-deny judges the crates.

use std::path::Path;

use anyhow::{Context, Result};
use spdx::{Expression, Licensee};

use super::sbom::{self, Component};
use super::verdict::Verdict;
use crate::repo::Repo;
use crate::versions::{self, Go};

pub(super) fn allowed(repo: &Repo) -> Result<Verdict> {
    if !repo.livekit_server().is_file() || !matches!(versions::go(repo)?, Go::There(_)) {
        return Ok(Verdict::NotChecked(
            "the LiveKit server was not built here".into(),
        ));
    }
    let rules = std::fs::read_to_string(repo.root.join("src-tauri/deny.toml"))?;
    let allowed = allow_list(&rules)?;
    Ok(Verdict::of(judge(&sbom::components(repo)?, &allowed)))
}

fn allow_list(rules: &str) -> Result<Vec<Licensee>> {
    let rules: toml::Table = rules.parse().context("deny.toml is no TOML")?;
    rules
        .get("licenses")
        .and_then(|licences| licences.get("allow")?.as_array())
        .context("deny.toml allows no licence")?
        .iter()
        .map(|name| {
            let name = name.as_str().unwrap_or_default();
            Licensee::parse(name).with_context(|| format!("deny.toml: {name} is no licence"))
        })
        .collect()
}

/// What is not known is not allowed either.
fn judge(components: &[Component], allowed: &[Licensee]) -> Vec<String> {
    let fine = |licence: &str| {
        Expression::parse(licence).is_ok_and(|expression| {
            expression.evaluate(|wanted| allowed.iter().any(|one| one.satisfies(wanted)))
        })
    };
    components
        .iter()
        .filter(|component| !component.purl.starts_with("pkg:cargo/"))
        .filter_map(|component| match component.licence.as_deref() {
            None => Some(format!("{}: its licence is not known", component.purl)),
            Some(licence) if !fine(licence) => Some(format!(
                "{}: {licence} is not on the list in deny.toml",
                component.purl
            )),
            Some(_) => None,
        })
        .collect()
}

/// The licence whose text lies at the top of a folder, told by sentences that no other has: Go's
/// modules name theirs nowhere else.
pub(super) fn of_folder(folder: &Path) -> Option<&'static str> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .to_uppercase();
            ["LICENSE", "LICENCE", "COPYING"]
                .iter()
                .any(|start| name.starts_with(start))
        })
        .collect();
    files.sort();
    files
        .iter()
        .find_map(|file| of_text(&std::fs::read_to_string(file).ok()?))
}

fn of_text(text: &str) -> Option<&'static str> {
    let text = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ");
    // From the more to the less particular: BSD's third clause makes it another licence.
    const TELL_TALE: [(&str, &str); 7] = [
        ("apache license version 2 0", "Apache-2.0"),
        ("mozilla public license version 2 0", "MPL-2.0"),
        (
            "permission is hereby granted free of charge to any person obtaining a copy",
            "MIT",
        ),
        (
            "permission to use copy modify and or distribute this software for any purpose with or without fee",
            "ISC",
        ),
        (
            "this is free and unencumbered software released into the public domain",
            "Unlicense",
        ),
        (
            "may be used to endorse or promote products derived from this software",
            "BSD-3-Clause",
        ),
        (
            "redistribution and use in source and binary forms with or without modification are permitted",
            "BSD-2-Clause",
        ),
    ];
    TELL_TALE
        .into_iter()
        .find_map(|(sentence, licence)| text.contains(sentence).then_some(licence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_on_the_list_or_not_known_is_found() {
        let allowed = allow_list("[licenses]\nallow = [\"MIT\", \"Apache-2.0\"]").expect("a list");
        let components = [
            Component::of("pkg:npm/fine@1", Some("MIT OR GPL-3.0-only")),
            Component::of("pkg:npm/not-fine@1", Some("MIT AND GPL-3.0-only")),
            Component::of("pkg:golang/unknown@1", None),
            Component::of("pkg:cargo/judged-by-cargo-deny@1", None),
        ];
        assert_eq!(
            judge(&components, &allowed),
            [
                "pkg:npm/not-fine@1: MIT AND GPL-3.0-only is not on the list in deny.toml",
                "pkg:golang/unknown@1: its licence is not known"
            ]
        );
    }

    #[test]
    fn licences_are_told_by_their_text() {
        let own = include_str!("../../../../../LICENSE");
        assert_eq!(of_text(own), Some("Apache-2.0"));
        let three = "Redistribution and use in source and binary forms, with or without\n\
            modification, are permitted … may be used to endorse or promote products derived\n\
            from this software without specific prior written permission.";
        assert_eq!(of_text(three), Some("BSD-3-Clause"));
        assert_eq!(of_text("All rights reserved."), None);
    }
}
