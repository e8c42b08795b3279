//! How the host's role, and an encrypted meeting's key, reach the call window: a page of a few lines,
//! 0600, in the browser's profile folder, which leads on to the call with both in the fragment.
//!
//! Invariant: neither is on no command line (`ps` shows those), and the file is gone when its
//! [`Handover`] is dropped. The code is good for one exchange within a minute, so is the file.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use confab_core::datadir::make_private_folder;
use confab_core::secret::Secret;
use url::Url;

const PREFIX: &str = "confab-call-";

/// A handover page on disk.
#[derive(Debug)]
pub(super) struct Handover {
    path: PathBuf,
}

impl Handover {
    /// Writes the page that leads on to `call` with the fragment, and clears away what a crash left
    /// of earlier ones.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn write(folder: &Path, call: &Url, fragment: &Secret) -> io::Result<Self> {
        make_private_folder(folder)?;
        sweep(folder);
        let path = folder.join(format!("{PREFIX}{}.html", uuid::Uuid::new_v4().simple()));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path)?;
        let page = Self { path };
        file.write_all(leading_to(call, fragment).as_bytes())?;
        Ok(page)
    }

    /// The page's address for the browser.
    pub(super) fn url(&self) -> io::Result<Url> {
        Url::from_file_path(&self.path)
            .map_err(|()| io::Error::other("the profile folder is not an absolute path"))
    }
}

impl Drop for Handover {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// `location.replace`, so that the page leaves no entry behind it to go back to.
fn leading_to(call: &Url, fragment: &Secret) -> String {
    let mut target = call.clone();
    target.set_fragment(Some(fragment.expose()));
    let target = target
        .as_str()
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('<', "\\u003c");
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">\
         <title>Confab</title><style>html{{background:#181614}}</style><script>location.replace(\"{target}\")</script></html>\n"
    )
}

/// Pages older than their code.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let ours = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(PREFIX));
        let age = entry
            .metadata()
            .and_then(|m| m.modified())
            .ok()
            .and_then(|at| at.elapsed().ok());
        if ours && age.is_some_and(|age| age > super::CODE_LIFE) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(folder: &Path) -> Handover {
        let call = "http://localhost:3000/meeting/abc-defg-hij"
            .parse()
            .expect("a url");
        Handover::write(folder, &call, &Secret::new("host=one-time&k=key")).expect("written")
    }

    #[test]
    fn the_page_leads_on_to_the_call_with_the_code_in_the_fragment() {
        let dir = tempfile::tempdir().expect("a folder");
        let page = written(dir.path());
        let text = std::fs::read_to_string(&page.path).expect("readable");
        assert!(
            text.contains(
                "location.replace(\"http://localhost:3000/meeting/abc-defg-hij#host=one-time&k=key\")"
            ),
            "{text}"
        );
        let url = page.url().expect("a url");
        assert!(url.scheme() == "file" && !url.as_str().contains("one-time"));
    }

    #[test]
    fn a_code_can_not_break_out_of_the_script() {
        let text = leading_to(
            &"http://localhost:1/meeting/x".parse().expect("a url"),
            &Secret::new("\"</script>\\"),
        );
        assert_eq!(text.matches("</script>").count(), 1, "{text}");
        assert_eq!(text.matches('"').count() % 2, 0, "{text}");
    }

    #[cfg(unix)]
    #[test]
    fn the_page_and_its_folder_are_the_owners_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().expect("a folder");
        let folder = dir.path().join("new/profile");
        let page = written(&folder);
        let mode =
            |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&page.path)), (0o700, 0o600));
    }

    #[test]
    fn the_page_is_gone_once_dropped_and_leftovers_are_swept() {
        let dir = tempfile::tempdir().expect("a folder");
        let leftover = dir.path().join("confab-call-0.html");
        std::fs::write(&leftover, "").expect("written");
        let old = std::time::SystemTime::now() - super::super::CODE_LIFE * 2;
        std::fs::File::options()
            .append(true)
            .open(&leftover)
            .and_then(|f| f.set_modified(old))
            .expect("aged");
        let profile = dir.path().join("Preferences");
        std::fs::write(&profile, "").expect("written");
        let (first, second) = (written(dir.path()), written(dir.path()));
        assert!(!leftover.exists() && first.path.exists() && profile.exists());
        drop((first, second));
        assert_eq!(std::fs::read_dir(dir.path()).expect("readable").count(), 1);
    }
}
