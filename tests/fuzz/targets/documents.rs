//! See `onefloor_tests::fuzzed::documents`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onefloor_tests::fuzzed::documents(data));
