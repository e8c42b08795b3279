//! The reverse proxies of docs/reverse-proxy, configured as it stands there, before the real program:
//! a guest can't choose the address or the host that Confab believes. The only edits are ports, and
//! that the proxy is spoken to without TLS.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use confab_testkit::http::raw;
use confab_testkit::{Api, Confab, wait_until};
use serde_json::json;
use tempfile::TempDir;

use crate::{LONG, confab};

const NAME: &str = "meet.example.org";

/// A proxy that runs until this is dropped.
struct Proxy {
    child: Child,
    address: SocketAddr,
    _folder: TempDir,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn documented(file: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/reverse-proxy");
    std::fs::read_to_string(folder.join(file)).expect("it is documented")
}

/// Replaces exactly one line.
fn edited(text: &str, line: &str, by: &str) -> String {
    assert_eq!(text.matches(line).count(), 1, "{line}");
    text.replace(line, by)
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

impl Proxy {
    /// Starts `program`, which reads what `configuration` makes of the documented file and a port.
    async fn start(
        confab: &Confab,
        program: &str,
        file: &str,
        arguments: &[&str],
        configuration: fn(&str, u16, &Path) -> String,
    ) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let port = free_port();
        let upstream = confab.guest_address().to_string();
        let text = edited(&documented(file), "127.0.0.1:3000", &upstream);
        let path = folder.path().join(file);
        std::fs::write(&path, configuration(&text, port, folder.path())).expect("written");
        // Where Debian keeps servers, which is not on everyone's PATH.
        let system = Path::new("/usr/sbin").join(program);
        let found = if system.is_file() {
            system
        } else {
            program.into()
        };
        let child = Command::new(found)
            .args(arguments)
            .arg(&path)
            .env("HOME", folder.path())
            .env("XDG_DATA_HOME", folder.path())
            .env("XDG_CONFIG_HOME", folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} is needed for this test: {error}"));
        let proxy = Self {
            child,
            address: (Ipv4Addr::LOCALHOST, port).into(),
            _folder: folder,
        };
        let address = proxy.address;
        wait_until(&format!("{program} listens"), LONG, || async move {
            tokio::net::TcpStream::connect(address).await.ok()
        })
        .await;
        proxy
    }

    /// A guest who claims to be elsewhere, and that another host was asked for.
    fn forging(&self, claimed: &str) -> Api {
        Api::new(format!("http://{}/api/v1", self.address))
            .with("host", NAME)
            .with("x-forwarded-for", claimed)
            .with("x-forwarded-host", "evil.example")
            .with("x-forwarded-proto", "http")
            .with("forwarded", &format!("for={claimed};host=evil.example"))
    }
}

async fn believes_only_the_proxy(confab: &Confab, proxy: &Proxy) {
    let meeting = confab.create().await;
    let join = format!("/meetings/{}/join", meeting.id);
    let guest = proxy.forging("192.0.2.1");
    let joined = guest.post_json(&join, &json!({"user_name": "Ada"})).await;
    let joined = joined.expect(200).json();
    let url = joined["livekit_url"].as_str().expect("text");
    assert!(url.contains(NAME) && !url.contains("evil"), "{url}");

    // Signalling passes through.
    let token = joined["token"].as_str().expect("text");
    let upgrade = format!(
        "GET /rtc?access_token={token}&protocol=16 HTTP/1.1\r\nHost: {NAME}\r\nConnection: Upgrade\r\n\
         Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    let answer = raw(proxy.address, upgrade.as_bytes())
        .await
        .expect("an answer");
    assert_eq!(answer.status, 101, "{}", answer.text);

    // One address, whatever it claims: guesses are limited.
    let mut refused = false;
    for number in 1..=99 {
        let guest = proxy.forging(&format!("192.0.2.{number}"));
        let answer = guest.get("/meetings/aaa-bbbb-ccc/exists").await;
        refused |= answer.status == 429;
    }
    assert!(refused, "a claimed address counts for nothing");
}

fn behind() -> confab_testkit::ConfabOptions {
    confab()
        .env("FRONTEND_URL", format!("https://{NAME}"))
        .env("CONFAB_TRUSTED_PROXIES", "127.0.0.1")
}

#[tokio::test]
async fn guests_behind_nginx_speak_for_themselves_alone() {
    let confab = behind().start().await;
    let proxy = Proxy::start(
        &confab,
        "nginx",
        "nginx.conf",
        &["-c"],
        |text, port, folder| {
            let text = edited(
                text,
                "listen 443 ssl;",
                &format!("listen 127.0.0.1:{port};"),
            );
            let text: String = text
                .lines()
                .filter(|line| !line.contains("ssl_certificate"))
                .map(|line| format!("{line}\n"))
                .collect();
            let folder = folder.display();
            let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
                .map(|kind| format!("{kind}_temp_path {folder}/{kind};\n"))
                .concat();
            format!(
                "daemon off;\npid {folder}/pid;\nerror_log /dev/null;\nevents {{}}\n\
             http {{\naccess_log off;\n{temporary}{text}}}\n"
            )
        },
    )
    .await;
    believes_only_the_proxy(&confab, &proxy).await;
}

#[tokio::test]
async fn guests_behind_caddy_speak_for_themselves_alone() {
    let confab = behind().start().await;
    let arguments = ["run", "--adapter", "caddyfile", "--config"];
    let proxy = Proxy::start(
        &confab,
        "caddy",
        "Caddyfile",
        &arguments,
        |text, port, _| {
            let text = edited(
                text,
                "\nmeet.example.org {",
                &format!("\nhttp://{NAME}:{port} {{\nbind 127.0.0.1"),
            );
            format!("{{\nadmin off\nauto_https off\n}}\n{text}")
        },
    )
    .await;
    believes_only_the_proxy(&confab, &proxy).await;
}

#[tokio::test]
async fn guests_behind_haproxy_speak_for_themselves_alone() {
    let confab = behind().start().await;
    let proxy = Proxy::start(
        &confab,
        "haproxy",
        "haproxy.cfg",
        &["-db", "-f"],
        |text, port, _| {
            let tls = "bind :443 ssl crt /etc/ssl/meet.example.org.pem";
            edited(text, tls, &format!("bind 127.0.0.1:{port}"))
        },
    )
    .await;
    believes_only_the_proxy(&confab, &proxy).await;
}
