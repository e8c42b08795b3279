//! See `confab_fuzz::webhooks`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| confab_fuzz::webhooks(bytes));
