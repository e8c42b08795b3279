//! Which browsers can open the call, in the order in which they are tried, and where each may keep a
//! profile of ours.
//!
//! Only browsers of the Chromium family have `--app` windows, so they come first; then the system's
//! default browser; then Firefox by its name, for systems that have no default. Nothing is started here.
//! Deliberately absent: any flag that weakens a browser.

use std::collections::HashSet;
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

/// Names of Firefox and what is made of it.
const FIREFOX: [&str; 4] = ["firefox", "firefox-esr", "librewolf", "waterfox"];
const FIREFOX_FLATPAK: &str = "org.mozilla.firefox";

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
    /// A browser of another family: a tab in it, in its user's own profile.
    Tab { program: PathBuf },
    /// The system's default browser.
    Default,
}

impl Opener {
    /// What its user calls the browser; `None` for the default one, which is not known by name.
    pub(super) fn name(&self) -> Option<String> {
        let (Opener::AppWindow { program, .. } | Opener::Tab { program }) = self else {
            return None;
        };
        let file = program.file_name()?.to_string_lossy().into_owned();
        let lower = file.to_ascii_lowercase();
        let known = NAMES.iter().find(|(part, _)| lower.contains(part));
        Some(known.map_or(file, |(_, name)| (*name).to_owned()))
    }
}

/// Parts of program names, and what users call these browsers.
const NAMES: [(&str, &str); 8] = [
    ("chromium", "Chromium"),
    ("chrome", "Google Chrome"),
    ("brave", "Brave"),
    ("edge", "Microsoft Edge"),
    ("vivaldi", "Vivaldi"),
    ("firefox", "Firefox"),
    ("librewolf", "LibreWolf"),
    ("waterfox", "Waterfox"),
];

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

    /// What can open the call, in the order in which it is to be tried: the configured browser, the
    /// Chromium family, the system's default, Firefox. `profile` is where Confab keeps profiles, unless
    /// a browser can't get there. Never empty.
    ///
    /// # Errors
    /// [`Code::BadSetting`] where the configured browser is not there.
    pub(super) fn openers(&self, configured: Option<&Path>, profile: &Path) -> Result<Vec<Opener>> {
        let mut programs = Vec::new();
        if let Some(configured) = configured {
            programs.push(self.configured(configured).ok_or_else(|| {
                Error::new(
                    Code::BadSetting,
                    "CONFAB_BROWSER names a program that is not there or can't be run. Correct it, or unset it to use an installed browser.",
                )
            })?);
        }
        programs.extend(FAMILY.iter().filter_map(|name| self.on_path(name)));
        programs.extend(self.among(&self.snaps, &FAMILY));
        for dir in &self.flatpaks {
            programs.extend(self.among(dir, &FLATPAKS));
        }
        let mut openers: Vec<_> = programs
            .into_iter()
            .map(|program| self.opener(program, profile))
            .collect();
        openers.push(Opener::Default);
        let others = FIREFOX
            .iter()
            .filter_map(|name| self.on_path(name))
            .chain(self.among(&self.snaps, &FIREFOX))
            .chain(
                self.flatpaks
                    .iter()
                    .flat_map(|dir| self.among(dir, &[FIREFOX_FLATPAK])),
            );
        openers.extend(others.map(|program| Opener::Tab { program }));
        // Several names lead to one program.
        let mut seen = HashSet::new();
        openers.retain(|opener| match opener {
            Opener::AppWindow { program, .. } | Opener::Tab { program } => {
                seen.insert(program.canonicalize().unwrap_or_else(|_| program.clone()))
            }
            Opener::Default => true,
        });
        Ok(openers)
    }

    fn opener(&self, program: PathBuf, profile: &Path) -> Opener {
        if is_of_another_family(&program) {
            return Opener::Tab { program };
        }
        Opener::AppWindow {
            profile: self.profile_for(&program, profile),
            program,
        }
    }

    fn among(&self, dir: &Path, names: &[&str]) -> Vec<PathBuf> {
        let paths = names.iter().map(|name| dir.join(name));
        paths.filter(|path| is_program(path)).collect()
    }

    /// Every folder in which a call's profile may be: ours, and those of sandboxed browsers.
    pub(super) fn profiles(&self, ours: &Path) -> Vec<PathBuf> {
        let snaps = FAMILY.iter().map(|name| self.snaps.join(name));
        let flatpaks = self
            .flatpaks
            .iter()
            .flat_map(|dir| FLATPAKS.iter().map(|id| dir.join(id)));
        let mut profiles = vec![ours.to_owned()];
        for program in snaps.chain(flatpaks) {
            let profile = self.profile_for(&program, ours);
            if !profiles.contains(&profile) {
                profiles.push(profile);
            }
        }
        profiles
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

        fn openers(&self, configured: Option<&str>) -> Result<Vec<Opener>> {
            self.places
                .openers(configured.map(Path::new), Path::new("/data/call-profile"))
        }

        /// The first that is tried.
        fn app_window(&self, configured: Option<&str>) -> (PathBuf, PathBuf) {
            match self.openers(configured).expect("openers").swap_remove(0) {
                Opener::AppWindow { program, profile } => (program, profile),
                other => panic!("an app window was expected, not {other:?}"),
            }
        }
    }

    #[test]
    fn the_chromium_family_is_tried_first_then_the_default_browser_then_firefox() {
        let machine = Machine::new()
            .with("bin/brave-browser", "")
            .with("bin/google-chrome", "")
            .with("bin/firefox", "");
        let profile = PathBuf::from("/data/call-profile");
        let window = |program: &str| Opener::AppWindow {
            program: machine.path(program),
            profile: profile.clone(),
        };
        let program = machine.path("bin/firefox");
        assert_eq!(
            machine.openers(None).expect("openers"),
            [
                window("bin/google-chrome"),
                window("bin/brave-browser"),
                Opener::Default,
                Opener::Tab { program }
            ]
        );
        assert_eq!(
            Machine::new().openers(None).expect("openers"),
            [Opener::Default]
        );
    }

    #[test]
    fn one_browser_under_two_names_is_tried_once() {
        let machine = Machine::new().with("bin/chromium", "");
        std::os::unix::fs::symlink(
            machine.path("bin/chromium"),
            machine.path("bin/chromium-browser"),
        )
        .expect("linked");
        let openers = machine.openers(None).expect("openers");
        assert_eq!(openers.len(), 2, "{openers:?}");
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
            let error = machine.openers(Some(wrong)).expect_err("refused");
            assert!(error.detail().contains("CONFAB_BROWSER"), "{error}");
        }
        let file = machine.path("not-executable");
        std::fs::write(&file, "").expect("written");
        machine
            .openers(file.to_str())
            .expect_err("a file that can't be run is refused");
    }

    #[test]
    fn a_configured_firefox_gets_a_tab() {
        let machine = Machine::new().with("bin/firefox-esr", "");
        let program = machine.path("bin/firefox-esr");
        let openers = machine.openers(Some("firefox-esr")).expect("openers");
        assert_eq!(openers, [Opener::Tab { program }, Opener::Default]);
        assert_eq!(openers[0].name().as_deref(), Some("Firefox"));
    }

    #[test]
    fn snaps_keep_their_profile_in_their_own_folder() {
        let machine = Machine::new().with("snap/bin/chromium", "");
        let profile = machine.path("home/snap/chromium/common/confab-call");
        assert_eq!(
            machine.app_window(None),
            (machine.path("snap/bin/chromium"), profile.clone())
        );
        let ours = Path::new("/data/call-profile");
        let all = machine.places.profiles(ours);
        assert!(
            all.contains(&profile) && all.contains(&ours.to_owned()),
            "{all:?}"
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
