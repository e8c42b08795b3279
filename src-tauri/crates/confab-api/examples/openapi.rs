//! Writes the OpenAPI document to stdout: `cargo run -p confab-api --example openapi`.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    let document = serde_json::to_string_pretty(&confab_api::document())?;
    writeln!(std::io::stdout(), "{document}")
}
