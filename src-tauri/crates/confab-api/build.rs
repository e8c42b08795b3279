//! The guest page is embedded at compile time; a checkout that has not built it yet compiles too.

use std::fs;
use std::path::Path;

fn main() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/dist/guest");
    if let Err(error) = fs::create_dir_all(&page) {
        println!("cargo:warning=ui/dist/guest can't be made: {error}");
    }
    println!("cargo:rerun-if-changed={}", page.display());
    println!("cargo:rerun-if-changed=build.rs");
}
