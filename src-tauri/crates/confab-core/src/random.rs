//! Randomness from the operating system's generator: the only source that ids, keys and codes use.

use rand::TryRng as _;
use rand::rngs::SysRng;

/// Fills `bytes`.
///
/// # Panics
/// Where the operating system has no randomness to give: nothing safe could be done then.
pub fn fill(bytes: &mut [u8]) {
    SysRng
        .try_fill_bytes(bytes)
        .expect("the operating system gives randomness");
}

/// `N` random bytes.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    fill(&mut out);
    out
}
