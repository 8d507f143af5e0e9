//! An address as a QR code: dark squares on white, whatever the page looks like, so that it scans.

use qrcode::{Color, EcLevel, QrCode};

/// Light modules around the code. The standard asks for four, and paper is white beyond them.
const QUIET: usize = 2;

/// The code as SVG with its text alternative, both of which must be escaped already; nothing for an
/// address that is longer than a code can hold.
pub(super) fn svg(address: &str, label: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else {
        return String::new();
    };
    let width = code.width();
    let size = width + 2 * QUIET;
    // One unit square a dark module.
    let dark = code.to_colors().into_iter().enumerate();
    let path: String = dark
        .filter(|(_, color)| *color == Color::Dark)
        .map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET))
        .collect();
    format!(
        "<svg role=\"img\" aria-label=\"{label}\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">\
         <title>{label}</title><rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/>\
         <path d=\"{path}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Pixels of a module.
    const SCALE: usize = 4;

    /// What a phone reads off a printed code.
    fn scanned(svg: &str) -> String {
        let between = |before: &str, after: &str| {
            let rest = svg.split_once(before).unwrap().1;
            rest.split_once(after).unwrap().0.to_owned()
        };
        let size: usize = between("<rect width=\"", "\"").parse().unwrap();
        let path = between("<path d=\"", "\"");
        let squares = path.split('M').filter(|square| !square.is_empty());
        let dark: HashSet<(usize, usize)> = squares
            .map(|square| {
                let (x, y) = square
                    .strip_suffix("h1v1h-1z")
                    .unwrap()
                    .split_once(' ')
                    .unwrap();
                (x.parse().unwrap(), y.parse().unwrap())
            })
            .collect();
        // The paper around it.
        let edge = 4 * SCALE;
        let pixels = size * SCALE + 2 * edge;
        let is_dark = |x: usize, y: usize| {
            let module = |at: usize| at.checked_sub(edge).map(|at| at / SCALE);
            module(x)
                .zip(module(y))
                .is_some_and(|at| dark.contains(&at))
        };
        let shade = |x, y| if is_dark(x, y) { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, shade);
        let grids = image.detect_grids();
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_phone_reads_the_address_off_the_sheet() {
        for address in [
            "http://127.0.0.1:8080/s/ABCD2345",
            "https://sessions.example.org/s/ABCD2345#s3cret-_that.is_as_long_as_those_of_links_are_0123456789",
        ] {
            assert_eq!(scanned(&svg(address, "QR code")), address);
        }
    }

    #[test]
    fn an_address_that_fits_no_code_leaves_none() {
        assert_eq!(svg(&"x".repeat(5000), "QR code"), "");
    }
}
