//! Build script of the desktop app: the Tauri context, with capabilities and permissions under
//! `src-tauri/` instead of beside `Cargo.toml`.

use std::path::Path;

const PAGE: &str = "ui/dist/window";

fn main() {
    // The context embeds the page and fails where the folder is missing. A checkout whose page was not
    // built yet must still compile, so it gets a page that says so.
    let index = Path::new(PAGE).join("index.html");
    if !index.exists() {
        let page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Confab</title>\
                    <p>The window's page is not built. Run <code>cargo xtask build</code>.</p></html>";
        std::fs::create_dir_all(PAGE)
            .and_then(|()| std::fs::write(&index, page))
            .expect("ui/dist can be written");
    }
    for input in [
        PAGE,
        "src-tauri/capabilities",
        "src-tauri/permissions",
        "icons",
    ] {
        println!("cargo:rerun-if-changed={input}");
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(
            tauri_build::AppManifest::new()
                .permissions_path_pattern("./src-tauri/permissions/*.toml"),
        );
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("{error:#}");
    }
}
