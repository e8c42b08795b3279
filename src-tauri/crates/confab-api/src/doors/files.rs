//! The limit of open files: raised to what the system allows, for every guest holds a few.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

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

#[cfg(test)]
mod tests {
    #[test]
    fn the_limit_of_open_files_is_never_lowered() {
        let before = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
        let after = super::raise_limit();
        assert!(after >= before || after.is_none(), "{before:?} → {after:?}");
    }
}
