//! `day`: a long day in a short time.

use confab_testkit::ordeals::day::{Size, day};
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    day(options, Size::FULL).await
}
