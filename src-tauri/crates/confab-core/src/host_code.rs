//! One-time codes that carry the host's role from the window to the browser with the call: good
//! once, within a minute, and kept in memory only, as hashes.
//!
//! Invariant: a code is good for as long as its [`HostCode`] is held, so that a browser that was given
//! up on can't bring the host in a second time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::error::{Code, Error, Result};
use crate::id::MeetingId;
use crate::name::DisplayName;
use crate::secret::Secret;

/// How long a code waits to be exchanged.
pub const HOST_CODE_LIFETIME: Duration = Duration::from_secs(60);

type Hash = [u8; 32];

/// The codes that were handed out and not used. Cheap to clone; all clones are the same ones.
#[derive(Default, Clone)]
pub struct HostCodes(Arc<Mutex<HashMap<Hash, Issued>>>);

struct Issued {
    meeting: MeetingId,
    name: DisplayName,
    at: Instant,
    exchanged: oneshot::Sender<()>,
}

/// A code that was handed out. It is worthless once this is dropped.
pub struct HostCode {
    code: Secret,
    codes: HostCodes,
    exchanged: oneshot::Receiver<()>,
}

impl HostCode {
    /// The code itself.
    pub fn secret(&self) -> &Secret {
        &self.code
    }

    /// Returns when the code was exchanged for a way in: the page that carries it runs. Returns
    /// never where that does not happen. Cancel safe.
    pub async fn exchanged(&mut self) {
        if (&mut self.exchanged).await.is_err() {
            std::future::pending().await
        }
    }
}

impl Drop for HostCode {
    fn drop(&mut self) {
        self.codes.lock().remove(&hash(self.code.expose()));
    }
}

impl std::fmt::Debug for HostCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HostCode").finish_non_exhaustive()
    }
}

impl HostCodes {
    /// Makes a code for a meeting's host, who goes by this name.
    pub fn issue(&self, meeting: MeetingId, name: DisplayName) -> HostCode {
        let code = Secret::random(32);
        let (tell, exchanged) = oneshot::channel();
        let mut codes = self.lock();
        codes.retain(|_, issued| issued.at.elapsed() < HOST_CODE_LIFETIME);
        codes.insert(
            hash(code.expose()),
            Issued {
                meeting,
                name,
                at: Instant::now(),
                exchanged: tell,
            },
        );
        drop(codes);
        HostCode {
            code,
            codes: self.clone(),
            exchanged,
        }
    }

    /// The host's name, where the code is good for this meeting. It is not good again.
    ///
    /// # Errors
    /// [`Code::BadHostCode`].
    pub fn redeem(&self, meeting: MeetingId, code: &str) -> Result<DisplayName> {
        let issued = self.lock().remove(&hash(code));
        let good = issued
            .filter(|issued| issued.meeting == meeting && issued.at.elapsed() < HOST_CODE_LIFETIME);
        let issued = good.ok_or_else(|| {
            Error::new(Code::BadHostCode, "This way in was used already or is too old. Press Join in the Confab window again.")
        })?;
        // The window may not wait for it any more.
        let _ = issued.exchanged.send(());
        Ok(issued.name)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Hash, Issued>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(code: &str) -> Hash {
    Sha256::digest(code).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name() -> DisplayName {
        DisplayName::new("Ann").expect("a name")
    }

    #[tokio::test(start_paused = true)]
    async fn a_code_is_good_once_for_its_meeting_within_a_minute() {
        let codes = HostCodes::default();
        let (here, elsewhere) = (MeetingId::generate(), MeetingId::generate());
        let code = codes.issue(here, name());
        let text = code.secret().expose();
        assert_eq!(codes.redeem(here, text).expect("good").as_str(), "Ann");
        assert_eq!(
            codes.redeem(here, text).expect_err("used").code(),
            Code::BadHostCode
        );
        let code = codes.issue(here, name());
        assert!(
            codes.redeem(elsewhere, code.secret().expose()).is_err(),
            "another meeting's"
        );
        let code = codes.issue(here, name());
        tokio::time::advance(HOST_CODE_LIFETIME).await;
        assert!(
            codes.redeem(here, code.secret().expose()).is_err(),
            "too old"
        );
        assert!(codes.redeem(here, "").is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn the_exchange_is_told_and_nothing_else_is() {
        let codes = HostCodes::default();
        let meeting = MeetingId::generate();
        let mut code = codes.issue(meeting, name());
        assert!(codes.redeem(meeting, "another").is_err());
        let waited = tokio::time::timeout(HOST_CODE_LIFETIME * 2, code.exchanged()).await;
        assert!(waited.is_err(), "nobody exchanged it");

        let mut code = codes.issue(meeting, name());
        let text = code.secret().expose().to_owned();
        codes.redeem(meeting, &text).expect("good");
        code.exchanged().await;
    }

    #[test]
    fn a_code_that_was_given_up_on_brings_nobody_in() {
        let codes = HostCodes::default();
        let meeting = MeetingId::generate();
        let code = codes.issue(meeting, name());
        let text = code.secret().expose().to_owned();
        assert!(!format!("{code:?}").contains(&text));
        drop(code);
        assert!(codes.redeem(meeting, &text).is_err());
    }
}
