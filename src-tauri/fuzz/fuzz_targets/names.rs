//! See `confab_fuzz::names`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| confab_fuzz::names(bytes));
