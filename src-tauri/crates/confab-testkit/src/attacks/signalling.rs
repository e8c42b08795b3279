//! What a modified client does with a valid token once it is past the gate: messages without end,
//! connections that stay when their participant has left, and more of them than anyone needs.

use std::io::Write as _;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use futures_util::{StreamExt as _, stream};
use serde_json::json;

use crate::confab::Confab;
use crate::figure::Figure;
use crate::process;
use crate::raw_signal::RawSignal;

/// How long Confab may take to end a connection.
const SOON: Duration = Duration::from_secs(5);
/// How much the LiveKit server may grow, in MB.
const GROWTH: u64 = 50;
const MB: u64 = 1024 * 1024;

/// How much of each attack there is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Compressed bytes on the wire, in KB.
    pub compressed: usize,
    /// Plain bytes in one message, in MB.
    pub plain: usize,
    /// Participants who leave and keep their connection.
    pub ghosts: usize,
    /// Connections with one token.
    pub connections: usize,
}

impl Size {
    /// What the soak does.
    pub const FULL: Self = Self {
        compressed: 2048,
        plain: 256,
        ghosts: 30,
        connections: 1500,
    };
    /// What a test does.
    pub const SHORT: Self = Self {
        compressed: 256,
        plain: 64,
        ghosts: 3,
        connections: 40,
    };
}

/// All of them, one after the other.
pub async fn signalling(confab: &Confab, size: Size) -> Vec<Figure> {
    process::many_files();
    vec![
        compressed(confab, size.compressed).await,
        plain(confab, size.plain).await,
        ghosts(confab, size.ghosts).await,
        connections(confab, size.connections).await,
    ]
}

/// The server's growth while `attack` goes on, and a second more, in MB.
async fn growth(confab: &Confab, attack: impl Future<Output = bool>) -> (u64, bool) {
    let pid = confab.engine_pid();
    let before = process::memory(pid);
    let mut most = before;
    let mut attack = std::pin::pin!(attack);
    let mut beat = tokio::time::interval(Duration::from_millis(50));
    let ended = loop {
        tokio::select! {
            ended = &mut attack => break ended,
            _ = beat.tick() => most = most.max(process::memory(pid)),
        }
    };
    let until = Instant::now() + Duration::from_secs(1);
    while Instant::now() < until {
        beat.tick().await;
        most = most.max(process::memory(pid));
    }
    (most.saturating_sub(before) / MB, ended)
}

async fn connected(confab: &Confab, headers: &str) -> RawSignal {
    let meeting = confab.create().await;
    let joined = confab.join(&meeting.id, "Eve").await;
    RawSignal::connect(&confab.guest_signal(), &joined.token, headers)
        .await
        .expect("the gate lets a valid token in")
}

/// One deflated message of which the server would inflate every byte to a thousand.
async fn compressed(confab: &Confab, kilobytes: usize) -> Figure {
    let offer = "Sec-WebSocket-Extensions: permessage-deflate\r\n";
    let mut eve = connected(confab, offer).await;
    let agreed = eve.head.to_lowercase().contains("sec-websocket-extensions");
    let wire = kilobytes * 1024;
    let mut bomb = DeflateEncoder::new(Vec::new(), Compression::best());
    while bomb.get_ref().len() < wire {
        bomb.write_all(&[0; 64 * 1024])
            .expect("a vector takes everything");
    }
    let bomb = bomb.finish().expect("it is deflated");
    let (grown, ended) = growth(confab, async {
        for (number, part) in bomb.chunks(16 * 1024).enumerate() {
            let first = if number == 0 { 0x42 } else { 0x00 };
            if eve.send(first, part).await.is_err() {
                break;
            }
        }
        eve.ends(SOON).await
    })
    .await;
    Figure::new(
        "a compressed message without end",
        1,
        format!("the LiveKit server grew by {grown} MB"),
        "compression refused, less than 50 MB, cut",
        !agreed && ended && grown < GROWTH,
    )
    .noting([format!(
        "{kilobytes} KB on the wire; compression agreed on: {agreed}; cut: {ended}"
    )])
}

/// One message in frames without an end.
async fn plain(confab: &Confab, megabytes: usize) -> Figure {
    let mut eve = connected(confab, "").await;
    let part = vec![0; MB as usize / 4];
    let (grown, ended) = growth(confab, async {
        for number in 0..megabytes * 4 {
            let first = if number == 0 { 0x02 } else { 0x00 };
            if eve.send(first, &part).await.is_err() {
                break;
            }
        }
        eve.ends(SOON).await
    })
    .await;
    Figure::new(
        "a message in fragments without end",
        1,
        format!("the LiveKit server grew by {grown} MB"),
        "less than 50 MB, cut",
        ended && grown < GROWTH,
    )
    .noting([format!("{megabytes} MB were to be sent; cut: {ended}")])
}

/// Participants who leave and keep their connection, some with their own half closed: none keeps a
/// seat, or what goes with it.
async fn ghosts(confab: &Confab, count: usize) -> Figure {
    let size = json!({ "max_participants": count });
    let meeting = confab.create_with(&size).await;
    let mut ghosts = Vec::new();
    for number in 0..count {
        let joined = confab.join(&meeting.id, "Eve").await;
        let mut eve = RawSignal::connect(&confab.guest_signal(), &joined.token, "")
            .await
            .expect("there is a seat");
        match number % 2 {
            0 => eve.leave().await,
            _ => eve.half_close().await,
        }
        .expect("the connection stands");
        ghosts.push((eve, joined));
    }
    let mut held = 0;
    for (eve, _) in &mut ghosts {
        held += usize::from(!eve.ends(SOON).await);
    }
    // Every seat is free for others, as soon as LiveKit's word of it has come.
    let deadline = Instant::now() + SOON;
    let mut others = Vec::new();
    while others.len() < count && Instant::now() < deadline {
        let answer = confab.try_join(&meeting.id, "Ann").await;
        if answer.status == 200 {
            let joined = crate::confab::joined(&answer);
            let inside = RawSignal::connect(&confab.guest_signal(), &joined.token, "").await;
            others.extend(inside.ok());
        } else {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    let refused = count - others.len();
    // A participant who said that they leave has nothing to do with the chat any more.
    let mut heard = 0;
    for (_, joined) in ghosts.iter().step_by(2) {
        let bearer = format!("Bearer {}", joined.session);
        let api = confab.guest().with("authorization", &bearer);
        let path = format!("/meetings/{}/chat", meeting.id);
        while heard == 0 && api.get(&path).await.status == 200 {
            heard = usize::from(Instant::now() > deadline);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    Figure::new(
        "participants who left and kept their connection",
        count,
        format!(
            "{held} connections and {refused} seats held, chat read: {}",
            heard > 0
        ),
        "0 and 0, not read",
        (held, refused, heard) == (0, 0, 0),
    )
}

/// Many connections with one token: the newest go on, the others end and hold nothing.
async fn connections(confab: &Confab, count: usize) -> Figure {
    let meeting = confab.create().await;
    let joined = confab.join(&meeting.id, "Eve").await;
    let before = process::handles(confab.pid());
    let url = confab.guest_signal();
    let open: Vec<_> = stream::iter(0..count)
        .map(|_| RawSignal::connect(&url, &joined.token, ""))
        .buffered(8)
        .filter_map(|connected| async { connected.ok() })
        .collect()
        .await;
    let began = Instant::now();
    let (mut standing, mut descriptors);
    loop {
        standing = open.iter().filter(|one| !one.has_ended()).count();
        descriptors = process::handles(confab.pid()).saturating_sub(before);
        // Two for each, and as many that idle keep-alive connections take.
        if (standing <= 3 && descriptors <= 20) || began.elapsed() > SOON {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Figure::new(
        "connections with one token",
        count,
        format!("{standing} stand, {descriptors} descriptors more"),
        "at most 3, and 20 descriptors",
        standing <= 3 && descriptors <= 20,
    )
    .noting([format!("{} of them were let in", open.len())])
}
