// In which language a text is written, for `lang`: a voice reads French badly in English, and a font draws
// Chinese differently in Japanese. Pure. The server says it of questions; this is for all other words that
// somebody typed. A guess that is wrong is worse than none: then the answer is '', a language not known,
// so that a text does not pass for one of the page's.

/** Scripts in which one language is written, by far the most. */
const SCRIPTS: [RegExp, string][] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/gu, 'ja'],
  [/\p{sc=Hangul}/gu, 'ko'],
  [/\p{sc=Han}/gu, 'zh'],
  [/\p{sc=Arabic}/gu, 'ar'],
  [/\p{sc=Cyrillic}/gu, 'ru'],
  [/\p{sc=Greek}/gu, 'el'],
  [/\p{sc=Hebrew}/gu, 'he'],
  [/\p{sc=Thai}/gu, 'th'],
  [/\p{sc=Bengali}/gu, 'bn'],
];

/** Letters of other languages in such a script: with one of them, it is not the usual one. */
const OTHERS: Record<string, [RegExp, string][]> = {
  ar: [
    [/[ٹڈڑےں]/u, 'ur'],
    [/[پچژگکی]/u, 'fa'],
  ],
  ru: [
    [/[іїєґ]/iu, 'uk'],
    [/[ђћџљњјўқғңөүұһ]/iu, ''],
  ],
};

/** Words that hold sentences together. */
const WORDS: Record<string, Set<string>> = {
  en: of('the and of to is are for with that this what how who we be in on from which'),
  fr: of('le la les des du et est sont pour avec que qui une dans sur par nous quel comment au'),
  es: of('el la los las del y es son para con que una en por cómo qué quién se al nos'),
  pt: of('o os as da do das dos e é são para com que uma em por como não ao na no'),
  it: of('il lo la gli le di del della è sono per con che una un non si al come chi nel'),
  nl: of('de het een en van is zijn voor met dat niet op te in wij wat hoe er aan'),
  id: of('yang dan di ke dari untuk dengan ini itu tidak adalah pada kita apa bagaimana'),
  de: of('der die das und ist sind für mit dass ein eine den wir wie was auf von zu nicht'),
};

function of(words: string): Set<string> {
  return new Set(words.split(' '));
}

/** The tag of the language; '' where the text alone does not tell. */
export function tongueOf(text: string | null | undefined): string {
  if (!text) return '';
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  for (const [script, tag] of SCRIPTS) {
    const own = text.match(script)?.length ?? 0;
    // Japanese is written in Chinese characters too: some of its own are enough.
    if (own * (tag === 'ja' ? 5 : 2) <= letters) continue;
    return OTHERS[tag]?.find(([other]) => other.test(text))?.[1] ?? tag;
  }
  return inLatin(text);
}

function inLatin(text: string): string {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const ranked = Object.entries(WORDS)
    .map(([tag, own]) => ({ tag, count: words.filter((word) => own.has(word)).length }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = ranked;
  const is = first && second && first.count >= 2 && first.count > second.count;
  return is ? first.tag : '';
}
