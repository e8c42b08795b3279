//! `signalling`: modified clients with a valid token.

use confab_testkit::attacks::signalling::{Size, signalling};
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.start().await;
    let figures = signalling(&confab, Size::FULL).await;
    confab.stop().await;
    figures
}
