//! `run` and `build`: everything the app is made of, then the app.

use anyhow::{Context, Result, bail};

use crate::repo::Repo;
use crate::system::{self, For};
use crate::{livekit, page, step, versions};

/// This program is running, and not every system lets a running program be replaced.
pub(crate) const BUT_US: [&str; 2] = ["--exclude", "xtask"];

/// Makes everything, starts nothing.
pub(crate) fn build(repo: &Repo) -> Result<()> {
    make(repo)?;
    println!();
    println!("The app:             {}", repo.program("confab").display());
    println!(
        "Without a window:    {}",
        repo.program("confab-serve").display()
    );
    Ok(())
}

/// Makes what the app needs and becomes the app.
pub(crate) fn run(repo: &Repo, arguments: &[String]) -> Result<()> {
    if !has_display() {
        bail!(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), and the app is a \
             window. The same without a window: `cargo xtask build`, then {}.",
            repo.program("confab-serve").display()
        );
    }
    make(repo)?;
    println!("▸ Confab (Ctrl-C ends it)");
    let mut app = repo.command(repo.program("confab"));
    app.args(arguments).current_dir(std::env::current_dir()?);
    become_program(&mut app)
}

fn make(repo: &Repo) -> Result<()> {
    versions::check(repo)?;
    system::ensure(repo, For::Building)?;
    page::packages(repo)?;
    page::build(repo)?;
    livekit::ensure(repo)?;
    // The whole workspace, as the tests build it: for a part of it cargo would choose other features
    // of the same dependencies, and build most of them again.
    step::run(
        repo,
        "Programs (cargo build)",
        repo.cargo().args(["build", "--workspace"]).args(BUT_US),
    )?;
    Ok(())
}

/// The app takes this process over: Ctrl-C, a signal and the exit status are its own then.
#[cfg(unix)]
fn become_program(app: &mut std::process::Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(app.exec()).context("The app could not be started")
}

#[cfg(not(unix))]
fn become_program(app: &mut std::process::Command) -> Result<()> {
    let status = app.status().context("The app could not be started")?;
    std::process::exit(status.code().unwrap_or(1));
}

fn has_display() -> bool {
    if cfg!(target_os = "linux") {
        ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
    } else {
        true
    }
}
