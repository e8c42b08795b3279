//! What nobody may read: logs, files, command lines, tokens that grant too much.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use confab_testkit::read::claims;
use confab_testkit::{Confab, Data, Events, Guests, LiveKit, Signal, process};
use serde_json::json;

use crate::roles::{enter, make_cohost};
use crate::{SOON, confab};

fn mode(path: &Path) -> u32 {
    fs::metadata(path)
        .expect("it is there")
        .permissions()
        .mode()
        & 0o777
}

fn directories(root: &Path) -> Vec<std::path::PathBuf> {
    let mut found = vec![root.to_owned()];
    let mut next = 0;
    while let Some(directory) = found.get(next).cloned() {
        next += 1;
        for entry in fs::read_dir(directory).expect("readable").flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                found.push(entry.path());
            }
        }
    }
    found
}

fn private(data: &Data) {
    for file in data.files() {
        assert_eq!(
            mode(&file) & 0o077,
            0,
            "{} is {:o}",
            file.display(),
            mode(&file)
        );
    }
    for directory in directories(data.path()) {
        assert_eq!(mode(&directory), 0o700, "{}", directory.display());
    }
}

#[tokio::test]
async fn files_in_the_data_directory_are_the_owner_s_alone() {
    let confab = confab().start().await;
    confab.create().await;
    assert!(
        confab.data().files().len() >= 2,
        "{:?}",
        confab.data().files()
    );
    private(confab.data());
    let stopped = confab.stop().await;
    private(stopped.options.data());
}

#[tokio::test]
async fn also_in_a_directory_that_was_there_with_wider_rights() {
    let confab = confab().start().await;
    confab.create().await;
    let options = confab.stop().await.options;
    for file in options.data().files() {
        fs::set_permissions(file, fs::Permissions::from_mode(0o644)).expect("it can be changed");
    }
    for directory in directories(options.data().path()) {
        fs::set_permissions(directory, fs::Permissions::from_mode(0o755))
            .expect("it can be changed");
    }
    let again = options.start().await;
    again.create().await;
    private(again.data());

    let home = tempfile::tempdir().expect("a directory");
    let empty = home.path().join("wide");
    fs::create_dir(&empty).expect("made");
    fs::set_permissions(&empty, fs::Permissions::from_mode(0o777)).expect("it can be changed");
    let fresh = confab_on(&empty).await;
    fresh.create().await;
    private(fresh.data());
}

async fn confab_on(path: &Path) -> Confab {
    confab().on(Data::at(path)).start().await
}

#[tokio::test]
async fn the_token_grants_this_room_and_nothing_else() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    for door in [confab.local(), confab.guest()] {
        let path = format!("/meetings/{}/join", meeting.id);
        let body = json!({"user_name": "Ada", "role": "host", "room_admin": true});
        let joined = door.post_json(&path, &body).await.expect(200).json();
        let claims = claims(joined["token"].as_str().expect("a token"));
        assert_eq!(claims["iss"], confab.behind().key);
        assert_ne!(claims["iss"], "devkey");
        let expires = claims["exp"].as_i64().expect("an end");
        let left = expires - confab_testkit::read::now();
        assert!((60..=15 * 60).contains(&left), "good for {left} s");
        let grants = claims["video"].as_object().expect("grants").clone();
        assert_eq!(grants["room"], meeting.id);
        let needed = ["roomJoin", "canPublish", "canSubscribe", "canPublishData"];
        for grant in needed {
            assert_eq!(grants.get(grant), Some(&json!(true)), "{grants:?}");
        }
        for (grant, value) in &grants {
            if needed.contains(&grant.as_str()) || grant == "room" {
                continue;
            }
            let nothing = [json!(false), json!(null), json!(""), json!([])].contains(value);
            assert!(nothing, "{grant} is granted: {value}");
        }
        let known = [
            "iss", "sub", "exp", "nbf", "iat", "jti", "name", "video", "identity", "kind",
        ];
        for (claim, value) in claims.as_object().expect("claims") {
            let empty =
                [json!(false), json!(null), json!(""), json!([]), json!({})].contains(value);
            assert!(
                known.contains(&claim.as_str()) || empty,
                "{claim} is claimed: {value}"
            );
        }
    }
}

/// Does a little of everything and gives every secret that turned up on the way.
async fn busy(confab: &Confab) -> Vec<(&'static str, String)> {
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let ben = confab.join(&meeting.id, "Ben").await;
    let mut guests = Guests::start().await;
    let with_media = guests.connect(&ada.livekit_url, &ada.token, &["audio"]);
    with_media.connected().await;
    let inside = Signal::connect(&ben.livekit_url, &ben.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 2, SOON).await;
    let session = format!("Bearer {}", ada.session);
    let _events = Events::open(&confab.guest().with("authorization", &session)).await;
    // Wrong ones are secrets too: somebody may have mistyped a right one.
    let wrong = format!("{}x", ben.token);
    let _ = Signal::connect(&confab.ready.signal, &wrong).await;
    let unwelcome = confab
        .guest()
        .with("authorization", "Bearer not-the-right-session-secret");
    unwelcome.get("/events").await.expect(401);
    confab
        .local()
        .delete(&format!(
            "/meetings/{}/participants/{}",
            meeting.id, ben.user_id
        ))
        .await
        .expect(200);
    inside.left(SOON).await;
    let _ = Signal::connect(&ben.livekit_url, &ben.token).await;
    confab
        .local()
        .delete(&format!("/meetings/{}", meeting.id))
        .await
        .expect(200);
    with_media.disconnected(SOON).await;
    let signature = |token: &str| token.rsplit('.').next().unwrap_or_default().to_owned();
    vec![
        ("a token", ada.token.clone()),
        ("a token's signature", signature(&ada.token)),
        ("another token's signature", signature(&ben.token)),
        ("a session", ada.session),
        ("another session", ben.session),
        ("a wrong session", "not-the-right-session-secret".into()),
    ]
}

fn no_secret_in(place: &str, text: &str, secrets: &[(&str, String)]) {
    for (what, secret) in secrets {
        assert!(secret.len() > 10, "{what} is there to be looked for");
        assert!(!text.contains(secret.as_str()), "{place} holds {what}");
    }
}

#[tokio::test]
async fn no_secret_reaches_a_log_even_at_trace() {
    let confab = confab().env("CONFAB_LOG", "trace").start().await;
    let behind = confab.behind();
    let mut secrets = busy(&confab).await;
    secrets.push(("the API secret", behind.secret.clone()));
    let data = confab.data().clone();
    let pid = confab.pid();
    let stopped = confab.stop().await;
    assert!(!process::alive(pid));
    let logs = data
        .files()
        .into_iter()
        .filter(|path| path.to_string_lossy().contains("log"));
    let mut places = vec![
        ("stderr".to_owned(), stopped.stderr),
        ("stdout".to_owned(), stopped.stdout),
    ];
    places.extend(logs.map(|path| {
        (
            path.display().to_string(),
            String::from_utf8_lossy(&fs::read(&path).expect("readable")).into_owned(),
        )
    }));
    assert!(
        places.len() > 2,
        "there is a log file in the data directory: {:?}",
        data.files()
    );
    for (place, text) in places {
        no_secret_in(&place, &text, &secrets);
        for trace in ["eyJhbGciOi", "a=ice-pwd", "Bearer ey"] {
            assert!(!text.contains(trace), "{place} holds {trace}");
        }
    }
}

#[tokio::test]
async fn an_external_server_s_secret_reaches_no_log_either() {
    let server = LiveKit::start().await;
    let confab = confab()
        .external(&server)
        .env("CONFAB_LOG", "trace")
        .start()
        .await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let _inside = Signal::connect(&ada.livekit_url, &ada.token)
        .await
        .expect("it gets in");
    confab.has_people(&meeting.id, 1, SOON).await;
    let log = confab.stop().await.stderr;
    no_secret_in(
        "stderr",
        &log,
        &[
            ("the API secret", server.rooms().secret.clone()),
            ("a token", ada.token),
        ],
    );
    assert!(!log.contains("eyJhbGciOi"), "a token in the log");
}

#[tokio::test]
async fn no_secret_is_on_a_command_line() {
    let confab = confab().start().await;
    let behind = confab.behind();
    let secrets = [
        ("the API secret", behind.secret.clone()),
        ("the API key", behind.key.clone()),
    ];
    for pid in process::tree(confab.pid()) {
        let argv = process::argv(pid).join(" ");
        no_secret_in(&format!("the command line of {pid}"), &argv, &secrets);
        assert!(!argv.contains("eyJ"), "{argv}");
    }
}

#[tokio::test]
async fn what_others_of_this_computer_can_read_holds_no_secret() {
    let confab = confab().env("CONFAB_LOG", "trace").start().await;
    let behind = confab.behind();
    let mut secrets = busy(&confab).await;
    secrets.push(("the API secret", behind.secret));
    let keys = fs::read_to_string(confab.data().path().join("keys.toml")).expect("the keys");
    let sealing = keys
        .lines()
        .find_map(|line| line.strip_prefix("sealing = "))
        .expect("the key that seals sessions");
    secrets.push(("the sealing key", sealing.trim_matches('"').to_owned()));
    let tree = process::tree(confab.pid());
    assert!(tree.len() > 1, "the LiveKit server is one of them");
    let mut open = 0;
    for pid in tree {
        let line = process::argv(pid).join(" ");
        no_secret_in(&format!("the command line of {pid}"), &line, &secrets);
        let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
        no_secret_in(&format!("the name of {pid}"), &name, &secrets);
        // What the system shows to nobody else.
        let environ = format!("/proc/{pid}/environ");
        assert_eq!(mode(Path::new(&environ)) & 0o077, 0, "{environ}");
        let files = fs::read_dir(format!("/proc/{pid}/fd")).expect("its open files");
        for file in files.flatten() {
            let Ok(facts) = fs::metadata(file.path()) else {
                continue;
            };
            if !facts.is_file() {
                continue;
            }
            open += 1;
            if facts.permissions().mode() & 0o077 != 0 {
                let text = fs::read(file.path()).unwrap_or_default();
                let place = format!("{:?}", fs::read_link(file.path()));
                no_secret_in(&place, &String::from_utf8_lossy(&text), &secrets);
            }
        }
    }
    assert!(open > 0, "the database is an open file");
}

#[tokio::test]
async fn no_answer_repeats_a_secret_that_was_sent() {
    let confab = confab().start().await;
    let meeting = confab.create().await;
    let ada = confab.join(&meeting.id, "Ada").await;
    let secret = format!("{}x", ada.session);
    let token = format!("{}x", ada.token);
    let guest = confab
        .guest()
        .with("authorization", &format!("Bearer {secret}"));
    let pages = confab.pages();
    let signalling = confab_testkit::Api::new(confab.ready.signal.replace("ws://", "http://"));
    let code = "not-the-right-one-time-code";
    let host = format!("/meetings/{}/host", meeting.id);
    for answer in [
        guest.post_json(&host, &json!({ "code": code })).await,
        guest.get("/events").await,
        guest.get(&format!("/meetings/{}/chat", meeting.id)).await,
        guest
            .get(&format!("/meetings/{}/chat?after={secret}", meeting.id))
            .await,
        guest
            .post(&format!("/meetings/{}/warm/{secret}", meeting.id))
            .await,
        pages.get(&format!("/rtc?access_token={token}")).await,
        pages
            .get(&format!("/rtc/v1/validate?access_token={token}"))
            .await,
        signalling
            .get(&format!("/rtc/validate?access_token={token}"))
            .await,
        pages.get(&format!("/nothing?access_token={token}")).await,
    ] {
        assert!(answer.status >= 400, "{}", answer.status);
        let said = format!("{:?} {}", answer.headers, answer.text);
        no_secret_in(
            "an answer",
            &said,
            &[
                ("a session", secret.clone()),
                ("a token", token.clone()),
                ("a code", code.into()),
            ],
        );
    }
}

#[tokio::test]
async fn the_database_holds_no_token_and_no_session() {
    let confab = confab().start().await;
    let behind = confab.behind();
    // One that is not over: what goes with a meeting would be gone before it is looked for.
    let meeting = confab.create().await;
    let ada = enter(&confab, &meeting, "Ada").await;
    make_cohost(&confab, &meeting, &ada).await.expect(200);
    let mut secrets = busy(&confab).await;
    secrets.extend([
        ("the API secret", behind.secret),
        ("a token of somebody inside", ada.joined.token.clone()),
        ("a session of somebody inside", ada.joined.session.clone()),
    ]);
    let database = confab.data().database();
    let name = database
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a name")
        .to_owned();
    for path in confab.data().files() {
        if path
            .file_name()
            .and_then(|file| file.to_str())
            .is_some_and(|file| file.starts_with(&name))
        {
            let bytes = fs::read(&path).expect("readable");
            no_secret_in(
                &path.display().to_string(),
                &String::from_utf8_lossy(&bytes),
                &secrets,
            );
        }
    }
}

#[tokio::test]
async fn every_installation_has_a_key_of_its_own_and_keeps_it() {
    let (one, other) = (confab().start().await, confab().start().await);
    let (first, second) = (one.behind(), other.behind());
    assert_ne!(first.secret, second.secret);
    assert_ne!(first.key, second.key);
    assert!(first.secret.len() >= 32, "long enough for LiveKit");
    let again = one.stop().await.options.start().await;
    assert_eq!(again.behind().secret, first.secret);
}
