//! However it ends, nothing of it stays.

use std::net::TcpListener;
use std::time::Duration;

use confab_testkit::faults::Stopped;
use confab_testkit::livekit::{free_port, server_binary};
use confab_testkit::{
    Confab, FakeServer, Guests, Inside, LiveKit, Ready, Signal, faults, process, soon, wait_until,
};
use livekit_protocol::DisconnectReason;
use rustix::process::Signal as Kill;

use crate::{LONG, SOON, confab};

const TWO_SECONDS: Duration = Duration::from_secs(2);

async fn nothing_left(processes: &[u32]) {
    for pid in processes {
        soon("no process is left", TWO_SECONDS, || !process::alive(*pid)).await;
    }
}

fn family(confab: &Confab) -> Vec<u32> {
    let family = process::tree(confab.pid());
    assert!(
        family.contains(&confab.engine_pid()),
        "the LiveKit server is a child of ours"
    );
    family
}

#[tokio::test]
async fn sigterm_sigint_and_a_log_out_end_it_with_zero() {
    for signal in [Kill::TERM, Kill::INT, Kill::HUP] {
        let confab = confab().start().await;
        confab.create().await;
        let family = family(&confab);
        let ports = [
            &confab.ready.api,
            &confab.ready.guests,
            &confab.ready.signal,
        ]
        .map(|url| Ready::port(url));
        let stopped = confab.end(signal).await;
        assert_eq!(
            stopped.status.code(),
            Some(0),
            "{signal:?}: {}",
            stopped.stderr
        );
        assert_eq!(
            stopped.stdout.lines().count(),
            1,
            "the ready line alone: {}",
            stopped.stdout
        );
        assert!(!stopped.stderr.contains("panicked"), "{}", stopped.stderr);
        nothing_left(&family).await;
        for port in ports {
            for address in ["127.0.0.1", "::1"] {
                TcpListener::bind((address, port)).expect("the port is free again");
            }
        }
    }
}

#[tokio::test]
async fn kill_nine_leaves_no_livekit_server() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let _inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    let family = family(&confab);
    confab.crash().await;
    nothing_left(&family).await;
}

#[tokio::test]
async fn kill_nine_leaves_no_second_livekit_server_either() {
    let confab = confab().start().await;
    let first = confab.engine_pid();
    faults::kill(first);
    let second = wait_until("another server runs", LONG, || {
        let engine = confab.running_engine().filter(|pid| *pid != first);
        async move { engine }
    })
    .await;
    wait_until("it is ready", LONG, || async {
        (confab.server_state().await == "ready").then_some(())
    })
    .await;
    confab.crash().await;
    nothing_left(&[second]).await;
}

#[tokio::test]
async fn ending_tells_everybody_inside_and_takes_no_long_time() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let mut guests = Guests::start().await;
    let (ada, ben) = (
        confab.join(&meeting.id, "Ada").await,
        confab.join(&meeting.id, "Ben").await,
    );
    let ada = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    let ben = guests.connect(&ben.livekit_url, &ben.token, &["audio"]);
    ben.connected().await;
    confab.has_people(&meeting.id, 2, SOON).await;
    // LiveKit's SDK hears no goodbye while it still agrees on what it sends: it begins anew.
    let rooms = confab.behind();
    wait_until("what Ben sends arrives", SOON, || async {
        let people = rooms.people(&meeting.id).await;
        people
            .iter()
            .any(|person| !person.tracks.is_empty())
            .then_some(())
    })
    .await;
    let family = family(&confab);
    let began = std::time::Instant::now();
    let stopped = confab.stop().await;
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "it ended only after {:?}",
        began.elapsed()
    );
    assert_eq!(stopped.status.code(), Some(0), "{}", stopped.stderr);
    nothing_left(&family).await;
    let told = [
        DisconnectReason::RoomDeleted,
        DisconnectReason::ServerShutdown,
    ];
    let reason = ada.left(SOON).await;
    assert!(told.contains(&reason), "{reason:?}");
    let reason = ben.disconnected(SOON).await;
    assert!(
        ["ROOM_DELETED", "SERVER_SHUTDOWN"].contains(&reason.as_str()),
        "{reason}"
    );
}

#[tokio::test]
async fn a_second_signal_does_no_harm() {
    let confab = confab().start().await;
    let family = family(&confab);
    process::signal(confab.pid(), Kill::INT);
    confab.stop().await;
    nothing_left(&family).await;
}

#[tokio::test]
async fn an_external_server_is_left_running() {
    let server = LiveKit::start().await;
    let confab = confab().external(&server).start().await;
    confab.create().await;
    let stopped = confab.stop().await;
    assert_eq!(stopped.status.code(), Some(0), "{}", stopped.stderr);
    assert!(process::alive(server.pid()));
}

#[tokio::test]
async fn a_signal_while_it_still_starts_ends_it_and_its_server() {
    let server = FakeServer::hangs();
    let options = confab().env("CONFAB_LIVEKIT_SERVER", server.path().display());
    let starting = options.begin();
    soon("the server was started", LONG, || !server.pids().is_empty()).await;
    process::signal(starting.pid(), Kill::TERM);
    let failure = starting.ended(Duration::from_secs(5)).await;
    assert_eq!(failure.stdout, "");
    assert!(!failure.stderr.contains("panicked"), "{}", failure.stderr);
    nothing_left(&server.pids()).await;
}

#[tokio::test]
async fn a_server_that_outlived_a_crash_is_ended_by_the_next_start() {
    let server = FakeServer::real_that_outlives_us(&server_binary());
    // Ports of our own choosing: the next server needs the very ones that the orphan holds.
    let confab = confab()
        .env("CONFAB_LIVEKIT_SERVER", server.path().display())
        .env("CONFAB_RTC_TCP_PORT", free_port())
        .env("CONFAB_RTC_UDP_PORT", free_port())
        .start()
        .await;
    let orphan = confab.running_engine().expect("it runs");
    let options = confab.crash_alone().await;
    assert!(process::alive(orphan), "this one outlives its parent");
    let again = options.start().await;
    assert!(!process::alive(orphan), "the orphan still runs");
    assert!(again.running_engine().is_some_and(|pid| pid != orphan));
    again.stop().await;
}

#[tokio::test]
async fn a_stranger_who_has_an_old_server_s_id_is_left_alone() {
    let confab = confab().start().await;
    let note = confab.data().path().join("livekit-server.pid");
    let noted = std::fs::read_to_string(&note).expect("noted");
    assert_eq!(
        noted.lines().next(),
        Some(&*confab.engine_pid().to_string())
    );
    let options = confab.crash().await;
    let stranger = LiveKit::start().await;
    let (_, identity) = noted.split_once('\n').expect("two lines");
    std::fs::write(&note, format!("{}\n{identity}", stranger.pid())).expect("written");
    options.start().await.stop().await;
    assert!(process::alive(stranger.pid()), "a stranger was ended");
    assert!(!note.exists(), "who ended well left no note");
}

#[tokio::test]
async fn who_was_told_to_outlive_a_log_out_does() {
    let confab = confab().in_shell("exec nohup \"$0\" \"$@\"").start().await;
    let meeting = confab.create().await;
    process::signal(confab.pid(), Kill::HUP);
    // Nobody gets into a Confab that is saying goodbye.
    for name in ["Ada", "Ben"] {
        Inside::enter(&confab, &meeting.id, name).await;
    }
    assert!(!confab.log().contains("ending"), "{}", confab.log());
    let stopped = confab.stop().await;
    assert_eq!(stopped.status.code(), Some(0), "{}", stopped.stderr);
}

#[tokio::test]
async fn a_server_that_hangs_does_not_hold_up_the_end() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let inside = Signal::connect(&ada.livekit_url, &ada.token).await;
    let _inside = inside.expect("it gets in");
    let family = family(&confab);
    let stopped = Stopped::hold(confab.engine_pid());
    let began = std::time::Instant::now();
    let ended = confab.stop().await;
    let took = began.elapsed();
    assert!(took < Duration::from_secs(10), "it ended after {took:?}");
    assert_eq!(ended.status.code(), Some(0), "{}", ended.stderr);
    nothing_left(&family).await;
    stopped.go_on();
}
