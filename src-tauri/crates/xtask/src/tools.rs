//! `bench` and `bundle`: programs of others, with everything they need made first.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::repo::{Repo, exe};
use crate::supply::sbom;
use crate::system::{self, For};
use crate::{livekit, page, step, versions};

/// `cargo xtask bench api|call [arguments of the benchmark]`.
pub(crate) fn bench(repo: &Repo, arguments: &[String]) -> Result<()> {
    let benchmark: fn(&Repo, &[String]) -> Result<Command> = match arguments {
        [what, ..] if what == "api" => of_the_api,
        [what, ..] if what == "call" => of_a_call,
        [what, ..] => bail!("There is no benchmark `{what}`: `api` and `call` are the ones."),
        [] => bail!("Name the benchmark: `cargo xtask bench api` or `cargo xtask bench call`."),
    };
    let server = made(repo)?;
    let mut benchmark = benchmark(repo, &arguments[1..])?;
    if let Some(server) = server {
        benchmark.env("CONFAB_LIVEKIT_SERVER", server);
    }
    step::run_interactively("Benchmark", &mut benchmark)
}

/// Makes what programs that start Confab need; the LiveKit server where it was made here.
pub(crate) fn made(repo: &Repo) -> Result<Option<PathBuf>> {
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
    Ok(server)
}

fn of_the_api(repo: &Repo, arguments: &[String]) -> Result<Command> {
    let mut benchmark = repo.command(repo.program("bench-api"));
    benchmark.args(arguments);
    Ok(benchmark)
}

/// Real browsers: Playwright drives them, see `ui/bench`.
fn of_a_call(repo: &Repo, arguments: &[String]) -> Result<Command> {
    system::ensure(repo, For::Testing)?;
    let mut benchmark = repo.node_program("playwright");
    benchmark
        .args(["test", "--config", "bench"])
        .args(arguments)
        .env("CONFAB_SERVE_BIN", repo.program("confab-serve"));
    Ok(benchmark)
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
    let mut tauri = bundler(repo)?;
    tauri.args(["build", "--config", "src-tauri/bundle.conf.json"]);
    tauri.args(arguments);
    tauri.args(["--", "--locked"]);
    step::run(repo, "Package (tauri build)", &mut tauri)?;
    let list = sbom::write(repo)?;
    let beside = repo.target.join("release/bundle").join("confab.cdx.json");
    std::fs::copy(&list, &beside)
        .with_context(|| format!("{} could not be written", beside.display()))?;
    step::note(&beside.display().to_string());
    Ok(())
}

/// Tauri's bundler, as `src-tauri/bundler` pins it. Not among the page's packages: its program loses
/// its way when it is started in ui/, and only bundling needs it.
///
/// The lock file knows the programs for Linux alone; on other systems npm fetches theirs unpinned.
fn bundler(repo: &Repo) -> Result<Command> {
    let home = repo.target.join("tools/bundler");
    std::fs::create_dir_all(&home)
        .with_context(|| format!("{} could not be made", home.display()))?;
    for name in ["package.json", "package-lock.json"] {
        std::fs::copy(
            repo.root.join("src-tauri/bundler").join(name),
            home.join(name),
        )
        .with_context(|| format!("{name} could not be copied"))?;
    }
    step::run(
        repo,
        "Bundler (npm install)",
        repo.npm().current_dir(&home).args([
            "install",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
        ]),
    )?;
    let program = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
    Ok(repo.command(home.join("node_modules/.bin").join(program)))
}
