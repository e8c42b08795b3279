//! What an earlier run left: ended if it is what was noted, and left alone if it is not.

use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command};

use super::*;
use crate::engine::orphan::{Note, end_orphan};

/// A process for the length of a test.
struct Somebody(Child);

impl Somebody {
    fn new() -> Self {
        let mut command = Command::new("sleep");
        Self(command.arg("600").process_group(0).spawn().expect("sleep"))
    }

    fn lives(&mut self) -> bool {
        self.0.try_wait().expect("it can be waited for").is_none()
    }
}

impl Drop for Somebody {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn the_process_that_was_noted_is_ended_and_the_note_goes() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("note");
    let mut orphan = Somebody::new();
    Note::at(path.clone()).write(Some(orphan.0.id()));
    end_orphan(&path).await;
    assert!(!orphan.lives(), "the orphan still runs");
    assert!(!path.exists(), "the note is still there");
}

#[tokio::test]
async fn a_stranger_with_the_same_id_is_left_alone() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("note");
    let mut stranger = Somebody::new();
    Note::at(path.clone()).write(Some(stranger.0.id()));
    let noted = std::fs::read_to_string(&path).expect("noted");
    let mut words: Vec<&str> = noted.split([' ', '\n']).collect();
    let [_, boot, started, program, ""] = words[..] else {
        panic!("pid, boot, start and program in {noted:?}");
    };
    let (earlier, other) = (format!("1{started}"), format!("{program}-server"));
    let lies = [
        (1, "00000000-0000-0000-0000-000000000000"),
        (2, earlier.as_str()),
        (3, other.as_str()),
        (3, ""),
    ];
    for (at, lie) in lies {
        words.splice(1..4, [boot, started, program]);
        words[at] = lie;
        let text = format!("{}\n{} {} {}\n", words[0], words[1], words[2], words[3]);
        std::fs::write(&path, &text).expect("written");
        end_orphan(&path).await;
        assert!(stranger.lives(), "a stranger was ended: {text:?}");
        assert!(!path.exists(), "a note of nobody is kept");
    }
    for nonsense in [
        "",
        "\n",
        "-1\nx\n",
        "words",
        &format!("{}\n", stranger.0.id()),
    ] {
        std::fs::write(&path, nonsense).expect("written");
        end_orphan(&path).await;
        assert!(stranger.lives(), "{nonsense:?}");
    }
    assert!(stranger.lives());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_that_runs_is_noted_and_one_that_was_shut_down_is_not() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("note");
    let mut spec = embedded(server());
    if let EngineSpec::Embedded { note, .. } = &mut spec {
        *note = Some(path.clone());
    }
    let engine = started(spec, Timing::default()).await;
    let first = up(&engine).pid.expect("a process");
    let noted = || {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        text.lines().next().and_then(|pid| pid.parse::<u32>().ok())
    };
    assert_eq!(noted(), Some(first));
    signal(first, rustix::process::Signal::KILL);
    let second = until_generation(&mut engine.watch(), 2).await.pid;
    assert_eq!(noted(), second);
    engine.shutdown().await;
    assert!(!path.exists(), "a note of a server that is gone is left");
}
