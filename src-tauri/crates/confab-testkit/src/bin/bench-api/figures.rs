//! Percentiles and rates, exact: every duration is kept.

use std::time::Duration;

/// What one round measured.
pub(crate) struct Round {
    pub(crate) each: Vec<Duration>,
    pub(crate) whole: Duration,
}

/// All rounds of one call.
#[derive(Default)]
pub(crate) struct Series {
    each: Vec<Duration>,
    rates: Vec<f64>,
    medians: Vec<Duration>,
}

impl Series {
    pub(crate) fn add(&mut self, one: Duration) {
        self.each.push(one);
    }

    pub(crate) fn round(&mut self, mut round: Round) {
        self.rates
            .push(approximate(round.each.len() as u64) / round.whole.as_secs_f64());
        round.each.sort_unstable();
        self.medians.push(rank(&round.each, 50.0));
        self.each.append(&mut round.each);
    }

    pub(crate) fn percentile(&self, percent: f64) -> Duration {
        let mut sorted = self.each.clone();
        sorted.sort_unstable();
        rank(&sorted, percent)
    }

    /// By how much the rounds' medians differ, as a part of the smallest.
    pub(crate) fn spread(&self) -> f64 {
        let least = self
            .medians
            .iter()
            .min()
            .copied()
            .unwrap_or_default()
            .as_secs_f64();
        let most = self
            .medians
            .iter()
            .max()
            .copied()
            .unwrap_or_default()
            .as_secs_f64();
        if least > 0.0 { most / least - 1.0 } else { 0.0 }
    }

    pub(crate) fn line(&self) -> String {
        let columns = [50.0, 95.0, 99.0]
            .map(|percent| format!("{:>8.2}", self.percentile(percent).as_secs_f64() * 1e3));
        let least = self.rates.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.rates.iter().copied().fold(0.0, f64::max);
        let middle = self.rates.iter().sum::<f64>() / approximate(self.rates.len() as u64);
        format!(
            "{} {middle:>11.0} ({least:.0} – {most:.0})",
            columns.join(" ")
        )
    }
}

fn rank(sorted: &[Duration], percent: f64) -> Duration {
    let last = sorted.len().saturating_sub(1);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let at = (approximate(last as u64) * percent / 100.0).round() as usize;
    sorted.get(at).copied().unwrap_or_default()
}

/// A count as a number to divide.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn approximate(count: u64) -> f64 {
    count as f64
}

pub(crate) fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
