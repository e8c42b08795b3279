//! See `confab_fuzz::ids`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| confab_fuzz::ids(bytes));
