//! A file that is being received.

use std::io;
use std::path::{Path, PathBuf};

use tokio::io::AsyncWriteExt as _;

use super::failed;
use crate::error::Result;

/// A file on its way in. What was written is gone when this is dropped.
#[derive(Debug)]
pub struct Incoming {
    file: tokio::fs::File,
    size: u64,
    left: Left,
}

/// What is on the disk meanwhile.
#[derive(Debug)]
pub(super) struct Left(Option<PathBuf>);

impl Incoming {
    pub(super) async fn begin(path: PathBuf) -> Result<Self> {
        let mut options = tokio::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        options.mode(0o600);
        let file = options.open(&path).await.map_err(failed)?;
        Ok(Self {
            file,
            size: 0,
            left: Left(Some(path)),
        })
    }

    /// What has come of it so far, in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The next piece.
    ///
    /// # Errors
    /// [`crate::error::Code::Storage`].
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).await.map_err(failed)?;
        self.size += bytes.len() as u64;
        Ok(())
    }

    pub(super) async fn on_disk(mut self) -> Result<Left> {
        self.file.flush().await.map_err(failed)?;
        self.file.sync_all().await.map_err(failed)?;
        Ok(self.left)
    }
}

impl Left {
    pub(super) fn rename(mut self, to: &Path) -> io::Result<()> {
        if let Some(path) = &self.0 {
            std::fs::rename(path, to)?;
        }
        self.0 = None;
        Ok(())
    }
}

impl Drop for Left {
    fn drop(&mut self) {
        if let Some(path) = &self.0
            && let Err(e) = std::fs::remove_file(path)
        {
            tracing::warn!(error = %e, "half a file is left until the next start");
        }
    }
}
