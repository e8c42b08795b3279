//! `quit`: quitting in the middle of calls.

use confab_testkit::ordeals::quit::{Size, quit};
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    quit(options, Size::FULL).await
}
