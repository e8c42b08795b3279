//! `test` and `check`: suites, one after another, and what came of them.
//!
//! A failing suite does not stop the others. A suite that ran no test has failed: nothing is
//! green by accident. Only guests elsewhere, who need a computer that lets them make network
//! namespaces, may be skipped, which is said, and not on CI; and databases of known flaws that cannot be
//! reached. The very last line is the sum, alone.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};

use crate::repo::Repo;
use crate::serve::Serve;
use crate::step::{self, Outcome, spoken};
use crate::system::{self, For};
use crate::totals::{self, Totals};
use crate::{check, driver, livekit, page, supply, versions};

/// Beyond this everything still running is ended, so that the summary is always printed.
const LIMIT: Duration = Duration::from_secs(80 * 60);

struct Suite {
    name: &'static str,
    what: &'static str,
    /// Whether it starts what cargo builds. The others run also where that does not compile.
    programs: bool,
    /// Whether all of it may be skipped, and not on CI, where a computer does not allow what it needs.
    optional: bool,
    run: fn(&Run<'_>) -> Result<Totals>,
}

const fn suite(
    name: &'static str,
    what: &'static str,
    programs: bool,
    run: fn(&Run<'_>) -> Result<Totals>,
) -> Suite {
    Suite {
        name,
        what,
        programs,
        optional: false,
        run,
    }
}

const SUITES: [Suite; 7] = [
    suite(
        "check",
        "formatting, lints, types, generated files, arrows, what others made",
        false,
        checks,
    ),
    suite("ui", "vitest", false, ui),
    suite("rust", "cargo test --workspace", true, rust),
    suite("api", "test_meeting_api.py against confab-serve", true, api),
    suite("e2e", "Playwright: guests in real browsers", true, e2e),
    Suite {
        optional: true,
        ..suite(
            "elsewhere",
            "Playwright: guests on another machine",
            true,
            elsewhere,
        )
    },
    suite(
        "window",
        "the app's window under a display of its own",
        true,
        window,
    ),
];

/// What suites share: the repository and the time that is left.
pub(crate) struct Run<'a> {
    pub(crate) repo: &'a Repo,
    started: Instant,
}

impl Run<'_> {
    fn attempt(&self, title: &str, command: &mut Command, minutes: u64) -> Result<Outcome> {
        let left = LIMIT.saturating_sub(self.started.elapsed());
        step::attempt(
            self.repo,
            title,
            command,
            left.min(Duration::from_secs(minutes * 60)),
        )
    }
}

struct SuiteResult {
    name: &'static str,
    totals: Totals,
    took: Duration,
}

/// `cargo xtask test [suite …]`.
pub(crate) fn test(repo: &Repo, names: &[String]) -> Result<ExitCode> {
    let chosen = choose(names)?;
    let run = Run {
        repo,
        started: Instant::now(),
    };
    let ground = told(prepare(repo));
    let mut programs = None;
    let mut results = Vec::new();
    for suite in chosen {
        println!("\n━━ {}: {}", suite.name, suite.what);
        let started = Instant::now();
        let outcome = if !ground {
            Err(anyhow!("not run: what comes before the tests failed"))
        } else if suite.programs && !*programs.get_or_insert_with(|| told(build(repo))) {
            Err(anyhow!("not run: the programs were not built"))
        } else {
            (suite.run)(&run)
        };
        let mut totals = outcome.unwrap_or_else(|error| {
            println!("✗ {}: {error:#}", suite.name);
            Totals {
                failed: 1,
                ..Totals::default()
            }
        });
        if suite.optional && totals.ran() == 0 && totals.skipped > 0 && !on_ci() {
            println!("– {}: skipped as a whole", suite.name);
        } else if totals.ran() == 0 {
            println!(
                "✗ {}: this suite ran no test, which counts as a failure",
                suite.name
            );
            totals.failed = 1;
        }
        results.push(SuiteResult {
            name: suite.name,
            totals,
            took: started.elapsed(),
        });
    }
    Ok(summary(&results, run.started.elapsed()))
}

/// `cargo xtask check`.
pub(crate) fn check(repo: &Repo) -> Result<ExitCode> {
    versions::check(repo)?;
    page::packages(repo)?;
    page::build(repo)?;
    alone("check", || check::run(repo))
}

/// `cargo xtask audit`.
pub(crate) fn audit(repo: &Repo) -> Result<ExitCode> {
    versions::check(repo)?;
    livekit::ensure(repo)?;
    alone("audit", || Ok(supply::audit(repo)))
}

fn alone(name: &'static str, work: impl FnOnce() -> Result<Totals>) -> Result<ExitCode> {
    let started = Instant::now();
    let totals = work()?;
    let took = started.elapsed();
    Ok(summary(&[SuiteResult { name, totals, took }], took))
}

fn choose(names: &[String]) -> Result<Vec<Suite>> {
    if let Some(unknown) = names
        .iter()
        .find(|name| SUITES.iter().all(|suite| suite.name != *name))
    {
        let known: Vec<&str> = SUITES.iter().map(|suite| suite.name).collect();
        bail!(
            "There is no suite `{unknown}`. These are: {}.",
            known.join(", ")
        );
    }
    Ok(SUITES
        .into_iter()
        .filter(|suite| names.is_empty() || names.iter().any(|name| name == suite.name))
        .collect())
}

/// What every suite stands on. The page comes before anything is compiled that carries it.
fn prepare(repo: &Repo) -> Result<()> {
    versions::check(repo)?;
    system::ensure(repo, For::Testing)?;
    page::packages(repo)?;
    page::build(repo)?;
    let server = livekit::ensure(repo)?;
    if let Some(server) = &server {
        let version = step::answer(repo.command(server).arg("--version"))?;
        step::note(version.trim());
    }
    Ok(())
}

/// The very things that `cargo test` builds, so that nothing is compiled twice.
fn build(repo: &Repo) -> Result<()> {
    let mut cargo = repo.cargo();
    cargo.args(["build", "--workspace", "--all-targets"]);
    step::run(repo, "Programs and tests (cargo build)", &mut cargo).map(|_| ())
}

/// Tells what went wrong, if anything did; whether all is well.
fn told(result: Result<()>) -> bool {
    if let Err(error) = &result {
        println!("✗ {error:#}");
    }
    result.is_ok()
}

fn checks(run: &Run<'_>) -> Result<Totals> {
    let mut totals = check::run(run.repo)?;
    totals += supply::audit(run.repo);
    Ok(totals)
}

fn rust(run: &Run<'_>) -> Result<Totals> {
    let mut cargo = run.repo.cargo();
    cargo.args(["test", "--workspace", "--no-fail-fast"]);
    tell_server(run.repo, &mut cargo);
    let outcome = run.attempt("cargo test", &mut cargo, 35)?;
    let totals = totals::cargo(&outcome.log);
    if !outcome.ok() {
        for name in totals::cargo_failures(&outcome.log) {
            println!("  failed: {name}");
        }
    }
    judged(&outcome, totals)
}

fn ui(run: &Run<'_>) -> Result<Totals> {
    let report = report_path(run.repo, "vitest.json")?;
    let outcome = run.attempt(
        "vitest",
        run.repo
            .node_program("vitest")
            .args(["run", "--reporter=default", "--reporter=json"])
            .arg(format!("--outputFile.json={}", report.display())),
        10,
    )?;
    let totals = read_report(&report, totals::vitest);
    judged(&outcome, totals)
}

fn api(run: &Run<'_>) -> Result<Totals> {
    let repo = run.repo;
    let serve = step::own("confab-serve on free ports", || Serve::start(repo))?;
    let outcome = run.attempt(
        "test_meeting_api.py",
        repo.command(python())
            .arg("test_meeting_api.py")
            .args(["--base-url", &serve.api]),
        5,
    )?;
    let totals = totals::closing_line(&outcome.log).unwrap_or_default();
    if !outcome.ok() {
        println!("  │ confab-serve said: {}", serve.said().trim());
    }
    let mut totals = judged(&outcome, totals)?;
    match step::own("confab-serve leaves with status 0", || serve.stop()) {
        Ok(()) => totals.passed += 1,
        Err(error) => {
            println!("  {error:#}");
            totals.failed += 1;
        }
    }
    Ok(totals)
}

fn e2e(run: &Run<'_>) -> Result<Totals> {
    playwright(run, "Playwright, guests", "playwright.config.ts")
}

fn elsewhere(run: &Run<'_>) -> Result<Totals> {
    playwright(
        run,
        "Playwright, guests elsewhere",
        "e2e/elsewhere/playwright.config.ts",
    )
}

fn window(run: &Run<'_>) -> Result<Totals> {
    playwright(run, "Playwright, window", "e2e-window/playwright.config.ts")
}

fn playwright(run: &Run<'_>, title: &str, config: &str) -> Result<Totals> {
    let repo = run.repo;
    let report = report_path(repo, "playwright.json")?;
    let mut command = repo.node_program("playwright");
    command
        .args(["test", "--config", config, "--reporter=list,json"])
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .env("CONFAB_BIN", repo.program("confab"))
        .env("CONFAB_SERVE_BIN", repo.program("confab-serve"));
    tell_server(repo, &mut command);
    if let Some(driver) = driver::ensure(repo) {
        command.env("CONFAB_GECKODRIVER", driver);
    }
    let outcome = run.attempt(title, &mut command, 40)?;
    for figure in totals::playwright_figures(&std::fs::read_to_string(&report).unwrap_or_default())
    {
        step::note(&figure);
    }
    judged(&outcome, read_report(&report, totals::playwright))
}

/// A runner that failed without naming a failed test (it did not compile, it crashed, it was
/// ended) counts as one failure; one that failed shows what it printed.
fn judged(outcome: &Outcome, mut totals: Totals) -> Result<Totals> {
    if !outcome.ok() {
        step::show(outcome);
        totals.failed = totals.failed.max(1);
    }
    step::note(&totals.to_string());
    Ok(totals)
}

/// Tests find the server by this variable, wherever cargo's target directory is.
fn tell_server(repo: &Repo, command: &mut Command) {
    let given = std::env::var_os("CONFAB_LIVEKIT_SERVER").is_some_and(|path| !path.is_empty());
    if !given && repo.livekit_server().is_file() {
        command.env("CONFAB_LIVEKIT_SERVER", repo.livekit_server());
    }
}

fn report_path(repo: &Repo, name: &str) -> Result<std::path::PathBuf> {
    let path = repo.workshop().join(name);
    std::fs::create_dir_all(repo.workshop())
        .with_context(|| format!("{} could not be made", repo.workshop().display()))?;
    let _ = std::fs::remove_file(&path);
    Ok(path)
}

fn read_report(path: &Path, read: fn(&str) -> Result<Totals>) -> Totals {
    std::fs::read_to_string(path)
        .ok()
        .and_then(|text| read(&text).ok())
        .unwrap_or_default()
}

/// There everything has to run.
fn on_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty())
}

fn python() -> &'static str {
    if cfg!(windows) { "python" } else { "python3" }
}

fn summary(results: &[SuiteResult], took: Duration) -> ExitCode {
    let mut sum = Totals::default();
    println!(
        "\n{:<10}{:>8}{:>8}{:>9}  time",
        "suite", "passed", "failed", "skipped"
    );
    for result in results {
        let Totals {
            passed,
            failed,
            skipped,
        } = result.totals;
        let mark = if failed == 0 { "" } else { "  ✗" };
        let time = spoken(result.took);
        println!(
            "{:<10}{passed:>8}{failed:>8}{skipped:>9}  {time}{mark}",
            result.name
        );
        sum += result.totals;
    }
    println!("in {}", spoken(took));
    println!("{sum}");
    if sum.failed == 0 && sum.passed > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Result<Vec<&'static str>> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        Ok(choose(&names)?
            .into_iter()
            .map(|suite| suite.name)
            .collect())
    }

    #[test]
    fn suites_are_chosen_by_name_and_run_in_their_own_order() {
        assert_eq!(names(&[]).expect("all").len(), SUITES.len());
        assert_eq!(names(&["ui", "check"]).expect("two"), ["check", "ui"]);
        let error = names(&["speed"]).expect_err("unknown").to_string();
        assert!(error.contains("speed") && error.contains("e2e"), "{error}");
    }
}
