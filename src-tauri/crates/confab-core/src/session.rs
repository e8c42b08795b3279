//! Session tokens of our own API: who somebody is in one meeting.
//!
//! A session is sealed, not stored: 128 random bits and what it stands for, under an HMAC-SHA256
//! with a key that never leaves the data directory. So a join writes nothing, a session survives a
//! restart, and it ends with what it is bound to: when the meeting is deleted or the identity put
//! out, both of which the store knows.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::browser::Browser;
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
pub use crate::role::Role;
use crate::secret::Secret;

/// Who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The one meeting it is for.
    pub meeting: MeetingId,
    /// Who.
    pub identity: String,
    /// As what, now: what was sealed, or more where the host has said so since.
    pub role: Role,
    /// The browser that they joined with, where it has a cookie of ours.
    pub browser: Option<Browser>,
}

/// Seals and opens sessions.
pub(crate) struct Sealer(Hmac<Sha256>);

impl Sealer {
    pub(crate) fn new(key: &Secret) -> Self {
        Self(Hmac::new_from_slice(key.expose().as_bytes()).expect("HMAC takes keys of any length"))
    }

    pub(crate) fn seal(&self, session: &Session) -> Secret {
        let nonce = URL_SAFE_NO_PAD.encode(crate::random::bytes::<16>());
        // Who helps the host is the store's to say, since that can be taken back.
        let role = match session.role {
            Role::Host => Role::Host,
            Role::CoHost | Role::Guest => Role::Guest,
        };
        let body = URL_SAFE_NO_PAD.encode(format!(
            "{} {} {nonce} {} {}",
            session.meeting,
            role.as_str(),
            session.browser.as_ref().map_or("-", Browser::as_str),
            session.identity
        ));
        let mac = URL_SAFE_NO_PAD.encode(self.mac(&body).finalize().into_bytes());
        Secret::new(format!("s2.{body}.{mac}"))
    }

    /// Reads a session that this installation sealed; whether it still holds is another question.
    pub(crate) fn open(&self, token: &str) -> Result<Session> {
        let bad = || {
            Error::new(
                Code::NoSession,
                "You are not in this meeting. Join it first.",
            )
        };
        let (body, mac) = token
            .strip_prefix("s2.")
            .and_then(|t| t.split_once('.'))
            .ok_or_else(bad)?;
        let mac = URL_SAFE_NO_PAD.decode(mac).map_err(|_| bad())?;
        self.mac(body).verify_slice(&mac).map_err(|_| bad())?;
        let body = URL_SAFE_NO_PAD
            .decode(body)
            .ok()
            .and_then(|b| String::from_utf8(b).ok())
            .ok_or_else(bad)?;
        let mut words = body.splitn(5, ' ');
        let mut word = || words.next().ok_or_else(bad);
        let meeting = word()?.parse().map_err(|_| bad())?;
        let role = match word()? {
            "host" => Role::Host,
            "guest" => Role::Guest,
            _ => return Err(bad()),
        };
        let _nonce = word()?;
        let browser = Some(word()?).filter(|word| *word != "-");
        Ok(Session {
            meeting,
            role,
            browser: browser.map(Browser::stored),
            identity: word()?.to_owned(),
        })
    }

    fn mac(&self, body: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(b"confab session 2\0");
        mac.update(body.as_bytes());
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_opens_as_sealed_and_only_with_our_key() {
        let sealer = Sealer::new(&Secret::new("key"));
        let browser = crate::browser::BrowserId::generate().browser();
        for (role, browser) in [(Role::Guest, Some(browser)), (Role::Host, None)] {
            let session = Session {
                meeting: MeetingId::generate(),
                identity: "ann_0a1b2c3d".to_owned(),
                role,
                browser,
            };
            let token = sealer.seal(&session);
            assert_eq!(sealer.open(token.expose()).expect("opened"), session);
            assert_ne!(sealer.seal(&session).expose(), token.expose());
            let other = Sealer::new(&Secret::new("another key"));
            assert_eq!(
                other.open(token.expose()).expect_err("refused").code(),
                Code::NoSession
            );
        }
    }

    #[test]
    fn a_tampered_session_is_refused() {
        let sealer = Sealer::new(&Secret::new("key"));
        let session = Session {
            meeting: MeetingId::generate(),
            identity: "ann_0a1b2c3d".to_owned(),
            role: Role::Guest,
            browser: None,
        };
        let token = sealer.seal(&session);
        let (head, mac) = token.expose().rsplit_once('.').expect("a mac");
        let forged = URL_SAFE_NO_PAD.encode(format!("{} host x - ann_0a1b2c3d", session.meeting));
        for bad in [
            "",
            "s2",
            "s2..",
            head,
            &format!("s2.{forged}.{mac}"),
            &format!("{}.", head),
        ] {
            assert!(sealer.open(bad).is_err(), "{bad}");
        }
    }
}
