//! The desktop app. Everything is in the library, where tests reach it.

#![cfg_attr(windows, windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    confab_shell::run()
}
