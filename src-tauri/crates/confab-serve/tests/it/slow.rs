//! The soak's row `slow` in short: fewer of them, at all doors at once, and no stop-watch.

use confab_testkit::Target;
use confab_testkit::attacks::slow::slow;
use futures_util::future::join_all;

use crate::confab;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_hardly_goes_on_is_cut_and_hinders_nobody() {
    let confab = confab().start().await;
    let (local, targets) = (confab.local(), Target::all(&confab).await);
    let doors = targets.iter().map(std::slice::from_ref);
    let figures = join_all(doors.map(|door| slow(&local, door, 60, None))).await;
    for figure in figures.iter().flatten() {
        figure.expect_met();
    }
}
