//! Golden files of the whole: the documents of the recorded hour. `UPDATE_GOLDEN=1` writes them anew.

mod exports;

use std::fs;

use onefloor_tests::work_directory;

/// Compares with a recorded file to the byte, or writes it with `UPDATE_GOLDEN=1`.
fn compare(name: &str, bytes: &[u8]) {
    let path = work_directory("tests/fixtures/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        return;
    }
    let recorded = fs::read(path).unwrap_or_default();
    if recorded == bytes {
        return;
    }
    let (was, is) = (
        String::from_utf8_lossy(&recorded),
        String::from_utf8_lossy(bytes),
    );
    let mut lines = was.lines().zip(is.lines()).zip(1..);
    match lines.find(|((was, is), _)| was != is) {
        Some(((was, is), line)) => panic!("{name}, line {line}\nrecorded: {was}\nnow: {is}"),
        None => panic!(
            "{name} has {} bytes and should have {}",
            bytes.len(),
            recorded.len()
        ),
    }
}
