//! `slow`: a thousand connections to each door that hardly go on.

use confab_testkit::attacks::slow::slow;
use confab_testkit::{ConfabOptions, Figure, Target};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.env("CONFAB_SHARE", "lan").start().await;
    let targets = Target::all(&confab).await;
    let figures = slow(&confab.local(), &targets, 1_000, Some(3.0)).await;
    confab.stop().await;
    figures
}
