//! Failing to start: every row of interface.md. A status that is not 0 within 25 s, a sentence that
//! names the setting, an empty stdout, no panic, the database as it was, and nothing left running.

use std::collections::BTreeMap;
use std::fs;
use std::net::{TcpListener, UdpSocket};
use std::path::PathBuf;

use confab_testkit::faults::DAMAGES;
use confab_testkit::livekit::free_port;
use confab_testkit::{ConfabOptions, Data, FakeServer, LiveKit, process, sqlite};

use crate::confab;

/// A data directory with a meeting in it, of a program that ended in good order.
async fn settled() -> ConfabOptions {
    let confab = confab().start().await;
    confab.create().await;
    confab.stop().await.options
}

fn contents(data: &Data) -> BTreeMap<PathBuf, Vec<u8>> {
    let database = data.database();
    let name = database
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a name")
        .to_owned();
    let belongs = |path: &PathBuf| {
        path.file_name()
            .and_then(|file| file.to_str())
            .is_some_and(|file| file.starts_with(&name))
    };
    data.files()
        .into_iter()
        .filter(belongs)
        .map(|path| (path.clone(), fs::read(path).expect("readable")))
        .collect()
}

/// The start fails, names the setting, and leaves the database byte for byte as it was.
async fn fails(options: &ConfabOptions, setting: &str) {
    let before = contents(options.data());
    options.fail().await.names(setting);
    let after = contents(options.data());
    assert!(
        before == after,
        "the database was touched by a start that failed over {setting}"
    );
}

#[tokio::test]
async fn a_taken_port_on_either_loopback_address_is_named() {
    let options = settled().await;
    let ports = [
        "CONFAB_API_PORT",
        "CONFAB_GUEST_PORT",
        "CONFAB_SIGNAL_PORT",
        "CONFAB_RTC_TCP_PORT",
    ];
    for setting in ports {
        for address in ["127.0.0.1:0", "[::1]:0"] {
            let squatter = TcpListener::bind(address).expect("a port");
            let port = squatter.local_addr().expect("an address").port();
            eprintln!("{setting} taken on {address}");
            fails(&options.clone().env(setting, port), setting).await;
        }
    }
    for address in ["127.0.0.1:0", "[::1]:0", "0.0.0.0:0"] {
        let squatter = UdpSocket::bind(address).expect("a port");
        let port = squatter.local_addr().expect("an address").port();
        eprintln!("CONFAB_RTC_UDP_PORT taken on {address}");
        fails(
            &options.clone().env("CONFAB_RTC_UDP_PORT", port),
            "CONFAB_RTC_UDP_PORT",
        )
        .await;
    }
    options.start().await;
}

#[tokio::test]
async fn one_port_for_two_doors_is_refused() {
    let port = free_port();
    let failure = confab()
        .env("CONFAB_API_PORT", port)
        .env("CONFAB_SIGNAL_PORT", port)
        .fail()
        .await;
    assert!(
        failure.stderr.contains("CONFAB_API_PORT") || failure.stderr.contains("CONFAB_SIGNAL_PORT"),
        "{}",
        failure.stderr
    );
}

#[tokio::test]
async fn a_port_that_is_no_port_is_named() {
    for setting in [
        "CONFAB_API_PORT",
        "CONFAB_GUEST_PORT",
        "CONFAB_SIGNAL_PORT",
        "CONFAB_RTC_UDP_PORT",
    ] {
        for nonsense in ["eight thousand", "70000", "-1"] {
            confab().env(setting, nonsense).fail().await.names(setting);
        }
    }
}

#[tokio::test]
async fn a_data_directory_that_cannot_be_written_is_named() {
    let home = tempfile::tempdir().expect("a directory");
    let file = home.path().join("a-file");
    fs::write(&file, "not a directory").expect("written");
    for path in [
        file.clone(),
        file.join("below"),
        PathBuf::from("/proc/confab"),
    ] {
        eprintln!("{}", path.display());
        let failure = confab().on(Data::at(&path)).fail().await;
        failure.names("CONFAB_DATA_DIR");
    }
    assert_eq!(
        fs::read_to_string(file).expect("still there"),
        "not a directory"
    );
}

#[tokio::test]
async fn a_damaged_database_is_named_and_left_alone() {
    for (what, damage) in DAMAGES {
        let options = settled().await;
        let database = options.data().database();
        let mut bytes = fs::read(&database).expect("readable");
        damage(&mut bytes);
        fs::write(&database, &bytes).expect("written");
        eprintln!("{what}: {}", database.display());
        let failure = options.fail().await;
        failure.names("CONFAB_DATA_DIR");
        assert!(
            fs::read(&database).expect("still there") == bytes,
            "{what}: the file was touched"
        );
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_named_and_left_alone() {
    let options = settled().await;
    let database = options.data().database();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (99991231235959, 'from the future', 1, x'00', 0); PRAGMA user_version = 9999";
    sqlite::execute(&database, newer).await;
    fails(&options, "CONFAB_DATA_DIR").await;
    let failure = options.fail().await;
    assert!(
        failure.stderr.contains("newer"),
        "it says what is wrong: {}",
        failure.stderr
    );
}

#[tokio::test]
async fn a_second_instance_on_the_same_data_is_refused() {
    let first = confab().start().await;
    let meeting = first.create().await;
    let second = first.options().clone().fail().await;
    second.names("CONFAB_DATA_DIR");
    first
        .local()
        .get(&format!("/meetings/{}/info", meeting.id))
        .await
        .expect(200);
    first.create().await;
}

#[tokio::test]
async fn a_missing_livekit_server_is_named() {
    let options = settled().await;
    let directory = tempfile::tempdir().expect("a directory");
    let not_a_program = directory.path().join("livekit-server");
    fs::write(&not_a_program, "words").expect("written");
    for path in [
        directory.path().join("missing"),
        not_a_program,
        directory.path().to_owned(),
    ] {
        let options = options.clone().env("CONFAB_LIVEKIT_SERVER", path.display());
        fails(&options, "CONFAB_LIVEKIT_SERVER").await;
    }
}

#[tokio::test]
async fn a_livekit_server_that_ends_at_once_is_named() {
    let options = settled().await;
    for server in [
        FakeServer::exits_at_once(),
        FakeServer::fails_at_once(),
        FakeServer::counts_and_exits(),
    ] {
        let options = options
            .clone()
            .env("CONFAB_LIVEKIT_SERVER", server.path().display());
        fails(&options, "CONFAB_LIVEKIT_SERVER").await;
        assert!(
            server.pids().len() <= 10,
            "at most 10 starts a minute: {}",
            server.pids().len()
        );
    }
}

#[tokio::test]
async fn a_livekit_server_that_hangs_is_named_and_does_not_stay() {
    let options = settled().await;
    let server = FakeServer::hangs();
    fails(
        &options.env("CONFAB_LIVEKIT_SERVER", server.path().display()),
        "CONFAB_LIVEKIT_SERVER",
    )
    .await;
    gone(&server);
}

#[tokio::test]
async fn a_livekit_server_that_never_answers_is_named_and_does_not_stay() {
    let options = settled().await;
    let server = FakeServer::never_answers();
    fails(
        &options.env("CONFAB_LIVEKIT_SERVER", server.path().display()),
        "CONFAB_LIVEKIT_SERVER",
    )
    .await;
    gone(&server);
}

fn gone(server: &FakeServer) {
    let pids = server.pids();
    assert!(!pids.is_empty(), "it was started");
    for pid in pids {
        assert!(
            !process::alive(pid),
            "{pid} is left of {}",
            server.path().display()
        );
    }
}

#[tokio::test]
async fn an_external_server_that_cannot_be_reached_is_named() {
    let options = settled().await;
    let nobody = format!("ws://127.0.0.1:{}", free_port());
    let options = options.env("LIVEKIT_API_KEY", "key").env(
        "LIVEKIT_API_SECRET",
        "a-secret-that-nobody-may-read-in-a-log",
    );
    let unreachable = options.clone().env("LIVEKIT_URL", &nobody);
    fails(&unreachable, "LIVEKIT_URL").await;
    assert!(
        !unreachable
            .fail()
            .await
            .stderr
            .contains("a-secret-that-nobody")
    );
}

#[tokio::test]
async fn an_external_server_that_never_answers_is_named() {
    let options = settled().await;
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("ws://{}", silent.local_addr().expect("an address"));
    let options = options
        .env("LIVEKIT_URL", url)
        .env("LIVEKIT_API_KEY", "key")
        .env(
            "LIVEKIT_API_SECRET",
            "a-secret-that-nobody-may-read-in-a-log",
        );
    fails(&options, "LIVEKIT_URL").await;
}

#[tokio::test]
async fn a_refused_key_is_named() {
    let options = settled().await;
    let server = LiveKit::start().await;
    let wrong = "a-secret-that-is-long-enough-but-wrong";
    fails(
        &options
            .clone()
            .external(&server)
            .env("LIVEKIT_API_SECRET", wrong),
        "LIVEKIT_API_SECRET",
    )
    .await;
    fails(
        &options.external(&server).env("LIVEKIT_API_KEY", "stranger"),
        "LIVEKIT_API_KEY",
    )
    .await;
}

#[tokio::test]
async fn a_url_without_key_or_secret_names_both() {
    let server = LiveKit::start().await;
    let alone = confab().env("LIVEKIT_URL", server.url());
    let table = [
        alone.clone(),
        alone.clone().env("LIVEKIT_API_KEY", "key"),
        alone
            .clone()
            .env("LIVEKIT_API_SECRET", "a-secret-that-is-long-enough-for-it"),
        alone
            .env("LIVEKIT_API_KEY", "")
            .env("LIVEKIT_API_SECRET", ""),
    ];
    for options in table {
        let failure = options.fail().await;
        failure.names("LIVEKIT_API_KEY");
        failure.names("LIVEKIT_API_SECRET");
    }
}

#[tokio::test]
async fn a_livekit_url_that_is_none_is_named() {
    for nonsense in [
        "nonsense",
        "ftp://example.org",
        "ws://",
        "http://localhost:notaport",
    ] {
        let options = confab()
            .env("LIVEKIT_URL", nonsense)
            .env("LIVEKIT_API_KEY", "key")
            .env("LIVEKIT_API_SECRET", "a-secret-that-is-long-enough-for-it");
        options.fail().await.names("LIVEKIT_URL");
    }
}
