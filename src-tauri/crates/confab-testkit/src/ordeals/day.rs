//! A long day in a short time: meetings are made, joined, left and deleted, one after another, and
//! the app is as large at the end as it was in the morning.

use std::time::Duration;

use crate::confab::{Confab, ConfabOptions};
use crate::figure::Figure;
use crate::process;
use crate::signal::Signal;
use crate::wait::wait_until;

/// How many meetings, and how flat is flat.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// How many meetings.
    pub meetings: usize,
    /// How often it is looked at, over the whole day.
    pub looks: usize,
    /// By how much of the second quarter the last may be larger.
    pub growth: f64,
}

impl Size {
    /// What a soak does.
    pub const FULL: Self = Self {
        meetings: 2_000,
        looks: 40,
        growth: 0.10,
    };
    /// What a test does: too short for allocators to settle.
    pub const SHORT: Self = Self {
        meetings: 96,
        looks: 8,
        growth: 0.25,
    };
}

/// How many meetings go on at a time. Each takes the two seconds until somebody without media is seen.
const AT_ONCE: usize = 25;
/// How many files more than before are nothing: connections that are just being closed.
const SLACK: f64 = 8.0;

/// Lives through the day.
pub async fn day(options: ConfabOptions, size: Size) -> Vec<Figure> {
    let confab = options.start().await;
    let (mut memory, mut handles) = (Vec::new(), Vec::new());
    let each = size.meetings / size.looks;
    for _ in 0..size.looks {
        let mut begun = 0;
        while begun < each {
            let batch = AT_ONCE.min(each - begun);
            futures_util::future::join_all((0..batch).map(|_| one(&confab))).await;
            begun += batch;
        }
        memory.push(process::memory(confab.pid()) as f64 / 1024.0 / 1024.0);
        handles.push(process::handles(confab.pid()) as f64);
    }
    let confab_log = confab.log();
    let panicked = confab_log.contains("panicked");
    confab.stop().await;
    let (second, last) = (mean(&memory, 1), mean(&memory, 3));
    let growth = last / second - 1.0;
    let (held, holds) = (mean(&handles, 1), mean(&handles, 3));
    let course = |values: &[f64]| {
        let points: Vec<_> = values.iter().map(|value| format!("{value:.0}")).collect();
        points.join(" ")
    };
    vec![
        Figure::new(
            "meetings created, joined, left, deleted: memory of the app",
            each * size.looks,
            format!("{second:.1} MB → {last:.1} MB ({:+.1} %)", growth * 100.0),
            &format!(
                "last quarter within {:.0} % of the second",
                size.growth * 100.0
            ),
            growth <= size.growth && !panicked,
        )
        .noting([format!("MB: {}", course(&memory))]),
        Figure::new(
            "meetings created, joined, left, deleted: file handles",
            each * size.looks,
            format!("{held:.0} → {holds:.0}"),
            "flat",
            holds <= held + SLACK,
        )
        .noting([format!("open: {}", course(&handles))]),
    ]
}

async fn one(confab: &Confab) {
    let meeting = confab.create().await;
    let joined = confab.join(&meeting.id, "Ada").await;
    let inside = Signal::connect(&joined.livekit_url, &joined.token)
        .await
        .expect("it gets in");
    let path = format!("/meetings/{}/info", meeting.id);
    wait_until("it is counted", Duration::from_secs(20), || async {
        let info = confab.local().get(&path).await.expect(200).json();
        (info["num_participants"] == 1).then_some(())
    })
    .await;
    drop(inside);
    let path = format!("/meetings/{}", meeting.id);
    confab.local().delete(&path).await.expect(200);
}

fn mean(values: &[f64], quarter: usize) -> f64 {
    let each = values.len() / 4;
    let values = &values[quarter * each..(quarter + 1) * each];
    values.iter().sum::<f64>() / values.len() as f64
}
