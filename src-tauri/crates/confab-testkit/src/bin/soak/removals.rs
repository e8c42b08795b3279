//! `removals`: kicked, locked out, deleted, and every token kept.

use confab_testkit::attacks::removals::removals;
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.start().await;
    let figures = removals(&confab, 100).await;
    confab.stop().await;
    figures
}
