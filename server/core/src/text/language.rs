//! In which language a text is written, as far as the text alone tells.
//!
//! Screens need it: a voice reads French badly in English. A guess that is wrong is worse than none, so a
//! short or mixed text has no language.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

/// Languages that are told apart, with the tags of BCP 47: the six of the United Nations, and others in
/// which questions are asked at an IGF. Of more of them, short texts would be mistaken.
const LANGUAGES: [(Lang, &str); 22] = [
    (Lang::Ara, "ar"),
    (Lang::Cmn, "zh"),
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Rus, "ru"),
    (Lang::Spa, "es"),
    (Lang::Ben, "bn"),
    (Lang::Deu, "de"),
    (Lang::Ell, "el"),
    (Lang::Heb, "he"),
    (Lang::Hin, "hi"),
    (Lang::Ind, "id"),
    (Lang::Ita, "it"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Nld, "nl"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Tha, "th"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
    (Lang::Vie, "vi"),
];

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(LANGUAGES.map(|(language, _)| language).to_vec()));

/// The tag of the language of a text, where the text is sure of it.
#[must_use]
pub fn language_of(text: &str) -> Option<&'static str> {
    let told = DETECTOR.detect(text).filter(whatlang::Info::is_reliable)?;
    let known = LANGUAGES
        .iter()
        .find(|(language, _)| *language == told.lang());
    known.map(|(_, tag)| *tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_in_six_languages_are_known_and_a_word_or_two_are_not_guessed() {
        for (tag, text) in [
            (
                "en",
                "Who is going to pay for the cables that reach the islands?",
            ),
            (
                "en",
                "What will the regional centre do for small operators next year?",
            ),
            (
                "fr",
                "Qui va payer les câbles qui doivent relier les îles au continent ?",
            ),
            (
                "fr",
                "Pourquoi les petites entreprises ne sont-elles pas représentées ici ?",
            ),
            (
                "es",
                "¿Quién va a pagar los cables que llegan hasta las islas?",
            ),
            (
                "es",
                "¿Por qué no hay más jóvenes en este panel de la mañana?",
            ),
            (
                "ru",
                "Кто будет платить за кабели, которые идут на острова?",
            ),
            ("ar", "من سيدفع ثمن الكابلات التي تصل إلى الجزر؟"),
            ("zh", "谁来支付通往各个岛屿的电缆费用？"),
            (
                "pt",
                "Quem vai pagar pelos cabos que chegam até as ilhas da região?",
            ),
            ("ja", "島々に届くケーブルの費用は誰が払うのですか。"),
        ] {
            assert_eq!(language_of(text), Some(tag), "{text}");
        }
        for short in ["OK", "Who?", "Cables?", "IPv6", "", "👍", "TCCM 2024 #128"] {
            assert_eq!(language_of(short), None, "{short}");
        }
    }
}
