//! `guesses`: one address that tries meeting ids.

use confab_testkit::attacks::guesses::guesses;
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.start().await;
    let figure = guesses(&confab, 10_000, 1).await;
    confab.stop().await;
    vec![figure]
}
