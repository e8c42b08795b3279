//! One log file a day, the last seven kept, the owner's alone.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use time::{Date, OffsetDateTime};

const KEPT: usize = 7;
const PREFIX: &str = "confab.";
const SUFFIX: &str = ".log";
/// A day's file grows no further than this: a filter left at `trace` must not fill the disk.
const DAY_LIMIT: u64 = 64 * 1024 * 1024;

/// Writes to today's file.
#[derive(Debug)]
pub(super) struct DailyFile {
    folder: PathBuf,
    open: Mutex<Option<Today>>,
}

#[derive(Debug)]
struct Today {
    date: Date,
    file: File,
    size: u64,
}

impl DailyFile {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            open: Mutex::new(None),
        }
    }

    /// Appends to the file of this day. Failures are swallowed: there is nowhere to tell them.
    pub(super) fn write(&self, bytes: &[u8]) {
        self.write_on(OffsetDateTime::now_utc().date(), bytes);
    }

    fn write_on(&self, date: Date, bytes: &[u8]) {
        let mut open = self
            .open
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if open.as_ref().is_none_or(|today| today.date != date) {
            *open = self.begin(date);
        }
        if let Some(today) = &mut *open
            && today.size < DAY_LIMIT
            && today.file.write_all(bytes).is_ok()
        {
            today.size += bytes.len() as u64;
        }
    }

    fn begin(&self, date: Date) -> Option<Today> {
        confab_core::datadir::make_private_folder(&self.folder).ok()?;
        let path = self.folder.join(format!("{PREFIX}{date}{SUFFIX}"));
        let mut options = OpenOptions::new();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).ok()?;
        #[cfg(unix)]
        let _ = file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        forget_old(&self.folder);
        Some(Today { date, file, size })
    }
}

/// Dates sort as text, so the first names are the oldest.
fn forget_old(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut logs: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX))
        })
        .collect();
    logs.sort();
    for old in logs.iter().take(logs.len().saturating_sub(KEPT)) {
        let _ = fs::remove_file(old);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_days_are_kept_and_each_file_is_the_owners_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let log = DailyFile::new(folder.path().join("logs"));
        let mut date = Date::from_calendar_date(2026, time::Month::February, 25).expect("a date");
        for _ in 0..10 {
            log.write_on(date, b"a line\n");
            log.write_on(date, b"another\n");
            date = date.next_day().expect("a day");
        }
        let mut names: Vec<_> = fs::read_dir(folder.path().join("logs"))
            .expect("the folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .into_string()
                    .expect("text")
            })
            .collect();
        names.sort();
        assert_eq!(names.len(), KEPT);
        assert_eq!(names[0], "confab.2026-02-28.log");
        let last = folder.path().join("logs").join(&names[6]);
        assert_eq!(
            fs::read_to_string(&last).expect("the file"),
            "a line\nanother\n"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(
                fs::metadata(&last).expect("the file").permissions().mode() & 0o777,
                0o600
            );
        }
    }
}
