//! The parts that need no server.

use std::ffi::OsStr;
use std::net::TcpListener;

use super::super::config;
use super::super::find::find;
use super::super::output::presentable;
use super::super::ports::Media;
use super::*;

#[test]
fn a_program_is_looked_for_where_it_was_set_beside_us_in_the_build_and_on_path() {
    let root = tempfile::tempdir().expect("a folder");
    let script = Script::new("exit 0");
    let put = |at: &str| {
        let to = root.path().join(at).join("livekit-server");
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        std::fs::copy(&script.path, &to).expect("copied");
        to.canonicalize().expect("there")
    };
    let beside = root.path().join("target/debug");
    std::fs::create_dir_all(&beside).expect("made");
    let path = root.path().join("bin");
    let look = |configured: Option<&Path>| {
        find(configured, Some(&beside), Some(path.as_os_str()))
            .map(|found| found.canonicalize().expect("what was found is there"))
    };

    let error = look(None).expect_err("there is none yet");
    assert!(error.detail().contains("CONFAB_LIVEKIT_SERVER"), "{error}");
    for at in ["bin", "target/livekit", "target/debug"] {
        let there = put(at);
        assert_eq!(look(None).expect("found"), there);
    }
    assert_eq!(
        look(Some(&script.path)).expect("found"),
        script.path.canonicalize().expect("there")
    );

    let error = look(Some(Path::new("/nowhere/at-all"))).expect_err("never replaced by another");
    assert!(error.detail().contains("CONFAB_LIVEKIT_SERVER"), "{error}");
    let plain = root.path().join("plain");
    std::fs::write(&plain, "").expect("written");
    let error = look(Some(&plain)).expect_err("not executable");
    assert!(error.detail().contains("can't be run"), "{error}");
    assert!(
        find(None, None, Some(OsStr::new(":."))).is_err(),
        "the current folder is not on PATH"
    );
}

#[test]
fn a_media_port_taken_on_any_one_address_is_taken() {
    for address in ["127.0.0.1:0", "[::1]:0", "0.0.0.0:0", "[::]:0"] {
        let taken = match TcpListener::bind(address) {
            Ok(listener) => listener,
            Err(error) => panic!("this computer has no {address}: {error}"),
        };
        let port = taken.local_addr().expect("its address").port();
        let error = Media::choose(Media { tcp: port, udp: 0 }, None).expect_err(address);
        assert!(error.detail().contains("CONFAB_RTC_TCP_PORT"), "{error}");

        let taken = std::net::UdpSocket::bind(address).expect("a socket");
        let port = taken.local_addr().expect("its address").port();
        let error = Media::choose(Media { tcp: 0, udp: port }, None).expect_err(address);
        assert!(error.detail().contains("CONFAB_RTC_UDP_PORT"), "{error}");
    }
}

#[test]
fn chosen_ports_are_kept_while_they_are_free() {
    let none = Media { tcp: 0, udp: 0 };
    let first = Media::choose(none, None).expect("ports");
    assert!(first.tcp != 0 && first.udp != 0);
    assert_eq!(Media::choose(none, Some(first)).expect("ports"), first);
    let _taken = TcpListener::bind(("127.0.0.1", first.tcp)).expect("it is free");
    let second = Media::choose(none, Some(first)).expect("ports");
    assert!(second.tcp != first.tcp && second.udp == first.udp);
}

#[test]
fn the_servers_environment_is_ours_alone() {
    let media = Media {
        tcp: 7881,
        udp: 7882,
    };
    let secret = Secret::new("0123456789".repeat(4));
    let hook = "http://127.0.0.1:1/hook";
    let environment = config::environment("key", &secret, 7000, media, hook, 4 << 30);
    let get = |name: &str| {
        environment
            .iter()
            .find(|(known, _)| *known == name)
            .and_then(|(_, value)| value.to_str())
            .unwrap_or_default()
    };
    // Quoted: a secret of digits alone is still text.
    assert_eq!(
        get("LIVEKIT_KEYS"),
        r#""key": "0123456789012345678901234567890123456789""#
    );
    assert_eq!(get("GOMEMLIMIT"), (3_u64 << 30).to_string());
    let config: serde_json::Value = serde_json::from_str(get("LIVEKIT_CONFIG")).expect("JSON");
    assert_eq!(config["bind_addresses"], serde_json::json!(["127.0.0.1"]));
    assert_eq!(config["log_level"], "error");
    assert_eq!(config["room"]["auto_create"], false);
    assert_eq!(config["rtc"]["use_ice_lite"], true);
    assert_eq!(config["webhook"]["api_key"], "key");
    assert!(
        !get("LIVEKIT_CONFIG").contains("0123456789012"),
        "the secret is told twice"
    );
    assert!(environment.iter().all(|(name, _)| !name.contains("HOST")));
}

#[test]
fn what_the_server_says_is_shown_without_secrets() {
    let secret = "the-secret-of-this-test";
    let show = |line: &str, cut: bool| presentable(line.as_bytes(), cut, secret);
    assert_eq!(show("all is well", false), "all is well");
    assert_eq!(
        show(
            "invalid token: eyJhbGciOi.eyJpc3Mi-_.x9, error: expired",
            false
        ),
        "invalid token: <token>, error: expired"
    );
    assert_eq!(
        show("/rtc?access_token=eyJh.eyJp.sig&x=1", false),
        "/rtc?access_token=<token>&x=1"
    );
    assert_eq!(show("a eyJa b eyJb", false), "a <token> b <token>");
    assert_eq!(
        show("key the-secret-of-this-test!", false),
        "key <redacted>!"
    );
    assert_eq!(
        show("key the-secret-of-th", true),
        "key ",
        "half a secret is a secret"
    );
    assert_eq!(
        show("bell\u{7} and\u{1b}[31m colour", false),
        "bell and[31m colour"
    );
    assert_eq!(presentable(b"\xff\xfe", false, secret).chars().count(), 2);
    assert!(show(&"x".repeat(9000), true).len() <= 1000);
}

#[tokio::test]
async fn a_line_without_end_does_not_fill_the_memory_and_the_last_line_is_kept() {
    use super::super::output::{LastWords, follow};
    use tokio::io::AsyncWriteExt as _;
    let (mut write, read) = tokio::io::duplex(1 << 16);
    let last = LastWords::default();
    let following = tokio::spawn(follow(read, secret(), last.clone()));
    for _ in 0..256 {
        write.write_all(&[b'x'; 1 << 14]).await.expect("it is read");
    }
    write
        .write_all(b"\nfirst\n\nlast eyJtoken")
        .await
        .expect("it is read");
    drop(write);
    following.await.expect("it ends");
    assert_eq!(last.get(), "last <token>");
}
