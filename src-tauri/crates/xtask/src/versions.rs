//! Which versions of Rust, Node and Go serve, and what to say where they don't.

use std::fmt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::repo::Repo;
use crate::step;

/// A version as far as it matters here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Version(pub(crate) u32, pub(crate) u32);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

impl Version {
    /// The first thing in the text that looks like a version: `rustc 1.95.0 (…)`, `v20.20.2`,
    /// `go version go1.26.8 linux/amd64`.
    pub(crate) fn in_text(text: &str) -> Option<Self> {
        text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
            .find_map(|word| {
                let mut parts = word.split('.').map(str::parse);
                match (parts.next(), parts.next()) {
                    (Some(Ok(major)), Some(Ok(minor))) => Some(Self(major, minor)),
                    _ => None,
                }
            })
    }
}

/// Rust and Node, without which nothing can be made.
pub(crate) fn check(repo: &Repo) -> Result<()> {
    let wanted = line_version(&repo.root.join("Cargo.toml"), "rust-version =")?;
    let rust = step::answer(repo.command("rustc").arg("--version"))?;
    let rust = Version::in_text(&rust).context("`rustc --version` gave no version")?;
    if rust < wanted {
        bail!(
            "Rust {wanted} or newer is needed, and this is {rust}. `rustup update stable` brings it."
        );
    }

    let wanted = line_version(&repo.ui().join("package.json"), "\"node\":")?;
    let Ok(node) = step::answer(Command::new("node").arg("--version")) else {
        bail!(
            "Node.js is missing. Install version {wanted} or newer from https://nodejs.org, then try again."
        );
    };
    let node = Version::in_text(&node).context("`node --version` gave no version")?;
    if node < wanted {
        bail!(
            "Node.js {wanted} or newer is needed, and this is {node}. Newer ones are at https://nodejs.org."
        );
    }
    if step::answer(repo.npm().arg("--version")).is_err() {
        bail!(
            "npm is missing, which belongs to Node.js. On Debian: apt-get install npm, or install Node.js from https://nodejs.org."
        );
    }
    step::up_to_date("Tools", &format!("Rust {rust}, Node.js {node}"));
    Ok(())
}

/// What there is of Go.
pub(crate) enum Go {
    /// The whole line of `go version`: a LiveKit server is made again when it changes.
    There(String),
    TooOld(Version, Version),
    Missing,
}

pub(crate) fn go(repo: &Repo) -> Result<Go> {
    let wanted = line_version(&repo.livekit_module().join("go.mod"), "go ")?;
    let Ok(said) = step::answer(repo.command("go").arg("version")) else {
        return Ok(Go::Missing);
    };
    let have = Version::in_text(&said).context("`go version` gave no version")?;
    // From 1.21 on Go fetches the version that a go.mod asks for by itself, unless told not to.
    let fetches = have >= Version(1, 21)
        && step::answer(repo.command("go").args(["env", "GOTOOLCHAIN"]))
            .is_ok_and(|toolchain| toolchain.trim() != "local");
    Ok(if have >= wanted || fetches {
        Go::There(said.trim().to_owned())
    } else {
        Go::TooOld(have, wanted)
    })
}

/// The version in the first line of a file that starts with these words.
fn line_version(file: &Path, start: &str) -> Result<Version> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("{} is missing", file.display()))?;
    text.lines()
        .find_map(|line| Version::in_text(line.trim_start().strip_prefix(start)?))
        .with_context(|| format!("{} names no version after `{start}`", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_the_programs_say() {
        let cases = [
            ("rustc 1.95.0 (59807616e 2026-04-14)", Version(1, 95)),
            ("v20.20.2\n", Version(20, 20)),
            ("go version go1.26.8 linux/amd64", Version(1, 26)),
            (" \">=20.19.0\",", Version(20, 19)),
        ];
        for (text, version) in cases {
            assert_eq!(Version::in_text(text), Some(version), "{text}");
        }
        assert_eq!(Version::in_text("no version here"), None);
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(Version(1, 100) > Version(1, 95));
        assert!(Version(20, 9) < Version(20, 19));
        assert!(Version(2, 0) > Version(1, 95));
    }
}
