//! The data directory.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

/// A data directory that outlives the program.
#[derive(Debug, Clone)]
pub struct Data {
    path: PathBuf,
    _owned: Option<Arc<TempDir>>,
}

impl Data {
    /// A new directory, gone when the last holder is.
    pub fn fresh() -> Self {
        let owned = tempfile::tempdir().expect("a temporary directory");
        Self {
            path: owned.path().join("data"),
            _owned: Some(Arc::new(owned)),
        }
    }

    /// A directory of the test's own.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            _owned: None,
        }
    }

    /// Where it is; there after the first start.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The database: the largest SQLite file in the directory.
    pub fn database(&self) -> PathBuf {
        let files = self.files();
        let mut databases: Vec<&PathBuf> = files
            .iter()
            .filter(|path| {
                let mut head = [0; 6];
                let read =
                    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
                read.is_ok() && &head == b"SQLite"
            })
            .collect();
        databases.sort_by_key(|path| std::fs::metadata(path).map(|meta| meta.len()).unwrap_or(0));
        let found = databases.last();
        found
            .unwrap_or_else(|| panic!("no database among {files:?}"))
            .to_path_buf()
    }

    /// Every file in it, at any depth.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut open = vec![self.path.clone()];
        while let Some(directory) = open.pop() {
            for entry in std::fs::read_dir(&directory)
                .into_iter()
                .flatten()
                .flatten()
            {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => open.push(entry.path()),
                    Ok(kind) if kind.is_file() => found.push(entry.path()),
                    _ => {}
                }
            }
        }
        found.sort();
        found
    }
}
