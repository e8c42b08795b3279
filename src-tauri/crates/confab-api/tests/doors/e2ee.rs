//! Encrypted meetings at every door: who may make them, who gets their key, what they take.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use confab_api::doors::Door;
use confab_core::name::DisplayName;
use confab_testkit::Signal;

use super::sender::{Reply, Sender};
use super::{Standing, rows, stand};

/// Something sealed, as far as the app can tell.
fn sealed(letters: usize) -> String {
    format!("e1.{}", "aB0-_".repeat(letters / 5))
}

/// An encrypted meeting and its key.
async fn encrypted(host: &Sender) -> (String, String) {
    let reply = host
        .send(
            "POST",
            "/api/v1/meetings/encrypted",
            &[],
            r#"{"title":"Secret"}"#,
        )
        .await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let made = reply.json();
    assert_eq!(
        (&made["encrypted"], &made["title"]),
        (&true.into(), &"Secret".into())
    );
    let id = made["meeting_id"].as_str().expect("an id").to_owned();
    let reply = host
        .send("GET", &format!("/api/v1/meetings/{id}/key"), &[], "")
        .await;
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let told = reply.json();
    let key = told["key"].as_str().expect("a key").to_owned();
    assert_eq!(URL_SAFE_NO_PAD.decode(&key).expect("letters").len(), 32);
    let link = format!("{}#k={key}", made["meeting_link"].as_str().expect("a link"));
    assert_eq!(told["meeting_link"], link);
    (id, key)
}

/// The key as it might turn up somewhere.
fn forms(key: &str) -> Vec<Vec<u8>> {
    let raw = URL_SAFE_NO_PAD.decode(key).expect("letters");
    let hex: String = raw.iter().map(|byte| format!("{byte:02x}")).collect();
    vec![
        key.as_bytes().to_vec(),
        STANDARD_NO_PAD.encode(&raw).into_bytes(),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
        raw,
    ]
}

fn holds(bytes: &[u8], forms: &[Vec<u8>]) -> bool {
    forms
        .iter()
        .any(|form| bytes.windows(form.len()).any(|window| window == form))
}

fn said(reply: &Reply) -> Vec<u8> {
    format!("{:?}\n{}", reply.headers, reply.body).into_bytes()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn encrypted_meetings_belong_to_the_host_door() {
    let standing = stand().await;
    let host = &standing.senders[0];
    let (id, key) = encrypted(host).await;
    no_other_door_tells_the_key(&standing, &id, &forms(&key)).await;
    no_other_door_makes_or_changes_one(&standing, &id).await;
    nothing_is_warmed_up_and_everybody_may_join(&standing, &id).await;
    the_chat_takes_only_what_is_sealed(&standing, &id).await;
    the_key_is_in_its_file_alone(&standing, &id, &forms(&key)).await;
    standing.house.shutdown().await;
}

async fn no_other_door_tells_the_key(standing: &Standing, id: &str, forms: &[Vec<u8>]) {
    let host = &standing.senders[0];
    let mut asked = 0;
    for row in rows() {
        let read = row.method == "GET" && row.path != "/api/v1/meetings/{meeting_id}/key";
        let joins = row.path.ends_with("/join");
        if !read && !joins {
            continue;
        }
        let path = row
            .path
            .replace("{meeting_id}", id)
            .replace("{file_id}", "nothing")
            .replace("{*file}", "swagger-ui.css");
        let body = if joins { r#"{"user_name":"Ann"}"# } else { "" };
        for sender in &standing.senders {
            let reply = sender.send(&row.method, &path, &[], body).await;
            assert!(
                !holds(&said(&reply), forms),
                "{path} at {}",
                sender.door.name()
            );
            asked += 1;
        }
    }
    assert!(asked > 50, "only {asked} answers were looked at");
    let path = format!("/api/v1/meetings/{id}/key");
    let join = format!("/api/v1/meetings/{id}/join");
    let guest = &standing.senders[2];
    let reply = guest
        .send("POST", &join, &[], r#"{"user_name":"Ann"}"#)
        .await;
    let guests = reply.header("confab-session").map(str::to_owned);
    let sessions = [None, Some(&standing.own), Some(&standing.hosts)];
    for sender in &standing.senders[1..] {
        for session in sessions.into_iter().chain([guests.as_ref()]) {
            let bearer = session.map(|session| format!("Bearer {session}"));
            let headers: Vec<_> = bearer
                .iter()
                .map(|b| ("Authorization", b.as_str()))
                .collect();
            let reply = sender.send("GET", &path, &headers, "").await;
            let expected = match (sender.door, session) {
                (Door::Guest, None) => (401, Some("no_session")),
                (Door::Guest, Some(_)) => (403, Some("not_allowed")),
                _ => (404, Some("not_found")),
            };
            let code = reply.header("confab-code");
            assert_eq!((reply.status, code), expected, "{}", sender.door.name());
        }
    }
    only_the_hosts_own_call_is_told_the_key(standing, id, forms).await;
    let plain = format!("/api/v1/meetings/{}/key", standing.meeting);
    let reply = host.send("GET", &plain, &[], "").await;
    assert_eq!(
        (reply.status, reply.header("confab-code")),
        (404, Some("no_key"))
    );
}

/// The host comes with the code that the window handed out, and after a reload with the session that
/// was got for it: no proxy, and no other user of this computer, gets anything for either.
async fn only_the_hosts_own_call_is_told_the_key(standing: &Standing, id: &str, forms: &[Vec<u8>]) {
    let guest = &standing.senders[2];
    let meeting = id.parse().expect("an id");
    let name = DisplayName::new("Hanna").expect("a name");
    let confab = standing.house.confab();
    let code = confab.issue_host_code(meeting, name).await.expect("a code");
    let body = serde_json::json!({ "code": code.secret().expose() }).to_string();
    let way_in = format!("/api/v1/meetings/{id}/host");
    let key = format!("/api/v1/meetings/{id}/key");
    let forwarded = ("X-Forwarded-For", "127.0.0.1");

    let reply = guest.send("POST", &way_in, &[forwarded], &body).await;
    let refused = (403, Some("not_this_user"));
    assert_eq!((reply.status, reply.header("confab-code")), refused);
    if let Some(said) = as_another_user(guest, "POST", &way_in, "", &body) {
        assert!(said.contains("not_this_user"), "{said}");
        assert!(!holds(said.as_bytes(), forms), "{said}");
    }

    let reply = guest.send("POST", &way_in, &[], &body).await;
    assert_eq!(reply.status, 200, "the code is unused: {}", reply.body);
    let told = reply.json()["key"].as_str().expect("a key").to_owned();
    assert!(holds(told.as_bytes(), forms));
    let session = reply.header("confab-session").expect("a session");
    let bearer = format!("Bearer {session}");
    let shown = ("Authorization", bearer.as_str());

    let reply = guest.send("GET", &key, &[shown, forwarded], "").await;
    assert_eq!((reply.status, reply.header("confab-code")), refused);
    if let Some(said) = as_another_user(guest, "GET", &key, &bearer, "") {
        assert!(said.contains("not_this_user"), "{said}");
        assert!(!holds(said.as_bytes(), forms), "{said}");
    }
    for sender in [
        &standing.senders[1],
        &standing.senders[3],
        &standing.senders[4],
    ] {
        let reply = sender.send("GET", &key, &[shown], "").await;
        assert_eq!(reply.status, 404, "{}", sender.door.name());
    }
    let reply = guest.send("GET", &key, &[shown], "").await;
    assert_eq!((reply.status, &reply.json()["key"]), (200, &told.into()));
}

/// What another user of this computer is answered, head and body; `None` where these tests may not
/// be anybody else, or not on this system.
fn as_another_user(
    sender: &Sender,
    method: &str,
    path: &str,
    bearer: &str,
    body: &str,
) -> Option<String> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let length = body.len();
    let host = &sender.target().authority;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: {bearer}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    let talk = r#"exec 3<>"/dev/tcp/127.0.0.1/$1"; printf %s "$2" >&3; cat <&3"#;
    let output = std::process::Command::new("setpriv")
        .args(["--reuid", "4711", "--clear-groups", "bash", "-c", talk, "-"])
        .args([sender.port().to_string(), request])
        .output()
        .ok()?;
    if !output.status.success() {
        eprintln!(
            "another user is not tried: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        return None;
    }
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

async fn no_other_door_makes_or_changes_one(standing: &Standing, id: &str) {
    let (host, local) = (&standing.senders[0], &standing.senders[1]);
    for sender in &standing.senders[1..] {
        let reply = sender
            .send("POST", "/api/v1/meetings/encrypted", &[], "")
            .await;
        assert_eq!(reply.status, 404, "{}", sender.door.name());
    }
    let asked = r#"{"encrypted":true}"#;
    let reply = local
        .send("POST", "/api/v1/meetings/create", &[], asked)
        .await;
    assert_eq!(reply.status, 422, "{}", reply.body);
    assert!(reply.body.contains("window"), "{}", reply.body);
    for (meeting, is) in [(id, true), (&standing.meeting, false)] {
        let body = format!(r#"{{"encrypted":{},"title":"Other"}}"#, !is);
        for sender in [local, host] {
            let path = format!("/api/v1/meetings/{meeting}");
            let reply = sender.send("PATCH", &path, &[], &body).await;
            assert_eq!(reply.json()["encrypted"], is, "{}", reply.body);
        }
    }
    let list = local.send("GET", "/api/v1/meetings", &[], "").await.json();
    let flags: Vec<_> = list["meetings"]
        .as_array()
        .expect("meetings")
        .iter()
        .filter(|meeting| meeting["encrypted"] == true)
        .collect();
    assert_eq!(flags.len(), 1, "{list}");
    assert_eq!(flags[0]["meeting_id"], id);
}

async fn nothing_is_warmed_up_and_everybody_may_join(standing: &Standing, id: &str) {
    let guest = &standing.senders[2];
    let path = format!("/api/v1/meetings/{id}/warm");
    let reply = guest.send("POST", &path, &[], "").await;
    assert_eq!(
        (reply.status, reply.header("confab-code")),
        (409, Some("no_warming"))
    );
    let page = guest.send("GET", &format!("/meeting/{id}"), &[], "").await;
    if page.status == 200 {
        assert!(
            page.body.contains(r#"name="confab-entry" content="cold""#),
            "{}",
            page.body
        );
        let check = page.body.split(r#"name="confab-e2ee" content=""#).nth(1);
        let check = check
            .and_then(|rest| rest.split('"').next())
            .expect("a check");
        assert_eq!(check.len(), 11, "{check}");
        let plain = format!("/meeting/{}", standing.meeting);
        let plain = guest.send("GET", &plain, &[], "").await;
        assert!(
            plain.body.contains(r#"name="confab-e2ee" content="""#),
            "{}",
            plain.body
        );
    }
    let info = guest
        .send("GET", &format!("/api/v1/meetings/{id}/info"), &[], "")
        .await;
    assert!(
        !info.body.contains("encrypted"),
        "a documented answer stays: {}",
        info.body
    );
}

async fn the_chat_takes_only_what_is_sealed(standing: &Standing, id: &str) {
    let (local, guest) = (&standing.senders[1], &standing.senders[2]);
    let path = |rest: &str| format!("/api/v1/meetings/{id}/{rest}");
    let joined = guest
        .send("POST", &path("join"), &[], r#"{"user_name":"Ann"}"#)
        .await;
    let bearer = format!(
        "Bearer {}",
        joined.header("confab-session").expect("a session")
    );
    let token = joined.json()["token"].as_str().expect("a token").to_owned();
    let url = joined.json()["livekit_url"]
        .as_str()
        .expect("an address")
        .to_owned();
    let _inside = Signal::connect(&url, &token).await.expect("it gets in");
    confab_testkit::wait_until(
        "Ann is inside",
        std::time::Duration::from_secs(10),
        async || {
            let info = local.send("GET", &path("info"), &[], "").await;
            (info.json()["num_participants"] == 1).then_some(())
        },
    )
    .await;
    let session = [("Authorization", bearer.as_str())];
    let code = |reply: &Reply| (reply.status, reply.header("confab-code").map(str::to_owned));
    let not_encrypted = (422, Some("not_encrypted".to_owned()));

    for (text, fits) in [
        ("Hello".to_owned(), false),
        ("e1.Hello".to_owned(), false),
        (sealed(50), true),
        (sealed(21_000), true),
    ] {
        let body = serde_json::json!({ "text": text }).to_string();
        let reply = guest.send("POST", &path("chat"), &session, &body).await;
        match fits {
            true => assert_eq!(reply.json()["text"], text),
            false => assert_eq!(code(&reply), not_encrypted, "{text}"),
        }
    }
    let reply = local
        .send("POST", &path("chat"), &[], r#"{"text":"From a script"}"#)
        .await;
    assert_eq!(
        code(&reply),
        not_encrypted,
        "scripts don't write in plain words either"
    );

    let bytes = [session[0], ("Content-Type", "application/octet-stream")];
    let named = |name: &str| path(&format!("files?name={name}"));
    let inside = format!("\u{1}{}", "x".repeat(40));
    for (name, content) in [
        ("plan.pdf", &*inside),
        (&sealed(50), "plain words that are long enough"),
    ] {
        let reply = guest.send("POST", &named(name), &bytes, content).await;
        assert_eq!(code(&reply), not_encrypted, "{name}");
    }
    let reply = guest
        .send("POST", &named(&sealed(50)), &bytes, "\u{1}short")
        .await;
    assert_eq!(
        code(&reply),
        (422, Some("bad_input".into())),
        "nothing is in it"
    );
    let largest = format!("\u{1}{}", "x".repeat(10 * 1024 * 1024 + 28));
    for (content, status) in [
        (&inside, 200),
        (&largest, 200),
        (&format!("{largest}x"), 413),
    ] {
        let reply = guest
            .send("POST", &named(&sealed(50)), &bytes, content)
            .await;
        assert_eq!(
            reply.status,
            status,
            "{} bytes: {}",
            content.len(),
            reply.body
        );
        if status != 200 {
            continue;
        }
        let file = reply.json()["file"]["file_id"]
            .as_str()
            .expect("a file")
            .to_owned();
        let place = path(&format!("files/{file}"));
        let reply = guest.send("GET", &place, &session, "").await;
        assert_eq!(reply.body.len(), content.len());
        let preview = format!("{place}/preview");
        let png = [session[0], ("Content-Type", "image/png")];
        let reply = guest.send("PUT", &preview, &png, "\u{89}PNG").await;
        assert_eq!(
            reply.status, 415,
            "a picture that everybody could see: {}",
            reply.body
        );
        let reply = guest
            .send("PUT", &preview, &bytes, "plain words that are long enough")
            .await;
        assert_eq!(code(&reply), not_encrypted);
        let reply = guest.send("PUT", &preview, &bytes, &inside).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let reply = guest.send("GET", &preview, &session, "").await;
        assert_eq!(
            reply.header("content-type"),
            Some("application/octet-stream")
        );
        assert_eq!(reply.body, inside);
    }
}

async fn the_key_is_in_its_file_alone(standing: &Standing, id: &str, forms: &[Vec<u8>]) {
    let keys = standing.data.path().join("e2ee");
    let own = keys.join(id);
    #[cfg(unix)]
    for (path, mode) in [(&keys, 0o700), (&own, 0o600)] {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = std::fs::metadata(path).expect("it is there");
        assert_eq!(
            metadata.permissions().mode() & 0o777,
            mode,
            "{}",
            path.display()
        );
    }
    assert!(holds(&std::fs::read(&own).expect("readable"), forms));
    let mut open = vec![standing.data.path().to_owned()];
    let mut seen = 0;
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("readable").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path != own {
                seen += 1;
                let bytes = std::fs::read(&path).expect("readable");
                assert!(!holds(&bytes, forms), "{} holds the key", path.display());
            }
        }
    }
    assert!(seen > 3, "only {seen} files were looked at");
    let reply = standing.senders[1]
        .send("DELETE", &format!("/api/v1/meetings/{id}"), &[], "")
        .await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(!own.exists(), "the key went with its meeting");
    let reply = standing.senders[0]
        .send("GET", &format!("/api/v1/meetings/{id}/key"), &[], "")
        .await;
    assert_eq!(reply.header("confab-code"), Some("meeting_not_found"));
}
