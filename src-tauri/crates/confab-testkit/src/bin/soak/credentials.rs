//! `credentials`: a co-host demoted, removed or gone, who kept spare sessions and tokens.

use confab_testkit::attacks::credentials::credentials;
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.start().await;
    let figures = credentials(&confab, 30).await;
    confab.stop().await;
    figures
}
