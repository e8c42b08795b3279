//! Programs from crates.io that the tests and checks use, each pinned by the checksum of its
//! package; what it is built from is pinned by the Cargo.lock inside that package.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::repo::{Repo, exe};
use crate::step;

pub(crate) struct RustTool {
    /// Of the package and of its program.
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    /// Of the package's `.crate` file, in hexadecimal, as in a Cargo.lock.
    pub(crate) sha256: &'static str,
    /// Built without optimising: it runs for seconds and would take minutes longer to compile.
    pub(crate) unoptimised: bool,
}

impl RustTool {
    /// Where it is, or will be.
    fn program(&self, repo: &Repo) -> PathBuf {
        repo.target.join("tools/bin").join(exe(self.name))
    }

    /// Whether this very version is there.
    pub(crate) fn there(&self, repo: &Repo) -> bool {
        step::answer(repo.command(self.program(repo)).arg("--version"))
            .is_ok_and(|said| said.contains(self.version))
    }

    /// Where it is, put there first where it is not.
    ///
    /// # Errors
    /// As [`RustTool::install`].
    pub(crate) fn ensure(&self, repo: &Repo) -> Result<PathBuf> {
        if self.there(repo) {
            Ok(self.program(repo))
        } else {
            self.install(repo)
        }
    }

    /// Fetches the package, looks at its checksum, and only then builds it.
    ///
    /// # Errors
    /// Where it cannot be had, is not what was pinned, or does not build.
    fn install(&self, repo: &Repo) -> Result<PathBuf> {
        let Self { name, version, .. } = self;
        let package = format!("{name}@{version}");
        step::answer(repo.cargo().args(["info", "--quiet", &package]))
            .with_context(|| format!("{package} could not be fetched"))?;
        self.compare(&cargo_home()?)?;
        let mut install = repo.cargo();
        install
            .args(["install", name, "--version", version, "--root"])
            .arg(repo.target.join("tools"));
        if self.unoptimised {
            install.arg("--debug").env("CARGO_PROFILE_DEV_DEBUG", "0");
        }
        step::run(
            repo,
            &format!("{name} (cargo install; once, a few minutes)"),
            &mut install,
        )?;
        Ok(self.program(repo))
    }

    /// Compares every copy of the package in cargo's cache, one for each registry that it was ever
    /// fetched from, with what is pinned here.
    fn compare(&self, cargo_home: &Path) -> Result<()> {
        let file = format!("{}-{}.crate", self.name, self.version);
        let copies: Vec<PathBuf> = std::fs::read_dir(cargo_home.join("registry/cache"))
            .into_iter()
            .flatten()
            .flatten()
            .map(|registry| registry.path().join(&file))
            .filter(|copy| copy.is_file())
            .collect();
        if copies.is_empty() {
            bail!("{file} is not in cargo's cache, so its checksum cannot be looked at.");
        }
        for copy in copies {
            let found = hexadecimal(&Sha256::digest(std::fs::read(&copy)?));
            if found != self.sha256 {
                bail!(
                    "{} is not the package that is pinned here: its checksum is {found} instead of {}.",
                    copy.display(),
                    self.sha256
                );
            }
        }
        Ok(())
    }
}

fn cargo_home() -> Result<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
        .context("there is no home directory, and CARGO_HOME is not set")
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_that_is_not_the_pinned_one_is_not_built() {
        let home = std::env::temp_dir().join(format!("xtask-cargo-home-{}", std::process::id()));
        let cache = home.join("registry/cache/a-registry");
        std::fs::create_dir_all(&cache).expect("a temporary folder");
        let tool = RustTool {
            name: "tool",
            version: "1.0.0",
            sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            unoptimised: false,
        };
        assert!(tool.compare(&home).is_err(), "nothing to look at");
        std::fs::write(cache.join("tool-1.0.0.crate"), "abc").expect("write");
        tool.compare(&home).expect("the pinned one");
        std::fs::write(cache.join("tool-1.0.0.crate"), "abd").expect("write");
        let error = tool.compare(&home).expect_err("another one").to_string();
        assert!(
            error.contains("a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9"),
            "{error}"
        );
        let _ = std::fs::remove_dir_all(&home);
    }
}
