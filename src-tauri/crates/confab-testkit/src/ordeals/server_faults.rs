//! The LiveKit server stands still, ends at once, or listens and never answers: the app says so
//! soon, does not start it like mad, and is well again by itself once the server can be.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::confab::{Confab, ConfabOptions};
use crate::fake::FakeServer;
use crate::faults::{Stopped, kill};
use crate::figure::Figure;
use crate::livekit::server_binary;

/// How soon the app says that the server is away.
const RED: Duration = Duration::from_secs(10);
/// How soon it is well again: a rest of a minute, and a start.
const GREEN: Duration = Duration::from_secs(90);
const MINUTE: u128 = 60 * 1_000_000_000;
/// At most so many starts within any minute.
const STARTS: usize = 10;

/// How often, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// How often the server is made to stand still.
    pub stops: usize,
    /// How long it is away for.
    pub away: Duration,
}

impl Size {
    /// What a soak does.
    pub const FULL: Self = Self {
        stops: 10,
        away: Duration::from_secs(130),
    };
    /// What a test does.
    pub const SHORT: Self = Self {
        stops: 1,
        away: Duration::from_secs(3),
    };
}

/// All three, one after another.
pub async fn server_faults(options: ConfabOptions, size: Size) -> Vec<Figure> {
    let real = server_binary();
    let mut figures = vec![stands_still(options.clone(), size).await];
    for (what, server) in [
        ("exits at once", FakeServer::real_while_allowed(&real)),
        (
            "listens and never answers",
            FakeServer::real_or_silent(&real),
        ),
    ] {
        figures.push(is_away(options.clone(), size, what, &server).await);
    }
    figures
}

async fn stands_still(options: ConfabOptions, size: Size) -> Figure {
    let confab = options.start().await;
    let mut worst = Course::default();
    for _ in 0..size.stops {
        let server = confab.running_engine().expect("the server runs");
        let stopped = Stopped::hold(server);
        worst.red(until(&confab, false, RED * 3).await);
        worst.green(until(&confab, true, GREEN).await);
        drop(stopped);
    }
    confab.stop().await;
    worst.figure("the server stands still (SIGSTOP)", size.stops, None)
}

async fn is_away(options: ConfabOptions, size: Size, what: &str, server: &FakeServer) -> Figure {
    server.allow(true);
    let options = options.env("CONFAB_LIVEKIT_SERVER", server.path().display());
    let confab = options.start().await;
    let mut course = Course::default();
    server.allow(false);
    kill(confab.running_engine().expect("the server runs"));
    course.red(until(&confab, false, RED * 3).await);
    sleep(size.away).await;
    let still = state(&confab).await != "ready";
    server.allow(true);
    course.green(until(&confab, true, GREEN).await);
    if !still {
        course.red = None;
    }
    confab.stop().await;
    course.figure(
        &format!("a server that {what}"),
        1,
        Some(most_in_a_minute(&server.starts())),
    )
}

/// How long it took at worst; `None` where it never happened.
struct Course {
    red: Option<Duration>,
    green: Option<Duration>,
}

impl Default for Course {
    fn default() -> Self {
        Self {
            red: Some(Duration::ZERO),
            green: Some(Duration::ZERO),
        }
    }
}

impl Course {
    fn red(&mut self, took: Option<Duration>) {
        self.red = self.red.zip(took).map(|(worst, took)| worst.max(took));
    }

    fn green(&mut self, took: Option<Duration>) {
        self.green = self.green.zip(took).map(|(worst, took)| worst.max(took));
    }

    fn figure(&self, fault: &str, runs: usize, starts: Option<usize>) -> Figure {
        let words = |took: Option<Duration>| {
            took.map_or("never".to_owned(), |took| {
                format!("{:.1} s", took.as_secs_f64())
            })
        };
        let counted = starts.map_or(String::new(), |most| format!(", {most} starts in a minute"));
        let met = self.red.is_some_and(|took| took <= RED)
            && self.green.is_some()
            && starts.is_none_or(|most| most <= STARTS);
        Figure::new(
            fault,
            runs,
            format!(
                "red after {}, green after {}{counted}",
                words(self.red),
                words(self.green)
            ),
            "red within 10 s, at most 10 starts a minute, green again by itself",
            met,
        )
    }
}

async fn state(confab: &Confab) -> String {
    confab.server_state().await
}

/// How long it takes until the app says that the server is well, or not.
async fn until(confab: &Confab, well: bool, limit: Duration) -> Option<Duration> {
    let began = Instant::now();
    while (state(confab).await == "ready") != well {
        if began.elapsed() > limit {
            return None;
        }
        sleep(Duration::from_millis(20)).await;
    }
    Some(began.elapsed())
}

fn most_in_a_minute(starts: &[u128]) -> usize {
    let within = |from: &u128| {
        let soon = |at: &&u128| *at >= from && **at < from + MINUTE;
        starts.iter().filter(soon).count()
    };
    starts.iter().map(within).max().unwrap_or(0)
}
