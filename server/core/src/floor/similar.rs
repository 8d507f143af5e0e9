//! How alike two questions are: the same answer on every machine, for each pair alone.
//!
//! It never learns from other texts, has no language model and uses integers only: a question
//! typed twice is found, one asked in quite other words is not. Below, in order:
//!
//! 1. **Fold.** Of the first [`QUESTION_CHARS_MAX`] characters: lower case; combining marks, Arabic
//!    vowel signs and tatweel dropped; accents of Latin letters, forms of alef, yeh, waw and kaf,
//!    ё and й, full-width letters and foreign digits made plain. What is neither a letter nor a digit
//!    parts words, and so does a border between Han or kana and anything else.
//! 2. **Words.** [`FUNCTION_WORDS`] and single letters go, and [`HAN_FUNCTION_WORDS`] are cut out of
//!    Han and kana, the first listed first. If that leaves nothing, all stay.
//! 3. **Stems.** A word of Han or kana gives its pairs of neighbours, or itself if it is one character.
//!    Any other word loses its commonest affixes ([`bare`]) and keeps its first [`STEM_CHARS`]
//!    characters.
//! 4. **Grams.** A word of Han or kana gives its characters; any other, before step 3, its groups of
//!    three neighbours with one border sign at each end.
//! 5. **Likeness.** Of two sets, Dice is twice what they share over the sum of their sizes.
//!    Containment is what they share over the size of the smaller, raised to [`CONTAINED_MIN`] but
//!    never past the size of the larger, so that two common words inside a long question are not
//!    a duplicate of it. A quarter each is Dice and containment of the stems; half is Dice of the
//!    grams, which forgives typing errors and endings. Each is rounded down to permille, and so is
//!    their sum; of empty sets, each is 0.

mod words;

use std::collections::BTreeSet;

use crate::limits::QUESTION_CHARS_MAX;
use words::{FUNCTION_WORDS, HAN_FUNCTION_WORDS};

/// From this likeness on, two questions are offered as duplicates.
///
/// Set where about 19 of 20 offers are right on `tests/fixtures/questions/duplicates.json`, at the
/// price of one duplicate in five: a wrong offer costs the reader more than a missed one.
pub const ALIKE_PERMILLE: u16 = 570;

/// Characters of a word that tell it from others; endings come after them.
const STEM_CHARS: usize = 5;
/// The fewest stems that a text counts as when another may contain it.
const CONTAINED_MIN: usize = 6;

/// What a text is compared by: a few numbers for each of its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fingerprint {
    /// Sorted, each once; a stem's characters side by side in one number.
    stems: Vec<u128>,
    /// Sorted, each once; likewise.
    grams: Vec<u64>,
}

impl Fingerprint {
    /// Takes the fingerprint of a text, of which the first [`QUESTION_CHARS_MAX`] characters count.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let folded = fold(text);
        let mut words = telling_words(&folded);
        if words.is_empty() {
            words = folded.split_whitespace().map(str::to_owned).collect();
        }
        let stems: BTreeSet<u128> = words.iter().flat_map(|word| stems(word)).collect();
        let grams: BTreeSet<u64> = words.iter().flat_map(|word| grams(word)).collect();
        Self {
            stems: stems.into_iter().collect(),
            grams: grams.into_iter().collect(),
        }
    }

    /// The likeness of two texts, if it is at least [`ALIKE_PERMILLE`]. Most pairs share too few stems for
    /// that, whatever their grams are: those are not compared.
    #[must_use]
    pub(super) fn alike(&self, other: &Self) -> Option<u16> {
        let stems = Overlap::of(&self.stems, &other.stems);
        let most = (stems.dice_permille() + stems.containment_permille() + 2 * 1000) / 4;
        if most < usize::from(ALIKE_PERMILLE) {
            return None;
        }
        Some(self.likeness(other)).filter(|likeness| *likeness >= ALIKE_PERMILLE)
    }

    /// Compares two texts, in permille: 1000 for equal ones, 0 for those that share nothing.
    ///
    /// A text without a letter or a digit is like nothing, not even itself.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> u16 {
        let stems = Overlap::of(&self.stems, &other.stems);
        let grams = Overlap::of(&self.grams, &other.grams);
        let sum = stems.dice_permille() + stems.containment_permille() + 2 * grams.dice_permille();
        u16::try_from(sum / 4).unwrap_or(1000)
    }
}

/// How two sets lie on each other.
struct Overlap {
    shared: usize,
    smaller: usize,
    larger: usize,
}

impl Overlap {
    /// Both are sorted and hold each element once.
    fn of<T: Ord>(left: &[T], right: &[T]) -> Self {
        let mut shared = 0;
        let (mut l, mut r) = (0, 0);
        while let (Some(a), Some(b)) = (left.get(l), right.get(r)) {
            shared += usize::from(a == b);
            l += usize::from(a <= b);
            r += usize::from(b <= a);
        }
        Self {
            shared,
            smaller: left.len().min(right.len()),
            larger: left.len().max(right.len()),
        }
    }

    fn dice_permille(&self) -> usize {
        let sizes = self.smaller + self.larger;
        (2000 * self.shared).checked_div(sizes).unwrap_or(0)
    }

    fn containment_permille(&self) -> usize {
        let contained = self.smaller.max(CONTAINED_MIN.min(self.larger));
        (1000 * self.shared).checked_div(contained).unwrap_or(0)
    }
}

/// The words that tell one question from another.
fn telling_words(folded: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in folded.split_whitespace() {
        if word.starts_with(is_han_or_kana) {
            let cut = HAN_FUNCTION_WORDS.split_whitespace();
            let rest = cut.fold(word.to_owned(), |rest, cut| rest.replace(cut, " "));
            words.extend(rest.split_whitespace().map(str::to_owned));
        } else if !is_single_letter(word) && !FUNCTION_WORDS.contains(word) {
            words.push(word.to_owned());
        }
    }
    words
}

fn is_single_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn stems(word: &str) -> Vec<u128> {
    let pack = |chars: &[char]| chars.iter().fold(0, |sum, c| (sum << 21) | u128::from(*c));
    let chars: Vec<char> = bare(word).chars().collect();
    if word.starts_with(is_han_or_kana) && chars.len() > 1 {
        return chars.windows(2).map(pack).collect();
    }
    vec![pack(chars.get(..STEM_CHARS).unwrap_or(&chars))]
}

fn grams(word: &str) -> Vec<u64> {
    if word.starts_with(is_han_or_kana) {
        return word.chars().map(u64::from).collect();
    }
    let border = std::iter::once('\0');
    let bordered = border.clone().chain(word.chars()).chain(border);
    let chars: Vec<char> = bordered.collect();
    let pack = |chars: &[char]| chars.iter().fold(0, |sum, c| (sum << 21) | u64::from(*c));
    chars.windows(3).map(pack).collect()
}

/// A word without its commonest affixes: of an Arabic word, the first article and the first ending
/// listed that leave three letters; of any other with four or more, a last s that is not of ss.
fn bare(word: &str) -> &str {
    if word.starts_with(is_arabic) {
        let article = ["وال", "بال", "كال", "فال", "لل", "ال"].iter();
        let mut without = article.filter_map(|article| word.strip_prefix(article));
        let word = without
            .find(|rest| rest.chars().count() >= 3)
            .unwrap_or(word);
        let ending = ["ات", "ين", "ون", "ها", "يه", "ه", "ا", "ي"].iter();
        let mut without = ending.filter_map(|ending| word.strip_suffix(ending));
        return without
            .find(|rest| rest.chars().count() >= 3)
            .unwrap_or(word);
    }
    match word.strip_suffix('s') {
        Some(rest) if word.chars().count() > 3 && !rest.ends_with('s') => rest,
        _ => word,
    }
}

/// Letters and digits in their plain form, words parted by spaces.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut after_han = false;
    let typed = text.chars().take(QUESTION_CHARS_MAX);
    for c in typed.flat_map(char::to_lowercase).map(plain) {
        if is_mark(c) {
            continue;
        }
        if is_han_or_kana(c) != after_han {
            folded.push(' ');
            after_han = !after_han;
        }
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            c if c.is_alphanumeric() => folded.push(c),
            _ => folded.push(' '),
        }
    }
    folded
}

fn plain(c: char) -> char {
    let from = |zero: char, first: char| {
        let code = u32::from(first) + (u32::from(c) - u32::from(zero));
        char::from_u32(code).unwrap_or(c)
    };
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ё' => 'е',
        'й' => 'и',
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ئ' | 'ى' | 'ی' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        '٠'..='٩' => from('٠', '0'),
        '۰'..='۹' => from('۰', '0'),
        '！'..='～' => from('！', '!'),
        _ => c,
    }
}

/// Signs over, under or between letters that people type or leave out.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}')
}

/// Scripts without spaces between words.
fn is_han_or_kana(c: char) -> bool {
    matches!(
        c,
        '\u{3005}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fa}'
            | '\u{30fc}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(left: &str, right: &str) -> u16 {
        Fingerprint::of(left).likeness(&Fingerprint::of(right))
    }

    const FUNDING: &str = "Who will fund the IGF secretariat after WSIS+20?";
    const FUNDING_AGAIN: &str = "After WSIS+20, who is going to fund the IGF's secretariat?";

    #[test]
    fn what_is_passed_over_is_not_alike() {
        let texts = [
            "Who pays for the cables between the islands?",
            "Who pays for cables between islands",
            "Who will pay for the cable to the islands in the end, and when?",
            "What happens with the proposal next year?",
            "Кто платит за кабели между островами?",
            "Кто будет платить за кабель между островами?",
            "谁来支付岛屿之间的电缆？",
            "谁支付岛屿之间的电缆",
            "",
        ];
        for one in texts.map(Fingerprint::of) {
            for other in texts.map(Fingerprint::of) {
                let likeness = one.likeness(&other);
                let alike = (likeness >= ALIKE_PERMILLE).then_some(likeness);
                assert_eq!(one.alike(&other), alike);
            }
        }
    }

    #[test]
    fn likeness_is_symmetric() {
        let texts = [FUNDING, FUNDING_AGAIN, "Qui paie ?", "谁来承担经费？", ""];
        for left in texts {
            for right in texts {
                assert_eq!(likeness(left, right), likeness(right, left));
            }
        }
    }

    #[test]
    fn equal_texts_are_wholly_alike() {
        for text in [FUNDING, "Why?", "IPv6", "为什么", "من يحمي الكابلات؟", "ไทย"]
        {
            assert_eq!(likeness(text, text), 1000, "{text}");
        }
    }

    #[test]
    fn case_accents_and_vowel_signs_make_no_difference() {
        assert_eq!(
            likeness("Où ÉTAIT l’opérateur ?", "ou etait l'operateur"),
            1000
        );
        assert_eq!(likeness("المشغّلون الصغار", "المشغلون الصغـار"), 1000);
        assert_eq!(likeness("ещё один ёж", "еще один еж"), 1000);
        assert_eq!(likeness("ＤＮＳ ٢٠", "dns 20"), 1000);
    }

    #[test]
    fn another_order_of_the_words_is_alike() {
        assert!(likeness(FUNDING, FUNDING_AGAIN) >= ALIKE_PERMILLE);
    }

    #[test]
    fn a_typing_error_is_alike() {
        let mistyped = "who will fund teh IGF secretariate after wsis+20";
        assert!(likeness(FUNDING, mistyped) >= ALIKE_PERMILLE);
    }

    #[test]
    fn a_chinese_rewording_is_alike() {
        let asked = "谁来承担互联网治理论坛秘书处的经费？";
        let reworded = "请问互联网治理论坛秘书处的经费由谁来承担";
        assert!(likeness(asked, reworded) >= ALIKE_PERMILLE);
    }

    #[test]
    fn a_japanese_rewording_is_alike() {
        let asked = "小規模な事業者はどのように連合に参加できますか？";
        let reworded = "連合に小規模事業者が参加する方法を教えてください";
        assert!(likeness(asked, reworded) >= ALIKE_PERMILLE);
    }

    #[test]
    fn different_questions_on_one_topic_are_not_alike() {
        let pairs = [
            (FUNDING, "Where will the IGF of next year be held?"),
            (
                FUNDING,
                "Should the IGF be binding now that WSIS+20 is over?",
            ),
            (
                "谁来承担论坛秘书处的经费？",
                "各国的论坛怎样参与全球论坛的议程？",
            ),
            (
                "Как измеряется фрагментация?",
                "Кто виноват в фрагментации интернета?",
            ),
        ];
        for (left, right) in pairs {
            assert!(likeness(left, right) < ALIKE_PERMILLE, "{left} {right}");
        }
    }

    #[test]
    fn two_words_inside_a_long_question_are_not_alike() {
        let long = "How should the coalition of technical operators answer when a court in another \
            country orders a small registry to delete the domain of a newspaper?";
        assert!(likeness("technical operators", long) < ALIKE_PERMILLE);
    }

    #[test]
    fn an_empty_text_is_like_nothing() {
        for empty in ["", "  ", "?!", "\u{64b}"] {
            assert_eq!(likeness(empty, FUNDING), 0);
            assert_eq!(likeness(empty, empty), 0);
        }
    }

    #[test]
    fn no_text_makes_a_fingerprint_without_bound() {
        let long: String = ('\u{4e00}'..).take(100_000).collect();
        let fingerprint = Fingerprint::of(&long);
        assert!(fingerprint.stems.len() <= QUESTION_CHARS_MAX);
        assert!(fingerprint.grams.len() <= 3 * QUESTION_CHARS_MAX);
    }

    #[test]
    fn function_words_are_listed_as_they_are_folded() {
        for word in FUNCTION_WORDS.iter() {
            assert_eq!(fold(word), *word);
        }
    }
}
