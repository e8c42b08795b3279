//! `malformed`: requests that chance has broken, at every door.

use confab_testkit::attacks::malformed::malformed;
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.env("CONFAB_SHARE", "lan").start().await;
    let figure = malformed(&confab, 50_000, 1).await;
    confab.stop().await;
    vec![figure]
}
