//! What goes wrong, on purpose: one file for each fault. Tests and soaks break things by these alone,
//! so that what "a full disk" or "a server that hangs" is, is settled in one place.
//!
//! A fault that can be taken back is a value that takes it back when dropped.

mod corrupt;
mod disconnect;
mod fill_disk;
mod kill;
mod skew_clock;
mod stop;

pub use corrupt::{DAMAGES, Damage};
pub use disconnect::Wire;
pub use fill_disk::FullDisk;
pub use kill::{kill, orphans_of};
pub use skew_clock::SkewedClock;
pub use stop::Stopped;
