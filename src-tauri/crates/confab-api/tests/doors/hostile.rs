//! The soak's hostile requests, all of them, at every door that has a socket.

use confab_testkit::Api;
use confab_testkit::attacks::hostile::hostile;

use crate::stand;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_door_accepts_a_hostile_request() {
    let standing = stand().await;
    // The first is the window's, which has no socket.
    let targets: Vec<_> = standing.senders[1..]
        .iter()
        .map(|sender| sender.target().clone())
        .collect();
    let local = standing.senders[1].port();
    let api = Api::new(format!("http://localhost:{local}/api/v1"));
    for figure in hostile(&api, &targets).await {
        figure.expect_met();
    }
    standing.house.shutdown().await;
}
