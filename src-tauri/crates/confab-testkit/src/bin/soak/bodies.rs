//! `bodies`: one address that opens thousands of requests and never ends them.

use confab_testkit::attacks::bodies::bodies;
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.start().await;
    let figure = bodies(&confab, 8_400).await;
    confab.stop().await;
    vec![figure]
}
