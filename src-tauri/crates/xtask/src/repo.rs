//! Where things are: the repository's root, cargo's target directory, and commands that run in
//! them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The repository as the running command sees it.
pub(crate) struct Repo {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
}

impl Repo {
    pub(crate) fn find() -> Result<Self> {
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(dir) => PathBuf::from(dir),
            None => std::env::current_dir().context("the current directory is gone")?,
        };
        let root = start
            .ancestors()
            .find(|dir| dir.join("src-tauri/crates/xtask").is_dir())
            .context("Run this inside the repository.")?
            .to_path_buf();
        let target = target_of(&std::env::current_exe()?).unwrap_or_else(|| root.join("target"));
        Ok(Self { root, target })
    }

    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    pub(crate) fn livekit_module(&self) -> PathBuf {
        self.root.join("src-tauri/livekit-server")
    }

    pub(crate) fn livekit_server(&self) -> PathBuf {
        self.target.join("livekit").join(exe("livekit-server"))
    }

    /// A program of the workspace, as `cargo build` leaves it.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(exe(name))
    }

    /// Where logs, stamps and reports of these commands are kept.
    pub(crate) fn workshop(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// A program that runs at the root, free of what cargo told this one about itself: build
    /// scripts that look at such variables would otherwise run again, and all that hangs on them.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(tells_about_this_crate) {
                command.env_remove(name);
            }
        }
        command
    }

    /// Cargo, held to what Cargo.lock pins.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .arg("--locked")
            .env("CARGO_TERM_PROGRESS_WHEN", "never")
            .env("CARGO_TERM_COLOR", "never");
        command
    }

    /// A program that npm installed for the page.
    pub(crate) fn node_program(&self, name: &str) -> Command {
        let name = if cfg!(windows) {
            format!("{name}.cmd")
        } else {
            name.to_owned()
        };
        let mut command = self.command(self.ui().join("node_modules/.bin").join(name));
        command.current_dir(self.ui());
        command
    }

    pub(crate) fn npm(&self) -> Command {
        let mut command = self.command(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command.current_dir(self.ui());
        command
    }
}

pub(crate) fn exe(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// Looks a program up the way a shell would.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|dir| dir.join(exe(name)))
        .find(|file| file.is_file())
}

fn tells_about_this_crate(variable: &str) -> bool {
    const EXACT: [&str; 4] = [
        "CARGO_CRATE_NAME",
        "CARGO_PRIMARY_PACKAGE",
        "OUT_DIR",
        "RUST_RECURSION_COUNT",
    ];
    EXACT.contains(&variable)
        || ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"]
            .iter()
            .any(|p| variable.starts_with(p))
}

/// Cargo lays programs in `<target>/<profile>`, and those of tests in `<target>/<profile>/deps`.
fn target_of(program: &Path) -> Option<PathBuf> {
    let dir = program.parent()?;
    let profile = if dir.ends_with("deps") {
        dir.parent()?
    } else {
        dir
    };
    Some(profile.parent()?.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_takes_nothing_that_the_lock_file_does_not_pin() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        std::fs::create_dir(root.join("src")).expect("made");
        std::fs::write(root.join("src/lib.rs"), "").expect("written");
        let manifest = "[package]\nname = \"unpinned\"\nversion = \"1.0.0\"\nedition = \"2024\"\n";
        std::fs::write(root.join("Cargo.toml"), manifest).expect("written");
        let repo = Repo::find().expect("the repository");
        let ran = repo
            .cargo()
            .args(["metadata", "--offline", "--format-version", "1"])
            .current_dir(root)
            .output()
            .expect("cargo runs");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(!ran.status.success() && said.contains("--locked"), "{said}");
        assert!(!root.join("Cargo.lock").exists());
    }

    #[test]
    fn only_what_cargo_says_about_this_crate_is_withheld() {
        assert!(tells_about_this_crate("CARGO_PKG_NAME"));
        assert!(tells_about_this_crate("CARGO_MANIFEST_DIR"));
        assert!(!tells_about_this_crate("CARGO_HOME"));
        assert!(!tells_about_this_crate("CARGO_TARGET_DIR"));
    }

    #[test]
    fn the_target_directory_is_told_from_the_running_program() {
        for program in ["/t/debug/xtask", "/t/debug/deps/xtask-0a1b"] {
            assert_eq!(
                target_of(Path::new(program)),
                Some(PathBuf::from("/t")),
                "{program}"
            );
        }
    }

    #[test]
    fn the_repository_is_found_from_this_crate() {
        let repo = Repo::find().expect("tests run inside the repository");
        assert!(repo.root.join("Cargo.toml").is_file());
        assert!(repo.target.join("debug").is_dir());
    }
}
