//! Rust: the crates that the two programs are made of, on this system, as cargo resolves them.
//! Cargo tells the features of the whole workspace at once, so that a crate may be listed which only
//! a feature for tests brings in; none is missing.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::Value;

use super::component::{Component, Hash, licence, purl};
use crate::check;
use crate::repo::Repo;

const PROGRAMS: [&str; 2] = ["confab", "confab-serve"];

pub(super) fn components(repo: &Repo) -> Result<Vec<Component>> {
    let lock = std::fs::read_to_string(repo.root.join("Cargo.lock"))?;
    list(&check::metadata(repo)?, &lock)
}

fn list(metadata: &str, lock: &str) -> Result<Vec<Component>> {
    let metadata: Value = serde_json::from_str(metadata)?;
    let checksums = checksums(lock)?;
    let packages: BTreeMap<&str, &Value> = by_id(&metadata["packages"]);
    let nodes: BTreeMap<&str, &Value> = by_id(&metadata["resolve"]["nodes"]);
    let ours: BTreeSet<&str> = strings(&metadata["workspace_members"]).collect();
    let roots: Vec<&str> = ours
        .iter()
        .copied()
        .filter(|id| PROGRAMS.iter().any(|name| packages[id]["name"] == *name))
        .collect();
    let built = reached(&nodes, &packages, &roots, true);
    let shipped = reached(&nodes, &packages, &roots, false);

    let known_as = |id: &str| {
        let package = packages[id];
        let (name, version) = (text(package, "name"), text(package, "version"));
        purl(
            if ours.contains(id) {
                "generic"
            } else {
                "cargo"
            },
            name,
            version,
        )
    };
    built
        .iter()
        .map(|id| {
            let package = packages.get(id).context("cargo names a package it lacks")?;
            let (name, version) = (text(package, "name"), text(package, "version"));
            Ok(Component {
                application: roots.contains(id),
                group: None,
                name: name.to_owned(),
                version: version.to_owned(),
                purl: known_as(id),
                licence: package["license"].as_str().and_then(licence),
                hash: checksums
                    .get(&(name.to_owned(), version.to_owned()))
                    .map(|checksum| Hash::Sha256(checksum.clone())),
                build_only: !shipped.contains(id),
                depends_on: uses(nodes[id], true)
                    .filter(|used| built.contains(used))
                    .map(known_as)
                    .collect(),
            })
        })
        .collect()
}

/// Everything below the roots, never by a dev-dependency. Without what only builds: macros and what
/// they use, and what build scripts use.
fn reached<'a>(
    nodes: &BTreeMap<&'a str, &'a Value>,
    packages: &BTreeMap<&'a str, &'a Value>,
    roots: &[&'a str],
    building: bool,
) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next = roots.to_vec();
    while let Some(id) = next.pop() {
        if (building || !is_macro(packages[id])) && reached.insert(id) {
            next.extend(uses(nodes[id], building));
        }
    }
    reached
}

fn uses(node: &Value, building: bool) -> impl Iterator<Item = &str> {
    array(&node["deps"])
        .filter(move |used| {
            array(&used["dep_kinds"])
                .any(|kind| kind["kind"].is_null() || (building && kind["kind"] == "build"))
        })
        .filter_map(|used| used["pkg"].as_str())
}

fn is_macro(package: &Value) -> bool {
    array(&package["targets"])
        .any(|target| strings(&target["kind"]).any(|kind| kind == "proc-macro"))
}

/// By name and version.
fn checksums(lock: &str) -> Result<BTreeMap<(String, String), String>> {
    let lock: toml::Table = lock.parse().context("Cargo.lock is no TOML")?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    Ok(packages
        .into_iter()
        .flatten()
        .filter_map(|package| {
            let field = |name: &str| Some(package.get(name)?.as_str()?.to_owned());
            Some(((field("name")?, field("version")?), field("checksum")?))
        })
        .collect())
}

fn by_id(list: &Value) -> BTreeMap<&str, &Value> {
    array(list)
        .filter_map(|item| Some((item["id"].as_str()?, item)))
        .collect()
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    array(value).filter_map(Value::as_str)
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}
