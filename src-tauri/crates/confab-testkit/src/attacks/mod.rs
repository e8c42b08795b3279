//! What somebody hostile does to Confab, once, for the soak and for the tests alike: each attack is
//! given its size and ends in a [`Figure`](crate::Figure).

mod deeds;
pub mod guesses;
pub mod hostile;
pub mod joins;
pub mod malformed;
pub mod removals;
pub mod slow;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Each connection is an open file of ours: as many as the system lets us have.
fn many_files() {
    let now = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: now.maximum,
        maximum: now.maximum,
    };
    let _ = setrlimit(Resource::Nofile, most);
}
