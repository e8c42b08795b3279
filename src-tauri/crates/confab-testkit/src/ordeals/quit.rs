//! Quitting in the middle of calls: everybody inside is told, and it does not take long.

use std::time::{Duration, Instant};

use livekit_protocol::DisconnectReason;
use rustix::process::Signal as Kill;

use crate::confab::ConfabOptions;
use crate::figure::Figure;
use crate::inside::Inside;
use crate::process;

const TOLD: Duration = Duration::from_secs(2);
const ENDED: Duration = Duration::from_secs(10);

/// How many times, and how many are inside.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// How often it is told to end; SIGTERM and SIGINT in turn.
    pub quits: usize,
    /// How many meetings.
    pub meetings: usize,
    /// How many are inside each.
    pub guests: usize,
}

impl Size {
    /// What a soak does.
    pub const FULL: Self = Self {
        quits: 20,
        meetings: 10,
        guests: 4,
    };
    /// What a test does.
    pub const SHORT: Self = Self {
        quits: 2,
        meetings: 3,
        guests: 2,
    };
}

/// Fills meetings and ends the program, again and again.
pub async fn quit(mut options: ConfabOptions, size: Size) -> Vec<Figure> {
    let (mut told, mut ended) = (Duration::ZERO, Duration::ZERO);
    let (mut untold, mut ill, mut left) = (0, 0, 0);
    for number in 0..size.quits {
        let confab = options.start().await;
        let mut inside = Vec::new();
        for _ in 0..size.meetings {
            let meeting = confab.create().await;
            for guest in 0..size.guests {
                inside.push(Inside::enter(&confab, &meeting.id, &format!("Guest {guest}")).await);
            }
        }
        let family = process::tree(confab.pid());
        let began = Instant::now();
        let hearing = futures_util::future::join_all(inside.iter().map(|guest| async {
            let reason = tokio::time::timeout(ENDED, guest.signal.left(ENDED)).await;
            (reason.ok(), began.elapsed())
        }));
        let signal = if number % 2 == 0 {
            Kill::TERM
        } else {
            Kill::INT
        };
        let (heard, stopped) = tokio::join!(hearing, async {
            let stopped = confab.end(signal).await;
            (stopped, began.elapsed())
        });
        for (reason, after) in heard {
            told = told.max(after);
            let why = [
                DisconnectReason::RoomDeleted,
                DisconnectReason::ServerShutdown,
            ];
            untold += usize::from(!reason.is_some_and(|reason| why.contains(&reason)));
        }
        ended = ended.max(stopped.1);
        ill += usize::from(stopped.0.status.code() != Some(0));
        left += family
            .into_iter()
            .filter(|pid| process::alive(*pid))
            .count();
        options = stopped.0.options;
    }
    let guests = size.quits * size.meetings * size.guests;
    vec![
        Figure::new(
            "quit in the middle of a call: guests told",
            guests,
            format!("worst {:.2} s, {untold} not told", told.as_secs_f64()),
            "within 2 s",
            untold == 0 && told <= TOLD,
        ),
        Figure::new(
            "quit in the middle of a call: exit",
            size.quits,
            format!(
                "worst {:.2} s, {ill} not with 0, {left} processes left",
                ended.as_secs_f64()
            ),
            "within 10 s",
            ill == 0 && left == 0 && ended <= ENDED,
        ),
    ]
}
