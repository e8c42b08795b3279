//! Files from a meeting's chat, and texts that the page wrote, put where this person's downloads go.
//!
//! Invariants: whoever sent a file chose its name, so the name never leaves the folder, and nothing that
//! is there already is overwritten; a file from a chat carries the system's mark of a download, so that
//! a program in it is not started without the system's question. Deliberately absent: opening what was
//! saved.

use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use confab_core::error::{Code, Error, Result};
use tauri::{AppHandle, Manager as _, State};

use crate::api::fetch;
use crate::error::{Answer, unexpected};
use crate::house::{Keeper, still_starting};
use crate::origin::mark_as_downloaded;

/// A file of the chat may have 10 MB.
const LARGEST: usize = 11 * 1024 * 1024;

/// An event with a long title and long notes has a few kB.
const LARGEST_TEXT: usize = 64 * 1024;

/// Characters of a name; file systems allow 255 bytes.
const LONGEST: usize = 60;

/// Saves what lies at a path of the API, and says where.
#[tauri::command]
pub(crate) async fn save_download(
    app: AppHandle,
    keeper: State<'_, Keeper>,
    path: String,
    name: String,
) -> Answer<String> {
    let router = keeper.host_door().ok_or_else(still_starting)?;
    let bytes = fetch(router, &path, LARGEST).await?;
    put(&app, name, bytes, Source::Participant).await
}

/// Saves a text that the page made, an event for calendars for instance, and says where.
#[tauri::command]
pub(crate) async fn save_text(app: AppHandle, name: String, text: String) -> Answer<String> {
    if text.len() > LARGEST_TEXT {
        return Err(Error::new(Code::FileTooLarge, "This file is too large to be saved.").into());
    }
    put(&app, name, text.into_bytes(), Source::Confab).await
}

/// Who wrote what is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// A participant of a meeting, who may send anything.
    Participant,
    /// Confab's own page.
    Confab,
}

async fn put(app: &AppHandle, name: String, bytes: Vec<u8>, source: Source) -> Answer<String> {
    let paths = app.path();
    let folder = paths
        .download_dir()
        .or_else(|_| paths.home_dir())
        .map_err(unexpected)?;
    let saved = tauri::async_runtime::spawn_blocking(move || save(&folder, &name, &bytes, source))
        .await
        .map_err(unexpected)??;
    Ok(saved.display().to_string())
}

fn save(folder: &Path, name: &str, bytes: &[u8], source: Source) -> Result<PathBuf> {
    let refused = |e: std::io::Error| {
        Error::caused_by(
            Code::Internal,
            "The file could not be saved in your downloads folder. Is there room, and may Confab write there?",
            e,
        )
    };
    std::fs::create_dir_all(folder).map_err(refused)?;
    for place in places(folder, &harmless(name)) {
        let opened = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&place);
        match opened {
            Ok(mut file) => {
                let written = file.write_all(bytes).and_then(|()| {
                    if source == Source::Participant {
                        mark_as_downloaded(&file, &place)?;
                    }
                    file.sync_all()
                });
                if let Err(e) = written {
                    drop(file);
                    // Half a file is worse than none; that it can't be deleted either changes nothing.
                    let _ = std::fs::remove_file(&place);
                    return Err(refused(e));
                }
                return Ok(place);
            }
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
            Err(e) => return Err(refused(e)),
        }
    }
    Err(refused(ErrorKind::AlreadyExists.into()))
}

/// `report.pdf`, then `report (2).pdf` and so on.
fn places(folder: &Path, name: &str) -> impl Iterator<Item = PathBuf> {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    (1..1000).map(move |number| {
        folder.join(match number {
            1 => format!("{stem}{extension}"),
            _ => format!("{stem} ({number}){extension}"),
        })
    })
}

/// A name that is a name on every system: no folders, no dots in front, nothing that turns text around.
fn harmless(name: &str) -> String {
    let allowed = |c: &char| {
        !c.is_control()
            && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let cleaned: String = name.chars().filter(allowed).collect();
    let cleaned = cleaned.trim_matches(['.', ' ']);
    let too_many = cleaned.chars().count().saturating_sub(LONGEST);
    // The end says what kind of file it is.
    let name: String = cleaned.chars().skip(too_many).collect();
    let name = name.trim_start_matches(['.', ' ']);
    if name.is_empty() {
        "file".to_owned()
    } else if is_device(name) {
        format!("_{name}")
    } else {
        name.to_owned()
    }
}

/// Names that Windows keeps for devices, whatever follows the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end();
    let stem = stem.to_ascii_uppercase();
    let numbered = |of: &str| {
        stem.strip_prefix(of)
            .is_some_and(|n| matches!(n.as_bytes(), [b'1'..=b'9']))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_leaves_the_folder() {
        for (given, kept) in [
            ("report.pdf", "report.pdf"),
            ("../../.bashrc", "bashrc"),
            ("..\\..\\evil.exe", "evil.exe"),
            ("/etc/passwd", "etcpasswd"),
            ("a\u{202e}fdp.exe", "afdp.exe"),
            ("nul\0.txt", "_nul.txt"),
            ("Budget: 2027/Q1.ics", "Budget 2027Q1.ics"),
            ("設計レビュー.ics", "設計レビュー.ics"),
            ("CON.ics", "_CON.ics"),
            ("nul", "_nul"),
            ("null\0.txt", "null.txt"),
            ("console.ics", "console.ics"),
            ("...", "file"),
            ("", "file"),
        ] {
            assert_eq!(harmless(given), kept, "{given:?}");
        }
        assert_eq!(
            harmless(&format!("{}.pdf", "é".repeat(300)))
                .chars()
                .count(),
            LONGEST
        );
    }

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        for (bytes, wanted) in [
            ("one", "a.txt"),
            ("two", "a (2).txt"),
            ("three", "a (3).txt"),
        ] {
            let place = save(folder.path(), "a.txt", bytes.as_bytes(), Source::Confab);
            let place = place.expect("it is saved");
            assert_eq!(place, folder.path().join(wanted));
            assert_eq!(std::fs::read_to_string(place).expect("it is there"), bytes);
        }
    }
    #[test]
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    fn what_a_participant_sent_is_marked_as_a_download_and_what_the_page_wrote_is_not() {
        // Not in the system's folder for such, which may be in memory and know no such marks.
        let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR")).expect("a folder");
        let marked = |name, source| {
            let place = save(folder.path(), name, b"bytes", source).expect("it is saved");
            crate::origin::mark_of(&place)
        };
        assert_eq!(marked("a.ics", Source::Confab), None);
        let mark = marked("a.exe", Source::Participant).expect("a mark");
        if cfg!(target_os = "linux") {
            assert_eq!(mark, "confab:chat");
        } else {
            assert!(
                mark.starts_with("0081;") && mark.ends_with(";Confab;"),
                "{mark}"
            );
        }
    }
}
