//! With the real server.

use std::net::{TcpListener, UdpSocket};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::super::probe::{Answer, Probe};
use super::*;
use crate::error::Code;

#[tokio::test(flavor = "multi_thread")]
async fn a_started_engine_answers_and_shutdown_leaves_nothing() {
    let engine = started(embedded(server()), Timing::default()).await;
    let up = up(&engine);
    assert_eq!(up.generation, 1);
    let probe = Probe::direct("enginetests", &secret()).expect("a probe");
    assert_eq!(
        probe.ask(&up.http, Duration::from_secs(5)).await,
        Answer::Ready
    );
    let wrong = Probe::direct("devkey", &Secret::new("secret")).expect("a probe");
    assert_eq!(
        wrong.ask(&up.http, Duration::from_secs(5)).await,
        Answer::Refused,
        "devkey is known"
    );

    let (tcp, udp) = engine.media_ports().expect("ports of media");
    assert!(
        TcpListener::bind(("0.0.0.0", tcp)).is_err(),
        "nobody listens on the media port that is told"
    );
    assert!(
        UdpSocket::bind(("127.0.0.1", udp)).is_err(),
        "nobody has the media port that is told"
    );

    let pid = up.pid.expect("a process id");
    let command_line =
        std::fs::read_to_string(format!("/proc/{pid}/cmdline")).expect("its command line");
    assert_eq!(
        command_line.matches('\0').count(),
        1,
        "the command line holds more than the program"
    );

    let begun = Instant::now();
    engine.shutdown().await;
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "shutdown took {:?}",
        begun.elapsed()
    );
    assert!(
        !exists(pid),
        "the server, or its zombie, is left after shutdown"
    );
    assert_eq!(*engine.watch().borrow(), EngineState::Stopped);
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_comes_back_on_the_same_port_with_a_new_generation() {
    let engine = started(embedded(server()), Timing::default()).await;
    let mut watch = engine.watch();
    let before = up(&engine);
    let killed = Instant::now();
    signal(before.pid.expect("a process id"), Signal::KILL);
    let down = until(
        &mut watch,
        "word of its death",
        |state| !matches!(state, EngineState::Up(up) if up.generation == 1),
    )
    .await;
    let noticed = killed.elapsed();
    assert!(
        noticed < Duration::from_millis(500),
        "its death was noticed after {noticed:?}"
    );
    assert!(
        !matches!(&down, EngineState::Failed { .. } | EngineState::Stopped),
        "it became {down:?}"
    );
    let after = until_generation(&mut watch, 2).await;
    assert_eq!(after.addr, before.addr);
    assert_ne!(after.pid, before.pid);
    engine.shutdown().await;
    assert!(!exists(after.pid.expect("a process id")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_stopped_is_noticed_and_replaced() {
    let engine = started(embedded(server()), Timing::default()).await;
    let mut watch = engine.watch();
    let pid = up(&engine).pid.expect("a process id");
    let stopped = Instant::now();
    signal(pid, Signal::STOP);
    until(
        &mut watch,
        "word that it hangs",
        |state| !matches!(state, EngineState::Up(up) if up.generation == 1),
    )
    .await;
    let noticed = stopped.elapsed();
    assert!(
        noticed < Duration::from_secs(12),
        "noticed only after {noticed:?}"
    );
    assert!(!exists(pid), "the hanging server is left");
    until_generation(&mut watch, 2).await;
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_pause_of_the_server_is_forgiven() {
    let timing = Timing {
        ask_up: Duration::from_millis(100),
        ..Timing::default()
    };
    let engine = started(embedded(server()), timing).await;
    let pid = up(&engine).pid.expect("a process id");
    signal(pid, Signal::STOP);
    tokio::time::sleep(Duration::from_secs(3)).await;
    signal(pid, Signal::CONT);
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(up(&engine).generation, 1);
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_stopped_at_shutdown_is_ended_too() {
    let engine = started(embedded(server()), Timing::default()).await;
    let pid = up(&engine).pid.expect("a process id");
    signal(pid, Signal::STOP);
    let begun = Instant::now();
    engine.shutdown().await;
    assert!(
        begun.elapsed() < Duration::from_secs(4),
        "shutdown took {:?}",
        begun.elapsed()
    );
    assert!(!exists(pid));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_engine_takes_its_server_along() {
    let engine = started(embedded(server()), Timing::default()).await;
    let pid = up(&engine).pid.expect("a process id");
    drop(engine);
    within(
        Duration::from_secs(2),
        "the server of a dropped engine goes",
        || !exists(pid),
    )
    .await;
}

#[test]
fn a_dropped_runtime_takes_the_server_along() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let (engine, pid) = runtime.block_on(async {
        let engine = started(embedded(server()), Timing::default()).await;
        let pid = up(&engine).pid.expect("a process id");
        (engine, pid)
    });
    drop(runtime);
    let begun = Instant::now();
    while runs(pid) {
        assert!(
            begun.elapsed() < Duration::from_secs(2),
            "the server outlives the runtime"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
    drop(engine);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_taken_media_port_is_said_with_its_setting() {
    let tcp = TcpListener::bind("127.0.0.1:0").expect("a port");
    let tcp_port = tcp.local_addr().expect("its address").port();
    let udp = UdpSocket::bind("127.0.0.1:0").expect("a port");
    let udp_port = udp.local_addr().expect("its address").port();
    for (rtc_tcp, rtc_udp, setting) in [
        (tcp_port, 0, "CONFAB_RTC_TCP_PORT"),
        (0, udp_port, "CONFAB_RTC_UDP_PORT"),
    ] {
        let EngineSpec::Embedded {
            binary,
            key,
            secret,
            webhook_url,
            ..
        } = embedded(server())
        else {
            unreachable!()
        };
        let spec = EngineSpec::Embedded {
            binary,
            key,
            secret,
            rtc_tcp,
            rtc_udp,
            webhook_url,
            note: None,
        };
        let error = refused(spec, Timing::default()).await;
        assert_eq!(error.code(), Code::PortTaken);
        assert!(
            error.detail().contains(setting),
            "no word of {setting}: {error}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn repeated_deaths_end_in_failed_and_retry_helps() {
    let timing = Timing {
        starts: 3,
        starts_within: Duration::from_secs(600),
        back_off: Duration::from_millis(20),
        ..Timing::default()
    };
    let engine = started(embedded(server()), timing).await;
    let mut watch = engine.watch();
    for generation in 1..=3 {
        let up = until_generation(&mut watch, generation).await;
        signal(up.pid.expect("a process id"), Signal::KILL);
    }
    until(&mut watch, "Failed", |state| {
        matches!(state, EngineState::Failed { .. })
    })
    .await;
    engine.retry();
    assert_eq!(until_generation(&mut watch, 4).await.generation, 4);
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_lived_is_brought_back_at_once_however_often() {
    let steady = Duration::from_millis(500);
    let timing = Timing {
        steady,
        // Whoever has to wait for a turn waits longer than `until_generation` does.
        back_off: 2 * PATIENCE,
        back_off_limit: 2 * PATIENCE,
        ..Timing::default()
    };
    let engine = started(embedded(server()), timing).await;
    let mut watch = engine.watch();
    for generation in 1..=3 {
        let up = until_generation(&mut watch, generation).await;
        // Not luck: its life is what is tested.
        tokio::time::sleep(steady * 2).await;
        signal(up.pid.expect("a process id"), Signal::KILL);
    }
    until_generation(&mut watch, 4).await;
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_runs_with_a_limit_of_its_own_memory() {
    let engine = started(embedded(server()), Timing::default()).await;
    let pid = up(&engine).pid.expect("a process id");
    let limits = std::fs::read_to_string(format!("/proc/{pid}/limits")).expect("its limits");
    let data = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max data size"))
        .expect("a limit of data");
    let limit = super::super::memory::limit().to_string();
    let values: Vec<_> = data.split_whitespace().take(2).collect();
    assert_eq!(values, [limit.as_str(), limit.as_str()]);
    engine.shutdown().await;
}
