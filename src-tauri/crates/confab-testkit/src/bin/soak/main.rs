//! `cargo xtask soak [row …]`: Confab attacked and broken at full size, and what came of it beside
//! what was to come. The same attacks and faults in a short form are tests of `confab-serve`.
//!
//! Leaves with 1 where a figure was missed.

// It is a program whose output is what it prints.
#![allow(clippy::print_stdout)]

mod app_kills;
mod bodies;
mod credentials;
mod day;
mod floods;
mod guesses;
mod hostile;
mod joins;
mod lobby;
mod malformed;
mod outsiders;
mod quit;
mod removals;
mod server_faults;
mod signalling;
mod slow;

use std::path::PathBuf;
use std::pin::Pin;
use std::process::ExitCode;
use std::time::Instant;

use confab_testkit::{ConfabOptions, Figure, Verdict};

type Figures = Pin<Box<dyn Future<Output = Vec<Figure>>>>;

/// One row, which starts its own Confab and may print several figures.
struct Row {
    name: &'static str,
    run: fn(ConfabOptions) -> Figures,
}

/// A row by its name.
macro_rules! row {
    ($module:ident, $name:literal) => {
        Row {
            name: $name,
            run: |options| Box::pin($module::run(options)),
        }
    };
}

const ROWS: &[Row] = &[
    row!(hostile, "hostile"),
    row!(malformed, "malformed"),
    row!(slow, "slow"),
    row!(bodies, "bodies"),
    row!(guesses, "guesses"),
    row!(lobby, "lobby"),
    row!(floods, "floods"),
    row!(joins, "joins"),
    row!(removals, "removals"),
    row!(signalling, "signalling"),
    row!(credentials, "credentials"),
    row!(outsiders, "outsiders"),
    row!(app_kills, "app-kills"),
    row!(server_faults, "server-faults"),
    row!(quit, "quit"),
    row!(day, "day"),
];

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let names: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = names
        .iter()
        .find(|name| ROWS.iter().all(|row| row.name != *name))
    {
        let known: Vec<_> = ROWS.iter().map(|row| row.name).collect();
        eprintln!(
            "There is no row `{unknown}`. These are: {}.",
            known.join(", ")
        );
        return ExitCode::from(2);
    }
    let mut figures = Vec::new();
    for row in ROWS {
        if names.is_empty() || names.iter().any(|name| name == row.name) {
            let began = Instant::now();
            println!("▸ {}", row.name);
            let of_row = (row.run)(ConfabOptions::new(program())).await;
            for figure in &of_row {
                println!("  {figure}");
                figure.notes.iter().for_each(|note| println!("    {note}"));
            }
            println!("  {:.1} s", began.elapsed().as_secs_f64());
            figures.extend(of_row);
        }
    }
    println!("\nfault | runs | figure | to reach | met");
    figures.iter().for_each(|figure| println!("{figure}"));
    let missed = figures
        .iter()
        .any(|figure| figure.verdict == Verdict::Missed);
    ExitCode::from(u8::from(missed))
}

fn program() -> PathBuf {
    let here = std::env::current_exe().expect("a program knows where it is");
    let beside = here.with_file_name("confab-serve");
    assert!(
        beside.is_file(),
        "{} is missing: `cargo build --workspace` makes it",
        beside.display()
    );
    beside
}
