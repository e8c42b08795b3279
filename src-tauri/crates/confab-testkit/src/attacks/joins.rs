//! Everybody joins at once, all under one name.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::{SinkExt as _, StreamExt as _, stream};
use livekit_protocol::{Ping, SignalRequest, signal_request};
use prost::Message as _;
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;

use crate::confab::{Confab, Joined, joined};
use crate::figure::Figure;
use crate::http::Api;
use crate::signal::CLIENT;

/// How many connections are set up at a time: LiveKit tells everybody of everybody.
const SET_UP: usize = 16;
const LIMIT: Duration = Duration::from_secs(240);

/// `count` people join at once under one name, at the guest door, and all go inside.
pub async fn joins(confab: &Confab, count: usize) -> Figure {
    crate::process::many_files();
    let size = json!({ "max_participants": count });
    let meeting = confab.create_with(&size).await;
    let guest = confab.guest();
    let path = format!("/meetings/{}/join", meeting.id);
    let name = json!({"user_name": "Ann"});
    let began = Instant::now();
    let everybody: Vec<Joined> = stream::iter(0..count)
        .map(|_| join(&guest, &path, &name))
        .buffer_unordered(count)
        .collect()
        .await;
    let joining = began.elapsed();
    let identities: BTreeSet<&str> = everybody.iter().map(|one| &*one.user_id).collect();
    let sessions: BTreeSet<&str> = everybody.iter().map(|one| &*one.session).collect();

    let gone = Arc::new(AtomicUsize::new(0));
    let inside: Vec<Result<Seat, String>> = stream::iter(&everybody)
        .map(|one| Seat::take(&one.livekit_url, &one.token, Arc::clone(&gone)))
        .buffer_unordered(SET_UP)
        .collect()
        .await;
    let refused: Vec<String> = inside
        .iter()
        .filter_map(|one| one.as_ref().err().cloned())
        .collect();
    let listed = listed(confab, &meeting.id, count - refused.len()).await;
    let entering = began.elapsed() - joining;
    let lost = gone.load(Ordering::Relaxed) + refused.len();
    let strangers = listed
        .iter()
        .filter(|one| !identities.contains(&***one))
        .count();
    let met = identities.len() == count
        && sessions.len() == count
        && lost == 0
        && strangers == 0
        && listed.len() == count;
    Figure::new(
        "joins at once under one name",
        count,
        format!("{} identities, {lost} evicted", identities.len()),
        "as many identities, none evicted",
        met,
    )
    .noting([format!(
        "{:.1} s until all had joined, {:.1} s more until all {} were listed inside",
        joining.as_secs_f64(),
        entering.as_secs_f64(),
        listed.len()
    )])
    .noting(refused.into_iter().take(5))
}

/// Joins, in its turn: one address has sixty joins at once, and then thirty a second.
async fn join(guest: &Api, path: &str, name: &Value) -> Joined {
    loop {
        let answer = guest.post_json(path, name).await;
        if answer.status != 429 {
            return joined(&answer);
        }
        let seconds = answer.header("retry-after").and_then(|s| s.parse().ok());
        tokio::time::sleep(Duration::from_secs(seconds.expect("Retry-After"))).await;
    }
}

/// Who is inside, once so many are or the time is up.
async fn listed(confab: &Confab, meeting: &str, count: usize) -> BTreeSet<String> {
    let began = Instant::now();
    loop {
        let people = confab.people(meeting).await;
        let all: BTreeSet<String> = people
            .iter()
            .filter_map(|one| one["identity"].as_str().map(str::to_owned))
            .collect();
        if all.len() >= count || began.elapsed() > LIMIT / 4 {
            return all;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Somebody inside who listens to nothing that is said, of which there is a lot.
struct Seat(JoinHandle<()>);

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Seat {
    async fn take(url: &str, token: &str, gone: Arc<AtomicUsize>) -> Result<Self, String> {
        let url = format!("{url}/rtc?access_token={token}&{CLIENT}");
        let connect = async {
            let (mut socket, _) = tokio_tungstenite::connect_async(url).await?;
            let first = socket.next().await.transpose()?;
            Ok::<_, tokio_tungstenite::tungstenite::Error>((socket, first))
        };
        let (mut socket, first) = match tokio::time::timeout(LIMIT, connect).await {
            Ok(Ok(connected)) => connected,
            Ok(Err(error)) => return Err(format!("not let in: {error}")),
            Err(late) => return Err(format!("not let in: {late}")),
        };
        if !matches!(first, Some(Message::Binary(_))) {
            return Err(format!("let in, and told {first:?}"));
        }
        Ok(Self(tokio::spawn(async move {
            let ping = signal_request::Message::PingReq(Ping::default());
            let ping = SignalRequest {
                message: Some(ping),
            }
            .encode_to_vec();
            let mut beat = tokio::time::interval(Duration::from_secs(4));
            loop {
                tokio::select! {
                    _ = beat.tick() => {
                        let ping = Message::Binary(ping.clone().into());
                        if socket.send(ping).await.is_err() { break }
                    }
                    heard = socket.next() => {
                        if !matches!(heard, Some(Ok(message)) if !message.is_close()) { break }
                    }
                }
            }
            gone.fetch_add(1, Ordering::Relaxed);
        })))
    }
}
