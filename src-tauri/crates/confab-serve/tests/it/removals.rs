//! The soak's row `removals` in short.

use confab_testkit::attacks::removals::removals;

use crate::confab;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_token_leads_back() {
    let confab = confab().start().await;
    for figure in removals(&confab, 3).await {
        figure.expect_met();
    }
}
