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
use crate::member::MemberId;
pub use crate::role::Role;
use crate::secret::Secret;

/// Who somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The one meeting it is for.
    pub meeting: MeetingId,
    /// Who.
    pub identity: String,
    /// The person behind this join and those before it.
    pub member: MemberId,
    /// As what. Sealed: host or guest. Read by [`crate::confab::Confab::session`]: what its owner
    /// may do now; a co-host is one only while inside.
    pub role: Role,
    /// The browser that they joined with, where it has a cookie of ours.
    pub browser: Option<Browser>,
    /// When they joined, Unix seconds; 0 for a credential from before this was sealed.
    pub issued_at: i64,
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
            "{} {} {nonce} {} {} {} {}",
            session.meeting,
            role.as_str(),
            session.browser.as_ref().map_or("-", Browser::as_str),
            session.member.as_str(),
            session.issued_at,
            session.identity
        ));
        let mac = self.mac(Version::Three, &body).finalize().into_bytes();
        let mac = URL_SAFE_NO_PAD.encode(mac);
        Secret::new(format!("{}.{body}.{mac}", Version::Three.prefix()))
    }

    /// Reads a session that this installation sealed; whether it still holds is another question.
    pub(crate) fn open(&self, token: &str) -> Result<Session> {
        let bad = || {
            Error::new(
                Code::NoSession,
                "You are not in this meeting. Join it first.",
            )
        };
        let (prefix, sealed) = token.split_once('.').ok_or_else(bad)?;
        let version = [Version::Three, Version::Two]
            .into_iter()
            .find(|version| version.prefix() == prefix)
            .ok_or_else(bad)?;
        let (body, mac) = sealed.split_once('.').ok_or_else(bad)?;
        let mac = URL_SAFE_NO_PAD.decode(mac).map_err(|_| bad())?;
        self.mac(version, body)
            .verify_slice(&mac)
            .map_err(|_| bad())?;
        let body = URL_SAFE_NO_PAD
            .decode(body)
            .ok()
            .and_then(|b| String::from_utf8(b).ok())
            .ok_or_else(bad)?;
        let count = match version {
            Version::Two => 5,
            Version::Three => 7,
        };
        let mut words = body.splitn(count, ' ');
        let mut word = || words.next().ok_or_else(bad);
        let meeting = word()?.parse().map_err(|_| bad())?;
        let role = match word()? {
            "host" => Role::Host,
            "guest" => Role::Guest,
            _ => return Err(bad()),
        };
        let _nonce = word()?;
        let browser = Some(word()?).filter(|word| *word != "-");
        let sealed = match version {
            Version::Two => None,
            Version::Three => Some((
                MemberId::stored(word()?).ok_or_else(bad)?,
                word()?.parse().map_err(|_| bad())?,
            )),
        };
        let identity = word()?.to_owned();
        let (member, issued_at) = sealed.unwrap_or_else(|| (MemberId::of_identity(&identity), 0));
        Ok(Session {
            meeting,
            member,
            role,
            browser: browser.map(Browser::stored),
            identity,
            issued_at,
        })
    }

    fn mac(&self, version: Version, body: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        mac.update(version.domain());
        mac.update(body.as_bytes());
        mac
    }
}

/// How a session is written. The second version, from before members, is only read.
#[derive(Clone, Copy)]
enum Version {
    Two,
    Three,
}

impl Version {
    const fn prefix(self) -> &'static str {
        match self {
            Version::Two => "s2",
            Version::Three => "s3",
        }
    }

    /// What keeps a code of one version from fitting the other.
    const fn domain(self) -> &'static [u8] {
        match self {
            Version::Two => b"confab session 2\0",
            Version::Three => b"confab session 3\0",
        }
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
                member: MemberId::generate(),
                role,
                browser,
                issued_at: 1_700_000_000,
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
            member: MemberId::generate(),
            role: Role::Guest,
            browser: None,
            issued_at: 1_700_000_000,
        };
        let token = sealer.seal(&session);
        let (head, mac) = token.expose().rsplit_once('.').expect("a mac");
        let forged = format!("{} host x - m 1 ann_0a1b2c3d", session.meeting);
        let forged = URL_SAFE_NO_PAD.encode(forged);
        let as_older = token.expose().replacen("s3.", "s2.", 1);
        for bad in [
            "",
            "s3",
            "s3..",
            head,
            &format!("s3.{forged}.{mac}"),
            &format!("{}.", head),
            &as_older,
        ] {
            assert!(sealer.open(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_session_of_the_version_before_is_a_member_of_its_own() {
        let sealer = Sealer::new(&Secret::new("key"));
        let meeting = MeetingId::generate();
        let body = URL_SAFE_NO_PAD.encode(format!("{meeting} host x - ann_0a1b2c3d"));
        let mac = sealer.mac(Version::Two, &body).finalize().into_bytes();
        let token = format!("s2.{body}.{}", URL_SAFE_NO_PAD.encode(mac));
        let read = sealer.open(&token).expect("opened");
        assert_eq!((read.role, read.issued_at), (Role::Host, 0));
        assert_eq!(read.member, MemberId::of_identity("ann_0a1b2c3d"));
        let again = sealer.seal(&read);
        assert_eq!(
            sealer.open(again.expose()).expect("opened").member,
            read.member
        );
    }
}
