//! What `cargo xtask soak` does at full size, in a short form.

use confab_testkit::Figure;
use confab_testkit::ordeals::{app_kills, day, quit, server_faults};

use crate::confab;

#[track_caller]
fn met(figures: &[Figure]) {
    figures.iter().for_each(Figure::expect_met);
}

#[tokio::test]
async fn an_app_killed_at_any_moment_loses_nothing_and_leaves_nothing() {
    met(&app_kills::app_kills(confab(), app_kills::Size::SHORT).await);
}

#[tokio::test]
async fn a_server_that_fails_in_any_way_is_noticed_and_comes_back_by_itself() {
    met(&server_faults::server_faults(confab(), server_faults::Size::SHORT).await);
}

#[tokio::test]
async fn quitting_in_the_middle_of_calls_tells_everybody_and_takes_no_long_time() {
    met(&quit::quit(confab(), quit::Size::SHORT).await);
}

#[tokio::test]
async fn meetings_that_are_over_leave_nothing_in_memory() {
    met(&day::day(confab(), day::Size::SHORT).await);
}
