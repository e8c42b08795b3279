//! See `confab_fuzz::paths`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| confab_fuzz::paths(bytes));
