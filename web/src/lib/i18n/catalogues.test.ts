import { expect, test } from 'vitest';
import { LOCALES, type Catalogue, type Locale, type Message } from './i18n.svelte';

const catalogues = import.meta.glob<Catalogue>('./locales/*.json', {
  import: 'default',
  eager: true,
});
const catalogue = (locale: string) => catalogues[`./locales/${locale}.json`] as Catalogue;
const english = catalogue('en');
const others = (Object.keys(LOCALES) as Locale[]).filter((locale) => locale !== 'en');

const forms = (message: Message | undefined): string[] =>
  typeof message === 'string' ? [message] : Object.values(message ?? {});
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test.each(others)('%s says everything that English says, and nothing else', (locale) => {
  expect(Object.keys(catalogue(locale)).sort()).toEqual(Object.keys(english).sort());
});

test.each(Object.keys(LOCALES))('%s has every plural of its language', (locale) => {
  const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  for (const [key, message] of Object.entries(catalogue(locale))) {
    if (typeof message === 'string') continue;
    const given = Object.keys(message);
    expect(
      wanted.filter((category) => !given.includes(category)),
      key,
    ).toEqual([]);
  }
});

test.each(Object.keys(LOCALES))('%s says the number where a plural stands for many', (locale) => {
  const rules = new Intl.PluralRules(locale);
  const numbers = Array.from({ length: 200 }, (_, at) => at + 1);
  // A Russian 21 and 31 are of the category of 1: a form without its number would say one.
  const isOfMany = (category: string) =>
    numbers.filter((number) => rules.select(number) === category).length > 1;
  for (const [key, message] of Object.entries(catalogue(locale))) {
    if (typeof message === 'string' || !forms(message).join().includes('{count}')) continue;
    const silent = Object.entries(message).filter(
      ([category, form]) => isOfMany(category) && !form.includes('{count}'),
    );
    expect(silent, key).toEqual([]);
  }
});

test.each(others)('%s leaves no word out and makes none up', (locale) => {
  for (const [key, message] of Object.entries(catalogue(locale))) {
    const source = new Set(forms(english[key as keyof Catalogue]).flatMap(holes));
    for (const form of forms(message)) {
      const made = holes(form).filter((hole) => !source.has(hole));
      expect(made, key).toEqual([]);
      // A plural may say "one" without its number; every other word must be there.
      const lost = [...source].filter((hole) => hole !== 'count' && !holes(form).includes(hole));
      expect(lost, key).toEqual([]);
    }
  }
});

test.each(others)('%s is not left in English', (locale) => {
  const same = Object.entries(catalogue(locale)).filter(
    ([key, message]) =>
      typeof message === 'string' &&
      message === english[key as keyof Catalogue] &&
      // One word may be the same in two languages; a sentence is not.
      message.replace(/\{\w+\}/g, '').match(/\p{L}+/gu)?.[2] !== undefined,
  );
  expect(same.map(([key]) => key)).toEqual([]);
});
