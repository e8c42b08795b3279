//! With a server of "somebody else".

use std::time::{Duration, Instant};

use super::*;

fn external(url: &str, key: &str, secret: Secret) -> EngineSpec {
    EngineSpec::External {
        url: url.parse().expect("a URL"),
        key: key.into(),
        secret,
    }
}

fn quick() -> Timing {
    Timing {
        external_patience: Duration::from_millis(500),
        external_ask: Duration::from_millis(100),
        external_answer: Duration::from_secs(1),
        ..Timing::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_external_server_is_reached_watched_and_left_alone() {
    let host = started(embedded(server()), Timing::default()).await;
    let there = up(&host);
    let url = there.http.as_str().replacen("http", "ws", 1);
    let engine = started(external(&url, "enginetests", secret()), quick()).await;
    let seen = up(&engine);
    assert_eq!((seen.generation, seen.addr, seen.pid), (1, None, None));
    assert_eq!(seen.http, there.http);
    assert_eq!(engine.media_ports(), None);

    let mut watch = engine.watch();
    signal(
        there.pid.expect("a process id"),
        rustix::process::Signal::STOP,
    );
    let timing_out = until(&mut watch, "Down", |state| {
        matches!(state, EngineState::Down { .. })
    })
    .await;
    let EngineState::Down { reason } = timing_out else {
        unreachable!()
    };
    assert!(reason.contains("LIVEKIT_URL"), "{reason}");
    signal(
        there.pid.expect("a process id"),
        rustix::process::Signal::CONT,
    );
    until_generation(&mut watch, 2).await;

    engine.shutdown().await;
    assert!(
        runs(up(&host).pid.expect("a process id")),
        "shutdown ended somebody else's server"
    );
    host.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_or_secret_is_said_at_once() {
    let host = started(embedded(server()), Timing::default()).await;
    let url = up(&host).http.to_string();
    for (key, secret) in [("nobody", secret()), ("enginetests", Secret::new("wrong"))] {
        let begun = Instant::now();
        let error = refused(external(&url, key, secret), Timing::default()).await;
        assert!(error.detail().contains("LIVEKIT_API_KEY"), "{error}");
        assert!(error.detail().contains("LIVEKIT_API_SECRET"), "{error}");
        assert!(
            begun.elapsed() < Duration::from_secs(8),
            "it took {:?}",
            begun.elapsed()
        );
    }
    host.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_where_nobody_answers_is_said() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a listener");
    let silent = format!("ws://{}", silent.local_addr().expect("its address"));
    for url in ["ws://127.0.0.1:9", &silent] {
        let begun = Instant::now();
        let error = refused(external(url, "enginetests", secret()), Timing::default()).await;
        assert!(error.detail().contains("LIVEKIT_URL"), "{error}");
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "it took {:?}",
            begun.elapsed()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_of_another_kind_is_said() {
    let error = refused(
        external("ftp://127.0.0.1", "enginetests", secret()),
        quick(),
    )
    .await;
    assert!(error.detail().contains("LIVEKIT_URL"), "{error}");
}
