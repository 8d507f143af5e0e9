//! Files and directories for the owner alone, whatever the umask.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Makes a directory for the owner alone; one that is there already stays as it is.
///
/// # Errors
/// It cannot be made, or is a file.
pub(crate) fn directory(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Opens a file for the owner alone, or makes it; what it holds stays.
///
/// # Errors
/// It cannot be made, or belongs to somebody else.
pub(crate) fn file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    // Private from its first moment; a umask only takes rights away.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    shut(path)?;
    Ok(file)
}

/// Writes a file for the owner alone: after a crash it is there whole, or not at all.
///
/// # Errors
/// It cannot be written.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut new = file(&beside)?;
    // A crash may have left the beginning of one.
    new.set_len(0)?;
    new.write_all(bytes)?;
    new.sync_all()?;
    fs::rename(&beside, path)?;
    path.parent().map_or(Ok(()), sync_directory)
}

/// Makes the names in a directory durable.
///
/// # Errors
/// It cannot be read.
pub(crate) fn sync_directory(directory: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        // What has a name alone lies here.
        let here = directory.as_os_str().is_empty().then_some(Path::new("."));
        File::open(here.unwrap_or(directory))?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = directory;
    Ok(())
}

/// Takes a file away from everybody but its owner; one that is not there is nobody's.
///
/// # Errors
/// It belongs to somebody else.
pub(crate) fn shut(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        match fs::metadata(path) {
            Ok(about) if about.permissions().mode() & 0o077 != 0 => {
                let mode = about.permissions().mode() & 0o700;
                fs::set_permissions(path, PermissionsExt::from_mode(mode))?;
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
