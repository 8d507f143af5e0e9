//! Changes of bytes, the same ones for the same dice: what a fuzzer does, without its guidance.

use crate::Dice;

/// Words that readers of JSON, HTML and dates stumble over.
const WORDS: [&[u8]; 34] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b",",
    b":",
    b"\\u0000",
    b"\\ud800",
    b"null",
    b"true",
    b"0",
    b"-1",
    b"1e999",
    b"18446744073709551615",
    b"4294967296",
    b"9007199254740993",
    b"<table><tr><td>",
    b"</",
    b"&#x110000;",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xff",
    b"Agenda\n10:00 - 09:00",
    b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n",
    b"DTSTART;TZID=Europe/Lisbon:20260329T013000\r\n",
    b"DURATION:-P99999999W\r\n",
    b"\r\n ",
    b"\"startDate\":\"9999-12-31T23:59:60+14:00\"",
    b"{\"date\":\"-0001-02-30\",\"time\":\"25:61\",\"tz\":\"\"}",
    b"<![CDATA[",
    b"=C3=\r\n",
    b"\t\"\"\";",
];
/// Bytes of the longest result.
const BYTES_MAX: usize = 64 * 1024;
/// Changes of one result.
const CHANGES_MAX: usize = 4;

/// One of the seeds with a few changes.
#[must_use]
pub fn mutated(seeds: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut data = dice.one_of(seeds).cloned().unwrap_or_default();
    for _ in 0..=dice.below(CHANGES_MAX) {
        change(&mut data, seeds, dice);
    }
    data.truncate(BYTES_MAX);
    data
}

fn change(data: &mut Vec<u8>, seeds: &[Vec<u8>], dice: &mut Dice) {
    let at = dice.below(data.len() + 1);
    let to = (at + dice.below(16)).min(data.len());
    match dice.below(7) {
        // A byte is another one.
        0 if at < data.len() => data[at] ^= 1 << dice.below(8),
        // A piece is gone.
        1 => drop(data.drain(at..to)),
        // It is there twice, or many times.
        2 => {
            let piece = data[at..to].repeat(1 + dice.below(64));
            data.splice(at..at, piece);
        }
        // A word comes in, or takes the place of a piece.
        3 | 4 => {
            let word = dice.one_of(&WORDS).copied().unwrap_or_default();
            let end = if dice.below(2) == 0 { at } else { to };
            data.splice(at..end, word.iter().copied());
        }
        // A number is another number.
        5 => {
            let digits = |byte: &u8| byte.is_ascii_digit();
            let from = data
                .iter()
                .skip(at)
                .position(digits)
                .map(|ahead| at + ahead);
            if let Some(from) = from {
                let end = data[from..].iter().take_while(|byte| digits(byte)).count();
                let number = (dice.any() >> dice.below(64)).to_string();
                data.splice(from..from + end, number.into_bytes());
            }
        }
        // The end is another one's.
        _ => {
            let other = dice.one_of(seeds).cloned().unwrap_or_default();
            let from = dice.below(other.len() + 1);
            data.truncate(at);
            data.extend_from_slice(&other[from..]);
        }
    }
}
