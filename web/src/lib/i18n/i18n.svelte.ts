// The texts in six languages. What a participant's first screen can say comes first, what they may need
// besides later (`laterTexts`), and staff's words where they are wanted (`wholeTexts`); nobody loads a
// language that they do not read.
// `t('key', { name, count })` reads the current language, so a template that calls it follows a change.

import { untrack } from 'svelte';
import addresses from 'virtual:texts';
import { remember, remembered } from '../storage';
import type en from './locales/en.json';

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
/** How long before a part of a catalogue is asked for again that did not come. */
const RETRY_MS = 2_000;
/** What stands where a text is still on its way. */
const COMING = '…';

let current = $state.raw<{ locale: Locale; texts: Catalogue }>({ locale: 'en', texts: {} });
let wanted: Locale = 'en';
type Part = 'first' | 'later' | 'staff';
/** What has been asked for so far: in another language as well. */
let asked: Part[] = ['first'];
const parts: Record<string, Promise<Catalogue> | undefined> = {};

/** A part of a language, once; after a failure it is asked for anew. */
function part(locale: Locale, name: Part): Promise<Catalogue> {
  const address = addresses[locale]?.[name] ?? '';
  const known = parts[address];
  if (known) return known;
  const coming = fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json() as Promise<Catalogue>;
  });
  parts[address] = coming;
  coming.catch(() => (parts[address] = undefined));
  return coming;
}

async function textsOf(locale: Locale): Promise<Catalogue> {
  const texts = await Promise.all(asked.map((name) => part(locale, name)));
  return Object.assign({}, ...texts) as Catalogue;
}

/** Resolves when every text of a participant is here: what is not the first screen waits for it. */
export function laterTexts(): Promise<void> {
  return textsIn(['first', 'later']);
}

/** Resolves when every text of the language is here: what is staff's waits for it. */
export function wholeTexts(): Promise<void> {
  return textsIn(['first', 'later', 'staff']);
}

async function textsIn(names: Part[]): Promise<void> {
  if (names.length > asked.length) asked = names;
  // Whoever waits for the texts is not to wait anew when they have come.
  const { locale } = untrack(() => current);
  const coming = await Promise.all(names.map((name) => part(locale, name)));
  const { locale: now, texts } = untrack(() => current);
  const news = coming.filter((part) => Object.keys(part).some((key) => !(key in texts)));
  if (now === locale && news.length > 0) provideTexts(locale, Object.assign({}, texts, ...news));
}

let asking = false;

/** A text is wanted that is not here: the rest is asked for until it comes. */
async function missing(): Promise<void> {
  if (asking) return;
  asking = true;
  while (
    !(await wholeTexts().then(
      () => true,
      () => false,
    ))
  )
    await new Promise((retry) => setTimeout(retry, RETRY_MS));
  asking = false;
}

/** Shows the page in a language of which these are the texts. */
export function provideTexts(locale: Locale, texts: Catalogue): void {
  current = { locale, texts };
}

export function locale(): Locale {
  return current.locale;
}

export function direction(): 'ltr' | 'rtl' {
  return current.locale === 'ar' ? 'rtl' : 'ltr';
}

/** The text of a key. `count` chooses the plural; words from people are isolated, numbers formatted. */
export function t(key: Key, vars: Vars = {}): string {
  const { locale, texts } = current;
  const message = texts[key];
  if (message === undefined) {
    void missing();
    return COMING;
  }
  const text = typeof message === 'string' ? message : plural(message, locale, vars.count);
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = vars[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? numbers(locale).format(value) : isolate(value);
  });
}

/** Wraps text of unknown direction (U+2068 … U+2069) so that it cannot reorder its surroundings. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/**
 * Shows the page in a language and remembers it; a catalogue that cannot be loaded changes nothing.
 * Whether it is so.
 */
export async function setLocale(next: Locale): Promise<boolean> {
  wanted = next;
  const texts = await textsOf(next).catch(() => null);
  if (!texts || wanted !== next) return false;
  provideTexts(next, texts);
  document.documentElement.lang = next;
  document.documentElement.dir = direction();
  remember(STORED, next);
  return true;
}

/**
 * Starts with the language chosen before, or else with the first of the browser's that is here. On a
 * line that breaks it is asked for until it comes: without words there is no page.
 */
export async function startLocale(): Promise<void> {
  const choices = [remembered(STORED), ...navigator.languages];
  const known = choices.map((tag) => tag?.split('-')[0] ?? '').find((tag) => tag in LOCALES);
  while (!(await setLocale((known as Locale | undefined) ?? 'en')))
    await new Promise((retry) => setTimeout(retry, RETRY_MS));
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
