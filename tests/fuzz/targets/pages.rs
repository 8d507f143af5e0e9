//! Anything pasted or uploaded as a session's page, as text or HTML.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onefloor::page_text::page_text;
use onefloor_page::read_page;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let read = read_page(&page_text(&text));
    serde_json::to_string(&read).expect("a reading is JSON");
});
