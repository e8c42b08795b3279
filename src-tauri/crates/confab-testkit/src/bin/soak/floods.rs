//! `floods`: one guest's hand, and one address's joins, as fast as they go.

use confab_testkit::attacks::floods::{hands, joins};
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.start().await;
    let figures = vec![hands(&confab, 20_000).await, joins(&confab, 50_000).await];
    confab.stop().await;
    figures
}
