//! The project's own commands, `cargo xtask <command>`.
//!
//! Every command is a list of steps; a step prints what it does while it does it, how long it
//! took, and, when it fails, what the program behind it said. What is up to date is not done
//! again, and nothing here reaches for the network once everything is there.
#![allow(
    clippy::print_stdout,
    reason = "speaking to the person at the terminal is its job"
)]

mod app;
mod arrows;
mod check;
mod driver;
mod fuzz;
mod generate;
mod livekit;
mod page;
mod repo;
mod rust_tool;
mod serve;
mod soak;
mod stamp;
mod step;
mod suites;
mod supply;
mod system;
mod tools;
mod totals;
mod versions;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
Usage: cargo xtask <command>

  run               make whatever is missing or out of date, then start the app
  build             make everything (LiveKit server, page, both programs) and start nothing
  test [suite …]    run every test, or only the suites named: check rust ui api e2e window
  check             formatting, lints, types, generated files, who may depend on whom
  audit             what others made: known flaws, licences, sources; what could not be looked at is said
  sbom              write target/confab.cdx.json, the bill of materials of the bundle (CycloneDX)
  generate          write the files that are generated from the API (openapi.json, schema.d.ts)
  bench api         time every endpoint beside the bare calls to the LiveKit server
  bench call        from the click on Join to the first picture, in real browsers; what a call costs
  soak [row …]      attack and break Confab at full size, all of it or only the rows named
  fuzz [target] [seconds]   libFuzzer against whatever is read from outside; needs a nightly compiler
  bundle            make the installable package of this system
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    match dispatch(&command, &rest) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<ExitCode> {
    let repo = repo::Repo::find()?;
    match command {
        "run" => app::run(&repo, rest).map(|()| ExitCode::SUCCESS),
        "build" => app::build(&repo).map(|()| ExitCode::SUCCESS),
        "test" => suites::test(&repo, rest),
        "check" => suites::check(&repo),
        "audit" => suites::audit(&repo),
        "sbom" => supply::sbom::write(&repo).map(|_| ExitCode::SUCCESS),
        "generate" => generate::write(&repo).map(|()| ExitCode::SUCCESS),
        "bench" => tools::bench(&repo, rest).map(|()| ExitCode::SUCCESS),
        "soak" => soak::soak(&repo, rest).map(|()| ExitCode::SUCCESS),
        "fuzz" => fuzz::fuzz(&repo, rest).map(|()| ExitCode::SUCCESS),
        "bundle" => tools::bundle(&repo, rest).map(|()| ExitCode::SUCCESS),
        "" | "help" | "-h" | "--help" => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("There is no command `{other}`.\n\n{USAGE}"),
    }
}
