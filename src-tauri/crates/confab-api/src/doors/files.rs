//! The limit of open files (descriptors): raised to what the system allows, for every guest holds a
//! few, and divided up, so that clients alone can't use them up.
//!
//! Invariant: [`RESERVE`] of them are left for what clients do not open: listeners, the database,
//! questions to the LiveKit server and its webhooks, and the pipes of its next start.

use std::sync::{Arc, LazyLock};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// No more than this, where the system names no bound of its own.
const ENOUGH: u64 = 65_536;

/// Raises our own soft limit as far as it goes; gives what it is then.
pub fn raise_limit() -> Option<u64> {
    let now = getrlimit(Resource::Nofile);
    let wanted = now.maximum.map_or(ENOUGH, |maximum| maximum.min(ENOUGH));
    if now.current.is_some_and(|current| current < wanted) {
        let raised = Rlimit {
            current: Some(wanted),
            maximum: now.maximum,
        };
        if let Err(error) = setrlimit(Resource::Nofile, raised) {
            tracing::warn!(%error, "the limit of open files stays as it is");
        }
    }
    getrlimit(Resource::Nofile).current
}

/// How many descriptors are never given to clients' connections.
const RESERVE: u64 = 256;
/// What a connection takes: its socket, and what answering opens for it, a connection to the LiveKit
/// server or a file.
const EACH: u64 = 2;
/// As many connections are taken however low the limit is.
const AT_LEAST: usize = 16;

/// The places that are left for connections, at all listeners of this process together.
static PLACES: LazyLock<Arc<Semaphore>> =
    LazyLock::new(|| Arc::new(Semaphore::new(places(raise_limit()))));

fn places(limit: Option<u64>) -> usize {
    let given = limit.unwrap_or(ENOUGH).saturating_sub(RESERVE) / EACH;
    usize::try_from(given).map_or(Semaphore::MAX_PERMITS, |given| {
        given.clamp(AT_LEAST, Semaphore::MAX_PERMITS)
    })
}

/// A connection's share of the descriptors, until it is dropped; `None` where only the reserve is
/// left.
pub(super) fn place() -> Option<OwnedSemaphorePermit> {
    Arc::clone(&PLACES).try_acquire_owned().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_never_get_the_descriptors_in_reserve() {
        for limit in [1024, 2000, 4096, 65_536] {
            let taken = places(Some(limit)) as u64 * EACH;
            assert!(taken + RESERVE <= limit, "{limit}: {taken}");
            assert!(taken + RESERVE + EACH > limit, "and all the others");
        }
        assert_eq!(places(Some(100)), AT_LEAST);
    }

    #[test]
    fn the_limit_of_open_files_is_never_lowered() {
        let before = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
        let after = super::raise_limit();
        assert!(after >= before || after.is_none(), "{before:?} → {after:?}");
    }
}
