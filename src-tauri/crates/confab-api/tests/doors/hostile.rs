//! The soak's hostile requests, all of them, at every door that has a socket.

use confab_testkit::Api;
use confab_testkit::attacks::hostile::hostile;

use crate::stand;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_door_accepts_a_hostile_request() {
    let standing = stand().await;
    let [_, local, guest, shared, signal] = &standing.senders[..] else {
        panic!("five doors");
    };
    let targets = [local, guest, shared, signal].map(|sender| sender.target().clone());
    let api = Api::new(format!("http://localhost:{}/api/v1", local.port()));
    for figure in hostile(&api, &targets).await {
        figure.expect_met();
    }
    standing.house.shutdown().await;
}
