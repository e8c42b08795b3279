//! Settings as the window shows and changes them. What they mean is core's business.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use confab_core::config::file::SettingsFile;
use confab_core::config::{Appearance, Env, Key, SettingView, Settings, Source, view};
use confab_core::datadir::{SETTINGS, make_private_folder};
use confab_core::error::{Code, Error, Result};
use serde::Serialize;
use tauri::{AppHandle, Manager as _, State};

use crate::error::Answer;
use crate::window::{MAIN, theme};

/// Where settings are read and changed: this process's environment, and the file. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Desk(Arc<Drawers>);

struct Drawers {
    env: Env,
    /// What the house that runs was started with.
    in_force: Mutex<Option<Vec<SettingView>>>,
}

/// The settings as the page gets them.
#[derive(Debug, Serialize)]
pub(crate) struct SettingsView {
    fields: Vec<SettingView>,
    restart_needed: bool,
}

impl Desk {
    pub(crate) fn of_this_process() -> Self {
        Self::with(Env::from_process())
    }

    fn with(env: Env) -> Self {
        Self(Arc::new(Drawers {
            env,
            in_force: Mutex::default(),
        }))
    }

    pub(crate) fn env(&self) -> &Env {
        &self.0.env
    }

    /// The data directory, where one is known.
    pub(crate) fn data_dir(&self) -> Option<PathBuf> {
        self.env().data_dir().ok()
    }

    /// The settings as they are now.
    ///
    /// # Errors
    /// A sentence that names the setting that does not fit.
    pub(crate) fn load(&self) -> Result<Settings> {
        Settings::load(self.env())
    }

    /// The host's name: the setting, else the account's full name.
    ///
    /// # Errors
    /// As [`Desk::load`].
    pub(crate) fn name(&self) -> Result<String> {
        Ok(self.load()?.name.unwrap_or_else(name_of_the_account))
    }

    fn file(&self) -> Result<SettingsFile> {
        SettingsFile::load(&self.env().data_dir()?.join(SETTINGS))
    }

    /// Every setting; the host's name shows the account's while none is set.
    fn fields(&self) -> Result<Vec<SettingView>> {
        let mut fields = view(self.env(), &self.file()?);
        for field in fields
            .iter_mut()
            .filter(|f| f.key == Key::Name.name() && f.value.is_none())
        {
            field.value = Some(name_of_the_account());
        }
        Ok(fields)
    }

    /// Notes what the house is started with.
    pub(crate) fn take_effect(&self) {
        let now = self.fields().ok();
        *self
            .0
            .in_force
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Whether the house would be another one with the settings as they are now.
    pub(crate) fn has_changed(&self) -> bool {
        self.fields()
            .is_ok_and(|fields| self.restart_needed(&fields))
    }

    fn restart_needed(&self, fields: &[SettingView]) -> bool {
        let at_once =
            |f: &&SettingView| Key::from_name(f.key).is_some_and(Key::is_in_force_at_once);
        let of = |fields: &[SettingView]| -> Vec<_> {
            fields
                .iter()
                .filter(|f| !at_once(f))
                .map(|f| (f.key, f.value.clone()))
                .collect()
        };
        let in_force = self
            .0
            .in_force
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        in_force
            .as_deref()
            .is_some_and(|in_force| of(in_force) != of(fields))
    }

    /// Changes the file, if what comes of it makes sense.
    fn change(&self, changes: BTreeMap<String, Option<String>>) -> Result<()> {
        let bad = |sentence: String| Error::new(Code::BadSetting, sentence);
        let changes = changes
            .into_iter()
            .map(|(name, value)| {
                Ok((
                    Key::from_name(&name)
                        .ok_or_else(|| bad(format!("There is no setting {name}.")))?,
                    value,
                ))
            })
            .collect::<Result<BTreeMap<_, _>>>()?;
        let from_environment = view(self.env(), &self.file()?)
            .into_iter()
            .filter(|f| f.source == Source::Environment);
        if let Some(fixed) = from_environment
            .into_iter()
            .find(|f| changes.keys().any(|key| key.name() == f.key))
        {
            let variable = fixed.variable.unwrap_or(fixed.key);
            return Err(bad(format!(
                "{variable} comes from the environment. Change it there."
            )));
        }
        let data_dir = self.env().data_dir()?;
        SettingsFile::edit(&data_dir.join(SETTINGS), &changes, |file| {
            Settings::from_parts(self.env(), file, data_dir.clone())?;
            make_private_folder(&data_dir).map_err(|e| {
                Error::caused_by(
                    Code::Storage,
                    "The settings can't be saved: the data directory can't be made.",
                    e,
                )
            })
        })
    }

    /// How the window looks; a file that can't be read leaves it to the system.
    pub(crate) fn appearance(&self) -> Appearance {
        self.load()
            .map(|settings| settings.appearance)
            .unwrap_or_default()
    }
}

fn name_of_the_account() -> String {
    let named = |name: std::result::Result<String, whoami::Error>| {
        name.ok()
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
    };
    named(whoami::realname())
        .or_else(|| named(whoami::username()))
        .unwrap_or_else(|| "Host".to_owned())
}

/// Every setting, and whether the house has to start again for them.
#[tauri::command]
pub(crate) fn settings(desk: State<'_, Desk>) -> Answer<SettingsView> {
    let fields = desk.fields()?;
    Ok(SettingsView {
        restart_needed: desk.restart_needed(&fields),
        fields,
    })
}

/// Changes settings; `None` goes back to the default.
#[tauri::command]
pub(crate) fn save_settings(
    app: AppHandle,
    desk: State<'_, Desk>,
    changes: BTreeMap<String, Option<String>>,
) -> Answer<()> {
    desk.change(changes)?;
    if let Some(window) = app.get_webview_window(MAIN)
        && let Err(e) = window.set_theme(theme(desk.appearance()))
    {
        tracing::warn!(cause = %e, "the window's theme can't be changed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Home(tempfile::TempDir);

    impl Home {
        fn new() -> Self {
            Self(tempfile::tempdir().expect("a folder"))
        }

        fn desk(&self, variable: Option<(&str, &str)>) -> Desk {
            let dir = self.0.path().join("data");
            let dir = ("CONFAB_DATA_DIR", dir.to_str().expect("utf-8"));
            Desk::with(Env::of([dir, variable.unwrap_or(("UNUSED", ""))]))
        }
    }

    fn change(desk: &Desk, key: &str, value: Option<&str>) -> Result<()> {
        desk.change([(key.to_owned(), value.map(str::to_owned))].into())
    }

    #[test]
    fn a_saved_setting_is_in_force_after_a_restart_only() {
        let home = Home::new();
        let desk = home.desk(None);
        desk.take_effect();
        change(&desk, "api_port", Some("8123")).expect("saved");
        assert_eq!(desk.load().expect("settings").api_port, 8123);
        assert!(desk.restart_needed(&desk.fields().expect("fields")));
        change(&desk, "api_port", None).expect("saved");
        assert!(!desk.restart_needed(&desk.fields().expect("fields")));
    }

    #[test]
    fn name_appearance_and_sharing_need_no_restart() {
        let home = Home::new();
        let desk = home.desk(None);
        desk.take_effect();
        change(&desk, "name", Some("Ann")).expect("saved");
        change(&desk, "appearance", Some("dark")).expect("saved");
        change(&desk, "share", Some("lan")).expect("saved");
        change(&desk, "share_scope", Some("chosen")).expect("saved");
        change(&desk, "share_addresses", Some("192.168.1.7")).expect("saved");
        change(&desk, "share_preferred", Some("192.168.1.7")).expect("saved");
        assert!(!desk.restart_needed(&desk.fields().expect("fields")));
        assert_eq!(
            (desk.name().expect("a name").as_str(), desk.appearance()),
            ("Ann", Appearance::Dark)
        );
    }

    #[test]
    fn the_first_name_is_the_accounts() {
        let home = Home::new();
        let desk = home.desk(None);
        let name = desk.name().expect("a name");
        let shown = desk
            .fields()
            .expect("fields")
            .into_iter()
            .find(|f| f.key == "name")
            .and_then(|f| f.value);
        assert!(
            !name.is_empty() && shown.as_deref() == Some(name.as_str()),
            "{name}"
        );
    }

    #[test]
    fn what_comes_from_the_environment_can_not_be_changed() {
        let home = Home::new();
        let desk = home.desk(Some(("CONFAB_API_PORT", "9000")));
        let error = change(&desk, "api_port", Some("9001")).expect_err("refused");
        assert!(error.detail().contains("CONFAB_API_PORT"), "{error}");
    }

    #[test]
    fn what_makes_no_sense_is_not_saved() {
        let home = Home::new();
        let desk = home.desk(None);
        for (key, value) in [
            ("api_port", "many"),
            ("frontend_url", "nonsense"),
            ("livekit_url", "ws://x:1"),
            ("colour", "red"),
        ] {
            change(&desk, key, Some(value)).expect_err(key);
        }
        assert!(!home.0.path().join("data").join(SETTINGS).exists());
    }
}
