//! The web app as a sorted table of bytes, built by `build.rs` from `web/`.
//!
//! Every text asset is there three times: as it is, as brotli and as gzip, so that nothing is
//! compressed at run time.

/// One file of the web app.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Path below the root, without a leading slash.
    pub path: &'static str,
    /// Media type, with the character set for texts.
    pub mime: &'static str,
    /// Strong entity tag of the raw bytes, quotes included.
    pub etag: &'static str,
    /// The bytes.
    pub raw: &'static [u8],
    /// The same, compressed with brotli, where that exists.
    pub br: Option<&'static [u8]>,
    /// The same, compressed with gzip, where that exists.
    pub gz: Option<&'static [u8]>,
}

impl Asset {
    /// Whether the name carries a hash of the content, so that it may be kept for ever.
    #[must_use]
    pub fn is_immutable(&self) -> bool {
        self.path.starts_with("assets/")
    }
}

include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// The asset at this path.
#[must_use]
pub fn find(path: &str) -> Option<&'static Asset> {
    let at = ASSETS.binary_search_by(|asset| asset.path.cmp(path)).ok()?;
    ASSETS.get(at)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_start_page_is_there() {
        let index = super::find("index.html").expect("index.html is always embedded");
        assert!(index.mime.starts_with("text/html"));
        assert!(super::find("../Cargo.toml").is_none());
    }
}
