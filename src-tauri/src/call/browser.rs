//! Which browser opens the call, and where that browser may keep a profile of ours.
//!
//! Only browsers of the Chromium family have `--app` windows, so they come first. Nothing is started
//! here. Deliberately absent: any flag that weakens a browser.

use std::path::{Path, PathBuf};

use confab_core::config::Env;
use confab_core::error::{Code, Error, Result};

/// Names under which the family is found on PATH, the browsers' own names before the distributions'.
const FAMILY: [&str; 11] = [
    "chromium",
    "google-chrome-stable",
    "google-chrome",
    "brave-browser",
    "brave",
    "microsoft-edge-stable",
    "microsoft-edge",
    "vivaldi-stable",
    "vivaldi",
    "chromium-browser",
    "ungoogled-chromium",
];

/// The same as Flatpaks.
const FLATPAKS: [&str; 5] = [
    "org.chromium.Chromium",
    "com.google.Chrome",
    "com.brave.Browser",
    "com.microsoft.Edge",
    "com.vivaldi.Vivaldi",
];

/// Parts of the names of browsers that know no `--app`.
const OTHER_FAMILIES: [&str; 9] = [
    "firefox",
    "librewolf",
    "waterfox",
    "zen-browser",
    "epiphany",
    "falkon",
    "konqueror",
    "safari",
    "xdg-open",
];

/// What opens a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Opener {
    /// A browser of the Chromium family: a window of its own, with this profile.
    AppWindow { program: PathBuf, profile: PathBuf },
    /// A browser of another family that was asked for by name: a tab in it.
    Tab { program: PathBuf },
    /// No browser that we know: the system's choice.
    Default,
}

/// Where browsers are looked for. Handed in, so that tests need no browser.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) path: Vec<PathBuf>,
    pub(super) home: Option<PathBuf>,
    pub(super) snaps: PathBuf,
    pub(super) flatpaks: Vec<PathBuf>,
}

impl Places {
    pub(super) fn of(env: &Env) -> Self {
        let home = env.get("HOME").map(PathBuf::from);
        let own_flatpaks = home
            .as_ref()
            .map(|home| home.join(".local/share/flatpak/exports/bin"));
        Self {
            path: env
                .get("PATH")
                .map(|path| std::env::split_paths(path).collect())
                .unwrap_or_default(),
            snaps: PathBuf::from("/snap/bin"),
            flatpaks: own_flatpaks
                .into_iter()
                .chain([PathBuf::from("/var/lib/flatpak/exports/bin")])
                .collect(),
            home,
        }
    }

    /// What opens the call: the configured browser, else the first of the Chromium family, else the
    /// system's choice. `profile` is where Confab keeps profiles, unless the browser can't get there.
    ///
    /// # Errors
    /// [`Code::BadSetting`] where the configured browser is not there.
    pub(super) fn opener(&self, configured: Option<&Path>, profile: &Path) -> Result<Opener> {
        if let Some(configured) = configured {
            let program = self.configured(configured).ok_or_else(|| {
                Error::new(
                    Code::BadSetting,
                    "CONFAB_BROWSER names a program that is not there or can't be run. Correct it, or unset it to use an installed browser.",
                )
            })?;
            return Ok(if is_of_another_family(&program) {
                Opener::Tab { program }
            } else {
                Opener::AppWindow {
                    profile: self.profile_for(&program, profile),
                    program,
                }
            });
        }
        let found = FAMILY
            .iter()
            .find_map(|name| self.on_path(name))
            .or_else(|| {
                FAMILY
                    .iter()
                    .map(|name| self.snaps.join(name))
                    .find(|p| is_program(p))
            })
            .or_else(|| {
                FLATPAKS.iter().find_map(|id| {
                    self.flatpaks
                        .iter()
                        .map(|dir| dir.join(id))
                        .find(|p| is_program(p))
                })
            });
        Ok(match found {
            Some(program) => Opener::AppWindow {
                profile: self.profile_for(&program, profile),
                program,
            },
            None => Opener::Default,
        })
    }

    fn configured(&self, program: &Path) -> Option<PathBuf> {
        if program.components().count() > 1 {
            return is_program(program).then(|| program.to_owned());
        }
        self.on_path(program.to_str()?)
    }

    fn on_path(&self, name: &str) -> Option<PathBuf> {
        self.path
            .iter()
            .filter(|dir| dir.is_absolute())
            .map(|dir| dir.join(name))
            .find(|p| is_program(p))
    }

    /// Sandboxed browsers reach only folders of their own.
    fn profile_for(&self, program: &Path, ours: &Path) -> PathBuf {
        let Some(home) = &self.home else {
            return ours.to_owned();
        };
        if let Some(snap) = self.snap_of(program) {
            return home.join("snap").join(snap).join("common/confab-call");
        }
        if let (Some(dir), Some(id)) = (program.parent(), program.file_name())
            && self.flatpaks.iter().any(|flatpaks| flatpaks == dir)
        {
            return home.join(".var/app").join(id).join("data/confab-call");
        }
        ours.to_owned()
    }

    /// The snap that a program belongs to: directly, or through a small script as Ubuntu's
    /// `/usr/bin/chromium-browser` is one.
    fn snap_of(&self, program: &Path) -> Option<String> {
        if program.parent() == Some(&self.snaps) {
            return Some(program.file_name()?.to_str()?.to_owned());
        }
        if std::fs::metadata(program).ok()?.len() > 64 * 1024 {
            return None;
        }
        let script = std::fs::read_to_string(program)
            .ok()
            .filter(|text| text.starts_with("#!"))?;
        let marker = format!("{}/", self.snaps.display());
        let name: String = script
            .split_once(&marker)?
            .1
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        (!name.is_empty()).then_some(name)
    }
}

fn is_of_another_family(program: &Path) -> bool {
    let name = program
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
        .to_ascii_lowercase();
    OTHER_FAMILIES.iter().any(|other| name.contains(other))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    struct Machine {
        root: tempfile::TempDir,
        places: Places,
    }

    impl Machine {
        fn new() -> Self {
            let root = tempfile::tempdir().expect("a folder");
            let places = Places {
                path: vec![root.path().join("bin")],
                home: Some(root.path().join("home")),
                snaps: root.path().join("snap/bin"),
                flatpaks: vec![root.path().join("flatpak")],
            };
            Self { root, places }
        }

        fn with(self, program: &str, text: &str) -> Self {
            let path = self.root.path().join(program);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(&path, text).expect("written");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("set");
            self
        }

        fn path(&self, path: &str) -> PathBuf {
            self.root.path().join(path)
        }

        fn opener(&self, configured: Option<&str>) -> Result<Opener> {
            self.places
                .opener(configured.map(Path::new), Path::new("/data/call-profile"))
        }

        fn app_window(&self, configured: Option<&str>) -> (PathBuf, PathBuf) {
            match self.opener(configured) {
                Ok(Opener::AppWindow { program, profile }) => (program, profile),
                other => panic!("an app window was expected, not {other:?}"),
            }
        }
    }

    #[test]
    fn an_installed_browser_of_the_family_is_found() {
        let machine = Machine::new()
            .with("bin/brave-browser", "")
            .with("bin/google-chrome", "");
        let (program, profile) = machine.app_window(None);
        assert_eq!(
            (program, profile),
            (
                machine.path("bin/google-chrome"),
                PathBuf::from("/data/call-profile")
            )
        );
    }

    #[test]
    fn without_one_the_system_chooses() {
        let machine = Machine::new().with("bin/firefox", "");
        assert_eq!(machine.opener(None).expect("an opener"), Opener::Default);
    }

    #[test]
    fn the_configured_browser_comes_first_also_as_a_wrapper_script() {
        let machine = Machine::new()
            .with("bin/chromium", "")
            .with("my browser.sh", "#!/bin/sh\nexec chromium \"$@\"\n");
        let wrapper = machine.path("my browser.sh");
        assert_eq!(machine.app_window(wrapper.to_str()).0, wrapper);
        assert_eq!(
            machine.app_window(Some("chromium")).0,
            machine.path("bin/chromium")
        );
    }

    #[test]
    fn a_configured_browser_that_is_missing_is_named() {
        let machine = Machine::new().with("bin/chromium", "");
        for wrong in ["/nowhere/chromium", "vivaldi"] {
            let error = machine.opener(Some(wrong)).expect_err("refused");
            assert!(error.detail().contains("CONFAB_BROWSER"), "{error}");
        }
        let file = machine.path("not-executable");
        std::fs::write(&file, "").expect("written");
        machine
            .opener(file.to_str())
            .expect_err("a file that can't be run is refused");
    }

    #[test]
    fn a_configured_firefox_gets_a_tab() {
        let machine = Machine::new().with("bin/firefox-esr", "");
        let program = machine.path("bin/firefox-esr");
        assert_eq!(
            machine.opener(Some("firefox-esr")).expect("an opener"),
            Opener::Tab { program }
        );
    }

    #[test]
    fn snaps_keep_their_profile_in_their_own_folder() {
        let machine = Machine::new().with("snap/bin/chromium", "");
        let profile = machine.path("home/snap/chromium/common/confab-call");
        assert_eq!(
            machine.app_window(None),
            (machine.path("snap/bin/chromium"), profile.clone())
        );

        let script = format!(
            "#!/bin/sh\nexec {}/chromium \"$@\"\n",
            machine.places.snaps.display()
        );
        let machine = Machine { ..machine }.with("bin/chromium-browser", &script);
        assert_eq!(
            machine.app_window(None),
            (machine.path("bin/chromium-browser"), profile)
        );
    }

    #[test]
    fn flatpaks_keep_their_profile_in_their_own_folder() {
        let machine = Machine::new().with("flatpak/com.brave.Browser", "#!/bin/sh\n");
        let profile = machine.path("home/.var/app/com.brave.Browser/data/confab-call");
        assert_eq!(
            machine.app_window(None),
            (machine.path("flatpak/com.brave.Browser"), profile)
        );
    }
}
