//! Connections that hardly go on, many at a time from one address, and what somebody at another
//! address notices of them.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, stream};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::time::{sleep, timeout};

use super::deeds::Scene;
use crate::figure::Figure;
use crate::http::Api;
use crate::target::{Door, Stream, Target};

/// Who is slow, and who is not.
const SLOW: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 1));
const QUICK: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
/// Within which a slow connection has to be closed.
const LIMIT: Duration = Duration::from_secs(15);
/// How long is measured while they are there.
const MEASURED: Duration = Duration::from_secs(8);
/// What an asking that never got an answer counts as.
const NEVER: Duration = Duration::from_secs(20);

/// Ways to be slow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Connects, and is silent: before TLS, where there is TLS.
    Silent,
    /// Becomes secure, and is silent.
    Mute,
    /// A head, a byte a second.
    Head,
    /// A body, a byte a second.
    Body,
    /// Asks once, and keeps the connection.
    Kept,
    /// Asks for a lot, and reads nothing.
    Unread,
}

const WAYS: [Way; 6] = [
    Way::Silent,
    Way::Mute,
    Way::Head,
    Way::Body,
    Way::Kept,
    Way::Unread,
];

/// Holds `count` slow connections to each of these doors. Where `factor` is given, requests from
/// another address may take so many times as long as before, in the 99th of 100.
pub async fn slow(
    local: &Api,
    targets: &[Target],
    count: usize,
    factor: Option<f64>,
) -> Vec<Figure> {
    crate::process::many_files();
    let scene = Scene::set(local).await;
    let mut figures = Vec::new();
    for target in targets.iter().filter(|target| target.address.is_ipv4()) {
        figures.push(at(target, &scene, count, factor).await);
    }
    figures
}

async fn at(target: &Target, scene: &Scene, count: usize, factor: Option<f64>) -> Figure {
    let mut unloaded = quick(target, scene, MEASURED / 2).await;
    let (small, big) = (smallest(target, scene), biggest(target).await);
    let began = Instant::now();
    let slow: Vec<_> = (0..count)
        .map(|n| {
            let way = WAYS[n % WAYS.len()];
            tokio::spawn(one(target.clone(), small.clone(), big.clone(), way))
        })
        .collect();
    let mut loaded = quick(target, scene, MEASURED).await;
    let mut late = Vec::new();
    let mut longest = Duration::ZERO;
    for one in slow {
        match one.await.expect("no panic") {
            Ok(took) => longest = longest.max(took),
            Err(way) => late.push(way),
        }
    }
    let ratio = loaded.worst_of_a_hundred() / unloaded.worst_of_a_hundred();
    let mut faults: Vec<String> = Vec::new();
    if !late.is_empty() {
        faults.push(format!(
            "{} stayed open: {:?}…",
            late.len(),
            &late[..late.len().min(8)]
        ));
    }
    if loaded.failed > 0 {
        faults.push(format!(
            "{} requests of the other got no right answer",
            loaded.failed
        ));
    }
    if factor.is_some_and(|factor| ratio > factor) {
        faults.push("the other waited too long".to_owned());
    }
    Figure::new(
        &format!("slow connections, {} door", target.door.name()),
        count,
        format!(
            "p99 of another address {:.1} ms, {ratio:.1} × of unloaded; {} still open after {LIMIT:?}",
            loaded.worst_of_a_hundred() * 1e3,
            late.len()
        ),
        "p99 at most 3 × of unloaded; closed within 15 s",
        faults.is_empty(),
    )
    .noting([format!(
        "{} requests before, {} meanwhile; the last slow one was closed after {:.1} s, all was over after {:.1} s",
        unloaded.each.len(),
        loaded.each.len(),
        longest.as_secs_f64(),
        began.elapsed().as_secs_f64()
    )])
    .noting(faults)
}

/// What somebody at another address waited for each answer.
#[derive(Default)]
struct Waits {
    each: Vec<Duration>,
    failed: usize,
}

impl Waits {
    /// In seconds.
    fn worst_of_a_hundred(&mut self) -> f64 {
        self.each.sort_unstable();
        let at = self.each.len().saturating_sub(1) * 99 / 100;
        self.each.get(at).map_or(0.0, Duration::as_secs_f64)
    }
}

/// Asks, four at a time, each on a connection of its own.
async fn quick(target: &Target, scene: &Scene, time: Duration) -> Waits {
    let (path, right) = match target.door {
        Door::Signal => ("/rtc/validate".to_owned(), 401),
        _ => (format!("/api/v1/meetings/{}/exists", scene.meeting), 200),
    };
    let host = &target.authority;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let began = Instant::now();
    let asked: Vec<Waits> = stream::iter(0..4)
        .map(|_| async {
            let mut waits = Waits::default();
            while began.elapsed() < time {
                let asked = Instant::now();
                let answer = timeout(NEVER, target.ask_from(QUICK, request.as_bytes())).await;
                waits.each.push(asked.elapsed());
                let status = answer.ok().flatten().map(|answer| answer.status);
                waits.failed += usize::from(status != Some(right));
                sleep(Duration::from_millis(4)).await;
            }
            waits
        })
        .buffer_unordered(4)
        .collect()
        .await;
    asked.into_iter().fold(Waits::default(), |mut all, one| {
        all.each.extend(one.each);
        all.failed += one.failed;
        all
    })
}

/// What takes a body, or seems to.
fn smallest(target: &Target, scene: &Scene) -> String {
    match target.door {
        Door::Signal => "/rtc".to_owned(),
        _ => format!("/api/v1/meetings/{}/join", scene.meeting),
    }
}

/// The most that is to be had without being asked who one is.
async fn biggest(target: &Target) -> String {
    match target.door {
        Door::Local => "/api/v1/openapi.json".to_owned(),
        Door::Signal => "/rtc/validate".to_owned(),
        Door::Guest | Door::Shared => {
            let host = &target.authority;
            let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
            let page = target.ask(request.as_bytes()).await.expect("the page");
            let script = page.text.split("src=\"").nth(1);
            let script = script.and_then(|rest| rest.split('"').next());
            script.unwrap_or("/").to_owned()
        }
    }
}

/// Is slow for as long as it may be; how long that was.
async fn one(target: Target, path: String, big: String, way: Way) -> Result<Duration, Way> {
    let began = Instant::now();
    // Whoever is not even let in is closed at once.
    let Ok(socket) = target.dial(SLOW).await else {
        return Ok(began.elapsed());
    };
    let mut stream: Box<dyn Stream> = match way {
        Way::Silent => Box::new(socket),
        _ => match target.secured(socket).await {
            Ok(stream) => stream,
            Err(_) => return Ok(began.elapsed()),
        },
    };
    let host = &target.authority;
    let (first, drip) = match way {
        Way::Silent | Way::Mute => (String::new(), ""),
        Way::Head => (format!("GET / HTTP/1.1\r\nHost: {host}\r\n"), "x"),
        Way::Body => (
            format!(
                "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
            ),
            " ",
        ),
        Way::Kept => (format!("GET {big} HTTP/1.1\r\nHost: {host}\r\n\r\n"), ""),
        Way::Unread => (
            format!("GET {big} HTTP/1.1\r\nHost: {host}\r\n\r\n").repeat(60),
            "",
        ),
    };
    let _ = timeout(LIMIT, stream.write_all(first.as_bytes())).await;
    let reads = way != Way::Unread;
    let mut bytes = vec![0; 4096];
    while began.elapsed() < LIMIT {
        let pause = Duration::from_secs(1).min(LIMIT.saturating_sub(began.elapsed()));
        if reads {
            if let Ok(Ok(0) | Err(_)) = timeout(pause, stream.read(&mut bytes)).await {
                return Ok(began.elapsed());
            }
        } else {
            sleep(pause).await;
        }
        if !drip.is_empty() && stream.write_all(drip.as_bytes()).await.is_err() {
            return Ok(began.elapsed());
        }
    }
    // Who has read nothing finds what was sent before the end, and then the end.
    let rest = async { while stream.read(&mut bytes).await.is_ok_and(|read| read > 0) {} };
    match timeout(Duration::from_secs(2), rest).await {
        Ok(()) => Ok(began.elapsed()),
        Err(_) => Err(way),
    }
}
