//! With programs that are no LiveKit server, or fail like one.

use std::time::{Duration, Instant};

use super::*;
use crate::error::Code;

/// A start's limit for tests of what never succeeds.
fn short() -> Timing {
    Timing {
        start: Duration::from_secs(2),
        restart: Duration::from_secs(2),
        ..Timing::default()
    }
}

async fn fails_and_leaves_nothing(script: &Script, timing: Timing) -> String {
    let error = refused(embedded(&script.path), timing).await;
    assert_eq!(error.code(), Code::ServerUnavailable);
    assert!(
        error.detail().contains("CONFAB_LIVEKIT_SERVER"),
        "no setting in: {error}"
    );
    assert!(!script.pids().is_empty(), "the script was never started");
    for pid in script.pids() {
        assert!(!runs(pid), "a child is left after the failed start");
    }
    error.detail().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_program_is_said() {
    let error = refused(embedded("/nowhere/livekit-server"), Timing::default()).await;
    assert!(error.detail().contains("CONFAB_LIVEKIT_SERVER"), "{error}");
    let folder = tempfile::tempdir().expect("a folder");
    let error = refused(embedded(folder.path()), Timing::default()).await;
    assert!(error.detail().contains("can't be run"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_ends_at_once_is_said_whatever_its_status() {
    for status in [0, 1] {
        let script = Script::new(&format!("echo broken >&2; exit {status}"));
        let begun = Instant::now();
        let detail = fails_and_leaves_nothing(&script, Timing::default()).await;
        assert!(
            detail.contains(&format!("exit status {status}")),
            "{detail}"
        );
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "it took {:?}",
            begun.elapsed()
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_server_without_a_usable_configuration_is_said() {
    // It says why and leaves with 0.
    let script = Script::new(&format!(
        "unset LIVEKIT_KEYS; exec '{}'",
        server().display()
    ));
    let detail = fails_and_leaves_nothing(&script, Timing::default()).await;
    assert!(detail.contains("exit status 0"), "{detail}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_hangs_is_ended_with_its_whole_family() {
    let script = Script::new("sleep 600 & echo $! >> \"$0.pids\"; trap '' TERM; wait; sleep 600");
    let begun = Instant::now();
    fails_and_leaves_nothing(&script, short()).await;
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "it took {:?}",
        begun.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_shouts_is_ended() {
    fails_and_leaves_nothing(&Script::new("exec cat /dev/urandom"), short()).await;
    fails_and_leaves_nothing(&Script::new("exec yes"), short()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_listens_and_never_answers_is_ended() {
    let script = Script::new(
        r#"exec python3 -c '
import json, os, socket, time
port = json.loads(os.environ["LIVEKIT_CONFIG"])["port"]
listener = socket.create_server(("127.0.0.1", port))
held = []
while True: held.append(listener.accept())
'"#,
    );
    fails_and_leaves_nothing(&script, short()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_server_is_not_taken_for_livekit() {
    let script = Script::new(
        r#"exec python3 -c '
import http.server, json, os
class Fine(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b"OK")
    do_GET = do_POST
port = json.loads(os.environ["LIVEKIT_CONFIG"])["port"]
http.server.ThreadingHTTPServer(("127.0.0.1", port), Fine).serve_forever()
'"#,
    );
    fails_and_leaves_nothing(&script, short()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_start_gives_up_within_its_promise() {
    let script = Script::new("exec sleep 600");
    let begun = Instant::now();
    fails_and_leaves_nothing(&script, Timing::default()).await;
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "it took {:?}",
        begun.elapsed()
    );
}

/// Kills the server; what is started instead of it ends, until the engine has given up.
async fn kill_for_good(
    engine: &Engine,
    watch: &mut watch::Receiver<EngineState>,
    script: &Script,
    instead: &str,
) {
    script.become_(instead);
    signal(
        up(engine).pid.expect("a process id"),
        rustix::process::Signal::KILL,
    );
    until(watch, "Failed", |state| {
        matches!(state, EngineState::Failed { .. })
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_come_back_is_tried_ten_times_and_then_only_on_demand() {
    let script = Script::new(&format!("exec '{}'", server().display()));
    // Ten a minute as for people, only sooner one after the other.
    let timing = Timing {
        back_off: Duration::from_millis(5),
        back_off_limit: Duration::from_millis(50),
        ..Timing::default()
    };
    let engine = started(embedded(&script.path), timing).await;
    let mut watch = engine.watch();
    kill_for_good(&engine, &mut watch, &script, "exit 0").await;
    assert_eq!(script.pids().len(), 10);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(script.pids().len(), 10, "a failed engine goes on starting");

    engine.retry();
    within(Duration::from_secs(10), "retry starts once more", || {
        script.pids().len() == 11
    })
    .await;
    until(&mut watch, "Failed again", |state| {
        matches!(state, EngineState::Failed { .. })
    })
    .await;

    script.become_(&format!("exec '{}'", server().display()));
    engine.retry();
    assert_eq!(until_generation(&mut watch, 2).await.generation, 2);
    engine.shutdown().await;
    assert!(script.pids().into_iter().all(|pid| !exists(pid)));
}

#[tokio::test(flavor = "multi_thread")]
async fn restarts_wait_longer_and_longer() {
    let script = Script::new(&format!("exec '{}'", server().display()));
    let timing = Timing {
        starts: 6,
        back_off: Duration::from_millis(300),
        ..Timing::default()
    };
    let engine = started(embedded(&script.path), timing).await;
    let mut watch = engine.watch();
    let killed = Instant::now();
    kill_for_good(&engine, &mut watch, &script, "exit 0").await;
    // Five restarts: at once, and after 0.3, 0.6, 1.2 and 2.4 s.
    let took = killed.elapsed();
    assert!(
        took >= Duration::from_millis(4500),
        "five restarts took {took:?}"
    );
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_engine_tries_again_by_itself_when_time_has_passed() {
    let script = Script::new(&format!("exec '{}'", server().display()));
    let timing = Timing {
        starts: 2,
        starts_within: Duration::from_secs(1),
        back_off: Duration::from_millis(5),
        failed: Duration::from_millis(500),
        ..Timing::default()
    };
    let engine = started(embedded(&script.path), timing).await;
    let mut watch = engine.watch();
    kill_for_good(&engine, &mut watch, &script, "sleep 0.1").await;
    script.become_(&format!("exec '{}'", server().display()));
    until_generation(&mut watch, 2).await;
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shutdown_interrupts_a_restart_that_hangs() {
    let script = Script::new(&format!("exec '{}'", server().display()));
    let engine = started(embedded(&script.path), Timing::default()).await;
    script.become_("exec sleep 600");
    signal(
        up(&engine).pid.expect("a process id"),
        rustix::process::Signal::KILL,
    );
    within(PATIENCE, "the second start", || script.pids().len() == 2).await;
    let begun = Instant::now();
    engine.shutdown().await;
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "shutdown took {:?}",
        begun.elapsed()
    );
    assert!(script.pids().into_iter().all(|pid| !exists(pid)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_that_is_given_up_leaves_nothing() {
    let script = Script::new("exec sleep 600");
    let start = Engine::start(embedded(&script.path));
    assert!(
        timeout(Duration::from_secs(1), start).await.is_err(),
        "it can't have started"
    );
    within(Duration::from_secs(2), "the abandoned child goes", || {
        script.pids().into_iter().all(|pid| !exists(pid))
    })
    .await;
}

/// A server that answers for a second, and then keeps its port and says nothing.
fn turns_silent(meanwhile: &str) -> Script {
    Script::new(&format!(
        r#"exec python3 -c '
import http.server, json, os, threading, time
class Rooms(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        if time.monotonic() > silent: time.sleep(600)
        body = json.dumps({{"rooms": []}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
def work():
    while True:
        {meanwhile}
port = json.loads(os.environ["LIVEKIT_CONFIG"])["port"]
silent = time.monotonic() + 1
threading.Thread(target=work, daemon=True).start()
http.server.ThreadingHTTPServer(("127.0.0.1", port), Rooms).serve_forever()
'"#
    ))
}

fn impatient() -> Timing {
    Timing {
        ask_up: Duration::from_millis(100),
        answer: Duration::from_millis(300),
        ask_again: Duration::from_millis(50),
        hung: Duration::from_secs(1),
        hung_at_work: Duration::from_secs(6),
        ..Timing::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_silent_and_idle_is_replaced() {
    let script = turns_silent("time.sleep(1)");
    let engine = started(embedded(&script.path), impatient()).await;
    let begun = Instant::now();
    until_generation(&mut engine.watch(), 2).await;
    assert!(
        begun.elapsed() < Duration::from_secs(6),
        "it took {:?}",
        begun.elapsed()
    );
    engine.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_silent_because_it_works_is_given_longer() {
    let script = turns_silent("pass");
    let engine = started(embedded(&script.path), impatient()).await;
    let begun = Instant::now();
    until_generation(&mut engine.watch(), 2).await;
    assert!(
        begun.elapsed() > Duration::from_secs(6),
        "a server at work was ended after {:?}",
        begun.elapsed()
    );
    engine.shutdown().await;
}
