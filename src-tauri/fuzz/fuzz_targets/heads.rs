//! See `confab_fuzz::heads`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| confab_fuzz::heads(bytes));
