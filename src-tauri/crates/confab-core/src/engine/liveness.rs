//! Does a server that is up still work?
//!
//! Its end needs no asking: the child is waited for. This notices one that lives and does not
//! answer. A busy server must not be taken for a hanging one, since ending it ends every call for
//! seconds: so a server that visibly uses the processor is given far longer, and a silence that
//! only shows that we ourselves were stopped, or had no descriptor to ask with, does not count.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use url::Url;

use super::probe::{Answer, Probe};
use super::timing::Timing;

/// Fewer unanswered questions are an accident.
const MISSES: u32 = 3;
/// Less processor time than this, over a whole silence, is no work.
const WORK: Duration = Duration::from_millis(100);

/// Returns when the server hangs.
pub(super) async fn until_it_hangs(probe: &Probe, base: &Url, pid: Option<u32>, timing: &Timing) {
    let mut silence: Option<Silence> = None;
    loop {
        sleep(if silence.is_some() {
            timing.ask_again
        } else {
            timing.ask_up
        })
        .await;
        let asked = Instant::now();
        let used = processor_time(pid);
        let answer = probe.ask(base, timing.answer).await;
        if matches!(answer, Answer::Ready | Answer::NotAsked) || asked.elapsed() > timing.answer * 2
        {
            silence = None;
            continue;
        }
        let silence = silence.get_or_insert(Silence {
            since: asked,
            used,
            misses: 0,
        });
        silence.misses += 1;
        let at_work = silence.at_work(pid);
        tracing::debug!(
            ?answer,
            ?at_work,
            misses = silence.misses,
            "the LiveKit server is silent"
        );
        let limit = if at_work {
            timing.hung_at_work
        } else {
            timing.hung
        };
        if silence.misses >= MISSES && silence.since.elapsed() >= limit {
            return;
        }
    }
}

struct Silence {
    since: Instant,
    used: Option<Duration>,
    misses: u32,
}

impl Silence {
    fn at_work(&self, pid: Option<u32>) -> bool {
        match (self.used, processor_time(pid)) {
            (Some(before), Some(now)) => now.saturating_sub(before) >= WORK,
            _ => false,
        }
    }
}

/// How much processor time the process has used, where the system tells.
#[cfg(target_os = "linux")]
fn processor_time(pid: Option<u32>) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", pid?)).ok()?;
    // Fields 14 and 15, in ticks of 10 ms; the name, field 2, may itself hold spaces and brackets.
    let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 10))
}

#[cfg(not(target_os = "linux"))]
fn processor_time(_pid: Option<u32>) -> Option<Duration> {
    None
}
