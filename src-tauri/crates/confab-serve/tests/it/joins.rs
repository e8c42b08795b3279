//! The soak's row `joins` in short.

use confab_testkit::attacks::joins::joins;

use crate::confab;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_of_one_name_are_as_many_people() {
    let confab = confab().start().await;
    joins(&confab, 40).await.expect_met();
}
