//! Settings: from the environment, else from `settings.toml` in the data directory, else the
//! default. Reading them touches nothing but that one file, so that it can be tried with any
//! environment.

pub mod file;
mod keep;
mod key;
mod settings;
mod sharing;

pub use keep::Keep;
pub use key::{Key, Source};
pub use settings::{Appearance, FrontendUrl, ServerChoice, SettingView, Settings, view};
pub use sharing::SharingSettings;

use std::collections::HashMap;
use std::path::PathBuf;

use crate::error::{Code, Error, Result};

/// The environment variables that settings are read from, handed in.
#[derive(Clone, Default)]
pub struct Env(HashMap<String, String>);

impl Env {
    /// This process's own environment. A variable that is not Unicode counts as unset.
    pub fn from_process() -> Self {
        Self(
            std::env::vars_os()
                .filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)))
                .collect(),
        )
    }

    /// An environment of the given variables alone.
    pub fn of<const N: usize>(variables: [(&str, &str); N]) -> Self {
        Self::from_list(&variables)
    }

    /// The same for a list whose length is not known beforehand.
    pub fn from_list(variables: &[(&str, &str)]) -> Self {
        Self(
            variables
                .iter()
                .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
                .collect(),
        )
    }

    /// A variable's value without blanks around; an empty one counts as unset.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|v| v.trim()).filter(|v| !v.is_empty())
    }

    /// Where database, settings, keys and logs are kept: `CONFAB_DATA_DIR`, else the place that
    /// the system has for such things.
    ///
    /// # Errors
    /// [`Code::BadSetting`] where neither is known.
    pub fn data_dir(&self) -> Result<PathBuf> {
        if let Some(dir) = self.get("CONFAB_DATA_DIR") {
            return std::path::absolute(dir).map_err(|e| {
                Error::caused_by(
                    Code::BadSetting,
                    "CONFAB_DATA_DIR is not a folder that can be used.",
                    e,
                )
            });
        }
        let home = || self.get("HOME").map(PathBuf::from);
        let dir = if cfg!(target_os = "macos") {
            home().map(|h| h.join("Library/Application Support"))
        } else if cfg!(windows) {
            self.get("APPDATA").map(PathBuf::from)
        } else {
            let data = self
                .get("XDG_DATA_HOME")
                .map(PathBuf::from)
                .filter(|p| p.is_absolute());
            data.or_else(|| home().map(|h| h.join(".local/share")))
        };
        dir.map(|d| d.join("confab")).ok_or_else(|| {
            Error::new(
                Code::BadSetting,
                "There is no home folder to keep meetings in. Set CONFAB_DATA_DIR to a folder of your own.",
            )
        })
    }
}
