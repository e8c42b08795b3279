//! What needs a process of its own: this test program is started again in a role.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::*;

/// Starts this program again with only the test `role` in it.
fn perform(role: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("our own program"));
    command
        .args([
            &format!("engine::tests::roles::{role}"),
            "--exact",
            "--ignored",
            "--nocapture",
        ])
        .env("CONFAB_LIVEKIT_SERVER", server())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

fn first_pid(parent: &mut Child) -> u32 {
    let stdout = parent.stdout.take().expect("its output");
    BufReader::new(stdout)
        .lines()
        .map_while(Result::ok)
        .find_map(|line| line.rsplit_once("pid=")?.1.trim().parse().ok())
        .expect("the parent told the server's process id")
}

#[test]
#[ignore = "a role: started by the tests below"]
fn parent() {
    // The workers of this runtime are not what the server hangs on; they may come and go.
    let engine = std::thread::spawn(|| {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let engine = runtime.block_on(started(embedded(server()), Timing::default()));
        std::mem::forget(runtime);
        engine
    })
    .join()
    .expect("a started engine");
    println!("pid={}", up(&engine).pid.expect("a process id"));
    std::thread::sleep(Duration::from_secs(120));
}

#[test]
fn the_server_dies_with_a_parent_that_is_killed() {
    let mut parent = perform("parent").spawn().expect("the parent starts");
    let server = first_pid(&mut parent);
    // The thread from which the start was ordered has ended by now: the server must not mind.
    std::thread::sleep(Duration::from_millis(500));
    assert!(
        runs(server),
        "the server did not outlive the thread that ordered its start"
    );
    parent.kill().expect("the parent can be killed");
    parent.wait().expect("and waited for");
    let begun = Instant::now();
    while runs(server) {
        assert!(
            begun.elapsed() < Duration::from_secs(2),
            "the server outlives its killed parent"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
#[ignore = "a role: started by the tests below"]
fn behind_a_proxy() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let engine = started(embedded(server()), Timing::default()).await;
        engine.shutdown().await;
    });
}

#[test]
fn the_embedded_server_is_never_asked_through_a_proxy() {
    let mut command = perform("behind_a_proxy");
    for name in [
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        command.env(name, "http://127.0.0.1:9");
    }
    let output = command
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "the engine did not start behind a proxy: {said}"
    );
    assert!(said.contains("1 passed"), "the role was not played: {said}");
}

/// No new descriptor: whatever was open stays.
fn starve() -> rustix::process::Rlimit {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let before = getrlimit(Resource::Nofile);
    let current = Some(3);
    let maximum = before.maximum;
    setrlimit(Resource::Nofile, Rlimit { current, maximum }).expect("a limit can be lowered");
    before
}

#[test]
#[ignore = "a role: started by the tests below"]
fn out_of_descriptors() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let timing = Timing {
            ask_up: Duration::from_millis(20),
            ask_again: Duration::from_millis(20),
            hung: Duration::from_millis(300),
            hung_at_work: Duration::from_millis(300),
            ..Timing::default()
        };
        let engine = started(embedded(server()), timing).await;
        let mut watch = engine.watch();
        watch.mark_unchanged();
        let before = up(&engine);
        let limit = starve();
        // Five times as long as a server may be silent.
        let changed = timeout(Duration::from_millis(1500), watch.changed()).await;
        assert!(changed.is_err(), "it was taken for hanging: {:?}", *watch.borrow());

        // A server that does end then is started as soon as there are descriptors again, whatever
        // number of starts came to nothing meanwhile.
        let pid = before.pid.expect("a process id");
        signal(pid, rustix::process::Signal::KILL);
        let down = |state: &EngineState| {
            matches!(state, EngineState::Down { reason } if reason.contains("open files"))
        };
        until(&mut watch, "a start without descriptors", down).await;
        rustix::process::setrlimit(rustix::process::Resource::Nofile, limit).expect("it was so");
        until_generation(&mut watch, 2).await;
        engine.shutdown().await;
    });
}

#[test]
fn running_out_of_descriptors_is_not_the_server_s_fault() {
    let output = perform("out_of_descriptors").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "the role was not played: {said}");
}
