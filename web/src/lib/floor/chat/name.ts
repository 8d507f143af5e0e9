// Whether some words are somebody's name, and what stands behind it in brackets.

export interface Person {
  name: string;
  affiliation: string;
}

const CHARS_MAX = 60;
const WORDS_MAX = 6;

/** What is said of a person in brackets and is no organisation. */
const PRONOUNS =
  /^(?:she|he|they|ze|xe|any|elle|il|iel|ella|él|elle|она|он)(?:\s*[/|,]\s*[\p{L}]+)+$|^(?:she|he|they)$/iu;
const SEATS = new Set(
  'host,co-host,cohost,guest,external,unverified,organizer,organiser,presenter,you,me'.split(','),
);

/** A bracket at the end of a name. */
const BRACKET = /\s*[[(（【]([^()[\]（）【】]*)[\])）】]\s*$/u;

/** Words that stand before a colon and name nobody. */
const LABELS = new Set(
  [
    'q,a,question,my question,questions,comment,comments,answer,note,link,re,ps,p.s.,fyi,edit,update',
    'pregunta,mi pregunta,comentario,respuesta,nota,enlace',
    'ma question,commentaire,remarque,réponse,lien',
    'вопрос,мой вопрос,комментарий,ответ,ссылка',
    '问题,我的问题,我的问题是,我想问,请问,评论,回答,链接',
    'سؤال,سؤالي,سؤالي هو,تعليق,جواب,رابط',
  ]
    .join(',')
    .split(','),
);

/** Small words inside names. */
const PARTICLES = new Set(
  'de,da,do,dos,das,del,della,di,du,des,la,le,el,al,bin,bint,ibn,van,von,der,den,ten,ter,y,e,zu'.split(
    ',',
  ),
);

/** Takes pronouns off a name, and an organisation in brackets out of it. */
export function personOf(typed: string): Person {
  let name = typed.trim();
  let affiliation = '';
  for (let found = BRACKET.exec(name); found; found = BRACKET.exec(name)) {
    const inside = found[1]?.trim() ?? '';
    const before = name.slice(0, found.index).trim();
    if (before === '') break;
    name = before;
    if (inside && !PRONOUNS.test(inside) && !SEATS.has(inside.toLowerCase())) affiliation = inside;
  }
  return { name, affiliation };
}

export function isName(typed: string): boolean {
  const { name } = personOf(typed);
  if (name === '' || [...name].length > CHARS_MAX || !/\p{L}/u.test(name)) return false;
  if (/[?!؟？！。…;"“”«»<>:：]|\/\/|www\./iu.test(name)) return false;
  if (LABELS.has(name.toLowerCase())) return false;
  const words = name.split(/\s+/u);
  if (words.length > WORDS_MAX) return false;
  // Names begin with capitals where a script has them; "my point is" does not. Some people write
  // their own in small letters.
  const small = words.filter((word) => /^\p{Ll}/u.test(word) && !PARTICLES.has(word)).length;
  return small * 2 < words.length || (small === words.length && words.length <= 2);
}
