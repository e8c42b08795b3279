//! A certificate of the user's own: `CONFAB_TLS_CERT` and `CONFAB_TLS_KEY`, read again when the
//! files change, for whoever renews them renews them in place.

use std::path::PathBuf;
use std::time::SystemTime;

use time::OffsetDateTime;
use zeroize::Zeroizing;

use super::certificate::{Certificate, Unfit};
use crate::clock::rfc3339;
use crate::error::{Code, Error, Result};

/// The two files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFiles {
    /// The chain, PEM, the certificate of this computer first.
    pub chain: PathBuf,
    /// Its key, PEM.
    pub key: PathBuf,
}

/// How the files were when they were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen([Option<(SystemTime, u64)>; 2]);

impl OwnFiles {
    /// Reads both.
    ///
    /// # Errors
    /// [`Code::BadSetting`] with a sentence that names the setting to look at.
    pub fn read(&self, now: OffsetDateTime) -> Result<Certificate> {
        let bad = |sentence: String| Error::new(Code::BadSetting, sentence);
        let chain = std::fs::read(&self.chain).map_err(|e| {
            Error::caused_by(
                Code::BadSetting,
                "The file that CONFAB_TLS_CERT names can't be read. Check its path and who may read it.",
                e,
            )
        })?;
        let key = std::fs::read(&self.key).map(Zeroizing::new).map_err(|e| {
            Error::caused_by(
                Code::BadSetting,
                "The file that CONFAB_TLS_KEY names can't be read. Check its path and who may read it.",
                e,
            )
        })?;
        let certificate = Certificate::from_pem(&chain, &key).map_err(|unfit| {
            bad(match unfit {
                Unfit::NoCertificate | Unfit::Unreadable => {
                    "CONFAB_TLS_CERT names a file without a certificate that can be read. Give a PEM file: this computer's certificate first, then those that signed it."
                }
                Unfit::NoKey => {
                    "CONFAB_TLS_KEY names a file without a private key that can be used. Give a PEM file with an RSA, ECDSA or Ed25519 key that has no passphrase."
                }
                Unfit::Strangers => {
                    "The key in CONFAB_TLS_KEY does not belong to the certificate in CONFAB_TLS_CERT. Give the two that were made for each other."
                }
            }.to_owned())
        })?;
        let day = |time: OffsetDateTime| rfc3339(time.unix_timestamp());
        if now > certificate.not_after() {
            return Err(bad(format!(
                "The certificate in CONFAB_TLS_CERT ended on {}. Renew it.",
                day(certificate.not_after())
            )));
        }
        if now < certificate.not_before() {
            return Err(bad(format!(
                "The certificate in CONFAB_TLS_CERT begins on {} only. Check it, and this computer's clock.",
                day(certificate.not_before())
            )));
        }
        if certificate.names().is_empty() {
            return Err(bad(
                "The certificate in CONFAB_TLS_CERT names no host (it has no subject alternative name), so no browser takes it. Get one that does.".to_owned(),
            ));
        }
        Ok(certificate)
    }

    /// How the files are now; differs from before where one was changed.
    pub fn seen(&self) -> Seen {
        Seen([&self.chain, &self.key].map(|path| {
            let metadata = std::fs::metadata(path).ok()?;
            Some((metadata.modified().ok()?, metadata.len()))
        }))
    }
}
