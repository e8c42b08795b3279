//! `fuzz`: libFuzzer against what must hold of everything that is read from outside
//! (`src-tauri/fuzz`). It needs a nightly compiler, for the coverage that steers it.

use anyhow::{Context as _, Result, bail};

use crate::repo::Repo;
use crate::rust_tool::RustTool;
use crate::step;

const CARGO_FUZZ: RustTool = RustTool {
    name: "cargo-fuzz",
    version: "0.13.2",
    sha256: "5acfd01930e49823e58c30dd8012d3338a620377d7c7d4cc140ca4b2169400e2",
    unoptimised: true,
};

/// What can be attacked stands here: each program is a target.
const MANIFEST: &str = "src-tauri/fuzz/Cargo.toml";

/// Seconds for each target where none are given.
const SECONDS: u32 = 60;

/// `cargo xtask fuzz [target|all] [seconds]`. What it learns stays in `target/fuzz`.
pub(crate) fn fuzz(repo: &Repo, arguments: &[String]) -> Result<()> {
    let (wanted, seconds) = match arguments {
        [] => ("all", SECONDS),
        [target] => (target.as_str(), SECONDS),
        [target, seconds] => match seconds.parse() {
            Ok(seconds) => (target.as_str(), seconds),
            Err(_) => bail!("`{seconds}` is not a number of seconds."),
        },
        _ => bail!("Give one target at most, and for how many seconds."),
    };
    let all = targets(&std::fs::read_to_string(repo.root.join(MANIFEST))?)?;
    let targets: Vec<_> = all
        .iter()
        .filter(|target| wanted == "all" || wanted == *target)
        .collect();
    if targets.is_empty() {
        bail!(
            "There is no target `{wanted}`. There are: {}.",
            all.join(", ")
        );
    }
    if step::answer(
        repo.command("rustup")
            .args(["run", "nightly", "rustc", "-V"]),
    )
    .is_err()
    {
        bail!("Fuzzing needs a nightly compiler: rustup toolchain install nightly");
    }
    let program = CARGO_FUZZ.ensure(repo)?;
    for target in targets {
        let learned = repo.target.join("fuzz/corpus").join(target);
        std::fs::create_dir_all(&learned)?;
        let found = format!("-artifact_prefix={}/", repo.target.join("fuzz").display());
        step::run_interactively(
            &format!("libFuzzer, {target}, {seconds} s"),
            repo.command(&program)
                .env("RUSTUP_TOOLCHAIN", "nightly")
                .args(["fuzz", "run", "--fuzz-dir", "src-tauri/fuzz"])
                .args(["--features", "libfuzzer", "--target-dir"])
                .arg(repo.target.join("fuzz"))
                .arg(target)
                .arg(learned)
                .args(["--", &format!("-max_total_time={seconds}"), &found]),
        )?;
    }
    Ok(())
}

fn targets(manifest: &str) -> Result<Vec<String>> {
    let manifest: toml::Table = manifest
        .parse()
        .with_context(|| format!("{MANIFEST} is no TOML"))?;
    let programs = manifest.get("bin").and_then(toml::Value::as_array);
    let names = programs.into_iter().flatten();
    let names = names.filter_map(|program| Some(program.get("name")?.as_str()?.to_owned()));
    Ok(names.collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_program_of_the_manifest_is_a_target_and_nothing_else_is() {
        let manifest =
            "[package]\nname = \"fuzz\"\n[[bin]]\nname = \"ids\"\n[[bin]]\nname = \"names\"\n";
        assert_eq!(super::targets(manifest).expect("TOML"), ["ids", "names"]);
        assert!(super::targets("[[bin]").is_err());
    }
}
