//! `lobby`: one address that takes every place of a lobby.

use confab_testkit::attacks::lobby::lobby;
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    let confab = options.start().await;
    let figure = lobby(&confab, 500).await;
    confab.stop().await;
    vec![figure]
}
