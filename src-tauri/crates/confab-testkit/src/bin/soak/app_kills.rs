//! `app-kills`: the app is killed at any moment.

use confab_testkit::ordeals::app_kills::{Size, app_kills};
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    app_kills(options, Size::FULL).await
}
