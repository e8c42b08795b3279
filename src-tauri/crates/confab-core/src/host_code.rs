//! One-time codes that carry the host's role from the window to the browser with the call: good
//! once, within a minute, and kept in memory only, as hashes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
use crate::name::DisplayName;
use crate::secret::Secret;

/// How long a code waits to be exchanged.
pub const HOST_CODE_LIFETIME: Duration = Duration::from_secs(60);

#[derive(Default)]
pub(crate) struct HostCodes(Mutex<HashMap<[u8; 32], Issued>>);

struct Issued {
    meeting: MeetingId,
    name: DisplayName,
    at: Instant,
}

impl HostCodes {
    pub(crate) fn issue(&self, meeting: MeetingId, name: DisplayName) -> Secret {
        let code = Secret::random(32);
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        codes.retain(|_, issued| issued.at.elapsed() < HOST_CODE_LIFETIME);
        codes.insert(
            hash(code.expose()),
            Issued {
                meeting,
                name,
                at: Instant::now(),
            },
        );
        code
    }

    /// The host's name, where the code is good for this meeting. It is not good again.
    pub(crate) fn redeem(&self, meeting: MeetingId, code: &str) -> Result<DisplayName> {
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        codes
            .remove(&hash(code))
            .filter(|issued| issued.meeting == meeting && issued.at.elapsed() < HOST_CODE_LIFETIME)
            .map(|issued| issued.name)
            .ok_or_else(|| {
                Error::new(Code::BadHostCode, "This way in was used already or is too old. Press Join in the Confab window again.")
            })
    }
}

fn hash(code: &str) -> [u8; 32] {
    Sha256::digest(code).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_code_is_good_once_for_its_meeting_within_a_minute() {
        let codes = HostCodes::default();
        let (here, elsewhere) = (MeetingId::generate(), MeetingId::generate());
        let name = || DisplayName::new("Ann").expect("a name");
        let code = codes.issue(here, name());
        assert_eq!(
            codes.redeem(here, code.expose()).expect("good").as_str(),
            "Ann"
        );
        assert_eq!(
            codes.redeem(here, code.expose()).expect_err("used").code(),
            Code::BadHostCode
        );
        let code = codes.issue(here, name());
        assert!(
            codes.redeem(elsewhere, code.expose()).is_err(),
            "another meeting's"
        );
        let code = codes.issue(here, name());
        tokio::time::advance(HOST_CODE_LIFETIME).await;
        assert!(codes.redeem(here, code.expose()).is_err(), "too old");
        assert!(codes.redeem(here, "").is_err());
    }
}
