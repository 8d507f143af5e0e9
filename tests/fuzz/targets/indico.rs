//! See `onefloor_tests::fuzzed::programmes`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onefloor_tests::fuzzed::programmes(data));
