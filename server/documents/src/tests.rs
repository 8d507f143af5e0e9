//! Every format of the same reports: a plain one, one in three scripts, one full of hostile text.

mod reader;
mod sample;
mod schema;
mod scripts;

use std::io::Read;

use onefloor_core::report::Report;

use super::*;

/// The parts of a ZIP, in their order.
fn parts(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let count = zip.len();
    let part = |at| {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

fn written(report: &Report, format: Format) -> String {
    String::from_utf8(render(report, format).unwrap()).unwrap()
}

fn body_of(docx: &[u8]) -> String {
    let parts = parts(docx);
    let (_, body) = parts
        .iter()
        .find(|(name, _)| name == "word/document.xml")
        .unwrap();
    String::from_utf8(body.clone()).unwrap()
}

/// Leaves a file to look at where `REPORTS` names a directory.
fn keep(name: &str, format: Format, bytes: &[u8]) {
    if let Some(directory) = std::env::var_os("REPORTS") {
        let file = format!("{name}.{}", format.extension());
        std::fs::write(std::path::Path::new(&directory).join(file), bytes).unwrap();
    }
}

#[test]
fn a_deadline_that_is_set_stands_before_the_words_of_the_page() {
    let mut report = sample::launch();
    report.time_zone = Some("Asia/Riyadh".to_owned());
    report.deadlines.key_takeaways = Some("at the end of the session day".to_owned());
    report.blocks[0].due_at_ms = None;
    let words = written(&report, Format::Markdown);
    assert!(words.contains("## Key Takeaways (deadline: at the end of the session day)"));
    report.blocks[0].due_at_ms = Some(1_734_469_199_999);
    let set = written(&report, Format::Markdown);
    assert!(set.contains("## Key Takeaways (deadline: 17 December 2024, 23:59 UTC+3)"));
}

#[test]
fn an_hour_that_has_not_begun_is_planned_by_the_clocks_of_the_place() {
    let mut report = sample::launch();
    report.started_at_ms = None;
    report.time_zone = Some("Asia/Riyadh".to_owned());
    report.about.starts_at = Some("2024-12-16T10:30:00Z".to_owned());
    let planned = written(&report, Format::Markdown);
    assert!(
        planned.contains("16 December 2024, 13:30 UTC+3"),
        "{planned}"
    );
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let reports = [
        ("launch", sample::launch()),
        ("three-scripts", sample::three_scripts()),
        ("hostile", sample::hostile(1)),
    ];
    for (name, report) in reports {
        for format in Format::ALL.iter().copied() {
            let once = render(&report, format).unwrap();
            keep(name, format, &once);
            let again = render(&report.clone(), format).unwrap();
            assert!(once == again, "{format:?}");
            assert_eq!(Format::named(format.extension()), Some(format));
        }
    }
}

#[test]
fn every_part_of_a_docx_is_well_formed_whatever_is_written() {
    for report in [
        sample::launch(),
        sample::three_scripts(),
        sample::hostile(3),
    ] {
        let docx = render(&report, Format::Docx).unwrap();
        let parts = parts(&docx);
        assert_eq!(parts[0].0, "[Content_Types].xml");
        for (name, part) in &parts {
            let xml = std::str::from_utf8(part).unwrap();
            roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

#[test]
fn a_docx_has_headings_lists_and_tables_and_says_what_was_written() {
    let mut report = sample::hostile(1);
    report.calls_to_action[0].text = "سؤال من ICANN".to_owned();
    let body = body_of(&render(&report, Format::Docx).unwrap());
    let xml = roxmltree::Document::parse(&body).unwrap();
    let count = |name| {
        let nodes = xml.descendants();
        nodes.filter(|node| node.tag_name().name() == name).count()
    };
    assert!(count("tbl") >= 4 && count("numPr") >= 2 && count("bidi") >= 1 && count("rtl") >= 1);
    let texts = xml.descendants().filter(|node| node.is_text());
    let said: String = texts.filter_map(|node| node.text()).collect();
    assert!(said.contains("<script>alert(1)</script>"), "{said}");
    assert!(said.contains("# heading"), "{said}");
}

#[test]
fn hostile_text_becomes_nothing_but_text() {
    let report = sample::hostile(1);
    let html = written(&report, Format::Html);
    assert!(
        !html.contains("<script") && !html.contains("onerror=\""),
        "{html}"
    );
    let markdown = written(&report, Format::Markdown);
    let live = markdown.replace("\\<", "").replace("\\]", "");
    assert!(
        !live.contains("<script") && !live.contains("](java"),
        "{markdown}"
    );
    let is_heading = |line: &&str| line.trim_start().starts_with("# ");
    assert_eq!(markdown.lines().skip(1).find(is_heading), None);
    for format in [
        Format::Questions,
        Format::Timings,
        Format::Polls,
        Format::Attendance,
    ] {
        let sheet = render(&report, format).unwrap();
        let sheet = sheet.strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut rows = csv::Reader::from_reader(sheet);
        for row in rows.records() {
            for cell in &row.unwrap() {
                let is_number = cell.parse::<i64>().is_ok();
                assert!(
                    is_number || !cell.starts_with(['=', '+', '-', '@']),
                    "{format:?}: {cell}"
                );
            }
        }
    }
}

#[test]
fn an_address_is_a_link_wherever_links_can_be() {
    let mut report = sample::launch();
    let address = "https://example.org/members?from=hall&page=2";
    report.about.slides = Some("https://example.org/slides.pdf".to_owned());
    report.calls_to_action[0].text = format!("Write to the coalition ({address}).");

    let html = written(&report, Format::Html);
    let escaped = address.replace('&', "&amp;");
    assert!(html.contains(&format!("(<a href=\"{escaped}\">{escaped}</a>).")));
    let markdown = written(&report, Format::Markdown);
    assert!(markdown.contains(&format!("(<{address}>).")));
    let docx = body_of(&render(&report, Format::Docx).unwrap());
    let field = "<w:instrText xml:space=\"preserve\"> HYPERLINK &quot;";
    assert!(
        docx.replace('"', "&quot;")
            .contains(&format!("{}{escaped}&quot;", field.replace('"', "&quot;")))
    );
    assert_eq!(
        docx.matches("fldCharType=\"begin\"").count(),
        docx.matches("fldCharType=\"end\"").count()
    );
    let pdf = render(&report, Format::Pdf).unwrap();
    keep("links", Format::Pdf, &pdf);
    assert_eq!(
        reader::links(&pdf),
        [address, "https://example.org/slides.pdf"]
    );
}

#[test]
fn no_format_holds_what_cannot_be_read() {
    let report = sample::hostile(1);
    for format in [Format::Markdown, Format::Html, Format::Questions] {
        let text = written(&report, format);
        let is_bad = |c: &char| (c.is_control() && *c != '\n' && *c != '\r') || *c == '\u{202e}';
        assert_eq!(text.chars().find(is_bad), None, "{format:?}");
    }
}

#[test]
fn a_zip_holds_every_other_format_in_the_order_of_names() {
    let zip = render(&sample::launch(), Format::Zip).unwrap();
    let names: Vec<String> = parts(&zip).into_iter().map(|(name, _)| name).collect();
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(names.len(), Format::ALL.len() - 1, "{names:?}");
}

#[test]
fn a_pdf_takes_any_text_and_goes_on_over_the_page() {
    let short = render(&sample::hostile(1), Format::Pdf).unwrap();
    assert!(short.starts_with(b"%PDF-1.7"));
    let mut report = sample::launch();
    report.key_takeaways[0].text = "word ".repeat(20_000);
    report.discussion[0].text = Some("слово ".repeat(20_000));
    report.session_report = "词".repeat(20_000);
    let long = render(&report, Format::Pdf).unwrap();
    assert!(long.len() > short.len());
}

#[test]
fn a_file_is_named_by_the_title_without_what_file_systems_refuse() {
    let mut report = sample::launch();
    assert_eq!(
        file_name(&report, Format::Timings),
        "IGF 2024 Launch Award Event #128 A launch.timings.csv"
    );
    report.about.title = "../..\\a:b\0 سؤال. ".to_owned();
    report.about.year = None;
    report.about.kind = None;
    report.about.number = None;
    assert_eq!(file_name(&report, Format::Pdf), "a b سؤال.pdf");
}

#[test]
fn moments_are_told_by_the_clocks_of_the_place() {
    let opens: jiff::Timestamp = "2024-12-18T22:15:00Z".parse().unwrap();
    let mut report = sample::launch();
    report.started_at_ms = u64::try_from(opens.as_millisecond()).ok();
    report.ended_at_ms = report.started_at_ms.map(|at_ms| at_ms + 3_600_000);
    for (zone, held) in [
        (None, "18 December 2024, 22:15–23:15 UTC"),
        (Some("Asia/Riyadh"), "19 December 2024, 01:15–02:15 UTC+3"),
        (Some("UTC-3:30"), "18 December 2024, 18:45–19:45 UTC-3:30"),
    ] {
        report.time_zone = zone.map(str::to_owned);
        let text = written(&report, Format::Markdown);
        assert!(text.contains(held), "{zone:?}\n{text}");
    }
}

#[test]
fn a_zip_that_nobody_waits_for_is_not_written_to_its_end() {
    let asked = std::cell::Cell::new(0);
    let is_wanted = || {
        asked.set(asked.get() + 1);
        asked.get() < 3
    };
    let report = sample::launch();
    assert!(render_while(&report, Format::Zip, &Fonts::default(), &is_wanted).is_err());
    assert_eq!(asked.get(), 3);
}
