//! Bodies that are files: read piece by piece, given time for as long as they go on.

use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use confab_core::error::Code;
use http_body_util::BodyExt as _;
use tokio::time::{Instant, timeout, timeout_at};

use crate::errors::{Answer, Refusal};

/// Within this time [`STEP`] bytes have to come, or the end.
const PATIENCE: Duration = Duration::from_secs(12);
/// How many bytes earn another [`PATIENCE`]: less than 1 KB a second is nobody's connection.
const STEP: usize = 12 * 1024;
/// How much of what is refused is taken all the same, so that the sender reads the answer instead
/// of seeing the connection break; and for how long.
const DISCARDED: usize = 32 * 1024 * 1024;
const DISCARDING: Duration = Duration::from_secs(5);

/// A body on its way in.
pub(crate) struct Pieces {
    body: Body,
    deadline: Instant,
    come: usize,
}

impl Pieces {
    pub(crate) fn of(body: Body) -> Self {
        Self {
            body,
            deadline: Instant::now() + PATIENCE,
            come: 0,
        }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// 408 where too little comes, 422 where it breaks off.
    pub(crate) async fn next(&mut self) -> Answer<Option<Bytes>> {
        loop {
            let frame = timeout_at(self.deadline, self.body.frame()).await;
            let frame = frame.map_err(|_| {
                Refusal::new(
                    Code::RequestTimeout,
                    "The file stopped coming. Check your connection and send it again.",
                )
            })?;
            let Some(frame) = frame else { return Ok(None) };
            let frame = frame.map_err(|_| Refusal::misfit("The file did not arrive whole."))?;
            let Ok(piece) = frame.into_data() else {
                continue;
            };
            self.come += piece.len();
            if self.come >= STEP {
                self.come = 0;
                self.deadline = Instant::now() + PATIENCE;
            }
            return Ok(Some(piece));
        }
    }

    /// What is still to come.
    pub(crate) fn rest(self) -> Body {
        self.body
    }
}

/// Throws a body away.
pub(crate) async fn discard(mut body: Body) {
    let all = async {
        let mut come = 0;
        while come < DISCARDED
            && let Some(Ok(frame)) = body.frame().await
        {
            come += frame.data_ref().map_or(0, Bytes::len);
        }
    };
    let _ = timeout(DISCARDING, all).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    fn dripping(pieces: usize, size: usize, pause: Duration) -> Pieces {
        let drops = stream::unfold(0, move |n| async move {
            if n == pieces {
                return None;
            }
            tokio::time::sleep(pause).await;
            Some((Ok::<_, std::io::Error>(vec![0; size]), n + 1))
        });
        Pieces::of(Body::from_stream(drops))
    }

    async fn read(mut pieces: Pieces) -> Answer<usize> {
        let mut come = 0;
        while let Some(piece) = pieces.next().await? {
            come += piece.len();
        }
        Ok(come)
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_body_is_waited_for_while_it_goes_on() {
        let began = Instant::now();
        let slow = dripping(600, 2 * 1024, Duration::from_secs(2));
        assert_eq!(read(slow).await.expect("all of it"), 600 * 2 * 1024);
        assert_eq!(began.elapsed(), Duration::from_secs(1200));
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_hardly_goes_on_is_cut() {
        for (pieces, size, pause) in [(1, STEP, 13), (1000, 1, 1)] {
            let began = Instant::now();
            let stalled = dripping(pieces, size, Duration::from_secs(pause));
            let refusal = read(stalled).await.expect_err("cut");
            assert_eq!(refusal.error().code(), Code::RequestTimeout);
            assert_eq!(began.elapsed(), PATIENCE);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_refused_is_not_waited_for_long() {
        let began = Instant::now();
        discard(dripping(1000, 1, Duration::from_secs(1)).rest()).await;
        assert_eq!(began.elapsed(), DISCARDING);
    }
}
