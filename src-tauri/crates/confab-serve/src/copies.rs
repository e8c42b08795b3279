//! `backup` and `restore`: what core does, and the sentence that says what came of it.

use std::path::Path;

use anyhow::{Result, bail};
use confab_core::config::Env;
use confab_core::datadir::{self, DataDir};
use confab_core::error::Code;
use confab_core::store::{self, Contents};

/// Copies the database, whether an instance runs or not.
pub(crate) async fn backup(file: &Path) -> Result<String> {
    let database = datadir::database_in(&Env::from_process().data_dir()?);
    let contents = store::backup(&database, file).await?;
    Ok(format!(
        "Wrote {}: {}. Every page of it was checked.\n\
         Keys, settings, certificates and files sent in chats are not in it; the README says how to keep them.\n",
        file.display(),
        words(contents)
    ))
}

/// Puts a copy in the database's place, where no instance runs.
pub(crate) async fn restore(file: &Path) -> Result<String> {
    let folder = Env::from_process().data_dir()?;
    let dir = match DataDir::open(&folder) {
        Err(e) if e.code() == Code::InUse => {
            bail!("{} Nothing was restored.", e.detail());
        }
        opened => opened?,
    };
    let restored = store::restore(&dir, file).await?;
    let kept = match restored.kept {
        Some(kept) => format!("What was there before is kept as {}.", kept.display()),
        None => "There was none before.".to_owned(),
    };
    Ok(format!(
        "{} is in place of the database now: {}.\n{kept}\n",
        file.display(),
        words(restored.contents)
    ))
}

fn words(contents: Contents) -> String {
    let Contents {
        meetings,
        messages,
        bytes,
    } = contents;
    let many = |count: i64, what: &str| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    };
    format!(
        "{}, {}, {bytes} bytes",
        many(meetings, "meeting"),
        many(messages, "message")
    )
}
