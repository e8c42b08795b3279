//! Meetings read a moment ago, kept in memory: `exists`, `info`, `join` and `participants` ask for
//! the same few rows over and over, and a trip to SQLite costs as much as all the rest of them.
//!
//! Invariant: never older than what is committed. The writer forgets a row between its commit and
//! its answer; a reader may only remember what it read if nothing was forgotten meanwhile. Nobody
//! else writes: the data directory is locked for one instance.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::MeetingRow;
use crate::id::MeetingId;

/// How many rows are kept, about 200 bytes each. Beyond that it starts again from nothing.
const LIMIT: usize = 2048;

#[derive(Default)]
pub(super) struct Known(Mutex<Rows>);

#[derive(Default)]
struct Rows {
    rows: HashMap<MeetingId, MeetingRow>,
    /// Grows with each commit that touched a meeting.
    age: u64,
}

impl Known {
    fn lock(&self) -> MutexGuard<'_, Rows> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The row, or the age to hand to [`Known::remember`] after reading it.
    pub(super) fn get(&self, id: MeetingId) -> Result<MeetingRow, u64> {
        let known = self.lock();
        known.rows.get(&id).cloned().ok_or(known.age)
    }

    pub(super) fn remember(&self, row: &MeetingRow, age: u64) {
        let mut known = self.lock();
        if known.age == age {
            if known.rows.len() >= LIMIT {
                known.rows.clear();
            }
            known.rows.insert(row.id, row.clone());
        }
    }

    pub(super) fn forget(&self, id: MeetingId) {
        let mut known = self.lock();
        known.rows.remove(&id);
        known.age += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> MeetingRow {
        MeetingRow::new(MeetingId::generate(), 50, 1)
    }

    #[test]
    fn what_was_read_before_a_commit_is_not_remembered_after_it() {
        let (known, row) = (Known::default(), row());
        let before = known.get(row.id).expect_err("not known yet");
        known.forget(row.id);
        known.remember(&row, before);
        let now = known.get(row.id).expect_err("it may be old");
        known.remember(&row, now);
        assert_eq!(known.get(row.id), Ok(row.clone()));
        known.forget(row.id);
        assert!(known.get(row.id).is_err());
    }

    #[test]
    fn there_is_an_end_to_what_is_kept() {
        let known = Known::default();
        for _ in 0..LIMIT * 2 + 1 {
            known.remember(&row(), 0);
        }
        assert!(known.lock().rows.len() <= LIMIT);
    }
}
