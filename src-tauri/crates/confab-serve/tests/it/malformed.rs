//! The soak's row `malformed` in short.

use confab_testkit::attacks::malformed::malformed;

use crate::confab;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn malformed_requests_break_nothing() {
    let confab = confab().start().await;
    malformed(&confab, 2_000, 7).await.expect_met();
}
