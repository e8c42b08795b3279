//! `settings.toml`: what the window's Settings edit. Owner-only, replaced as a whole, so that a
//! crash leaves the old one or the new one.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::key::Key;
use crate::datadir::write_private;
use crate::error::{Code, Error, Result};

/// The values in the file, by setting. Unknown entries are kept as they are.
#[derive(Clone, Default)]
pub struct SettingsFile {
    table: toml::Table,
}

impl SettingsFile {
    /// Reads the file; one that is not there is empty.
    ///
    /// # Errors
    /// [`Code::BadSetting`] where it can't be read or is not TOML.
    pub fn load(path: &Path) -> Result<Self> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            // With a file in the data directory's place there is none either; opening that says so.
            Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(Self::default());
            }
            Err(e) => {
                return Err(Error::caused_by(
                    Code::BadSetting,
                    "settings.toml in the data directory (CONFAB_DATA_DIR) can't be read. Check who may read it.",
                    e,
                ));
            }
        };
        Self::parse(&text)
    }

    /// Reads what stands in such a file.
    ///
    /// # Errors
    /// [`Code::BadSetting`] where it is not TOML.
    pub fn parse(text: &str) -> Result<Self> {
        let table = text.parse::<toml::Table>().map_err(|e| {
            Error::caused_by(
                Code::BadSetting,
                "settings.toml in the data directory (CONFAB_DATA_DIR) is not valid TOML. Correct it, or delete it to start with the defaults.",
                // The parser's own message would quote the line, and with it a secret.
                format!("not TOML at byte {:?}", e.span()),
            )
        })?;
        Ok(Self { table })
    }

    /// A setting's value as text.
    pub fn get(&self, key: Key) -> Option<String> {
        let text = match self.table.get(key.name())? {
            toml::Value::String(s) => s.trim().to_owned(),
            other => other.to_string(),
        };
        (!text.is_empty()).then_some(text)
    }

    /// Changes settings; `None` goes back to the default.
    pub fn set(&mut self, changes: &BTreeMap<Key, Option<String>>) {
        for (key, value) in changes {
            match value.as_deref().map(str::trim).filter(|v| !v.is_empty()) {
                None => {
                    self.table.remove(key.name());
                }
                Some(value) => {
                    let value = match value.parse::<i64>() {
                        Ok(number) if key.name().ends_with("_port") => toml::Value::Integer(number),
                        _ => toml::Value::String(value.to_owned()),
                    };
                    self.table.insert(key.name().to_owned(), value);
                }
            }
        }
    }

    /// Changes the file at `path`, so that no change of somebody else's is lost meanwhile. `check`
    /// sees what would come of it, and may refuse.
    ///
    /// # Errors
    /// As [`SettingsFile::load`] and [`SettingsFile::save`], and what `check` says.
    pub fn edit(
        path: &Path,
        changes: &BTreeMap<Key, Option<String>>,
        check: impl FnOnce(&Self) -> Result<()>,
    ) -> Result<()> {
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = Self::load(path)?;
        file.set(changes);
        check(&file)?;
        file.save(path)
    }

    /// Writes the file, 0600, on disk when this returns.
    ///
    /// # Errors
    /// [`Code::Storage`] where it can't be written; the old file is still there then.
    pub fn save(&self, path: &Path) -> Result<()> {
        write_private(path, self.table.to_string().as_bytes()).map_err(|e| {
            Error::caused_by(
                Code::Storage,
                "The settings can't be saved. Make sure that the disk has room and the data directory can be written.",
                e,
            )
        })
    }
}
