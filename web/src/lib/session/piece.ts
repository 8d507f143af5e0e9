// What of a typed piece the server keeps: its own rule (`core/text/clean.rs`), so that nothing is sent
// that would be dropped there. Both run the vectors of `tests/fixtures/vectors/pieces.json`.

/** Marks on one letter, as `limits` on the server has them. */
const MARKS_MAX = 5;
/** Tags that name the flag of a region. */
const FLAG_TAGS_MAX = 8;

const JOINER = '\u{200d}';
const NON_JOINER = '\u{200c}';
const BLACK_FLAG = '\u{1f3f4}';
const CANCEL_TAG = '\u{e007f}';
const KEYCAP = '\u{20e3}';

const IGNORED = /^[\p{Cc}\u2028\u2029\ufff9-\ufffb\p{Default_Ignorable_Code_Point}]$/u;
const MARK = /^[\p{Mn}\p{Me}]$/u;
const SPACE = /^\p{White_Space}$/u;
const KEY = /^[#*0-9]$/;
const EMOJI = /^\p{Emoji}$/u;
const TAG = /^[\u{e0020}-\u{e007f}]$/u;
const HAN = /^\p{Script=Han}$/u;
const MONGOLIAN = /^\p{Script=Mongolian}$/u;
/** Scripts whose letters neither join nor stack, and what belongs to no script. */
const APART =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}\p{Cn}\p{Co}]$/u;

/** What a character is that others may belong to; a letter by itself. */
type Base = 'none' | 'unknown' | 'emoji' | 'flag' | 'key' | { letter: string };

/** Cleans a piece of a text that goes on from others: line breaks, tabs and spaces stay. */
export function piece(typed: string): string {
  const lines = typed
    .replaceAll('\r\n', '\n')
    .replace(/[\r\u2028\u2029]/g, '\n')
    .split('\n');
  return lines.map((line) => line.split('\t').map(cleaned).join('\t')).join('\n');
}

function cleaned(typed: string): string {
  const chars = Array.from(typed);
  let kept = '';
  let base: Base = 'unknown';
  let marks = 0;
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? '';
    const ignored = IGNORED.test(char);
    if (!ignored && MARK.test(char)) {
      marks += 1;
      if (base !== 'none' && marks <= MARKS_MAX) kept += char;
    } else if (!ignored) {
      base = baseOf(char);
      marks = 0;
      kept += char;
    } else if (TAG.test(char)) {
      if (base !== 'flag') continue;
      const tags = flagTags(chars.slice(at));
      at += tags.length - 1;
      const whole = tags.length > 1 && tags.at(-1) === CANCEL_TAG;
      if (whole && tags.length <= FLAG_TAGS_MAX) kept += tags.join('');
    } else if (isKept(char, base, chars[at + 1])) kept += char;
  }
  return kept;
}

/** The tags that stand here, up to the one that ends the name of a flag. */
function flagTags(chars: string[]): string[] {
  const tags: string[] = [];
  for (const char of chars) {
    if (!TAG.test(char)) break;
    tags.push(char);
    if (tags.length > 1 && char === CANCEL_TAG) break;
  }
  return tags;
}

function baseOf(char: string): Base {
  if (SPACE.test(char)) return 'none';
  if (char === BLACK_FLAG) return 'flag';
  if (KEY.test(char)) return 'key';
  return EMOJI.test(char) ? 'emoji' : { letter: char };
}

function isKept(char: string, base: Base, next: string | undefined): boolean {
  if (char === JOINER) return joins(base) || base === 'emoji' || base === 'flag';
  if (char === NON_JOINER) return joins(base);
  // A digit looks the same with it, unless a key is drawn around it.
  if (base === 'key') return /[\ufe0e\ufe0f]/.test(char) && next === KEYCAP;
  return varies(char, base);
}

/** Whether joiners change how what follows is drawn. */
function joins(base: Base): boolean {
  return base === 'unknown' || (typeof base === 'object' && !APART.test(base.letter));
}

/** Whether a selector chooses between forms of it. */
function varies(selector: string, base: Base): boolean {
  const letter = typeof base === 'object' ? base.letter : null;
  if (/[\ufe0e\ufe0f]/.test(selector)) return ['emoji', 'flag', 'unknown'].includes(base as string);
  if (/[\ufe00-\ufe0d\u{e0100}-\u{e01ef}]/u.test(selector)) {
    return base === 'unknown' || (letter !== null && HAN.test(letter));
  }
  if (/[\u180b-\u180d\u180f]/.test(selector)) {
    return base === 'unknown' || (letter !== null && MONGOLIAN.test(letter));
  }
  return false;
}
