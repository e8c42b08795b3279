//! Files on a real disk.

use super::*;

fn meeting() -> MeetingId {
    MeetingId::generate()
}

async fn put(files: &Files, meeting: MeetingId, bytes: &[u8]) -> String {
    let id = new_id();
    let mut incoming = files.receive().await.expect("begun");
    incoming.write(bytes).await.expect("written");
    files.keep(incoming, meeting, &id).await.expect("kept");
    id
}

fn all(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let inner = path.strip_prefix(folder).expect("inside");
                found.push(inner.display().to_string());
            }
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn what_is_not_finished_leaves_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let files = Files::open(dir.path().join("files")).expect("opened");
    let mut incoming = files.receive().await.expect("begun");
    incoming.write(b"half").await.expect("written");
    assert_eq!(all(dir.path()).len(), 1);
    drop(incoming);
    assert!(all(dir.path()).is_empty());
}

#[tokio::test]
async fn a_sweep_keeps_what_messages_tell_of_and_nothing_else() {
    let dir = tempfile::tempdir().expect("a folder");
    let files = Files::open(dir.path().to_owned()).expect("opened");
    let (one, other) = (meeting(), meeting());
    let kept = put(&files, one, b"kept").await;
    files
        .keep_preview(one, &kept, vec![1])
        .await
        .expect("a preview");
    let bare = put(&files, one, b"its preview is told of by nobody").await;
    files
        .keep_preview(one, &bare, vec![1])
        .await
        .expect("a preview");
    put(&files, one, b"nobody tells of it").await;
    put(&files, other, b"nor of this meeting").await;
    std::fs::write(dir.path().join(INCOMING).join("x"), b"half").expect("written");
    std::fs::write(dir.path().join("README"), b"somebody else's").expect("written");

    let known = vec![(one, kept.clone(), true), (one, bare.clone(), false)];
    files.sweep(known).await.expect("swept");
    let mut expected = vec![
        "README".to_owned(),
        format!("{one}/{kept}"),
        format!("{one}/{kept}{PREVIEW}"),
        format!("{one}/{bare}"),
    ];
    expected.sort();
    assert_eq!(all(dir.path()), expected);
}

#[cfg(unix)]
#[tokio::test]
async fn files_are_their_owner_s_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().expect("a folder");
    let files = Files::open(dir.path().join("files")).expect("opened");
    let one = meeting();
    let id = put(&files, one, b"x").await;
    files
        .keep_preview(one, &id, vec![1])
        .await
        .expect("a preview");
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    // As a copy may have left them.
    let widen = |path: &Path, mode| {
        let wide = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(path, wide).expect("set");
    };
    widen(&files.folder(one), 0o755);
    widen(&files.path(one, &id, Part::Whole), 0o644);
    let files = Files::open(dir.path().join("files")).expect("opened again");
    for folder in [dir.path().join("files"), files.folder(one)] {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
    }
    for part in [Part::Whole, Part::Preview] {
        assert_eq!(mode(&files.path(one, &id, part)), 0o600, "{part:?}");
    }
}

#[test]
fn names_are_one_line_without_folders() {
    for (given, kept) in [
        ("report.pdf", "report.pdf"),
        ("C:\\Users\\ann\\report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\nb\u{202E}gpj.exe", "a bgpj.exe"),
        ("Übersicht 第1版.pdf", "Übersicht 第1版.pdf"),
        (".bashrc", ".bashrc"),
    ] {
        assert_eq!(clean_name(given).expect(given), kept);
    }
    for bad in ["", "..", ".", "a/", " ", &"x".repeat(NAME_LIMIT + 1)] {
        assert!(clean_name(bad).is_err(), "{bad}");
    }
}
