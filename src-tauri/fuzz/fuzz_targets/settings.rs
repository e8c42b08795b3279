//! See `confab_fuzz::settings`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| confab_fuzz::settings(bytes));
