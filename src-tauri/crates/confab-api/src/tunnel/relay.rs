//! Both directions of an open signalling connection, until either of them ends.

use std::time::Duration;

use confab_core::confab::Seat;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep_until, timeout, timeout_at};

use super::frames::{Frames, MESSAGE_BYTES, Next};
use crate::doors::serve::Closing;
use crate::limits::Connection;

type Broken = Box<dyn std::error::Error + Send + Sync>;

/// How long the other side may take for its last words once one side has ended.
const GRACE: Duration = Duration::from_secs(1);
/// What a client may send at once, in bytes, where every message costs [`MESSAGE_COST`] more: all
/// that a page says when it joins a large meeting, several times over.
const BURST: u32 = 4 * MESSAGE_BYTES as u32;
/// What it may send in the long run, in bytes a second. Who sends more is read more slowly.
const RATE: u32 = 256 * 1024;
/// What a message costs beside its bytes: 256 small ones a second in the long run.
const MESSAGE_COST: usize = 1024;
/// How much of a message may be there before it takes one of the places for long ones.
const SHORT: usize = 64 * 1024;
/// How many long messages may be on their way at a time, over all connections: 64 MB in all.
static LONG_MESSAGES: Semaphore = Semaphore::const_new(64);
/// How long a long message may take.
const LONG_LIMIT: Duration = Duration::from_secs(30);

/// Passes signalling on in both directions. Returns when either side has ended and the other had
/// [`GRACE`] to follow, when the listener closes, or when the connection is to end from our side.
pub(super) async fn run(
    client: OnUpgrade,
    server: OnUpgrade,
    seat: Seat,
    connection: Connection,
    closing: Option<Closing>,
) {
    let relay = async {
        let (client, server) = tokio::try_join!(client, server)?;
        let (client, server) = (TokioIo::new(client), TokioIo::new(server));
        relay(client, server, seat.ended()).await
    };
    let relay = async {
        tokio::select! {
            ended = relay => ended,
            () = connection.replaced() => Ok(()),
        }
    };
    let ended = match closing {
        Some(Closing(stop)) => tokio::select! {
            ended = relay => ended,
            () = stop.cancelled() => Ok(()),
        },
        None => relay.await,
    };
    if let Err(error) = ended {
        tracing::debug!(meeting = ?seat.meeting(), %error, "a signalling connection broke");
    }
}

/// `cut`: once this is over, the connection has [`GRACE`] left.
async fn relay<C, S>(client: C, server: S, cut: impl Future<Output = ()>) -> Result<(), Broken>
where
    C: AsyncRead + AsyncWrite,
    S: AsyncRead + AsyncWrite,
{
    let (from_client, mut to_client) = tokio::io::split(client);
    let (mut from_server, to_server) = tokio::io::split(server);
    let up = up(from_client, to_server);
    let down = async {
        tokio::io::copy(&mut from_server, &mut to_client).await?;
        to_client.shutdown().await
    };
    let (mut up, mut down) = (std::pin::pin!(up), std::pin::pin!(down));
    tokio::select! {
        // A client that broke a rule gets no grace.
        ended = &mut up => {
            ended?;
            let _ = timeout(GRACE, down).await;
        }
        ended = &mut down => {
            ended?;
            let _ = timeout(GRACE, up).await;
        }
        // LiveKit may be about to say why.
        () = cut => {
            let _ = timeout(GRACE, down).await;
        }
    }
    Ok(())
}

/// What the client says, for as long as it keeps to the rules.
async fn up(
    mut client: impl AsyncRead + Unpin,
    mut server: impl AsyncWrite + Unpin,
) -> Result<(), Broken> {
    let mut frames = Frames::default();
    let mut budget = Budget::new();
    let mut long = None;
    loop {
        if frames.held() <= SHORT {
            long = None;
        } else if long.is_none() {
            let place = LONG_MESSAGES.acquire().await?;
            long = Some((place, Instant::now() + LONG_LIMIT));
        }
        let read = client.read_buf(frames.space());
        let read = match &long {
            None => read.await?,
            Some((_, deadline)) => timeout_at(*deadline, read).await??,
        };
        if read == 0 {
            server.shutdown().await?;
            return Ok(());
        }
        budget.spend(read).await;
        while let Some(next) = frames.next()? {
            budget.spend(MESSAGE_COST).await;
            if let Next::Pass(bytes) = next {
                server.write_all(&bytes).await?;
            }
        }
        server.flush().await?;
    }
}

/// How fast a client may go on.
#[derive(Debug)]
struct Budget {
    /// When what was sent so far would have been sent at [`RATE`].
    paid: Instant,
}

impl Budget {
    fn new() -> Self {
        let paid = Instant::now();
        Self { paid }
    }

    /// Takes so many bytes; waits where more than [`BURST`] are owed.
    async fn spend(&mut self, bytes: usize) {
        let now = Instant::now();
        let cost = Duration::from_secs_f64(bytes as f64 / f64::from(RATE));
        self.paid = self.paid.max(now) + cost;
        let owed = Duration::from_secs_f64(f64::from(BURST) / f64::from(RATE));
        if self.paid > now + owed {
            sleep_until(self.paid - owed).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use tokio::io::{DuplexStream, duplex};
    use tokio::task::JoinHandle;
    use tokio_util::sync::CancellationToken;

    use super::*;

    /// A masked binary frame with a protobuf message of so many bytes, up to 125.
    fn frame(length: u8) -> Vec<u8> {
        let mut frame = vec![0x82, 0x80 | length, 0, 0, 0, 0, 0x0a, length - 2];
        frame.resize(usize::from(length) + 6, 0);
        frame
    }

    /// The client's end, LiveKit's end, and what is between them.
    fn open(
        cut: impl Future<Output = ()> + Send + 'static,
    ) -> (DuplexStream, DuplexStream, JoinHandle<bool>) {
        let (client, outside) = duplex(64 * 1024);
        let (server, inside) = duplex(64 * 1024);
        let relay = tokio::spawn(async move { relay(outside, inside, cut).await.is_ok() });
        (client, server, relay)
    }

    #[tokio::test(start_paused = true)]
    async fn the_connection_ends_when_the_server_s_side_does_although_the_client_stays() {
        let (mut client, server, relay) = open(pending());
        let begun = Instant::now();
        drop(server);
        assert_eq!(
            client.read(&mut [0; 8]).await.ok(),
            Some(0),
            "the client is told"
        );
        assert!(relay.await.expect("no panic"), "and not waited for");
        assert!(begun.elapsed() <= GRACE);
    }

    #[tokio::test(start_paused = true)]
    async fn the_connection_ends_when_the_client_is_half_closed_and_the_server_stays() {
        let (mut client, mut server, relay) = open(pending());
        client.shutdown().await.expect("half of it is closed");
        let mut rest = Vec::new();
        server
            .read_to_end(&mut rest)
            .await
            .expect("the server is told");
        server
            .write_all(b"bye")
            .await
            .expect("there is time for a last word");
        let mut said = [0; 3];
        client.read_exact(&mut said).await.expect("and it arrives");
        assert!(relay.await.expect("no panic"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_is_cut_passes_the_reason_on_and_ends() {
        let stop = CancellationToken::new();
        let (mut client, mut server, relay) = open(stop.clone().cancelled_owned());
        stop.cancel();
        server
            .write_all(b"removed")
            .await
            .expect("LiveKit says why");
        let mut said = [0; 7];
        client
            .read_exact(&mut said)
            .await
            .expect("and the client hears it");
        assert!(relay.await.expect("no panic"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_breaks_a_rule_is_cut_at_once_and_nothing_of_it_arrives() {
        let (mut client, mut server, relay) = open(pending());
        let begun = Instant::now();
        client
            .write_all(&[0xc2, 0x82, 0, 0, 0, 0, 8, 1])
            .await
            .expect("a compressed frame");
        assert!(!relay.await.expect("no panic"));
        assert_eq!(begun.elapsed(), Duration::ZERO);
        let mut arrived = Vec::new();
        server
            .read_to_end(&mut arrived)
            .await
            .expect("the server's side is closed too");
        assert!(arrived.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_sends_its_burst_at_once_and_then_at_the_rate() {
        let (mut client, mut server, _relay) = open(pending());
        let begun = Instant::now();
        let (messages, each) = (6000_u32, 100_u32);
        tokio::spawn(async move {
            for _ in 0..messages {
                client.write_all(&frame(94)).await.expect("it is read");
            }
            client
        });
        let mut left = (messages * each) as usize;
        let mut buffer = [0; 4096];
        while left > 0 {
            left -= server.read(&mut buffer).await.expect("they arrive");
        }
        let cost = messages * (each + MESSAGE_COST as u32);
        let expected = f64::from(cost - BURST) / f64::from(RATE);
        let took = begun.elapsed().as_secs_f64();
        assert!(
            (expected - 0.5..expected + 0.5).contains(&took),
            "{took}, not {expected}"
        );
    }
}
