//! Asking a LiveKit server whether it is there: an authenticated `ListRooms`, which only a server
//! that is up and knows our key can answer. `GET /` says too little: something else may answer it,
//! and LiveKit does before it works.
//!
//! Spoken here directly instead of through the SDK for two reasons: the SDK's client goes through
//! the proxy of the environment even to 127.0.0.1, and it hides the status of an answer that is not
//! Twirp's, such as the plain-text 401 for a wrong key.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::StatusCode;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::json;
use sha2::Sha256;
use url::Url;

use crate::error::{Code, Error, Result};
use crate::secret::Secret;

/// No room has this name: the answer stays small on a server with thousands.
const NOBODYS_ROOM: &str = "confab-is-asking";
/// An honest answer is far shorter.
const ANSWER_LIMIT: usize = 64 * 1024;

/// What a server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// It works and knows the key.
    Ready,
    /// It is there, and does not accept the key.
    Refused,
    /// Something else is there.
    Foreign,
    /// It was not asked: this process has no descriptors left.
    NotAsked,
    /// Nothing useful came back; the words are for the log.
    Away(String),
}

/// Asks one server.
#[derive(Debug, Clone)]
pub(super) struct Probe {
    http: reqwest::Client,
    key: String,
    secret: Secret,
}

impl Probe {
    /// For a server on this computer: never through a proxy.
    pub(super) fn direct(key: &str, secret: &Secret) -> Result<Self> {
        let http = client(rustls::RootCertStore::empty(), |builder| builder.no_proxy())?;
        Ok(Self {
            http,
            key: key.to_owned(),
            secret: secret.clone(),
        })
    }

    /// For a server elsewhere: with the system's certificates, and through its proxy.
    pub(super) fn outward(key: &str, secret: &Secret) -> Result<Self> {
        let mut roots = rustls::RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let http = client(roots, |builder| builder)?;
        Ok(Self {
            http,
            key: key.to_owned(),
            secret: secret.clone(),
        })
    }

    /// Asks the server at `base` (http or https) and waits at most `limit`.
    pub(super) async fn ask(&self, base: &Url, limit: Duration) -> Answer {
        let mut url = base.clone();
        url.set_path("/twirp/livekit.RoomService/ListRooms");
        url.set_query(None);
        let request = self
            .http
            .post(url)
            .timeout(limit)
            .header(CONTENT_TYPE, "application/json")
            .header(AUTHORIZATION, format!("Bearer {}", self.token()))
            .body(json!({ "names": [NOBODYS_ROOM] }).to_string());
        match request.send().await {
            Ok(mut response) => match response.status() {
                StatusCode::OK => read(&mut response).await,
                StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Answer::Refused,
                status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
                    Answer::Away(format!("status {status}"))
                }
                _ => Answer::Foreign,
            },
            Err(error) if out_of_descriptors(&error) => Answer::NotAsked,
            Err(error) => Answer::Away(words(error)),
        }
    }

    fn token(&self) -> String {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_secs();
        let claims = json!({ "iss": self.key, "exp": now + 120, "video": { "roomList": true } });
        let signed = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#),
            URL_SAFE_NO_PAD.encode(claims.to_string())
        );
        let mac = Hmac::<Sha256>::new_from_slice(self.secret.expose().as_bytes())
            .map(|mac| mac.chain_update(&signed).finalize().into_bytes())
            .unwrap_or_default();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac))
    }
}

async fn read(response: &mut reqwest::Response) -> Answer {
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() <= ANSWER_LIMIT => {
                body.extend_from_slice(&chunk);
            }
            Ok(Some(_)) => return Answer::Foreign,
            Ok(None) => break,
            Err(error) => return Answer::Away(words(error)),
        }
    }
    match serde_json::from_slice::<serde_json::Value>(&body) {
        Ok(serde_json::Value::Object(fields)) if fields.keys().all(|key| key == "rooms") => {
            Answer::Ready
        }
        _ => Answer::Foreign,
    }
}

fn client(
    roots: rustls::RootCertStore,
    with: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
) -> Result<reqwest::Client> {
    let broken = |error: &dyn std::fmt::Display| {
        Error::caused_by(
            Code::Internal,
            "The connection to the LiveKit server can't be prepared.",
            error.to_string(),
        )
    };
    let tls = rustls::ClientConfig::builder_with_provider(std::sync::Arc::new(
        rustls::crypto::ring::default_provider(),
    ))
    .with_safe_default_protocol_versions()
    .map_err(|error| broken(&error))?
    .with_root_certificates(roots)
    .with_no_client_auth();
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        // Each question makes its own connection: whether it is accepted is part of the question.
        .pool_max_idle_per_host(0);
    with(builder).build().map_err(|error| broken(&error))
}

/// Whether an error, or what caused it, is that this process or the system has no descriptors left:
/// that says nothing about the server.
pub(super) fn out_of_descriptors(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| error.source()).any(|error| {
        let code = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::raw_os_error);
        code.is_some_and(is_out_of_descriptors)
    })
}

#[cfg(unix)]
fn is_out_of_descriptors(code: i32) -> bool {
    use rustix::io::Errno;
    [Errno::MFILE, Errno::NFILE].contains(&Errno::from_raw_os_error(code))
}

/// `WSAEMFILE`.
#[cfg(not(unix))]
fn is_out_of_descriptors(code: i32) -> bool {
    code == 10024
}

/// The error and what caused it, without the URL (a user may have put a password in it).
fn words(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        source = cause.source();
    }
    words
}
