//! A file that a command reads, or standard input: whole, or refused.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a file; `-` is standard input.
///
/// # Errors
/// In words: it cannot be read, or has more than `bytes_max` bytes. Nothing is cut in silence.
pub fn whole(file: &Path, bytes_max: usize) -> Result<Vec<u8>, String> {
    let read = if file == Path::new("-") {
        bounded(io::stdin(), bytes_max)
    } else {
        File::open(file).and_then(|file| bounded(file, bytes_max))
    };
    let read = read.map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    read.ok_or_else(|| {
        let file = file.display();
        format!("{file} is longer than {bytes_max} bytes, the most that is read")
    })
}

/// Everything there is; `None` past the bound.
fn bounded(from: impl Read, bytes_max: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    // One byte more tells a file that is full from one that goes on.
    let most = u64::try_from(bytes_max).unwrap_or(u64::MAX);
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= bytes_max).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_is_read_whole_or_refused_with_its_bound() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("page.html");
        std::fs::write(&file, "twelve bytes").unwrap();
        assert_eq!(whole(&file, 12).unwrap(), b"twelve bytes");
        let refusal = whole(&file, 11).unwrap_err();
        assert!(refusal.contains("longer than 11 bytes"), "{refusal}");
        assert!(refusal.contains("page.html"), "{refusal}");
    }
}
