//! `server-faults`: the LiveKit server fails in every way there is.

use confab_testkit::ordeals::server_faults::{Size, server_faults};
use confab_testkit::{ConfabOptions, Figure};

pub(crate) async fn run(options: ConfabOptions) -> Vec<Figure> {
    server_faults(options, Size::FULL).await
}
