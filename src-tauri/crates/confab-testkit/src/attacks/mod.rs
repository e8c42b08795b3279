//! What somebody hostile does to Confab, once, for the soak and for the tests alike: each attack is
//! given its size and ends in a [`Figure`](crate::Figure).

pub mod bodies;
pub mod credentials;
mod deeds;
pub mod floods;
pub mod guesses;
pub mod hostile;
pub mod joins;
pub mod lobby;
pub mod malformed;
pub mod outsiders;
pub mod removals;
pub mod signalling;
pub mod slow;
