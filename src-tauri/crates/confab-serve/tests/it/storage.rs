//! A disk that is full or read-only, a home that is lost, a clock that is wrong, a journal beside a
//! damaged file: a sentence, and what was there is there.

use std::fs;
use std::path::PathBuf;

use confab_testkit::faults::{DAMAGES, FullDisk, SkewedClock, Wire};
use confab_testkit::{Confab, ConfabOptions, Data, Inside, LiveKit, Signal, sqlite, wait_until};
use livekit_protocol::DisconnectReason;
use serde_json::json;

use crate::{LONG, confab};

async fn exists(confab: &Confab, id: &str) -> bool {
    let path = format!("/meetings/{id}/exists");
    confab.local().get(&path).await.expect(200).json()["exists"] == true
}

#[tokio::test]
async fn a_full_disk_fails_what_must_be_stored_and_nothing_else_and_is_got_over() {
    let confab = confab().fillable().start().await;
    let meeting = confab.create().await;
    let guest = Inside::enter(&confab, &meeting.id, "Ada").await;
    guest.say("before").await;

    let full = FullDisk::of(confab.pid());
    let local = confab.local();
    let refused = local.post("/meetings/create").await.expect(500);
    let sentence = refused.detail();
    assert!(
        sentence.starts_with("Failed to create meeting: ") && sentence.contains("disk"),
        "{sentence}"
    );
    let path = format!("/meetings/{}", meeting.id);
    let renamed = local.patch(&path, &json!({"title": "New"})).await;
    assert!(renamed.expect(500).detail().contains("disk"));
    let unsaid = guest.try_say(&json!({"text": "meanwhile"})).await;
    assert!(unsaid.expect(500).detail().contains("disk"));
    let unsent = guest.try_send("name=a.txt", b"bytes".to_vec()).await;
    assert!(unsent.expect(500).detail().contains("disk"));
    assert!(exists(&confab, &meeting.id).await);
    let ben = confab.join(&meeting.id, "Ben").await;
    let ben = Signal::connect(&ben.livekit_url, &ben.token).await;
    let _ben = ben.expect("whoever may come in does");
    confab.has_people(&meeting.id, 2, LONG).await;

    full.make_room();
    let after = confab.create().await;
    local
        .patch(&path, &json!({"title": "New"}))
        .await
        .expect(200);
    guest.say("after").await;
    let said: Vec<_> = guest.chat().await;
    let said: Vec<_> = said
        .iter()
        .filter_map(|message| message["text"].as_str())
        .collect();
    assert_eq!(said, ["before", "after"]);
    let again = confab.crash().await.start().await;
    assert!(exists(&again, &after.id).await);
    let listed = again.local().get("/meetings").await.expect(200).json();
    assert_eq!(listed["meetings"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn a_deletion_that_can_t_be_stored_puts_nobody_out_and_closes_nothing_for_good() {
    let confab = confab().fillable().start().await;
    let (empty, lively) = (confab.create().await, confab.create().await);
    let enter = async |meeting: &str, name: &str| {
        let joined = confab.join(meeting, name).await;
        let guest = Signal::connect(&joined.livekit_url, &joined.token).await;
        guest.unwrap_or_else(|refused| panic!("{name} gets in: {refused:?}"))
    };
    let ada = enter(&lively.id, "Ada").await;

    let full = FullDisk::of(confab.pid());
    let delete = async |id: &str| confab.local().delete(&format!("/meetings/{id}")).await;
    for meeting in [&empty, &lively] {
        let refused = delete(&meeting.id).await.expect(500);
        assert!(refused.detail().contains("disk"), "{}", refused.text);
        assert!(exists(&confab, &meeting.id).await);
    }
    let ben = enter(&empty.id, "Ben").await;
    for (meeting, guest) in [(&empty, &ben), (&lively, &ada)] {
        let inside = confab.has_people(&meeting.id, 1, LONG).await;
        assert_eq!(inside[0]["sid"], guest.sid());
        assert!(!guest.closed());
    }

    full.make_room();
    for (meeting, guest) in [(&empty, &ben), (&lively, &ada)] {
        delete(&meeting.id).await.expect(200);
        assert_eq!(guest.left(LONG).await, DisconnectReason::RoomDeleted);
    }
}

#[tokio::test]
async fn a_first_start_on_a_full_disk_says_so() {
    let failure = confab().without_room().fail().await;
    failure.names("CONFAB_DATA_DIR");
}

#[tokio::test]
async fn a_start_on_a_full_disk_harms_nothing() {
    let first = confab().start().await;
    let meeting = first.create().await;
    let options = first.stop().await.options;
    let bytes = fs::read(options.data().database()).expect("readable");
    let starting = options.clone().without_room().begin();
    let database = options.data().database();
    // Whether it can serve those who only read, or gives up: the file is as it was.
    let ended = tokio::time::timeout(std::time::Duration::from_secs(5), starting.ended(LONG)).await;
    if let Ok(failure) = ended {
        failure.names("CONFAB_DATA_DIR");
    }
    assert!(fs::read(&database).expect("readable") == bytes);
    assert!(exists(&options.start().await, &meeting.id).await);
}

#[tokio::test]
async fn without_a_home_the_sentence_names_the_setting() {
    let lost = confab().env("CONFAB_DATA_DIR", "");
    lost.fail().await.names("CONFAB_DATA_DIR");
    let said = lost.command(&["backup", "kept.db"]).await.refused();
    assert!(said.contains("CONFAB_DATA_DIR"), "{said}");
}

#[tokio::test]
async fn nothing_is_acknowledged_while_the_home_is_lost() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let home = confab.data().path().to_owned();
    let away = home.with_extension("away");
    fs::rename(&home, &away).expect("moved");
    let refused = confab.local().post("/meetings/create").await.expect(500);
    assert!(
        refused.detail().contains("CONFAB_DATA_DIR"),
        "{}",
        refused.text
    );
    let path = format!("/meetings/{}", meeting.id);
    confab.local().delete(&path).await.expect(500).detail();
    assert!(exists(&confab, &meeting.id).await);
    fs::rename(&away, &home).expect("moved back");
    let after = confab.create().await;
    let again = confab.crash().await.start().await;
    for id in [&meeting.id, &after.id] {
        assert!(exists(&again, id).await, "{id}");
    }
}

/// Takes the folder's rights to be written, or, where these tests may write anywhere, mounts it
/// read-only for the program alone.
fn read_only(options: &ConfabOptions) -> ConfabOptions {
    options.clone().in_shell(
        "if [ \"$(id -u)\" = 0 ]; then \
           exec unshare -m sh -c 'mount --bind \"$CONFAB_DATA_DIR\" \"$CONFAB_DATA_DIR\" \
             && mount -o remount,bind,ro \"$CONFAB_DATA_DIR\" && exec \"$0\" \"$@\"' \"$0\" \"$@\"; \
         else chmod 500 \"$CONFAB_DATA_DIR\"; exec \"$0\" \"$@\"; fi",
    )
}

#[tokio::test]
async fn a_read_only_folder_is_named_and_left_alone() {
    let first = confab().start().await;
    let meeting = first.create().await;
    let options = first.stop().await.options;
    let before = contents(options.data());
    read_only(&options).fail().await.names("CONFAB_DATA_DIR");
    use std::os::unix::fs::PermissionsExt as _;
    let writable = fs::Permissions::from_mode(0o700);
    fs::set_permissions(options.data().path(), writable).expect("set");
    assert!(before == contents(options.data()), "something was written");
    assert!(exists(&options.start().await, &meeting.id).await);
}

fn contents(data: &Data) -> Vec<(PathBuf, Vec<u8>)> {
    let files = data.files().into_iter();
    let ours = |path: &PathBuf| path.to_string_lossy().contains("confab.db");
    files
        .filter(ours)
        .map(|path| (path.clone(), fs::read(&path).expect("readable")))
        .collect()
}

#[tokio::test]
async fn a_damaged_file_that_a_crash_left_with_a_journal_is_as_it_was_after_the_sentence() {
    for (what, damage) in DAMAGES {
        let confab = confab().start().await;
        for _ in 0..3 {
            confab.create().await;
        }
        let options = confab.stop().await.options.start().await;
        options.create().await;
        let options = options.crash().await;
        let database = options.data().path().join("confab.db");
        let journal = options.data().path().join("confab.db-wal");
        assert!(journal.exists(), "a crash leaves a journal");
        let mut bytes = fs::read(&database).expect("readable");
        damage(&mut bytes);
        fs::write(&database, &bytes).expect("written");
        let written = fs::read(&journal).expect("readable");
        let starting = options.begin().ended(LONG);
        let Ok(failure) = tokio::time::timeout(LONG, starting).await else {
            panic!("{what}: it neither starts nor gives up");
        };
        failure.names("CONFAB_DATA_DIR");
        assert!(
            fs::read(&database).expect("there") == bytes,
            "{what}: the file was touched"
        );
        assert!(
            fs::read(&journal).expect("there") == written,
            "{what}: the journal was touched"
        );
    }
}

#[tokio::test]
async fn a_migration_that_has_no_room_for_its_copy_leaves_the_old_file() {
    let first = confab().start().await;
    let meeting = first.create().await;
    let options = first.stop().await.options;
    let database = options.data().database();
    // Something that can't be replaced has the copy's name.
    fs::create_dir(options.data().path().join("confab.db.before-3")).expect("made");
    let back = "ALTER TABLE meetings DROP COLUMN encrypted; ALTER TABLE meetings DROP COLUMN shared; \
         PRAGMA user_version = 3; DELETE FROM _sqlx_migrations WHERE version = 4";
    sqlite::execute(&database, back).await;
    let bytes = fs::read(&database).expect("readable");
    let failure = options.fail().await;
    assert!(failure.stderr.contains("copied"), "{}", failure.stderr);
    assert!(
        fs::read(&database).expect("readable") == bytes,
        "the file was touched"
    );
    let said = options
        .command(&["backup", "/proc/kept.db"])
        .await
        .refused();
    assert!(!said.is_empty() && !meeting.id.is_empty());
}

#[tokio::test]
async fn a_clock_that_differs_from_the_server_s_by_seconds_keeps_nobody_out() {
    let clock = SkewedClock::new();
    for seconds in [-40, 40] {
        let confab = clock.wrong_by(seconds, confab()).start().await;
        let meeting = confab.create().await;
        let ada = confab.join(&meeting.id, "Ada").await;
        let inside = Signal::connect(&ada.livekit_url, &ada.token).await;
        let _inside = inside.expect("it gets in");
        confab.has_people(&meeting.id, 1, LONG).await;
    }
}

#[tokio::test]
async fn a_clock_that_goes_back_loses_nothing() {
    let clock = SkewedClock::new();
    let first = clock.wrong_by(45, confab()).start().await;
    let meeting = first.create().await;
    let guest = Inside::enter(&first, &meeting.id, "Ada").await;
    guest.say("from tomorrow").await;
    drop(guest);
    let options = first
        .crash()
        .await
        .without("LD_PRELOAD")
        .without("CONFAB_TEST_SKEW");
    let again = options.start().await;
    assert!(exists(&again, &meeting.id).await);
    let guest = Inside::enter(&again, &meeting.id, "Ada").await;
    assert_eq!(guest.chat().await.len(), 1, "the chat goes on");
}

#[tokio::test]
async fn an_external_server_behind_a_slow_or_broken_network_is_waited_for() {
    let server = LiveKit::start().await;
    let wire = Wire::to(server.port()).await;
    let options = confab().external(&server);
    let url = format!("ws://127.0.0.1:{}", wire.port());
    wire.slow_down(std::time::Duration::from_millis(300));
    let confab = options.env("LIVEKIT_URL", url).start().await;
    confab.create().await;
    wire.unplug();
    wait_until("it is away", LONG, || async {
        (confab.server_state().await != "ready").then_some(())
    })
    .await;
    wire.plug();
    wait_until("it is back", LONG, || async {
        (confab.server_state().await == "ready").then_some(())
    })
    .await;
    confab.create().await;
}
