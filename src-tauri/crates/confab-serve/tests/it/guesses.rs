//! The soak's row `guesses` in short.

use confab_testkit::attacks::guesses::guesses;

use crate::confab;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_guesses_at_meetings_finds_none_and_hinders_nobody() {
    let confab = confab().start().await;
    guesses(&confab, 500, 7).await.expect_met();
}
