//! Access tokens: minted for one room and one identity, and verified at the gate.

use std::time::Duration;

use livekit_api::access_token::{AccessToken, TokenVerifier, VideoGrants};

use super::{Credentials, Sends};
use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
use crate::secret::Secret;
use crate::trial::{RECEIVER, SENDER, TrialRoom};

/// How long a token waits for its first use. LiveKit refreshes it for those inside.
pub const TOKEN_LIFETIME: Duration = Duration::from_secs(15 * 60);

/// How long a token lives that LiveKit has refreshed: `tokenDefaultTTL` in livekit-server's
/// `pkg/service/roommanager.go`.
const REFRESHED_LIFETIME: Duration = Duration::from_secs(10 * 60);

/// By how much clocks may differ, and how long the way of a request may take.
const TOKEN_SLACK: Duration = Duration::from_secs(5 * 60);

/// How long after a removal or a deletion some token may still be good: until the last one that
/// was handed out, or refreshed, before it has run out.
pub(crate) const TOKENS_ARE_OUT: Duration = {
    let longest = if TOKEN_LIFETIME.as_secs() > REFRESHED_LIFETIME.as_secs() {
        TOKEN_LIFETIME
    } else {
        REFRESHED_LIFETIME
    };
    longest.checked_add(TOKEN_SLACK).expect("a time")
};

const _: () = assert!(
    TOKENS_ARE_OUT.as_secs() > TOKEN_LIFETIME.as_secs()
        && TOKENS_ARE_OUT.as_secs() > REFRESHED_LIFETIME.as_secs()
        && TOKENS_ARE_OUT.subsec_nanos() == 0,
    "who was put out would come back with a token from before"
);

/// What a verified token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The meeting it is for.
    pub meeting: MeetingId,
    /// Who it is for.
    pub identity: String,
    /// Whether it connects somebody who is not seen: one who waits to join.
    pub hidden: bool,
    /// Whether it lets its bearer send data to the others through LiveKit.
    pub data: bool,
}

/// What a verified token opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pass {
    /// A meeting.
    Meeting(Claims),
    /// A room to try out one's connection in, for this identity.
    Trial(TrialRoom, String),
}

/// Mints and verifies.
#[derive(Clone)]
pub struct Tokens {
    credentials: Credentials,
    verifier: TokenVerifier,
}

impl Tokens {
    /// With the key and secret of the LiveKit server.
    pub fn new(credentials: Credentials) -> Self {
        let verifier = TokenVerifier::with_api_key(&credentials.key, credentials.secret.expose());
        Self {
            credentials,
            verifier,
        }
    }

    /// A token to join this meeting, publish what is theirs to send, subscribe, with `data` also to
    /// send data, and nothing else.
    ///
    /// # Errors
    /// [`Code::Internal`] where it can't be signed.
    pub fn mint(
        &self,
        meeting: MeetingId,
        identity: &str,
        name: &str,
        sends: Sends,
        data: bool,
    ) -> Result<Secret> {
        let grants = VideoGrants {
            room_join: true,
            room: meeting.to_string(),
            can_publish: Some(true),
            can_subscribe: Some(true),
            can_publish_data: Some(data),
            can_publish_sources: sends.names(),
            ..VideoGrants::default()
        };
        self.sign(identity, name, grants, TOKEN_LIFETIME)
    }

    /// A token to be connected to this meeting without being seen and without any right.
    ///
    /// # Errors
    /// [`Code::Internal`] where it can't be signed.
    pub fn mint_warm(&self, meeting: MeetingId, identity: &str) -> Result<Secret> {
        let grants = VideoGrants {
            room_join: true,
            room: meeting.to_string(),
            hidden: true,
            can_publish: Some(false),
            can_subscribe: Some(false),
            can_publish_data: Some(false),
            ..VideoGrants::default()
        };
        self.sign(identity, "", grants, TOKEN_LIFETIME)
    }

    /// A token to send a picture in a trial's room, or else to receive it.
    ///
    /// # Errors
    /// [`Code::Internal`] where it can't be signed.
    pub fn mint_trial(&self, room: &TrialRoom, sends: bool, life: Duration) -> Result<Secret> {
        let grants = VideoGrants {
            room_join: true,
            room: room.to_string(),
            can_publish: Some(sends),
            can_subscribe: Some(!sends),
            can_publish_data: Some(false),
            can_publish_sources: vec!["camera".to_owned()],
            ..VideoGrants::default()
        };
        let identity = if sends { SENDER } else { RECEIVER };
        self.sign(identity, "", grants, life)
    }

    fn sign(
        &self,
        identity: &str,
        name: &str,
        grants: VideoGrants,
        life: Duration,
    ) -> Result<Secret> {
        AccessToken::with_api_key(&self.credentials.key, self.credentials.secret.expose())
            .with_identity(identity)
            .with_name(name)
            .with_grants(grants)
            .with_ttl(life)
            .to_jwt()
            .map(Secret::new)
            .map_err(|e| Error::caused_by(Code::Internal, "The access token can't be made.", e))
    }

    /// Reads a token that we or LiveKit signed and that is valid now.
    ///
    /// # Errors
    /// [`Code::BadToken`].
    pub fn verify(&self, token: &str) -> Result<Pass> {
        let bad = || {
            Error::new(
                Code::BadToken,
                "This access token is not valid, or no longer. Join the meeting again.",
            )
        };
        // What the verifier says could quote the token, so it is dropped.
        let claims = self.verifier.verify(token).map_err(|_| bad())?;
        if !claims.video.room_join || claims.sub.is_empty() {
            return Err(bad());
        }
        if let Ok(room) = claims.video.room.parse() {
            return Ok(Pass::Trial(room, claims.sub));
        }
        let meeting = claims.video.room.parse().map_err(|_| bad())?;
        Ok(Pass::Meeting(Claims {
            meeting,
            identity: claims.sub,
            hidden: claims.video.hidden,
            // LiveKit takes silence for leave to do so.
            data: claims.video.can_publish_data.unwrap_or(true),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::role::Role;
    use crate::rules::Rules;

    fn claims(pass: Pass) -> Claims {
        match pass {
            Pass::Meeting(claims) => claims,
            Pass::Trial(..) => panic!("a trial"),
        }
    }

    fn tokens(key: &str, secret: &str) -> Tokens {
        Tokens::new(Credentials {
            key: key.to_owned(),
            secret: Secret::new(secret),
        })
    }

    #[test]
    fn a_token_says_who_and_where_and_only_to_us() {
        let ours = tokens("CFkey", "a secret of more than thirty-two characters");
        let meeting = MeetingId::generate();
        let sends = Sends::of(Role::Guest, &Rules::default());
        let token = ours
            .mint(meeting, "ann_00000000", "Ann", sends, true)
            .expect("minted");
        assert_eq!(
            claims(ours.verify(token.expose()).expect("verified")),
            Claims {
                meeting,
                identity: "ann_00000000".to_owned(),
                hidden: false,
                data: true,
            }
        );
        let quiet = ours
            .mint(meeting, "a", "Ann", sends, false)
            .expect("minted");
        assert!(!claims(ours.verify(quiet.expose()).expect("verified")).data);
        let warm = ours.mint_warm(meeting, "guest_00000000").expect("minted");
        let warm = claims(ours.verify(warm.expose()).expect("verified"));
        assert!(warm.hidden && !warm.data);
        for other in [
            tokens("CFother", "a secret of more than thirty-two characters"),
            tokens("CFkey", "another secret of more than thirty-two chars"),
        ] {
            assert_eq!(
                other.verify(token.expose()).expect_err("refused").code(),
                Code::BadToken
            );
        }
    }

    #[test]
    fn a_token_for_a_trial_opens_nothing_but_the_trial() {
        let ours = tokens("CFkey", "a secret of more than thirty-two characters");
        let room = TrialRoom::generate();
        for (sends, identity) in [(true, "sender"), (false, "receiver")] {
            let token = ours
                .mint_trial(&room, sends, Duration::from_secs(60))
                .expect("minted");
            assert_eq!(
                ours.verify(token.expose()).expect("verified"),
                Pass::Trial(room.clone(), identity.to_owned())
            );
        }
    }

    #[test]
    fn broken_unsigned_and_aimless_tokens_are_refused() {
        let secret = "a secret of more than thirty-two characters";
        let ours = tokens("CFkey", secret);
        let grants = VideoGrants {
            room_join: true,
            room: "abc-defg-hij".to_owned(),
            ..VideoGrants::default()
        };
        let signed = AccessToken::with_api_key("CFkey", secret)
            .with_identity("a")
            .with_grants(grants.clone());
        let good = signed.to_jwt().expect("signed");
        assert!(ours.verify(&good).is_ok());
        let mut parts: Vec<String> = good.split('.').map(str::to_owned).collect();
        parts[2] = String::new();
        let elsewhere = AccessToken::with_api_key("CFkey", secret)
            .with_identity("a")
            .with_grants(VideoGrants {
                room: "not an id".to_owned(),
                ..grants.clone()
            })
            .to_jwt()
            .expect("signed");
        for bad in [
            "",
            "a.b.c",
            &parts.join("."),
            &good[..good.len() - 2],
            &elsewhere,
        ] {
            assert!(ours.verify(bad).is_err(), "{bad}");
        }
    }
}
