//! See `onefloor_tests::fuzzed::session_files`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| onefloor_tests::fuzzed::session_files(data));
