//! Whatever is fetched is pinned by its checksum in a file of the repository. Each rule takes the
//! text of such a file and answers with one sentence for each thing that is not.
//!
//! Programs that cargo installs carry theirs in `rust_tool.rs`; Debian's packages are signed.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// Every file among these paths that says what to fetch, by its name, and what is wrong with it.
pub(crate) fn missing(root: &Path, paths: &[String]) -> Result<Vec<String>> {
    let read = |path: &str| {
        std::fs::read_to_string(root.join(path)).with_context(|| format!("{path} cannot be read"))
    };
    let beside = |path: &str, name: &str| {
        Path::new(path)
            .with_file_name(name)
            .to_string_lossy()
            .replace('\\', "/")
    };
    let mut found = Vec::new();
    for path in paths {
        let name = path.rsplit('/').next().unwrap_or(path);
        let violations = match name {
            "Cargo.lock" => cargo(&read(path)?)?,
            "package.json" => npm(&read(&beside(path, "package-lock.json"))?)?,
            "go.mod" => go(&read(path)?, &read(&beside(path, "go.sum"))?),
            _ if name.starts_with("requirements") && name.ends_with(".txt") => python(&read(path)?),
            _ => continue,
        };
        found.extend(
            violations
                .into_iter()
                .map(|violation| format!("{path}: {violation}")),
        );
    }
    Ok(found)
}

/// A package with a source has a checksum; those of this workspace have neither.
fn cargo(lock: &str) -> Result<Vec<String>> {
    let lock: toml::Table = lock.parse().context("this Cargo.lock is no TOML")?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    Ok(packages
        .into_iter()
        .flatten()
        .filter(|package| package.get("source").is_some() && package.get("checksum").is_none())
        .filter_map(|package| package.get("name")?.as_str())
        .map(|name| format!("{name} has no checksum"))
        .collect())
}

/// npm compares what it fetched with `integrity`. What a package runs while it is installed could
/// fetch anything, so none may.
fn npm(lock: &str) -> Result<Vec<String>> {
    let lock: Value = serde_json::from_str(lock).context("this package-lock.json is no JSON")?;
    let packages = lock["packages"].as_object().context("no packages in it")?;
    let mut found = Vec::new();
    for (path, package) in packages.iter().filter(|(path, _)| !path.is_empty()) {
        if !package["integrity"]
            .as_str()
            .is_some_and(|hash| hash.starts_with("sha512-"))
        {
            found.push(format!("{path} has no checksum"));
        }
        if package["hasInstallScript"] == true {
            found.push(format!(
                "{path} runs a script of its own when it is installed"
            ));
        }
    }
    Ok(found)
}

/// Every module that is required has a checksum of its contents and one of its go.mod.
fn go(module: &str, sums: &str) -> Vec<String> {
    let pinned = |name: &str, version: &str| {
        let starts = format!("{name} {version} h1:");
        sums.lines().any(|line| line.starts_with(&starts))
    };
    required(module)
        .filter(|(name, version)| {
            !pinned(name, version) || !pinned(name, &format!("{version}/go.mod"))
        })
        .map(|(name, version)| format!("{name} {version} has no checksum in go.sum"))
        .collect()
}

/// The modules and versions that a go.mod requires, in a block or on a line of their own.
fn required(module: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut inside = false;
    module.lines().filter_map(move |line| {
        let line = line.split("//").next().unwrap_or_default().trim();
        match line {
            "require (" => inside = true,
            ")" => inside = false,
            _ => {
                let line =
                    line.strip_prefix("require ")
                        .or(if inside { Some(line) } else { None })?;
                return line.split_once(' ');
            }
        }
        None
    })
}

/// Every package has one version and the checksum of each of its files: pip then takes nothing else.
fn python(requirements: &str) -> Vec<String> {
    requirements
        .replace("\\\n", " ")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter(|line| !line.contains("==") || !line.contains("--hash=sha256:"))
        .map(|line| {
            let name = line.split_whitespace().next().unwrap_or(line);
            format!("{name} has no checksum")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_from_elsewhere_without_a_checksum_is_found() {
        let lock = "[[package]]\nname = \"ours\"\nversion = \"1.0.0\"\n\
            [[package]]\nname = \"fine\"\nsource = \"registry\"\nchecksum = \"00\"\n\
            [[package]]\nname = \"bare\"\nsource = \"git\"\n";
        assert_eq!(cargo(lock).expect("TOML"), ["bare has no checksum"]);
    }

    #[test]
    fn npm_packages_without_a_checksum_or_with_a_script_are_found() {
        let lock = r#"{"packages": {"": {}, "node_modules/fine": {"integrity": "sha512-AA=="},
            "node_modules/bare": {"resolved": "https://example.com/bare.tgz"},
            "node_modules/runs": {"integrity": "sha512-AA==", "hasInstallScript": true}}}"#;
        assert_eq!(
            npm(lock).expect("JSON"),
            [
                "node_modules/bare has no checksum",
                "node_modules/runs runs a script of its own when it is installed"
            ]
        );
    }

    #[test]
    fn modules_need_a_checksum_for_their_go_mod_too() {
        let module = "module m\n\ngo 1.26\n\nrequire one.example/a v1.0.0\n\nrequire (\n\
            \ttwo.example/b v1.1.0 // indirect\n\tthree.example/c v1.2.0\n)\n";
        let sums = "one.example/a v1.0.0 h1:x=\none.example/a v1.0.0/go.mod h1:x=\n\
            two.example/b v1.1.0 h1:x=\nthree.example/c v1.2.0 h1:x=\n\
            three.example/c v1.2.0/go.mod h1:x=\n";
        assert_eq!(
            go(module, sums),
            ["two.example/b v1.1.0 has no checksum in go.sum"]
        );
    }

    #[test]
    fn python_packages_need_a_version_and_a_checksum() {
        let requirements = "# a comment\nfine==1.0 ; python_version < '3.12' \\\n    --hash=sha256:00\n\
            bare==1.0\nloose>=1.0 --hash=sha256:00\n";
        assert_eq!(
            python(requirements),
            ["bare==1.0 has no checksum", "loose>=1.0 has no checksum"]
        );
    }
}
