//! `bench` and `bundle`: programs of others, with everything they need made first.

use anyhow::{Context, Result, bail};

use crate::repo::{Repo, exe};
use crate::system::{self, For};
use crate::{livekit, page, step, versions};

/// The bundler, of the same release as the `tauri` crate.
const TAURI_CLI: &str = "@tauri-apps/cli@2.12.5";

/// `cargo xtask bench api [arguments of the benchmark]`.
pub(crate) fn bench(repo: &Repo, arguments: &[String]) -> Result<()> {
    let Some((what, rest)) = arguments.split_first() else {
        bail!("There is one benchmark: `cargo xtask bench api`.");
    };
    if what != "api" {
        bail!("There is no benchmark `{what}`: `cargo xtask bench api` is the one.");
    }
    versions::check(repo)?;
    page::packages(repo)?;
    page::build(repo)?;
    let server = livekit::ensure(repo)?;
    step::run(
        repo,
        "Programs (cargo build)",
        repo.cargo()
            .args(["build", "--workspace"])
            .args(crate::app::BUT_US),
    )?;
    let mut benchmark = repo.command(repo.program("bench-api"));
    benchmark.args(rest);
    if let Some(server) = server {
        benchmark.env("CONFAB_LIVEKIT_SERVER", server);
    }
    step::run_interactively("Benchmark of the API", &mut benchmark)
}

/// `cargo xtask bundle [arguments of tauri build]`: the package of this system.
pub(crate) fn bundle(repo: &Repo, arguments: &[String]) -> Result<()> {
    versions::check(repo)?;
    system::ensure(repo, For::Building)?;
    page::packages(repo)?;
    page::build(repo)?;
    let Some(server) = livekit::ensure(repo)? else {
        bail!(
            "A package carries the LiveKit server that go.sum pins, so Go is needed here, and \
             CONFAB_LIVEKIT_SERVER must not be set."
        );
    };
    // Tauri takes a sidecar whose name ends in the system it was made for.
    let rustc = step::answer(repo.command("rustc").arg("-vV"))?;
    let host = rustc
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("`rustc -vV` names no host")?;
    let sidecar = server.with_file_name(exe(&format!("livekit-server-{host}")));
    std::fs::copy(&server, &sidecar)
        .with_context(|| format!("{} could not be written", sidecar.display()))?;
    // Its program loses its way when it is started in ui/, and only bundling needs it.
    let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
    let mut tauri = repo.command(npx);
    tauri.args([
        "--yes",
        TAURI_CLI,
        "build",
        "--config",
        "src-tauri/bundle.conf.json",
    ]);
    tauri.args(arguments);
    step::run(repo, "Package (tauri build)", &mut tauri)?;
    Ok(())
}
