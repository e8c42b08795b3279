//! The soak's rows `bodies`, `lobby` and `floods` in short: what one address or one guest does too
//! much of costs nobody else.

use confab_testkit::attacks::{bodies, floods, lobby};

use crate::confab;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_sent_bodies_of_one_address_cost_only_that_address() {
    let confab = confab().start().await;
    bodies::bodies(&confab, 8_400).await.expect_met();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_cannot_take_a_lobby_from_another_and_all_are_denied_at_once() {
    let confab = confab().start().await;
    lobby::lobby(&confab, 240).await.expect_met();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_hands_is_paced_merged_and_not_told_elsewhere() {
    let confab = confab().start().await;
    floods::hands(&confab, 2_000).await.expect_met();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn joins_of_one_address_are_paced_and_those_of_others_are_not() {
    let confab = confab().start().await;
    floods::joins(&confab, 1_000).await.expect_met();
}
