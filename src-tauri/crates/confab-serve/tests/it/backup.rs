//! `confab-serve backup FILE` and `restore FILE`.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use confab_testkit::http::Method;
use confab_testkit::{Confab, ConfabOptions, sqlite};
use serde_json::json;
use tempfile::TempDir;

use crate::confab;

fn elsewhere() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a directory");
    let file = folder.path().join("kept here.db");
    (folder, file)
}

async fn exists(confab: &Confab, id: &str) -> bool {
    let path = format!("/meetings/{id}/exists");
    confab.local().get(&path).await.expect(200).json()["exists"] == true
}

fn words<'a>(command: &'a str, file: &'a Path) -> [&'a OsStr; 2] {
    [command.as_ref(), file.as_ref()]
}

/// The data directory's database and what stands beside it under names that begin like its own.
fn databases(options: &ConfabOptions) -> Vec<(PathBuf, Vec<u8>)> {
    let files = options.data().files().into_iter();
    let ours = |path: &PathBuf| path.to_string_lossy().contains("confab.db");
    files
        .filter(ours)
        .map(|path| (path.clone(), fs::read(path).expect("readable")))
        .collect()
}

#[tokio::test]
async fn what_was_backed_up_while_it_ran_comes_back_and_what_came_later_is_kept_aside() {
    let running = confab().start().await;
    let kept = running.create_with(&json!({"title": "Weekly"})).await;
    let (_folder, file) = elsewhere();
    let said = running.options().command(&words("backup", &file)).await;
    let said = said.done();
    assert!(
        said.contains(&file.display().to_string()) && said.contains("1 meeting,"),
        "{said}"
    );
    let mode = fs::metadata(&file).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "the owner's alone");

    let later = running.create().await;
    let path = format!("/meetings/{}", kept.id);
    let deleted = running.local().send(Method::DELETE, &path, None).await;
    deleted.expect(200);
    // After a crash part of the old database is in its journal.
    let options = running.crash().await;
    let said = options.command(&words("restore", &file)).await.done();
    let aside = said.split("kept as ").nth(1).expect("it says where");
    let aside = PathBuf::from(aside.trim().trim_end_matches('.'));
    assert!(aside.starts_with(options.data().path()), "{said}");

    let again = options.start().await;
    assert!(exists(&again, &kept.id).await && !exists(&again, &later.id).await);
    let listed = again.local().get("/meetings").await.expect(200).json();
    assert_eq!(listed["meetings"][0]["title"], "Weekly");

    // And back: the one that was kept is whole, with what only its journal held.
    let options = again.stop().await.options;
    options.command(&words("restore", &aside)).await.done();
    let again = options.start().await;
    assert!(!exists(&again, &kept.id).await && exists(&again, &later.id).await);
}

#[tokio::test]
async fn a_backup_overwrites_nothing_and_says_what_is_wrong() {
    let (folder, file) = elsewhere();
    let new = confab();
    let said = new.command(&words("backup", &file)).await.refused();
    assert!(said.contains("CONFAB_DATA_DIR"), "{said}");

    let options = new.start().await.stop().await.options;
    let before = databases(&options);
    fs::write(&file, "precious").expect("written");
    let said = options.command(&words("backup", &file)).await.refused();
    assert!(said.contains("already"), "{said}");
    assert_eq!(fs::read(&file).expect("there"), b"precious");
    let nowhere = folder.path().join("missing/kept.db");
    let said = options.command(&words("backup", &nowhere)).await.refused();
    assert!(said.contains("folder"), "{said}");
    options.command(&["backup"]).await.refused();
    let names: Vec<_> = fs::read_dir(folder.path()).expect("readable").collect();
    assert_eq!(names.len(), 1, "nothing else is left: {names:?}");
    assert!(before == databases(&options), "the database was touched");
}

#[tokio::test]
async fn a_restore_is_refused_while_an_instance_runs_and_names_it() {
    let running = confab().start().await;
    let meeting = running.create().await;
    let (_folder, file) = elsewhere();
    let options = running.options();
    options.command(&words("backup", &file)).await.done();
    let said = options.command(&words("restore", &file)).await.refused();
    assert!(said.contains(&running.pid().to_string()), "{said}");
    assert!(exists(&running, &meeting.id).await);
    running.create().await;
}

#[tokio::test]
async fn what_is_no_whole_database_of_ours_is_not_restored() {
    let running = confab().start().await;
    running.create().await;
    let (folder, good) = elsewhere();
    let options = running.stop().await.options;
    options.command(&words("backup", &good)).await.done();
    let bytes = fs::read(&good).expect("readable");
    let write = |name: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = bytes.clone();
        change(&mut bytes);
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    };
    let scribbled = |bytes: &mut Vec<u8>| {
        for byte in &mut bytes[4096..12288] {
            *byte ^= 0x5a;
        }
    };
    let foreign = folder.path().join("foreign.db");
    fs::write(&foreign, "").expect("written");
    sqlite::execute(&foreign, "CREATE TABLE meetings (id TEXT)").await;
    let newer = write("newer.db", &|_| {});
    sqlite::execute(&newer, "PRAGMA user_version = 9999").await;
    let rigged = write("rigged.db", &|_| {});
    let trigger = "CREATE TRIGGER spy AFTER INSERT ON meetings BEGIN DELETE FROM meetings; END";
    sqlite::execute(&rigged, trigger).await;
    let table = [
        (folder.path().join("missing.db"), "no such file"),
        (folder.path().to_owned(), "not a Confab database"),
        (
            write("letter.db", &|b| *b = b"words".repeat(100)),
            "not a Confab database",
        ),
        (foreign, "not a Confab database"),
        (rigged, "not a Confab database"),
        (write("cut.db", &|b| b.truncate(b.len() - 100)), "damaged"),
        (write("scribbled.db", &scribbled), "damaged"),
        (newer, "newer"),
        (options.data().database(), "the database itself"),
    ];
    let before = databases(&options);
    for (file, word) in table {
        let said = options.command(&words("restore", &file)).await.refused();
        assert!(said.contains(word), "{}: {said}", file.display());
        let after = databases(&options);
        assert!(
            before == after,
            "{}: the database was touched",
            file.display()
        );
    }
    options.command(&words("restore", &good)).await.done();
}

#[tokio::test]
async fn a_restore_where_there_was_nothing_needs_nothing() {
    let running = confab().start().await;
    let meeting = running.create().await;
    let (_folder, file) = elsewhere();
    let backup = words("backup", &file);
    running.options().command(&backup).await.done();
    let fresh = confab();
    let said = fresh.command(&words("restore", &file)).await.done();
    assert!(said.contains("none before"), "{said}");
    assert!(exists(&fresh.start().await, &meeting.id).await);
}
