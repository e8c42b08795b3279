//! `joins`: a thousand people at once, all called Ann.

use confab_testkit::attacks::joins::joins;
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.start().await;
    let figure = joins(&confab, 1_000).await;
    confab.stop().await;
    vec![figure]
}
