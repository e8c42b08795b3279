//! `hostile`: every door, asked in ways that nobody asks it who means well.

use confab_testkit::attacks::hostile::hostile;
use confab_testkit::{ConfabOptions, Door, Figure, Target};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.env("CONFAB_SHARE", "lan").start().await;
    let targets = Target::all(&confab).await;
    let mut figures = hostile(&confab.local(), &targets).await;
    if !targets.iter().any(|target| target.door == Door::Shared) {
        figures.push(Figure::not_run(
            "hostile Host, Origin, type or path, shared door",
            "0 accepted",
            "This computer has no address on a network that could be shared.",
        ));
    }
    confab.stop().await;
    figures
}
