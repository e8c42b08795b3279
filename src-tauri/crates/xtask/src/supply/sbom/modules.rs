//! Go: the modules that are in the LiveKit server, as the program itself tells.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::component::{Component, Hash, purl};
use crate::repo::Repo;
use crate::rust_tool::hexadecimal;
use crate::step;
use crate::supply::licences;

/// What `go version -m -json` tells of a program.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Built {
    go_version: String,
    main: Module,
    deps: Vec<Module>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Module {
    path: String,
    version: String,
    /// `h1:` and, in base64, the SHA-256 of the list of the module's files and their SHA-256.
    sum: Option<String>,
    replace: Option<Box<Module>>,
}

pub(super) fn components(repo: &Repo) -> Result<Vec<Component>> {
    let server = repo.livekit_server();
    if !server.is_file() {
        bail!("There is no LiveKit server that was built here. `cargo xtask build` makes it.");
    }
    let told = step::answer(
        repo.command("go")
            .args(["version", "-m", "-json"])
            .arg(server),
    )?;
    let cache = step::answer(repo.command("go").args(["env", "GOMODCACHE"]))?;
    list(&told, Path::new(cache.trim()))
}

fn list(told: &str, cache: &Path) -> Result<Vec<Component>> {
    let built: Built = serde_json::from_str(told).context("`go version -m` told something else")?;
    let mut server = component(&built.main, cache);
    server.application = true;
    let version = built.go_version.trim_start_matches("go");
    let standard = Component {
        application: false,
        group: None,
        name: "std".to_owned(),
        version: version.to_owned(),
        purl: purl("golang", "std", version),
        licence: Some("BSD-3-Clause".to_owned()),
        hash: None,
        build_only: false,
        depends_on: Vec::new(),
    };
    let mut parts: Vec<Component> = built
        .deps
        .iter()
        .map(|module| component(module.replace.as_deref().unwrap_or(module), cache))
        .collect();
    parts.push(standard);
    server.depends_on = parts.iter().map(|part| part.purl.clone()).collect();
    parts.insert(0, server);
    Ok(parts)
}

fn component(module: &Module, cache: &Path) -> Component {
    Component {
        application: false,
        group: None,
        name: module.path.clone(),
        version: module.version.clone(),
        purl: purl("golang", &module.path, &module.version),
        licence: licences::of_folder(&folder(cache, module)).map(str::to_owned),
        hash: module.sum.as_deref().and_then(sha256),
        build_only: false,
        depends_on: Vec::new(),
    }
}

/// Where Go keeps a module's files. Capitals are written as `!` and the small letter.
fn folder(cache: &Path, module: &Module) -> PathBuf {
    let escaped = |text: &str| {
        text.chars()
            .flat_map(|letter| {
                let mark = letter.is_ascii_uppercase().then_some('!');
                mark.into_iter().chain([letter.to_ascii_lowercase()])
            })
            .collect::<String>()
    };
    cache.join(format!(
        "{}@{}",
        escaped(&module.path),
        escaped(&module.version)
    ))
}

fn sha256(sum: &str) -> Option<Hash> {
    let bytes = STANDARD.decode(sum.strip_prefix("h1:")?).ok()?;
    Some(Hash::Sha256(hexadecimal(&bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_server_comes_first_and_is_made_of_the_rest() {
        let told = r#"{"GoVersion": "go1.26.8",
            "Main": {"Path": "example.com/server", "Version": "v1.2.3", "Sum": "h1:AAE="},
            "Deps": [{"Path": "example.com/Part", "Version": "v0.1.0", "Sum": "h1:AAE="}]}"#;
        let components = list(told, Path::new("/nowhere")).expect("a list");
        assert!(components[0].application);
        assert_eq!(
            components[0].depends_on,
            [
                "pkg:golang/example.com/Part@v0.1.0",
                "pkg:golang/std@1.26.8"
            ]
        );
        assert_eq!(components[1].purl, "pkg:golang/example.com/Part@v0.1.0");
        assert!(matches!(&components[1].hash, Some(Hash::Sha256(content)) if content == "0001"));
    }

    #[test]
    fn capitals_are_escaped_as_go_does() {
        let module = Module {
            path: "github.com/BurntSushi/toml".into(),
            version: "v1.0.0".into(),
            sum: None,
            replace: None,
        };
        assert_eq!(
            folder(Path::new("/c"), &module),
            Path::new("/c/github.com/!burnt!sushi/toml@v1.0.0")
        );
    }
}
