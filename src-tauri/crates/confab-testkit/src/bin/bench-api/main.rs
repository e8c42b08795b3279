//! `cargo xtask bench api`: the endpoints beside the bare calls to the LiveKit server that they
//! stand on, in the same run, alternating, by the same client over keep-alive connections.
//!
//! The bare calls go straight to the embedded server of the very Confab that is measured, as
//! protobuf with a ready token: the cheapest way there is. Prints the aims of the project with
//! every figure; it fails only where something could not be measured.

// It is a program whose output is what it prints.
#![allow(clippy::print_stdout)]

mod calls;
mod client;
mod figures;

use std::path::PathBuf;
use std::time::Duration;

use confab_testkit::{Confab, ConfabOptions, Signal, process, sqlite};
use serde_json::json;

use calls::{Bare, Calls, Side};
use figures::{Series, milliseconds};

const MEGABYTE: f64 = 1024.0 * 1024.0;

struct Plan {
    rounds: usize,
    requests: usize,
    starts: usize,
    mixed: usize,
    seeded: u32,
    /// One endpoint alone, and nothing else.
    only: Option<String>,
}

impl Plan {
    fn from_arguments() -> Self {
        let mut plan = Self {
            rounds: 6,
            requests: 150,
            starts: 10,
            mixed: 20_000,
            seeded: 10_000,
            only: None,
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            if argument == "--only" {
                plan.only = Some(arguments.next().unwrap_or_else(|| usage()));
                continue;
            }
            let mut number = || {
                arguments
                    .next()
                    .and_then(|n| n.parse().ok())
                    .unwrap_or_else(|| usage())
            };
            match argument.as_str() {
                "--rounds" => plan.rounds = number(),
                "--requests" => plan.requests = number(),
                "--starts" => plan.starts = number(),
                "--mixed" => plan.mixed = number(),
                "--quick" => {
                    plan = Self {
                        rounds: 2,
                        requests: 40,
                        starts: 3,
                        mixed: 2_000,
                        seeded: 10_000,
                        only: plan.only,
                    }
                }
                _ => usage(),
            }
        }
        plan
    }
}

fn usage() -> ! {
    eprintln!(
        "bench-api [--quick] [--rounds 6] [--requests 150] [--starts 10] [--mixed 20000] [--only ENDPOINT]"
    );
    std::process::exit(2);
}

fn program() -> PathBuf {
    let here = std::env::current_exe().expect("a program knows where it is");
    let beside = here.with_file_name("confab-serve");
    assert!(
        beside.is_file(),
        "{} is missing: `cargo build -p confab-serve` makes it",
        beside.display()
    );
    beside
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let plan = Plan::from_arguments();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!(
        "Confab beside the bare LiveKit server, {} rounds, alternating; load of the machine before: {}\n",
        plan.rounds,
        load.split(' ').take(3).collect::<Vec<_>>().join(" "),
    );
    if plan.only.is_some() {
        return endpoints(&plan).await;
    }
    starts(&plan).await;
    endpoints(&plan).await;
    seeded(&plan).await;
    memory(&plan).await;
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "MISSED" }
}

async fn starts(plan: &Plan) {
    let mut took = Series::default();
    for _ in 0..plan.starts {
        let confab = ConfabOptions::new(program()).start().await;
        took.add(confab.took);
        confab.stop().await;
    }
    let median = took.percentile(50.0);
    println!(
        "From start to ready, {} starts: median {} (from {} to {}); aim 400 ms: {}\n",
        plan.starts,
        milliseconds(median),
        milliseconds(took.percentile(0.0)),
        milliseconds(took.percentile(100.0)),
        verdict(median <= Duration::from_millis(400)),
    );
}

/// A meeting with two people in it, and the connections that keep them there.
async fn lively(confab: &Confab) -> (String, Vec<Signal>) {
    let meeting = confab.create_with(&json!({"title": "Weekly"})).await;
    let mut inside = Vec::new();
    for name in ["Ada", "Ben"] {
        let joined = confab.join(&meeting.id, name).await;
        let guest = Signal::connect(&confab.ready.signal, &joined.token).await;
        inside.push(guest.unwrap_or_else(|refused| panic!("{name} gets in: {refused:?}")));
    }
    confab
        .has_people(&meeting.id, 2, Duration::from_secs(10))
        .await;
    (meeting.id, inside)
}

async fn endpoints(plan: &Plan) {
    let confab = ConfabOptions::new(program()).start().await;
    let (meeting, _inside) = lively(&confab).await;
    let calls = Calls::new(&confab, &meeting);
    println!(
        "call                clients  side      p50 ms   p95 ms   p99 ms   requests/s (from – to over the rounds)"
    );
    for clients in [1, 16] {
        let wanted = |name: &str| plan.only.as_ref().is_none_or(|only| only == name);
        for (name, bare, aims) in calls::PAIRS.iter().filter(|(name, ..)| wanted(name)) {
            let requests = plan.requests * if clients == 1 { 1 } else { 3 };
            let (mut ours, mut theirs) = (Series::default(), Series::default());
            // A round that counts for nothing: connections, caches, first allocations.
            calls
                .round(Side::Confab(name), clients, requests / 4 + 1)
                .await;
            calls
                .round(Side::Bare(*bare), clients, requests / 4 + 1)
                .await;
            for round in 0..plan.rounds {
                for turn in 0..2 {
                    if (round + turn) % 2 == 0 {
                        ours.round(calls.round(Side::Confab(name), clients, requests).await);
                    } else {
                        theirs.round(calls.round(Side::Bare(*bare), clients, requests).await);
                    }
                }
            }
            let aim = aims[usize::from(clients > 1)];
            let ratio = ours.percentile(50.0).as_secs_f64() / theirs.percentile(50.0).as_secs_f64();
            println!("{name:<20}{clients:>6}   Confab  {}", ours.line());
            println!(
                "  {:<18}{clients:>6}   bare    {}",
                bare.name(),
                theirs.line()
            );
            println!(
                "  p50 {ratio:.2} × {}, aim {aim} ×: {}",
                bare.name(),
                verdict(ratio <= aim)
            );
        }
    }
    println!();
}

/// The same figures with 10,000 meetings in the store, beside an empty one, alternating.
async fn seeded(plan: &Plan) {
    let empty = ConfabOptions::new(program()).start().await;
    let filled = ConfabOptions::new(program()).start().await;
    filled.create().await;
    let options = filled.stop().await.options;
    sqlite::execute(&options.data().database(), &seeds(plan.seeded)).await;
    let filled = options.start().await;
    let started = filled.took;
    let (one, _one) = lively(&empty).await;
    let (other, _other) = lively(&filled).await;
    let sides = [Calls::new(&empty, &one), Calls::new(&filled, &other)];
    println!(
        "{} meetings in the store (ready after {}), 1 client, p50:",
        plan.seeded,
        milliseconds(started)
    );
    for name in [
        "create",
        "delete",
        "join",
        "exists",
        "info",
        "participants",
        "list",
    ] {
        let mut series = [Series::default(), Series::default()];
        for calls in &sides {
            calls
                .round(Side::Confab(name), 1, plan.requests / 4 + 1)
                .await;
        }
        for round in 0..plan.rounds {
            for turn in 0..2 {
                let side = (round + turn) % 2;
                series[side].round(
                    sides[side]
                        .round(Side::Confab(name), 1, plan.requests)
                        .await,
                );
            }
        }
        let [before, after] = &series;
        let ratio = after.percentile(50.0).as_secs_f64() / before.percentile(50.0).as_secs_f64();
        // What two runs of the same thing differ by: the spread of the rounds' own medians.
        let noise = before.spread().max(after.spread());
        println!(
            "  {name:<14} empty {}   filled {}   {ratio:.2} ×  (rounds differ by {:.0} %): {}",
            milliseconds(before.percentile(50.0)),
            milliseconds(after.percentile(50.0)),
            noise * 100.0,
            verdict(ratio <= 1.0 + noise.max(0.05)),
        );
    }
    println!();
}

fn seeds(count: u32) -> String {
    let mut sql = String::from("BEGIN;");
    for number in 0..count {
        let mut rest = number;
        let mut letters = [b'a'; 10];
        for letter in letters.iter_mut().rev() {
            *letter = b'a' + u8::try_from(rest % 26).unwrap_or_default();
            rest /= 26;
        }
        let letters: String = letters.iter().map(|letter| char::from(*letter)).collect();
        let id = format!("{}-{}-{}", &letters[..3], &letters[3..7], &letters[7..]);
        sql.push_str(&format!(
            "INSERT INTO meetings (id, title, title_folded, max_participants, created_at) \
             VALUES ('{id}', 'Meeting {number}', 'meeting {number}', 50, {});",
            1_700_000_000 + number
        ));
    }
    sql.push_str("COMMIT;");
    sql
}

/// Resident memory before and after a long mix of calls that deletes what it creates.
async fn memory(plan: &Plan) {
    let confab = ConfabOptions::new(program()).start().await;
    let engine = confab.engine_pid();
    let megabytes = |pid: u32| figures::approximate(process::memory(pid)) / MEGABYTE;
    let before = (megabytes(confab.pid()), megabytes(engine));
    let began = std::time::Instant::now();
    let done = Calls::mix(&confab, plan.mixed).await;
    let took = began.elapsed();
    let after = (megabytes(confab.pid()), megabytes(engine));
    println!(
        "Memory around {done} calls in a mix that deletes what it creates ({:.0} calls/s, 8 clients):",
        figures::approximate(done as u64) / took.as_secs_f64()
    );
    println!(
        "  confab-serve    {:.1} MB → {:.1} MB; aim under 25 MB: {}",
        before.0,
        after.0,
        verdict(after.0 < 25.0)
    );
    println!("  livekit-server  {:.1} MB → {:.1} MB", before.1, after.1);
    confab.stop().await;
}

impl Bare {
    fn name(self) -> &'static str {
        match self {
            Bare::CreateRoom => "CreateRoom",
            Bare::DeleteRoom => "DeleteRoom",
            Bare::ListParticipants => "ListParticipants",
            Bare::ListRooms => "ListRooms",
        }
    }
}
