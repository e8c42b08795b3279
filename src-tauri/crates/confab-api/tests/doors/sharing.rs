//! Sharing against a whole house: two more addresses of this computer stand for those of a network,
//! and come and go as the test says.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use confab_api::doors::Door;
use confab_api::house::{House, Mode};
use confab_api::logging::Log;
use confab_core::config::{Env, Settings};
use confab_core::engine::EngineState;
use confab_core::net::{Address, Kind, Network};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;

use crate::sender::{Reply, Sender};
use crate::table::{Shown, rows};
use crate::{create, join};

const FIRST: &str = "127.0.0.2";
const SECOND: &str = "127.0.0.3";
const VPN: &str = "127.0.0.4";

fn ip(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

fn address(text: &str, kind: Kind) -> Address {
    Address {
        ip: ip(text),
        interface: "lan0".into(),
        kind,
    }
}

struct Home {
    house: House,
    network: watch::Sender<Vec<Address>>,
    local: Sender,
    port: u16,
    data: TempDir,
}

impl Home {
    async fn new<const N: usize>(more: [(&str, &str); N]) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let server = confab_testkit::livekit::server_binary();
        let folder = data.path().to_str().expect("UTF-8").to_owned();
        let server = server.to_str().expect("UTF-8").to_owned();
        let mut variables = vec![
            ("CONFAB_DATA_DIR", folder.as_str()),
            ("CONFAB_LIVEKIT_SERVER", server.as_str()),
        ];
        for port in [
            "CONFAB_API_PORT",
            "CONFAB_GUEST_PORT",
            "CONFAB_SIGNAL_PORT",
            "CONFAB_RTC_TCP_PORT",
            "CONFAB_RTC_UDP_PORT",
        ] {
            variables.push((port, "0"));
        }
        variables.extend(more);
        let mut settings = Settings::load(&Env::from_list(&variables)).expect("settings");
        let (network, given) =
            watch::channel(vec![address(FIRST, Kind::Wired), address(VPN, Kind::Vpn)]);
        settings.sharing.network = Network::Given(given);
        let house = House::start(settings, Mode::Serve, &Log::default(), |_| {})
            .await
            .expect("the house stands");
        let line = house.ready_line();
        let port = |url: &str| -> u16 {
            let digits = url.trim_end_matches("/api/v1").rsplit(':').next();
            digits.and_then(|port| port.parse().ok()).expect("a port")
        };
        Self {
            local: Sender::socket(Door::Local, port(&line.api)),
            port: port(&line.guests),
            house,
            network,
            data,
        }
    }

    fn elsewhere(&self, at: &str) -> Sender {
        Sender::secure(
            SocketAddr::new(ip(at), self.port),
            &self.data.path().join("tls/authority.pem"),
        )
    }

    async fn sharing(&self) -> Value {
        self.local
            .send("GET", "/api/v1/sharing", &[], "")
            .await
            .json()
    }

    async fn change(&self, patch: Value) -> Reply {
        let body = patch.to_string();
        self.local
            .send("PATCH", "/api/v1/sharing", &[], &body)
            .await
    }

    /// Waits until sharing is as wanted; it is told by an event whenever it changes.
    async fn until(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let found = async {
            loop {
                let sharing = self.sharing().await;
                if wanted(&sharing) {
                    return sharing;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), found)
            .await
            .unwrap_or_else(|_| panic!("never {what}"))
    }

    async fn link_of(&self, meeting: &str) -> String {
        let all = self.local.send("GET", "/api/v1/meetings", &[], "").await;
        let all = all.json();
        let mut meetings = all["meetings"].as_array().expect("a list").iter();
        let meeting = meetings
            .find(|one| one["meeting_id"] == meeting)
            .expect("the meeting");
        meeting["meeting_link"].as_str().expect("a link").to_owned()
    }
}

fn state<'a>(sharing: &'a Value, at: &str) -> &'a Value {
    let mut addresses = sharing["addresses"].as_array().expect("a list").iter();
    match addresses.find(|one| one["address"] == at) {
        Some(address) => &address["state"],
        None => &Value::Null,
    }
}

async fn listens(at: &str, port: u16) -> bool {
    TcpStream::connect((ip(at), port)).await.is_ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_shared_until_somebody_says_so() {
    let home = Home::new([]).await;
    let sharing = home.sharing().await;
    assert_eq!(sharing["state"], "off");
    assert_eq!(sharing["certificate"], Value::Null);
    assert_eq!(sharing["link_base"], Value::Null);
    assert_eq!(sharing["addresses"][0]["chosen"], true);
    assert_eq!(sharing["addresses"][1]["kind"], "vpn");
    assert_eq!(sharing["addresses"][1]["chosen"], false);
    assert!(!listens(FIRST, home.port).await);
    assert!(!home.data.path().join("tls").exists(), "no key is made");
    let meeting = create(&home.local).await;
    let local = format!("http://localhost:{}/meeting/{meeting}", home.port);
    assert_eq!(home.link_of(&meeting).await, local);

    let on = home.change(json!({"on": true})).await;
    assert_eq!(on.status, 200, "{}", on.body);
    let on = on.json();
    let base = format!("https://{FIRST}:{}", home.port);
    assert_eq!(
        (&on["state"], &on["link_base"]),
        (&json!("on"), &json!(base))
    );
    assert_eq!(on["certificate"]["words"].as_array().map(Vec::len), Some(8));
    assert!(listens(FIRST, home.port).await && !listens(VPN, home.port).await);
    assert_eq!(
        home.link_of(&meeting).await,
        format!("{base}/meeting/{meeting}")
    );
    let kept = std::fs::read_to_string(home.data.path().join("settings.toml")).expect("kept");
    assert!(kept.contains("share = \"lan\""), "{kept}");

    let vpn = home
        .change(json!({"addresses": [VPN], "preferred": VPN}))
        .await;
    assert_eq!(vpn.status, 200, "{}", vpn.body);
    assert_eq!(
        vpn.json()["link_base"],
        format!("https://{VPN}:{}", home.port)
    );
    assert!(!listens(FIRST, home.port).await && listens(VPN, home.port).await);

    for bad in [
        json!({"addresses": ["0.0.0.0"]}),
        json!({"addresses": ["192.0.2.1"]}),
        json!({"addresses": [7]}),
        json!({"preferred": "::"}),
        json!({"scope": "some"}),
        json!({"on": "yes"}),
    ] {
        let refused = home.change(bad.clone()).await;
        assert_eq!(refused.status, 422, "{bad}: {}", refused.body);
    }

    let off = home
        .change(json!({"on": false, "addresses": null, "preferred": null}))
        .await;
    assert_eq!((off.status, &off.json()["state"]), (200, &json!("off")));
    assert!(!listens(VPN, home.port).await);
    assert_eq!(home.link_of(&meeting).await, local);
    home.house.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_meeting_that_is_not_shared_is_like_one_that_never_was() {
    let home = Home::new([("CONFAB_SHARE", "lan")]).await;
    let refused = home.change(json!({"on": false})).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("CONFAB_SHARE"), "{}", refused.body);
    let chosen = home.change(json!({"scope": "chosen"})).await;
    assert_eq!(chosen.json()["scope"], "chosen");

    let (hidden, shared) = (create(&home.local).await, create(&home.local).await);
    let path = format!("/api/v1/meetings/{shared}");
    let reply = home
        .local
        .send("PATCH", &path, &[], r#"{"shared":true}"#)
        .await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(home.link_of(&shared).await.starts_with("https://"));
    assert!(home.link_of(&hidden).await.starts_with("http://localhost:"));

    let guest = home.elsewhere(FIRST);
    let (session, token) = join(&home.local, &hidden).await;
    let unknown = "zzz-zzzz-zzz";
    let plain = |reply: &Reply, id: &str| {
        let mut headers = reply.headers.clone();
        headers.remove("date");
        headers.remove("set-cookie");
        headers.remove("content-length");
        (
            reply.status,
            format!("{headers:?}"),
            reply.body.replace(id, "…"),
        )
    };
    let other = join(&home.local, &shared).await.0;
    for row in rows()
        .iter()
        .filter(|row| row.path.contains("{meeting_id}"))
    {
        if row.cell(Door::Shared, Shown::None) == crate::table::Cell::No {
            continue;
        }
        for session in [None, Some(format!("Bearer {other}"))] {
            let headers: Vec<_> = session
                .iter()
                .map(|s| ("Authorization", s.as_str()))
                .collect();
            let ask = async |id: &str| {
                let path = row.path.replace("{meeting_id}", id);
                let path = path.replace(['{', '}'], "_");
                let reply = guest
                    .send(&row.method, &path, &headers, r#"{"user_name":"Ann"}"#)
                    .await;
                plain(&reply, id)
            };
            let (one, none) = (ask(&hidden).await, ask(unknown).await);
            // Once too much was guessed both are told the same as well, seconds apart.
            if one.0 != 429 && none.0 != 429 {
                assert_eq!(one, none, "{} {}", row.method, row.path);
            }
        }
    }
    let reply = guest
        .send(
            "GET",
            &format!("/rtc/validate?access_token={token}"),
            &[],
            "",
        )
        .await;
    assert_eq!(reply.status, 403, "{}", reply.body);
    assert_eq!(reply.body, "meeting_not_found");
    let bearer = format!("Bearer {session}");
    let events = guest
        .send("GET", "/api/v1/events", &[("Authorization", &bearer)], "")
        .await;
    assert_eq!(events.header("confab-code"), Some("meeting_not_found"));

    // All of that was guessing: from here only a session tells the meeting that is shared.
    let other = format!("Bearer {other}");
    let known = [("Authorization", other.as_str())];
    let exists = format!("{path}/exists");
    let exists = guest.send("GET", &exists, &known, "").await;
    assert_eq!(exists.json()["exists"], true, "{}", exists.body);
    let joined = guest
        .send(
            "POST",
            &format!("{path}/join"),
            &known,
            r#"{"user_name":"Ann"}"#,
        )
        .await;
    assert_eq!(
        joined.json()["livekit_url"],
        format!("wss://{FIRST}:{}", home.port)
    );
    home.house.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_elsewhere_checks_a_connection_only_with_a_meeting_that_is_shared() {
    let home = Home::new([("CONFAB_SHARE", "lan")]).await;
    home.change(json!({"scope": "chosen"})).await;
    let (hidden, shared) = (create(&home.local).await, create(&home.local).await);
    let path = format!("/api/v1/meetings/{shared}");
    let share = home.local.send("PATCH", &path, &[], r#"{"shared":true}"#);
    assert_eq!(share.await.status, 200);

    let guest = home.elsewhere(FIRST);
    let ask = async |query: &str| {
        let path = format!("/api/v1/doctor{query}");
        guest.send("POST", &path, &[], "").await
    };
    for query in [
        "",
        "?meeting_id=",
        "?meeting_id=zzz-zzzz-zzz",
        &format!("?meeting_id={hidden}"),
    ] {
        let refused = ask(query).await;
        let code = refused.header("confab-code");
        assert_eq!(
            (refused.status, code),
            (404, Some("meeting_not_found")),
            "{query}"
        );
        assert!(!refused.body.contains("trial"), "{}", refused.body);
    }
    let answer = ask(&format!("?meeting_id={shared}")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(
        answer.json()["trial"]["sender"].is_string(),
        "{}",
        answer.body
    );

    // Ids are not to be tried out this way either.
    let mut tries = 4;
    let refused = loop {
        let answer = ask("?meeting_id=yyy-yyyy-yyy").await;
        if answer.status != 404 {
            break answer;
        }
        tries += 1;
        assert!(tries < 40, "an address guesses for ever");
    };
    assert_eq!(refused.status, 429);
    home.house.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn doors_certificates_and_links_follow_the_network() {
    let home = Arc::new(Home::new([("CONFAB_SHARE", "lan")]).await);
    let first = home.sharing().await;
    let authority = std::fs::read(home.data.path().join("tls/authority.pem")).expect("made");
    let leaf = |at: &str| {
        let name = format!("tls/leaf-{at}.pem");
        std::fs::read(home.data.path().join(name)).expect("a leaf")
    };
    let kept = leaf(FIRST);

    home.network.send_replace(vec![
        address(FIRST, Kind::Wired),
        address(SECOND, Kind::Wired),
    ]);
    home.until("two doors", |now| state(now, SECOND) == "open")
        .await;
    assert_eq!(leaf(FIRST), kept, "who accepted it has accepted it");
    assert_ne!(leaf(SECOND), kept);
    let page = home.elsewhere(SECOND).send("GET", "/ca.crt", &[], "").await;
    assert_eq!(
        page.header("content-type"),
        Some("application/x-x509-ca-cert")
    );

    home.network
        .send_replace(vec![address(SECOND, Kind::Wireless)]);
    let moved = home
        .until("one door", |now| state(now, FIRST).is_null())
        .await;
    assert_eq!(
        moved["link_base"],
        format!("https://{SECOND}:{}", home.port)
    );
    assert!(!listens(FIRST, home.port).await);

    home.network.send_replace(Vec::new());
    let alone = home
        .until("no door", |now| now["addresses"] == json!([]))
        .await;
    assert_eq!(
        (&alone["state"], &alone["link_base"]),
        (&json!("on"), &Value::Null)
    );
    assert!(alone["detail"].is_string());

    home.network.send_replace(vec![address(FIRST, Kind::Wired)]);
    let back = home.until("back", |now| state(now, FIRST) == "open").await;
    assert_eq!(back["certificate"], first["certificate"]);
    assert_eq!(back["link_base"], first["link_base"]);
    let now = std::fs::read(home.data.path().join("tls/authority.pem")).expect("there");
    assert_eq!(now, authority);
    home.house.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_tls_is_led_on_and_a_taken_port_is_said() {
    let home = Home::new([("CONFAB_SHARE", "lan")]).await;
    let mut socket = TcpStream::connect((ip(FIRST), home.port))
        .await
        .expect("open");
    socket
        .write_all(b"GET /meeting/abc-defg-hij HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        .await
        .expect("sent");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 426"), "{answer}");
    let link = format!("https://{FIRST}:{}/meeting/abc-defg-hij", home.port);
    assert!(
        answer.contains(&link) && !answer.contains("evil"),
        "{answer}"
    );

    // Somebody else has the port there.
    let squatter = std::net::TcpListener::bind((ip(SECOND), home.port)).expect("free");
    home.network.send_replace(vec![
        address(FIRST, Kind::Wired),
        address(SECOND, Kind::Wired),
    ]);
    let told = home
        .until("told", |now| state(now, SECOND) == "failed")
        .await;
    let detail = told["addresses"][1]["detail"].as_str().expect("a sentence");
    assert!(
        detail.contains(SECOND) && detail.contains("CONFAB_GUEST_PORT"),
        "{detail}"
    );
    assert_eq!(told["state"], "on");
    drop(squatter);
    home.until("open", |now| state(now, SECOND) == "open").await;
    home.house.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_address_is_in_links_and_open_only_once_media_is_there() {
    let home = Home::new([("CONFAB_SHARE", "lan")]).await;
    let meeting = create(&home.local).await;
    let server = home.house.confab().engine().watch();
    let generation = || match &*server.borrow() {
        EngineState::Up(up) => up.generation,
        _ => 0,
    };
    let started_with = generation();
    // The address that guests came by is gone, and another one is there.
    home.network
        .send_replace(vec![address(SECOND, Kind::Wired)]);
    let moved = async {
        loop {
            // In this order: what answers at the address has waited for the server of that moment.
            let carries = home.link_of(&meeting).await.contains(SECOND);
            if carries || listens(SECOND, home.port).await {
                let now = generation();
                assert!(
                    now > started_with,
                    "carried {carries}: server {now} has no media there"
                );
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), moved)
        .await
        .expect("it moves");
    let now = home
        .until("moved", |now| state(now, SECOND) == "open")
        .await;
    assert_eq!(
        (&now["state"], &now["link_base"]),
        (
            &json!("on"),
            &json!(format!("https://{SECOND}:{}", home.port))
        )
    );
    assert!(home.link_of(&meeting).await.contains(SECOND));
    home.house.shutdown().await;
}
