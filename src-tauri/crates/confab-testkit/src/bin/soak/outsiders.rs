//! `outsiders`: event streams of who is not inside.

use confab_testkit::attacks::outsiders::outsiders;
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.start().await;
    let figures = outsiders(&confab, 8, 100).await;
    confab.stop().await;
    figures
}
