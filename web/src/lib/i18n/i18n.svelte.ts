// The texts in six languages. English is always here; the others are loaded when they are chosen.
// `t('key', { name, count })` reads the current language, so a template that calls it follows a change.

import { remember, remembered } from '../storage';
import en from './locales/en.json';

export type Key = keyof typeof en;
export type Vars = Record<string, string | number>;
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalogue = Partial<Record<Key, Message>>;

/** The languages of the United Nations, each by its own name. */
export const LOCALES = {
  ar: 'العربية',
  zh: '中文',
  en: 'English',
  fr: 'Français',
  ru: 'Русский',
  es: 'Español',
} as const;
export type Locale = keyof typeof LOCALES;

const STORED = 'onefloor.locale';
const catalogues = import.meta.glob<Catalogue>(['./locales/*.json', '!./locales/en.json'], {
  import: 'default',
});

let current = $state.raw<{ locale: Locale; texts: Catalogue }>({ locale: 'en', texts: en });
let wanted: Locale = 'en';

export function locale(): Locale {
  return current.locale;
}

export function direction(): 'ltr' | 'rtl' {
  return current.locale === 'ar' ? 'rtl' : 'ltr';
}

/** The text of a key. `count` chooses the plural; words from people are isolated, numbers formatted. */
export function t(key: Key, vars: Vars = {}): string {
  const own = current.texts[key];
  const message: Message = own ?? en[key];
  const language = own === undefined ? 'en' : current.locale;
  const text = typeof message === 'string' ? message : plural(message, language, vars.count);
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = vars[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? numbers(language).format(value) : isolate(value);
  });
}

/** Wraps text of unknown direction (U+2068 … U+2069) so that it cannot reorder its surroundings. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Shows the page in a language and remembers it; a catalogue that cannot be loaded changes nothing. */
export async function setLocale(next: Locale): Promise<void> {
  wanted = next;
  const texts =
    next === 'en' ? en : await catalogues[`./locales/${next}.json`]?.().catch(() => null);
  if (!texts || wanted !== next) return;
  current = { locale: next, texts };
  document.documentElement.lang = next;
  document.documentElement.dir = direction();
  remember(STORED, next);
}

/** Starts with the language chosen before, or else with the first of the browser's that is here. */
export async function startLocale(): Promise<void> {
  const choices = [remembered(STORED), ...navigator.languages];
  const known = choices.map((tag) => tag?.split('-')[0] ?? '').find((tag) => tag in LOCALES);
  await setLocale((known as Locale | undefined) ?? 'en');
}

/** The tag to format with: the browser's regional one where it fits, in digits everybody shares. */
export function formatTag(language: Locale = current.locale): string {
  const regional = navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
  // One clock and one join code for the whole room: Arabic too is shown with the digits 0 to 9.
  return language === 'ar' ? `${regional.split('-u-')[0]}-u-nu-latn` : regional;
}

function plural(forms: Exclude<Message, string>, language: Locale, count: string | number = 0) {
  const category = new Intl.PluralRules(language).select(Number(count));
  return forms[category] ?? forms.other ?? '';
}

function numbers(language: Locale): Intl.NumberFormat {
  return new Intl.NumberFormat(formatTag(language));
}
