//! Names and questions in the scripts in which people type them.

use super::*;

/// A sentence in each, by the script's four letters. What is rare in it: marks over and under, letters that
/// change places, syllables in one glyph.
const SENTENCES: [(&str, &str); 27] = [
    ("Latn", "Ada Ọláńrewájú asks about Đặng Thị Hà's islands."),
    ("Grek", "Ποιος πληρώνει για τα δίκτυα των νησιών;"),
    ("Cyrl", "Хто платить за мережі? Ғылым, Өнер, Џ."),
    ("Arab", "من يدفع ثمن الشبكات؟ کتاب ٹیکنالوجی ڕێگا"),
    ("Hebr", "מי משלם על הרשתות (באיים) שָׁלוֹם?"),
    ("Hani", "谁来支付网络费用？𠮷野家 𨋢"),
    ("Jpan", "誰がネットワークの費用を払うのですか。"),
    ("Hang", "누가 섬의 인터넷 비용을 냅니까? 똠얌 펲시"),
    ("Thai", "ใครเป็นผู้จ่ายค่าเครือข่ายของหมู่เกาะที่นี่"),
    ("Laoo", "ໃຜເປັນຜູ້ຈ່າຍຄ່າເຄືອຂ່າຍ"),
    ("Khmr", "តើអ្នកណាជាអ្នកបង់ថ្លៃបណ្តាញ?"),
    ("Mymr", "ကွန်ရက်အတွက် ဘယ်သူပေးမလဲ။"),
    ("Deva", "द्वीपों के नेटवर्क का खर्च कौन उठाएगा? किसी की श्रीमती"),
    ("Beng", "দ্বীপের নেটওয়ার্কের খরচ কে দেবে?"),
    ("Guru", "ਟਾਪੂਆਂ ਦੇ ਨੈੱਟਵਰਕ ਦਾ ਖਰਚਾ ਕੌਣ ਦੇਵੇਗਾ?"),
    ("Gujr", "ટાપુઓના નેટવર્કનો ખર્ચ કોણ આપશે?"),
    ("Orya", "ଦ୍ୱୀପର ନେଟୱାର୍କ ଖର୍ଚ୍ଚ କିଏ ଦେବ?"),
    ("Taml", "தீவுகளின் வலையமைப்புக்கு யார் பணம் தருவார்? கொடு"),
    ("Telu", "ద్వీపాల నెట్‌వర్క్ ఖర్చు ఎవరు ఇస్తారు?"),
    ("Knda", "ದ್ವೀಪಗಳ ಜಾಲದ ವೆಚ್ಚ ಯಾರು ಕೊಡುತ್ತಾರೆ?"),
    ("Mlym", "ദ്വീപുകളുടെ ശൃംഖലയുടെ ചെലവ് ആര് നൽകും?"),
    ("Sinh", "දූපත්වල ජාලයට ගෙවන්නේ කවුද? ශ්‍රී ලංකා"),
    ("Geor", "ვინ იხდის კუნძულების ქსელს?"),
    ("Armn", "Ո՞վ է վճարում կղզիների ցանցի համար։"),
    ("Ethi", "የደሴቶቹን ኔትወርክ ማን ይከፍላል?"),
    ("Tfng", "ⵎⴰⵏⵡⴰ ⵉⵅⵍⵍⵚⵏ ⵉⵎⵥⵍⴰⵢⵏ?"),
    (
        "Zsye",
        "\u{1f600}\u{1f44d}\u{1f3fe} \u{2705} \u{2764}\u{fe0f}",
    ),
];

fn report_with<'a>(texts: impl IntoIterator<Item = &'a str>) -> Report {
    let mut report = sample::launch();
    let line = report.key_takeaways[0].clone();
    for text in texts {
        let mut line = line.clone();
        line.text = text.to_owned();
        report.key_takeaways.push(line);
    }
    report
}

fn rendered(report: &Report, format: Format, fonts: &Fonts) -> Rendered {
    render_while(report, format, fonts, &|| true).unwrap()
}

/// What is drawn for a joiner or an isolate is nothing: a reader need not find it.
fn visible(text: &str) -> String {
    let is_seen = |c: &char| {
        !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(is_seen).collect()
}

#[test]
fn a_sentence_in_each_living_script_is_drawn_and_read_back_from_the_pdf() {
    let report = report_with(SENTENCES.map(|(_, sentence)| sentence));
    let pdf = rendered(&report, Format::Pdf, &Fonts::default());
    keep("every-script", Format::Pdf, &pdf.bytes);
    assert_eq!(pdf.without_font, Vec::<&str>::new());
    let read = visible(&reader::words(&pdf.bytes));
    for (script, sentence) in SENTENCES {
        let expected = visible(sentence);
        assert!(read.contains(&expected), "{script}: {sentence}\n{read}");
    }
}

#[test]
fn shapes_of_letters_are_read_back_as_the_letters() {
    let report = report_with(["\u{fefb} o\u{fb03}ce"]);
    let pdf = rendered(&report, Format::Pdf, &Fonts::default());
    let read = reader::words(&pdf.bytes);
    assert!(read.contains("لا") && read.contains("office"), "{read}");
}

#[test]
fn a_script_that_no_font_has_is_named_until_the_server_is_given_a_font() {
    let report = report_with(["Tibetan: བོད"]);
    let missing = rendered(&report, Format::Pdf, &Fonts::default());
    assert_eq!(missing.without_font, ["Tibt"]);
    assert!(reader::words(&missing.bytes).contains("Tibetan:\u{25a1}\u{25a1}"));
    let zip = rendered(&report, Format::Zip, &Fonts::default());
    assert_eq!(zip.without_font, ["Tibt"]);
    let docx = rendered(&report, Format::Docx, &Fonts::default());
    assert_eq!(docx.without_font, Vec::<&str>::new());

    assert!(Fonts::default().with(b"no font".to_vec()).is_none());
    // Three letters of Noto Serif Tibetan (SIL Open Font License 1.1).
    let given = include_bytes!("tibetan.ttf").to_vec();
    let fonts = Fonts::default().with(given).unwrap();
    let pdf = rendered(&report, Format::Pdf, &fonts);
    assert_eq!(pdf.without_font, Vec::<&str>::new());
    assert!(reader::words(&pdf.bytes).contains("Tibetan:བོད"));
}
