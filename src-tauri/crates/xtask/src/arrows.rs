//! Who may know whom (design: the house). Each rule takes plain data and answers with one sentence
//! for each violation, so that the tests below can show it one.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Context, Result};
use serde_json::Value;

/// A source file: its path from the root, with `/`, and its text.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The only places that name types of the LiveKit SDK.
const LIVEKIT_HOMES: [&str; 4] = [
    "src-tauri/crates/confab-core/src/livekit/",
    "src-tauri/crates/confab-core/src/livekit.rs",
    // What the tests hold the product against must not be the product's own wrapper.
    "src-tauri/crates/confab-testkit/",
    "src-tauri/crates/confab-serve/tests/",
];

const TAURI_HOME: &str = "ui/src/platform/";

/// Everything that may lie at the top level beside dotfiles.
const TOP_LEVEL: [&str; 12] = [
    "ARCHITECTURE.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "SECURITY.md",
    "docs",
    "icons",
    "src-tauri",
    "tauri.conf.json",
    "test_meeting_api.py",
    "ui",
];

/// Only core/livekit names the LiveKit SDK's types.
pub(crate) fn livekit_types(sources: &[Source]) -> Vec<String> {
    naming(
        sources,
        |path| path.ends_with(".rs") && !LIVEKIT_HOMES.iter().any(|home| path.starts_with(home)),
        |line| {
            ["livekit_api", "livekit_protocol"]
                .iter()
                .any(|name| names_crate(line, name))
        },
        "names a type of the LiveKit SDK, which only core/livekit may",
    )
}

/// Only ui/src/platform imports Tauri.
pub(crate) fn tauri_imports(sources: &[Source]) -> Vec<String> {
    naming(
        sources,
        |path| {
            path.starts_with("ui/")
                && [".ts", ".tsx", ".js", ".mjs"]
                    .iter()
                    .any(|end| path.ends_with(end))
                && !path.starts_with(TAURI_HOME)
        },
        |line| {
            ["\"@tauri-apps/", "'@tauri-apps/"]
                .iter()
                .any(|name| line.contains(name))
        },
        "imports Tauri, which only ui/src/platform may",
    )
}

/// The top level of the repository is the user's.
pub(crate) fn top_level(names: &[String]) -> Vec<String> {
    names
        .iter()
        .filter(|name| !name.starts_with('.') && !TOP_LEVEL.contains(&name.as_str()))
        .map(|name| format!("{name} may not lie at the top level"))
        .collect()
}

fn naming(
    sources: &[Source],
    looked_at: fn(&str) -> bool,
    found: fn(&str) -> bool,
    sentence: &str,
) -> Vec<String> {
    let mut violations = Vec::new();
    for source in sources.iter().filter(|source| looked_at(&source.path)) {
        for (number, line) in source.text.lines().enumerate() {
            let line = line.trim_start();
            let comment = ["//", "*", "/*"]
                .iter()
                .any(|start| line.starts_with(start));
            if !comment && found(line) {
                violations.push(format!("{}:{} {sentence}", source.path, number + 1));
            }
        }
    }
    violations
}

/// Whether a line speaks of a crate as code does: `name::…`, `use name;`, `use name as …`.
fn names_crate(line: &str, name: &str) -> bool {
    line.match_indices(name).any(|(at, _)| {
        let after = &line[at + name.len()..];
        !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && ["::", ";", " as "]
                .iter()
                .any(|next| after.starts_with(next))
    })
}

/// Which package is compiled with which, tests and build scripts aside.
pub(crate) struct Graph {
    ours: BTreeSet<String>,
    uses: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// From `cargo metadata --format-version 1`.
    pub(crate) fn from_metadata(metadata: &str) -> Result<Self> {
        let metadata: Value =
            serde_json::from_str(metadata).context("cargo's metadata is no JSON")?;
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let names: BTreeMap<String, String> = list(&metadata["packages"])
            .iter()
            .map(|package| (text(&package["id"]), text(&package["name"])))
            .collect();
        let name = |id: &Value| names.get(id.as_str().unwrap_or_default()).cloned();
        let ours = list(&metadata["workspace_members"])
            .iter()
            .filter_map(name)
            .collect();
        let mut uses = BTreeMap::<String, BTreeSet<String>>::new();
        for node in list(&metadata["resolve"]["nodes"]) {
            let from = name(&node["id"]).context("a package without a name")?;
            let to = uses.entry(from).or_default();
            for dependency in list(&node["deps"]) {
                let normal = list(&dependency["dep_kinds"])
                    .iter()
                    .any(|kind| kind["kind"].is_null());
                if normal {
                    to.extend(name(&dependency["pkg"]));
                }
            }
        }
        Ok(Self { ours, uses })
    }

    /// Shell → api → core, and nothing of ours the other way.
    pub(crate) fn arrows(&self) -> Vec<String> {
        let allowed: [(&str, &[&str]); 7] = [
            ("confab", &["confab-api", "confab-core"]),
            ("confab-serve", &["confab-api", "confab-core"]),
            ("confab-api", &["confab-core"]),
            ("confab-core", &[]),
            ("confab-testkit", &["confab-api", "confab-core"]),
            ("confab-fuzz", &["confab-api", "confab-core"]),
            ("xtask", &[]),
        ];
        let mut violations = Vec::new();
        for package in &self.ours {
            let Some((_, may)) = allowed.iter().find(|(name, _)| name == package) else {
                violations.push(format!("{package} is a package that the rules do not know"));
                continue;
            };
            for used in self.uses.get(package).into_iter().flatten() {
                if self.ours.contains(used) && !may.contains(&used.as_str()) {
                    violations.push(format!("{package} depends on {used}, against the arrows"));
                }
            }
        }
        violations
    }

    /// A package must not be compiled with another, however far away.
    pub(crate) fn free_of(&self, package: &str, unwanted: &str) -> Vec<String> {
        let mut seen = BTreeSet::from([package.to_owned()]);
        let mut queue = VecDeque::from([vec![package.to_owned()]]);
        while let Some(chain) = queue.pop_front() {
            for next in chain
                .last()
                .and_then(|last| self.uses.get(last))
                .into_iter()
                .flatten()
            {
                let mut longer = chain.clone();
                longer.push(next.clone());
                if next == unwanted || next.starts_with(&format!("{unwanted}-")) {
                    return vec![format!(
                        "{package} is compiled with {unwanted}: {}",
                        longer.join(" → ")
                    )];
                }
                if seen.insert(next.clone()) {
                    queue.push_back(longer);
                }
            }
        }
        Vec::new()
    }

    /// Only some of our packages may use this one directly.
    pub(crate) fn only(&self, used: &str, by: &[&str]) -> Vec<String> {
        self.ours
            .iter()
            .filter(|package| !by.contains(&package.as_str()))
            .filter(|package| {
                self.uses
                    .get(*package)
                    .is_some_and(|uses| uses.contains(used))
            })
            .map(|package| {
                format!(
                    "{package} depends on {used}, which only {} may",
                    by.join(" and ")
                )
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Vec<Source> {
        vec![Source {
            path: path.into(),
            text: text.into(),
        }]
    }

    #[test]
    fn livekit_types_outside_of_core_livekit_are_found() {
        let line = "use livekit_api::services::room::RoomClient;\n";
        let home = source("src-tauri/crates/confab-core/src/livekit/rooms.rs", line);
        assert!(livekit_types(&home).is_empty());

        let wrong = source(
            "src-tauri/crates/confab-api/src/gate.rs",
            &format!("//! Gate.\n{line}"),
        );
        let said = livekit_types(&wrong);
        assert_eq!(said.len(), 1);
        assert!(
            said[0].starts_with("src-tauri/crates/confab-api/src/gate.rs:2 "),
            "{}",
            said[0]
        );

        let deep = "fn f(p: livekit_protocol::ParticipantInfo) {}";
        assert_eq!(
            livekit_types(&source("src-tauri/crates/confab-core/src/people.rs", deep)).len(),
            1
        );
        let spoken = "// livekit_api is wrapped elsewhere\nlet my_livekit_api::x;\nlet target = \"livekit_api\";";
        assert!(
            livekit_types(&source(
                "src-tauri/crates/confab-core/src/people.rs",
                spoken
            ))
            .is_empty()
        );
    }

    #[test]
    fn tauri_imports_outside_of_platform_are_found() {
        let line = "import { invoke } from \"@tauri-apps/api/core\";";
        assert!(tauri_imports(&source("ui/src/platform/tauri.ts", line)).is_empty());
        assert_eq!(
            tauri_imports(&source("ui/src/features/meetings/List.tsx", line)).len(),
            1
        );
        let dynamic = "  const api = await import('@tauri-apps/api/event');";
        assert_eq!(
            tauri_imports(&source("ui/src/app/main.tsx", dynamic)).len(),
            1
        );
        assert!(
            tauri_imports(&source(
                "ui/src/app/main.tsx",
                "// from \"@tauri-apps/api\""
            ))
            .is_empty()
        );
    }

    #[test]
    fn strangers_at_the_top_level_are_found() {
        let names: Vec<String> = ["Cargo.toml", "ui", ".gitignore", "scripts"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(top_level(&names), ["scripts may not lie at the top level"]);
    }

    /// A workspace as cargo describes it: each package, what it uses, and what only its tests use.
    fn graph(packages: &[(&str, &[&str], &[&str])]) -> Graph {
        let ours = [
            "confab",
            "confab-api",
            "confab-core",
            "confab-serve",
            "confab-testkit",
            "other",
        ];
        let dependency = |name: &&str, kind: Value| serde_json::json!({"pkg": format!("id:{name}"), "dep_kinds": [{"kind": kind}]});
        let metadata = serde_json::json!({
            "packages": packages.iter()
                .map(|(name, ..)| serde_json::json!({"id": format!("id:{name}"), "name": name}))
                .collect::<Vec<_>>(),
            "workspace_members": packages.iter()
                .filter(|(name, ..)| ours.contains(name))
                .map(|(name, ..)| format!("id:{name}"))
                .collect::<Vec<_>>(),
            "resolve": {"nodes": packages.iter()
                .map(|(name, uses, tests)| serde_json::json!({
                    "id": format!("id:{name}"),
                    "deps": uses.iter().map(|d| dependency(d, Value::Null))
                        .chain(tests.iter().map(|d| dependency(d, "dev".into())))
                        .collect::<Vec<_>>(),
                }))
                .collect::<Vec<_>>()},
        });
        Graph::from_metadata(&metadata.to_string()).expect("metadata")
    }

    #[test]
    fn arrows_against_the_stream_are_found() {
        let right = graph(&[
            ("confab", &["confab-api", "confab-core"], &[]),
            ("confab-api", &["confab-core"], &["confab-testkit"]),
            ("confab-core", &[], &[]),
            ("confab-testkit", &[], &[]),
        ]);
        assert!(right.arrows().is_empty(), "{:?}", right.arrows());

        let wrong = graph(&[
            ("confab-api", &["confab-testkit"], &[]),
            ("confab-core", &["confab-api"], &[]),
            ("confab-testkit", &[], &[]),
            ("other", &[], &[]),
        ]);
        let said = wrong.arrows();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(
            said.iter()
                .any(|s| s.contains("confab-core depends on confab-api"))
        );
        assert!(
            said.iter()
                .any(|s| s.contains("confab-api depends on confab-testkit"))
        );
        assert!(said.iter().any(|s| s.contains("other")));
    }

    #[test]
    fn what_a_package_must_be_free_of_is_found_however_far_away() {
        let graph = graph(&[
            ("confab-core", &["sqlx"], &["axum"]),
            ("sqlx", &["helper"], &[]),
            ("helper", &["tauri-utils"], &[]),
            ("tauri-utils", &[], &[]),
            ("axum", &[], &[]),
        ]);
        let said = graph.free_of("confab-core", "tauri");
        assert_eq!(
            said,
            ["confab-core is compiled with tauri: confab-core → sqlx → helper → tauri-utils"]
        );
        assert!(
            graph.free_of("confab-core", "axum").is_empty(),
            "its tests may"
        );
    }

    #[test]
    fn a_package_for_some_only_is_found_in_others() {
        let graph = graph(&[
            ("confab-core", &["livekit-api"], &[]),
            ("confab-api", &["livekit-api"], &[]),
            ("livekit-api", &[], &[]),
        ]);
        let said = graph.only("livekit-api", &["confab-core", "confab-testkit"]);
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("confab-api depends on livekit-api"));
    }
}
