//! The soak's hostile requests, all of them, at every door that has a socket.

use std::net::SocketAddr;

use confab_testkit::attacks::hostile::hostile;
use confab_testkit::{Api, Door, Target};

use crate::{ELSEWHERE, stand};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_door_accepts_a_hostile_request() {
    let standing = stand().await;
    let [_, local, guest, shared, signal] = &standing.senders[..] else {
        panic!("five doors");
    };
    let elsewhere = SocketAddr::new(ELSEWHERE.parse().expect("an address"), shared.port);
    let authority = standing.data.path().join("tls/authority.pem");
    let targets = [
        Target::plain(Door::Local, local.port),
        Target::plain(Door::Guest, guest.port),
        Target::shared(elsewhere, &authority),
        Target::plain(Door::Signal, signal.port),
    ];
    let api = Api::new(format!("http://localhost:{}/api/v1", local.port));
    for figure in hostile(&api, &targets).await {
        figure.expect_met();
    }
    standing.house.shutdown().await;
}
