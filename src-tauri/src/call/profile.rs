//! What the call windows' browser keeps between calls: its settings, permissions and caches, nothing of
//! what happened in a call.
//!
//! Browsers note every page that was shown, with address and title, and keep that for months, whatever
//! becomes of the meeting; older versions of Confab had the key of an encrypted meeting in that address.
//! A profile is therefore tidied when no browser uses it: when the app starts, and when the last call
//! window has closed.

use std::fs;
use std::io;
use std::path::Path;

/// What stays in the folder of the browser's user. Everything else there is made anew when missing.
const KEPT: [&str; 11] = [
    "Preferences",
    "Secure Preferences",
    "Local Storage",
    "Cookies",
    "Cookies-journal",
    "Network",
    "Cache",
    "Code Cache",
    "GPUCache",
    "DawnGraphiteCache",
    "DawnWebGPUCache",
];

/// What goes beside that folder: learnt from visits, or pictures of a process's memory.
const FORGOTTEN: [&str; 6] = [
    "segmentation_platform",
    "BrowserMetrics",
    "BrowserMetrics-spare.pma",
    "Crash Reports",
    "Crashpad",
    "chrome_debug.log",
];

/// The pages through which older versions handed the host's code over.
const OLD_PAGES: &str = "confab-call-";

/// Settings that stay, unless a key is in them.
const SETTINGS: [&str; 3] = [
    "Local State",
    "Default/Preferences",
    "Default/Secure Preferences",
];

/// How the key of an encrypted meeting stood in addresses.
const KEYS: [&str; 2] = ["#k=", "&k="];

/// Removes what a browser has noted of calls; nothing where one uses the profile right now.
///
/// # Errors
/// What the system says. Then something may be left.
pub(super) fn tidy(profile: &Path) -> io::Result<()> {
    if !profile.is_dir() || is_in_use(profile) {
        return Ok(());
    }
    for entry in fs::read_dir(profile)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if FORGOTTEN.contains(&&*name) || name.starts_with(OLD_PAGES) {
            remove(&entry)?;
        }
    }
    let user = profile.join("Default");
    if user.is_dir() {
        for entry in fs::read_dir(user)? {
            let entry = entry?;
            if !KEPT.contains(&&*entry.file_name().to_string_lossy()) {
                remove(&entry)?;
            }
        }
    }
    for file in SETTINGS.map(|name| profile.join(name)) {
        let text = fs::read(&file).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        if KEYS.iter().any(|key| text.contains(key)) {
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

fn remove(entry: &fs::DirEntry) -> io::Result<()> {
    if entry.file_type()?.is_dir() {
        fs::remove_dir_all(entry.path())
    } else {
        fs::remove_file(entry.path())
    }
}

/// Browsers of the Chromium family mark a profile in use by a link that names their process.
#[cfg(unix)]
fn is_in_use(profile: &Path) -> bool {
    let Ok(owner) = fs::read_link(profile.join("SingletonLock")) else {
        return false;
    };
    let owner = owner.to_string_lossy();
    let process = owner.rsplit_once('-').and_then(|(_, id)| id.parse().ok());
    process
        .and_then(rustix::process::Pid::from_raw)
        .is_some_and(|process| {
            // One that we may not signal runs as well.
            rustix::process::test_kill_process(process) != Err(rustix::io::Errno::SRCH)
        })
}

#[cfg(not(unix))]
fn is_in_use(_profile: &Path) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const KEY: &str = "0fKeyKeyKeyKeyKeyKeyKeyKeyKeyKeyKeyKeyKeyKey";

    /// As a version before this one left it after an encrypted call, with real places of real files.
    fn filled() -> tempfile::TempDir {
        let profile = tempfile::tempdir().expect("a folder");
        let address = format!("http://localhost:3000/meeting/abc-defg-hij#k={KEY}");
        for name in [
            "Default/History",
            "Default/History-journal",
            "Default/Favicons",
            "Default/Sessions/Session_13",
            "Default/Sessions/Tabs_13",
            "Default/Session Storage/000003.log",
            "segmentation_platform/ukm_db-wal",
            "confab-call-0.html",
            "Default/A file of a later browser",
        ] {
            put(profile.path(), name, &address);
        }
        for name in [
            "Local State",
            "Default/Preferences",
            "Default/Local Storage/leveldb/000003.log",
            "Default/Code Cache/js/index",
        ] {
            put(profile.path(), name, "{}");
        }
        profile
    }

    fn put(profile: &Path, name: &str, text: &str) {
        let path = profile.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }

    /// Every file, and whether the key is in it.
    fn files(folder: &Path) -> Vec<(String, bool)> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).expect("readable").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = fs::read(&path).unwrap_or_default();
                let name = path.strip_prefix(folder).expect("inside");
                found.push((
                    name.display().to_string(),
                    String::from_utf8_lossy(&text).contains(KEY),
                ));
            }
        }
        found.sort();
        found
    }

    #[test]
    fn what_older_versions_left_of_a_call_goes_and_settings_stay() {
        let profile = filled();
        tidy(profile.path()).expect("tidied");
        let left = files(profile.path());
        let names: Vec<_> = left.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "Default/Code Cache/js/index",
                "Default/Local Storage/leveldb/000003.log",
                "Default/Preferences",
                "Local State",
            ]
        );
        assert!(left.iter().all(|(_, holds)| !holds));
    }

    #[test]
    fn settings_that_hold_a_key_go_too() {
        let profile = filled();
        put(profile.path(), "Default/Preferences", &format!("#k={KEY}"));
        tidy(profile.path()).expect("tidied");
        assert!(files(profile.path()).iter().all(|(_, holds)| !holds));
    }

    #[test]
    fn a_profile_in_use_is_left_alone_and_one_whose_browser_is_gone_is_not() {
        let profile = filled();
        let lock = profile.path().join("SingletonLock");
        let owner = |process: u32| format!("computer-{process}");
        std::os::unix::fs::symlink(owner(std::process::id()), &lock).expect("linked");
        let before = files(profile.path()).len();
        tidy(profile.path()).expect("nothing to do");
        assert_eq!(files(profile.path()).len(), before);

        let mut ended = std::process::Command::new("true").spawn().expect("started");
        ended.wait().expect("ended");
        fs::remove_file(&lock).expect("removed");
        std::os::unix::fs::symlink(owner(ended.id()), &lock).expect("linked");
        tidy(profile.path()).expect("tidied");
        assert!(files(profile.path()).len() < before);
    }

    #[test]
    fn where_there_is_no_profile_nothing_is_done() {
        tidy(Path::new("/nowhere/call-profile")).expect("nothing to do");
    }
}
