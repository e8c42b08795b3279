//! Stamps: a file that says what a result was made from, so that it is not made again.
//!
//! A stamp lies beside the result it speaks of; whoever deletes the result deletes the stamp.
//! Contents are compared, not times: a fresh checkout or a touched file changes nothing.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// What a result is made from.
#[derive(Default)]
pub(crate) struct Fingerprint(DefaultHasher);

impl Fingerprint {
    pub(crate) fn text(mut self, text: &str) -> Self {
        text.hash(&mut self.0);
        self
    }

    /// A file by name and content; one that is missing counts as missing.
    pub(crate) fn file(mut self, path: &Path) -> Self {
        path.file_name().hash(&mut self.0);
        std::fs::read(path).ok().hash(&mut self.0);
        self
    }

    /// Every file below a folder, except in the folders named, by relative path and content.
    pub(crate) fn folder(mut self, root: &Path, except: &[&str]) -> Self {
        let mut files = Vec::new();
        collect(root, except, &mut files);
        files.sort();
        for file in files {
            file.strip_prefix(root).unwrap_or(&file).hash(&mut self.0);
            std::fs::read(&file).ok().hash(&mut self.0);
        }
        self
    }

    pub(crate) fn finish(self) -> String {
        format!("{:016x}\n", self.0.finish())
    }
}

fn collect(dir: &Path, except: &[&str], files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if !except.iter().any(|name| entry.file_name() == *name) {
                collect(&path, except, files);
            }
        } else {
            files.push(path);
        }
    }
}

/// Whether the stamp says that the result was made from exactly this.
pub(crate) fn fresh(stamp: &Path, fingerprint: &str) -> bool {
    std::fs::read_to_string(stamp).is_ok_and(|text| text == fingerprint)
}

pub(crate) fn write(stamp: &Path, fingerprint: &str) -> Result<()> {
    std::fs::write(stamp, fingerprint)
        .with_context(|| format!("{} could not be written", stamp.display()))
}

/// Takes the stamp away before its result is touched, so that a broken run is never believed.
pub(crate) fn clear(stamp: &Path) {
    let _ = std::fs::remove_file(stamp);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(dir.join("src/deep")).expect("a temporary folder");
        std::fs::create_dir_all(dir.join("node_modules")).expect("a temporary folder");
        dir
    }

    fn of(dir: &Path) -> String {
        Fingerprint::default()
            .folder(dir, &["node_modules"])
            .finish()
    }

    #[test]
    fn a_changed_new_or_moved_file_is_noticed_and_a_touched_one_is_not() {
        let dir = scratch("stamp");
        let file = dir.join("src/deep/a.ts");
        std::fs::write(&file, "one").expect("write");
        let first = of(&dir);

        std::fs::write(&file, "one").expect("write");
        assert_eq!(
            of(&dir),
            first,
            "the same content written again is the same"
        );
        std::fs::write(dir.join("node_modules/x"), "x").expect("write");
        assert_eq!(of(&dir), first, "folders that are left out do not count");

        std::fs::write(&file, "two").expect("write");
        assert_ne!(of(&dir), first, "changed content");
        std::fs::write(&file, "one").expect("write");
        std::fs::write(dir.join("src/b.ts"), "").expect("write");
        assert_ne!(of(&dir), first, "a new file");
        std::fs::remove_file(dir.join("src/b.ts")).expect("remove");
        std::fs::rename(&file, dir.join("src/a.ts")).expect("move");
        assert_ne!(of(&dir), first, "a moved file");
        let _ = std::fs::remove_dir_all(&dir);
    }

    #[test]
    fn a_stamp_is_believed_only_for_what_it_was_written_for() {
        let dir = scratch("believe");
        let stamp = dir.join("stamp");
        assert!(!fresh(&stamp, "a"));
        write(&stamp, "a").expect("write");
        assert!(fresh(&stamp, "a"));
        assert!(!fresh(&stamp, "b"));
        clear(&stamp);
        assert!(!fresh(&stamp, "a"));
        let _ = std::fs::remove_dir_all(&dir);
    }
}
