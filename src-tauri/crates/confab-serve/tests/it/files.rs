//! Files in a chat: handed out as nothing but bytes, to those inside; kept whole or not at all.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::time::Duration;

use confab_testkit::http::Method;
use confab_testkit::{Api, Confab, Inside, wait_until, within};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::{LONG, SOON, confab};

/// What keeps a file that is a page from being one.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

const MB: usize = 1024 * 1024;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\nand the rest of a picture";

fn file_path(somebody: &Inside, message: &Value) -> String {
    let id = message["file"]["file_id"].as_str().expect("a file");
    somebody.path(&format!("files/{id}"))
}

/// The files of chats on the disk.
fn stored(confab: &Confab) -> Vec<PathBuf> {
    let files = confab.data().path().join("files");
    let all = confab.data().files();
    all.into_iter()
        .filter(|path| path.starts_with(&files))
        .collect()
}

async fn soon_stored(confab: &Confab, count: usize) {
    wait_until(&format!("{count} files on the disk"), SOON, || async {
        (stored(confab).len() == count).then_some(())
    })
    .await;
}

#[tokio::test]
async fn whatever_was_sent_comes_back_as_an_attachment_in_a_sandbox() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let ben = Inside::enter(&confab, &meeting, "Ben").await;
    let mut events = ben.events().await;
    let binary: Vec<u8> = (0..300_000_u32).map(|n| (n % 251) as u8).collect();
    for (name, bytes, kept, disposition) in [
        (
            "page.html",
            b"<script>alert(1)</script>".to_vec(),
            "page.html",
            "attachment; filename=\"page.html\"; filename*=UTF-8''page.html",
        ),
        (
            "x%22%3B.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(),
            "x\";.svg",
            "attachment; filename=\"x_;.svg\"; filename*=UTF-8''x%22%3B.svg",
        ),
        (
            "..%2F..%2F%C3%9Cbersicht.bin",
            binary,
            "Übersicht.bin",
            "attachment; filename=\"_bersicht.bin\"; filename*=UTF-8''%C3%9Cbersicht.bin",
        ),
    ] {
        let sent = ada.send(name, &bytes).await;
        assert_eq!(
            (&sent["file"]["name"], &sent["file"]["size"]),
            (&json!(kept), &json!(bytes.len()))
        );
        assert_eq!(
            (&sent["text"], &sent["file"]["preview"]),
            (&json!(""), &json!(false))
        );
        let told = events.until("chat_message", SOON, |_| true).await.data;
        assert_eq!(told["message"]["file"], sent["file"]);
        for api in [ben.api().clone(), confab.local()] {
            let got = api.open(Method::GET, &file_path(&ben, &sent), None).await;
            assert_eq!(got.status().as_u16(), 200);
            let header = |name: &str| {
                got.headers()
                    .get(name)
                    .and_then(|v| v.to_str().ok())
                    .unwrap_or("")
            };
            assert_eq!(header("content-type"), "application/octet-stream");
            assert_eq!(header("content-disposition"), disposition);
            assert_eq!(header("x-content-type-options"), "nosniff");
            assert_eq!(header("content-security-policy"), SANDBOX);
            assert_eq!(header("cache-control"), "no-store");
            assert_eq!(header("cross-origin-resource-policy"), "same-origin");
            assert_eq!(header("content-length"), bytes.len().to_string());
            let body = got
                .into_body()
                .collect()
                .await
                .expect("the bytes")
                .to_bytes();
            assert!(body == bytes, "{name} is as it was sent");
        }
    }
}

#[tokio::test]
async fn a_preview_is_its_senders_picture_and_nothing_else() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let ben = Inside::enter(&confab, &meeting, "Ben").await;
    let sent = ada.send("photo.jpg", b"a large photo").await;
    let path = format!("{}/preview", file_path(&ada, &sent));
    let put = |api: &Api, kind: &'static str, bytes: Vec<u8>| {
        let (api, path) = (api.clone(), path.clone());
        async move { api.send(Method::PUT, &path, Some((kind, bytes))).await }
    };
    assert_eq!(
        ada.api().get(&path).await.expect(404).code(),
        "file_not_found"
    );
    for bad in [
        &b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..],
        b"<html>",
        b"GIF89a",
        b"",
    ] {
        put(ada.api(), "image/png", bad.to_vec())
            .await
            .expect(422)
            .detail();
    }
    put(ada.api(), "image/svg+xml", PNG.to_vec())
        .await
        .expect(415)
        .detail();
    let mut large = PNG.to_vec();
    large.resize(256 * 1024 + 1, 0);
    assert_eq!(
        put(ada.api(), "image/png", large).await.expect(413).code(),
        "file_too_large"
    );
    assert_eq!(
        put(ben.api(), "image/png", PNG.to_vec())
            .await
            .expect(403)
            .code(),
        "not_allowed"
    );
    assert_eq!(stored(&confab).len(), 1, "none of these was kept");

    let mut events = ben.events().await;
    let with = put(ada.api(), "image/png", PNG.to_vec())
        .await
        .expect(200)
        .json();
    assert_eq!(with["file"]["preview"], true);
    let told = events.until("chat_updated", SOON, |_| true).await.data;
    assert_eq!(told["message"]["file"]["preview"], true);
    let got = ben.api().get(&path).await.expect(200);
    assert_eq!(got.header("content-type"), Some("image/png"));
    assert_eq!(got.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(got.header("content-security-policy"), Some(SANDBOX));
    assert_eq!(
        got.header("content-length"),
        Some(PNG.len().to_string().as_str())
    );
    assert!(
        got.header("content-disposition")
            .is_some_and(|d| d.starts_with("attachment"))
    );
    // The type is what the first bytes say, not what the sender said.
    put(ada.api(), "image/png", b"\xff\xd8\xff\xe0...".to_vec())
        .await
        .expect(200);
    assert_eq!(
        ben.api()
            .get(&path)
            .await
            .expect(200)
            .header("content-type"),
        Some("image/jpeg")
    );
}

#[tokio::test]
async fn a_file_has_ten_megabytes_and_a_meeting_two_hundred() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let too_large = ada.try_send("name=a", vec![1; 10 * MB + 1]).await;
    assert_eq!(too_large.expect(413).code(), "file_too_large");
    assert_eq!(
        ada.try_send("name=a", Vec::new()).await.expect(422).code(),
        "bad_input"
    );
    assert_eq!(
        ada.try_send("name=", b"x".to_vec())
            .await
            .expect(422)
            .code(),
        "bad_input"
    );
    assert_eq!(
        ada.try_send("key=k", b"x".to_vec())
            .await
            .expect(422)
            .code(),
        "bad_input"
    );
    let form = ada
        .api()
        .send(
            Method::POST,
            &ada.path("files?name=a"),
            Some(("text/html", b"x".to_vec())),
        )
        .await;
    assert_eq!(form.expect(415).code(), "unsupported_media_type");
    assert_eq!(ada.chat().await.len(), 0);
    assert_eq!(stored(&confab).len(), 0, "nothing of what was refused");

    let local = confab.local();
    let path = ada.path("files?name=a.bin");
    let mut first = None;
    for _ in 0..20 {
        let sent = local
            .send(
                Method::POST,
                &path,
                Some(("application/octet-stream", vec![1; 10 * MB])),
            )
            .await;
        first.get_or_insert(sent.expect(200).json());
    }
    let full = ada.try_send("name=b", b"one more".to_vec()).await;
    assert_eq!(full.expect(413).code(), "meeting_files_full");
    assert_eq!(stored(&confab).len(), 20);
    let first = first.expect("the first");
    local
        .delete(&ada.path(&format!("chat/{}", first["id"])))
        .await
        .expect(200);
    ada.send("b", b"one more").await;
    soon_stored(&confab, 20).await;
}

#[tokio::test]
async fn a_body_of_unknown_length_is_cut_at_the_limit() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let mut socket = upload(&confab, &ada, "Transfer-Encoding: chunked").await;
    let piece = vec![b'x'; MB];
    for _ in 0..11 {
        socket
            .write_all(format!("{:x}\r\n", piece.len()).as_bytes())
            .await
            .expect("sent");
        socket.write_all(&piece).await.expect("sent");
        socket.write_all(b"\r\n").await.expect("sent");
    }
    socket.write_all(b"0\r\n\r\n").await.expect("sent");
    let answer = read(&mut socket).await;
    assert!(
        answer.starts_with("HTTP/1.1 413") && answer.contains("file_too_large"),
        "{answer}"
    );
    soon_stored(&confab, 0).await;
}

/// The head of an upload by hand.
async fn upload(confab: &Confab, who: &Inside, length: &str) -> TcpStream {
    let address = confab.guest_address();
    let mut socket = TcpStream::connect(address).await.expect("the door is open");
    let head = format!(
        "POST /api/v1{} HTTP/1.1\r\nHost: localhost:{}\r\nAuthorization: Bearer {}\r\nContent-Type: application/octet-stream\r\n{length}\r\n\r\n",
        who.path("files?name=slow.bin"),
        address.port(),
        who.joined.session
    );
    socket.write_all(head.as_bytes()).await.expect("sent");
    socket
}

async fn read(socket: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    within("an answer", LONG * 2, async {
        while !bytes.windows(4).any(|end| end == b"\r\n\r\n") {
            assert!(
                socket.read_buf(&mut bytes).await.expect("read") > 0,
                "an answer"
            );
        }
    })
    .await;
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_slow_file_arrives_and_one_that_stops_is_given_up() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let slow = async {
        // Longer than any other body may take.
        let mut socket = upload(&confab, &ada, &format!("Content-Length: {}", 10 * 20_000)).await;
        for _ in 0..10 {
            tokio::time::sleep(Duration::from_secs(2)).await;
            socket.write_all(&[1; 20_000]).await.expect("sent");
        }
        let answer = read(&mut socket).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    };
    let stopped = async {
        let mut socket = upload(&confab, &ada, "Content-Length: 100000").await;
        socket.write_all(&[1; 50_000]).await.expect("sent");
        let answer = read(&mut socket).await;
        assert!(
            answer.starts_with("HTTP/1.1 408") && answer.contains("request_timeout"),
            "{answer}"
        );
    };
    let broken = async {
        let mut socket = upload(&confab, &ada, "Content-Length: 100000").await;
        socket.write_all(&[1; 50_000]).await.expect("sent");
        wait_until("it is coming", SOON, || async {
            (stored(&confab).len() >= 2).then_some(())
        })
        .await;
    };
    tokio::join!(slow, stopped, broken);
    soon_stored(&confab, 1).await;
    assert_eq!(ada.chat().await.len(), 1);
}

#[tokio::test]
async fn a_repeated_file_is_sent_once() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let first = ada
        .try_send("name=a.txt&key=k1", b"one".to_vec())
        .await
        .expect(200)
        .json();
    let again = ada
        .try_send("name=a.txt&key=k1", b"one".to_vec())
        .await
        .expect(200)
        .json();
    assert_eq!(again, first);
    assert_eq!((ada.chat().await.len(), stored(&confab).len()), (1, 1));
}

#[tokio::test]
async fn files_go_with_their_message_the_chat_and_the_meeting() {
    let confab = confab().start().await;
    let (one, other) = (confab.create().await.id, confab.create().await.id);
    let ada = Inside::enter(&confab, &one, "Ada").await;
    let ben = Inside::enter(&confab, &other, "Ben").await;
    let kept = ben.send("kept.txt", b"kept").await;
    let sent = ada.send("a.txt", b"a").await;
    let preview = format!("{}/preview", file_path(&ada, &sent));
    ada.api()
        .send(Method::PUT, &preview, Some(("image/png", PNG.to_vec())))
        .await
        .expect(200);
    soon_stored(&confab, 3).await;
    let deleted = ada
        .api()
        .delete(&ada.path(&format!("chat/{}", sent["id"])))
        .await
        .expect(200)
        .json();
    assert_eq!(deleted["file"], Value::Null);
    soon_stored(&confab, 1).await;
    assert_eq!(
        ada.api()
            .get(&file_path(&ada, &sent))
            .await
            .expect(404)
            .code(),
        "file_not_found"
    );

    ada.send("b.txt", b"b").await;
    confab.local().delete(&ada.path("chat")).await.expect(200);
    soon_stored(&confab, 1).await;

    ada.send("c.txt", b"c").await;
    soon_stored(&confab, 2).await;
    confab
        .local()
        .delete(&format!("/meetings/{one}"))
        .await
        .expect(200);
    soon_stored(&confab, 1).await;
    ben.api().get(&file_path(&ben, &kept)).await.expect(200);
}

#[tokio::test]
async fn files_are_the_owners_alone_and_orphans_are_swept_away() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let sent = ada.send("a.txt", b"a").await;
    let preview = format!("{}/preview", file_path(&ada, &sent));
    ada.api()
        .send(Method::PUT, &preview, Some(("image/png", PNG.to_vec())))
        .await
        .expect(200);
    let mode = |path: &std::path::Path| {
        std::fs::metadata(path).expect("there").permissions().mode() & 0o777
    };
    for path in stored(&confab) {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        assert_eq!(mode(path.parent().expect("a folder")), 0o700);
    }
    let root = confab.data().path().join("files");
    assert_eq!((mode(&root), mode(&root.join("incoming"))), (0o700, 0o700));

    // What an upload that never ended leaves, and a file whose message was never stored.
    let mut half = upload(&confab, &ada, "Content-Length: 100000").await;
    half.write_all(&[1; 50_000]).await.expect("sent");
    soon_stored(&confab, 3).await;
    let options = confab.crash().await;
    let orphans = [
        root.join(&meeting).join("0123456789abcdef0123456789abcdef"),
        root.join("zzz-zzzz-zzz").join("x"),
    ];
    for orphan in &orphans {
        std::fs::create_dir_all(orphan.parent().expect("a folder")).expect("made");
        std::fs::write(orphan, b"orphan").expect("written");
    }
    let again = options.start().await;
    soon_stored(&again, 2).await;
    assert!(!orphans[1].parent().expect("a folder").exists());
    let ada = Inside::with(&again, &meeting, ada.joined).await;
    assert_eq!(
        ada.api()
            .get(&file_path(&ada, &sent))
            .await
            .expect(200)
            .text,
        "a"
    );
    ada.api().get(&preview).await.expect(200);
}

#[tokio::test]
async fn only_those_inside_send_and_get_files() {
    let confab = confab().start().await;
    let (meeting, other) = (confab.create().await.id, confab.create().await.id);
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    let eve = Inside::enter(&confab, &other, "Eve").await;
    let sent = ada.send("a.txt", b"secret").await;
    let path = file_path(&ada, &sent);
    for (who, api, status) in [
        ("nobody", confab.guest(), 401),
        ("another meeting's", eve.api().clone(), 403),
    ] {
        for (method, path) in [
            (Method::GET, path.clone()),
            (Method::POST, ada.path("files?name=x")),
            (Method::PUT, format!("{path}/preview")),
            (Method::GET, format!("{path}/preview")),
        ] {
            let body = (method != Method::GET).then(|| ("application/octet-stream", b"x".to_vec()));
            let answer = api.send(method.clone(), &path, body).await;
            assert_eq!(answer.status, status, "{who}: {method} {path}");
        }
    }
    // By another meeting's address with a session of that meeting.
    let astray = path.replace(&meeting, &other);
    assert_eq!(
        eve.api().get(&astray).await.expect(404).code(),
        "file_not_found"
    );
    let person = format!("/meetings/{meeting}/participants/{}", ada.identity());
    confab.local().delete(&person).await.expect(200);
    assert_eq!(
        ada.api().get(&path).await.expect(403).code(),
        "removed_by_host"
    );
}

#[tokio::test]
async fn a_disk_that_takes_nothing_is_said_and_leaves_nothing_half() {
    let confab = confab().start().await;
    let meeting = confab.create().await.id;
    let ada = Inside::enter(&confab, &meeting, "Ada").await;
    // Nothing can be written below a file.
    let incoming = confab.data().path().join("files/incoming");
    std::fs::remove_dir(&incoming).expect("it is empty");
    std::fs::write(&incoming, b"").expect("written");
    let failed = ada.try_send("name=a.txt", b"a".to_vec()).await.expect(500);
    assert_eq!(failed.code(), "storage");
    let sentence = failed.detail();
    assert!(!sentence.contains('/'), "{sentence}");
    ada.say("The rest goes on").await;
    assert_eq!(ada.chat().await.len(), 1);
    std::fs::remove_file(&incoming).expect("removed");
    std::fs::create_dir(&incoming).expect("made");
    ada.send("a.txt", b"a").await;
    assert_eq!(stored(&confab).len(), 1);
}
