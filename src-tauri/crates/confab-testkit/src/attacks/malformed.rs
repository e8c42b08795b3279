//! Requests that were right and then broken, as chance has it: bytes, lengths, heads, bodies.

mod breakage;

use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::deeds::{self, Deed, Scene};
use crate::confab::Confab;
use crate::dice::Dice;
use crate::figure::Figure;
use crate::http::parse_head;
use crate::process;
use crate::target::Target;

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const AT_ONCE: usize = 64;
/// How long the rest of a request that never comes is waited for here. Confab waits longer.
const PATIENCE: Duration = Duration::from_millis(500);
/// By how much memory may grow.
const GROWTH: u64 = 20 * 1024 * 1024;

/// Sends `count` of them, spread over all doors.
pub async fn malformed(confab: &Confab, count: usize, seed: u64) -> Figure {
    let targets = Target::all(confab).await;
    let scene = Scene::set(&confab.local()).await;
    let mut sources: Vec<(Target, Vec<u8>)> = Vec::new();
    let routes = routes(confab, &scene).await;
    for target in &targets {
        let deeds = deeds::of(target, &scene);
        for deed in deeds.iter().chain(&routes) {
            let request = deed.request(&[&target.authority], &[]);
            sources.push((target.clone(), request));
        }
    }
    let before = process::memory(confab.pid());
    let answers: Vec<Reply> = stream::iter(0..count)
        .map(|n| {
            let mut dice = Dice::new(seed ^ u64::try_from(n).unwrap_or_default().rotate_left(32));
            let (target, request) = dice.pick(&sources);
            let (target, broken) = (target.clone(), breakage::broken(&mut dice, request));
            async move { reply(n, &target, &broken).await }
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    let after = process::memory(confab.pid());
    let with = |first: u16| {
        let statuses = answers.iter().filter_map(|reply| reply.status);
        statuses.filter(|status| status / 100 == first).count()
    };
    let closed = answers
        .iter()
        .filter(|reply| reply.status.is_none())
        .count();
    let replies = format!(
        "{} × 1xx, {} × 2xx, {} × 4xx, {closed} closed or waited for the rest",
        with(1),
        with(2),
        with(4),
    );
    let failures = with(5);
    let mut faults: Vec<String> = answers
        .into_iter()
        .filter_map(|reply| reply.fault)
        .collect();
    let panics = confab.log().matches("panicked").count();
    if panics > 0 || !process::alive(confab.pid()) {
        faults.push("confab-serve panicked".to_owned());
    }
    // It still answers, and says what it did at first.
    let meeting = format!("/meetings/{}/exists", scene.meeting);
    let exists = confab.local().get(&meeting).await;
    if exists.status >= 500 {
        faults.push(format!("afterwards: {} {}", exists.status, exists.text));
    }
    let grown = after.saturating_sub(before);
    if grown > GROWTH {
        faults.push(format!("memory went from {before} to {after} bytes"));
    }
    let megabytes = grown as f64 / (1024.0 * 1024.0);
    Figure::new(
        &format!("malformed requests, seed {seed}"),
        count,
        format!("{failures} × 5xx, {panics} panics, memory +{megabytes:.1} MB"),
        "0 × 5xx, 0 panics, memory +20 MB at most",
        faults.is_empty(),
    )
    .noting([replies])
    .noting(faults.into_iter().take(20))
}

/// Every route of the document, asked for something of the right form.
async fn routes(confab: &Confab, scene: &Scene) -> Vec<Deed> {
    let document = confab.local().get("/openapi.json").await.expect(200).json();
    let mut routes = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        // Whether doors are open at all is not to be left to chance.
        if path == "/api/v1/sharing" {
            continue;
        }
        let path = path
            .replace("{meeting_id}", &scene.meeting)
            .replace("{identity}", &scene.guest.user_id)
            .replace("{message_id}", "1")
            .replace("{emoji}", "%F0%9F%91%8D");
        let path = path.split('{').next().unwrap_or_default();
        for method in METHODS {
            if methods.get(method.to_lowercase()).is_some() {
                let session = format!("Bearer {}", scene.guest.session);
                let mut route = Deed::new("a route", method, path.to_owned()).saying("{}");
                route.headers.push(("Authorization", session));
                routes.push(route);
            }
        }
    }
    assert!(routes.len() > 40, "the document names every route");
    routes
}

/// What came back.
struct Reply {
    status: Option<u16>,
    /// What it may not say.
    fault: Option<String>,
}

/// Sends one.
async fn reply(n: usize, target: &Target, request: &[u8]) -> Reply {
    let status = async {
        let mut stream = target.connect().await.ok()?;
        // A door may close before it has read everything.
        let _ = stream.write_all(request).await;
        let mut bytes = Vec::new();
        loop {
            if let Some(answer) = parse_head(&bytes) {
                return Some(answer.status);
            }
            if stream.read_buf(&mut bytes).await.ok()? == 0 {
                return None;
            }
        }
    };
    // No answer in time: the request was cut short, and somebody waits for the rest.
    let status = tokio::time::timeout(PATIENCE, status).await;
    let status = status.ok().flatten();
    let fault = status.filter(|status| *status >= 500).map(|status| {
        let shown: String = String::from_utf8_lossy(request).chars().take(600).collect();
        let door = target.door.name();
        format!("number {n} at the {door} door: {status} to {shown:?}")
    });
    Reply { status, fault }
}
