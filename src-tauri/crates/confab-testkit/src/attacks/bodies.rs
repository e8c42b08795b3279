//! One address opens thousands of requests whose bodies never arrive, and another asks meanwhile.

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, stream};
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::confab::Confab;
use crate::figure::Figure;
use crate::target::{Door, Target};

const CROWD: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const OTHER: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);
/// How many are opened at a time, and what that may take.
const AT_ONCE: usize = 64;
const PATIENCE: Duration = Duration::from_secs(5);
/// What one network may hold while its requests arrive.
const HELD: usize = 512;
/// How often the other asks.
const ASKED: usize = 100;

/// Opens `count` requests with half a body at the guest door, and asks from another address before
/// and while they are there.
pub async fn bodies(confab: &Confab, count: usize) -> Figure {
    crate::process::many_files();
    let meeting = confab.create().await;
    let target = Target::plain(Door::Guest, confab.guest_address().port());
    let before = ask(confab, &meeting.id).await;
    let handles = crate::process::handles(confab.pid());

    let half = half(&target, &meeting.id);
    let began = Instant::now();
    let crowd: Vec<_> = stream::iter(0..count)
        .map(|_| async {
            let open = async {
                let mut stream = target.dial(CROWD).await.ok()?;
                stream.write_all(half.as_bytes()).await.ok()?;
                Some(stream)
            };
            timeout(PATIENCE, open).await.ok().flatten()
        })
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    let opened = began.elapsed();
    let meanwhile = ask(confab, &meeting.id).await;
    let held = crate::process::handles(confab.pid()).saturating_sub(handles);
    let open = crowd.iter().flatten().filter(|one| is_open(one)).count();

    let mut faults = Vec::new();
    if meanwhile.right < ASKED {
        faults.push(format!("{} got no right answer", ASKED - meanwhile.right));
    }
    if open > HELD {
        faults.push(format!("{open} of one address are open"));
    }
    Figure::new(
        "half-sent bodies from one address",
        count,
        format!(
            "{} of {ASKED} requests of another address answered, {open} half-sent ones open",
            meanwhile.right
        ),
        "all answered, at most 512 open",
        faults.is_empty(),
    )
    .noting([format!(
        "{:.1} s to open them, {held} more descriptors; the other waited {:.1} ms at most before, {:.1} ms meanwhile",
        opened.as_secs_f64(),
        before.longest.as_secs_f64() * 1e3,
        meanwhile.longest.as_secs_f64() * 1e3
    )])
    .noting(faults)
}

/// At a route that has no pace of its own and waits for its body.
fn half(target: &Target, meeting: &str) -> String {
    let host = &target.authority;
    format!(
        "POST /api/v1/meetings/{meeting}/host HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"user_name\":"
    )
}

/// What the other address got.
struct Asked {
    right: usize,
    longest: Duration,
}

/// Asks on connections of their own, and joins with one in ten.
async fn ask(confab: &Confab, meeting: &str) -> Asked {
    let mut asked = Asked {
        right: 0,
        longest: Duration::ZERO,
    };
    for n in 0..ASKED {
        // A client of its own: one that is kept would have its connection from before.
        let api = confab.guest_from(OTHER);
        let began = Instant::now();
        let path = format!("/meetings/{meeting}");
        let answer = if n % 10 == 0 {
            let name = json!({"user_name": "Ann"});
            api.try_post(&format!("{path}/join"), &name).await
        } else {
            let path = format!("{path}/info");
            api.attempt(http::Method::GET, &path, None).await
        };
        asked.longest = asked.longest.max(began.elapsed());
        asked.right += usize::from(answer.is_some_and(|answer| answer.status == 200));
    }
    asked
}

/// Whether nothing has come from the other side: no end, no reset, no answer.
fn is_open(stream: &TcpStream) -> bool {
    let mut byte = [0];
    let read = stream.try_read(&mut byte);
    read.is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock)
}
