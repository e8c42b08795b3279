//! The soak's rows `removals`, `credentials` and `outsiders` in short.

use confab_testkit::attacks::credentials::credentials;
use confab_testkit::attacks::outsiders::outsiders;
use confab_testkit::attacks::removals::removals;

use crate::confab;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_token_leads_back() {
    let confab = confab().start().await;
    for figure in removals(&confab, 3).await {
        figure.expect_met();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_a_cohost_kept_leads_back() {
    let confab = confab().start().await;
    for figure in credentials(&confab, 1).await {
        figure.expect_met();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn event_streams_tell_outsiders_nothing() {
    let confab = confab().start().await;
    for figure in outsiders(&confab, 1, 5).await {
        figure.expect_met();
    }
}
