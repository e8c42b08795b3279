//! npm: the packages that the two pages are made of, which are those that package.json has as
//! dependencies and not for development alone, and theirs.

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::component::{Component, Hash, licence, purl};
use crate::repo::Repo;
use crate::rust_tool::hexadecimal;

pub(super) fn components(repo: &Repo) -> Result<Vec<Component>> {
    let lock = std::fs::read_to_string(repo.ui().join("package-lock.json"))?;
    list(&lock)
}

fn list(lock: &str) -> Result<Vec<Component>> {
    let lock: Value = serde_json::from_str(lock).context("package-lock.json is no JSON")?;
    let packages = lock["packages"].as_object().context("no packages in it")?;
    let pages = packages.get("").context("package-lock.json has no root")?;
    let mut root = Component::application(
        pages["name"].as_str().unwrap_or_default(),
        pages["version"].as_str().unwrap_or_default(),
    );
    root.depends_on = uses(packages, "", pages);
    let mut components = vec![root];
    for (path, package) in packages.iter().filter(|(path, at)| shipped(path, at)) {
        let full = name(path);
        let (group, short) = match full.split_once('/') {
            Some((group, short)) => (Some(group.to_owned()), short),
            None => (None, full),
        };
        components.push(Component {
            application: false,
            group,
            name: short.to_owned(),
            version: version(package).to_owned(),
            purl: purl("npm", full, version(package)),
            licence: package["license"].as_str().and_then(licence),
            hash: package["integrity"].as_str().and_then(sha512),
            build_only: false,
            depends_on: uses(packages, path, package),
        });
    }
    // One version at two places is one thing.
    components.sort_by(|a, b| (!a.application, &a.purl).cmp(&(!b.application, &b.purl)));
    components.dedup_by(|a, b| a.purl == b.purl);
    Ok(components)
}

fn shipped(path: &str, package: &Value) -> bool {
    let left_out = ["dev", "devOptional", "optional"];
    !path.is_empty() && left_out.iter().all(|mark| package[*mark] != true)
}

fn name(path: &str) -> &str {
    path.rsplit("node_modules/").next().unwrap_or(path)
}

fn version(package: &Value) -> &str {
    package["version"].as_str().unwrap_or_default()
}

/// What a package at a path uses: the nearest package of that name, looked for as Node does.
fn uses(packages: &Map<String, Value>, path: &str, package: &Value) -> Vec<String> {
    ["dependencies", "peerDependencies"]
        .iter()
        .filter_map(|kind| package[*kind].as_object())
        .flat_map(Map::keys)
        .filter_map(|wanted| {
            let found = nearest(packages, path, wanted)?;
            let package = &packages[&found];
            shipped(&found, package).then(|| purl("npm", name(&found), version(package)))
        })
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect()
}

fn nearest(packages: &Map<String, Value>, path: &str, wanted: &str) -> Option<String> {
    let mut place = path;
    loop {
        let candidate = if place.is_empty() {
            format!("node_modules/{wanted}")
        } else {
            format!("{place}/node_modules/{wanted}")
        };
        if packages.contains_key(&candidate) {
            return Some(candidate);
        }
        if place.is_empty() {
            return None;
        }
        place = place
            .rsplit_once("/node_modules/")
            .map_or("", |(above, _)| above);
    }
}

fn sha512(integrity: &str) -> Option<Hash> {
    let bytes = STANDARD.decode(integrity.strip_prefix("sha512-")?).ok()?;
    Some(Hash::Sha512(hexadecimal(&bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_is_the_nearest_one_and_development_is_left_out() {
        let lock = r#"{"packages": {
            "": {"name": "ui", "version": "0.1.0", "dependencies": {"a": "1", "b": "1"}},
            "node_modules/a": {"version": "1.0.0", "dependencies": {"b": "2"}, "license": "MIT"},
            "node_modules/a/node_modules/b": {"version": "2.0.0", "integrity": "sha512-AAE="},
            "node_modules/b": {"version": "1.0.0"},
            "node_modules/tool": {"version": "1.0.0", "dev": true}}}"#;
        let components = list(lock).expect("a list");
        let found: Vec<_> = components
            .iter()
            .map(|component| (component.purl.as_str(), component.depends_on.join(" ")))
            .collect();
        assert_eq!(
            found,
            [
                (
                    "pkg:generic/ui@0.1.0",
                    "pkg:npm/a@1.0.0 pkg:npm/b@1.0.0".into()
                ),
                ("pkg:npm/a@1.0.0", "pkg:npm/b@2.0.0".into()),
                ("pkg:npm/b@1.0.0", String::new()),
                ("pkg:npm/b@2.0.0", String::new()),
            ]
        );
        assert!(matches!(&components[3].hash, Some(Hash::Sha512(content)) if content == "0001"));
    }
}
