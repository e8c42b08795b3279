//! What Confab is made of: whether all of it is pinned.

pub(crate) mod checksums;
