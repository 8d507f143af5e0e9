// The names that Onefloor itself gives to segments, in every language: a title that is one of them was
// typed by nobody, and each reader has it in their own language.

import { locale, type Locale } from '../i18n/i18n.svelte';
import type { AgendaEntry, SegmentEntry, SegmentKind } from '../protocol/protocol';

type Names = Record<Locale, string>;

/** As the catalogues have them; all languages together, since a title may be of any of them. */
export const KIND_NAMES: Record<SegmentKind, Names> = {
  opening: {
    ar: 'الافتتاح',
    en: 'Opening',
    es: 'Apertura',
    fr: 'Ouverture',
    ru: 'Открытие',
    zh: '开场',
  },
  keynotes: {
    ar: 'كلمات رئيسية',
    en: 'Keynotes',
    es: 'Discursos',
    fr: 'Discours',
    ru: 'Основные выступления',
    zh: '主旨发言',
  },
  presentation: {
    ar: 'عرض',
    en: 'Presentation',
    es: 'Presentación',
    fr: 'Présentation',
    ru: 'Презентация',
    zh: '介绍',
  },
  panel: {
    ar: 'حلقة نقاش',
    en: 'Panel',
    es: 'Panel',
    fr: 'Table ronde',
    ru: 'Панель',
    zh: '专题小组',
  },
  discussion: {
    ar: 'نقاش',
    en: 'Discussion',
    es: 'Debate',
    fr: 'Discussion',
    ru: 'Обсуждение',
    zh: '讨论',
  },
  questions: {
    ar: 'أسئلة وأجوبة',
    en: 'Questions and answers',
    es: 'Preguntas y respuestas',
    fr: 'Questions et réponses',
    ru: 'Вопросы и ответы',
    zh: '问答',
  },
  moving: {
    ar: 'تغيير المقاعد',
    en: 'Moving seats',
    es: 'Cambio de asientos',
    fr: 'Changement de places',
    ru: 'Пересадка',
    zh: '换座',
  },
  networking: {
    ar: 'تعارف',
    en: 'Networking',
    es: 'Encuentros',
    fr: 'Rencontres',
    ru: 'Знакомство',
    zh: '交流',
  },
  award: {
    ar: 'جائزة',
    en: 'Award',
    es: 'Premio',
    fr: 'Remise de prix',
    ru: 'Награждение',
    zh: '颁奖',
  },
  closing: {
    ar: 'الختام',
    en: 'Closing',
    es: 'Cierre',
    fr: 'Clôture',
    ru: 'Закрытие',
    zh: '闭幕',
  },
  other: {
    ar: 'غير ذلك',
    en: 'Other',
    es: 'Otra',
    fr: 'Autre',
    ru: 'Другое',
    zh: '其他',
  },
};

/** The title as this reader should see it. */
export function titleOf({ kind, title }: Pick<SegmentEntry, 'kind' | 'title'>): string {
  const names = KIND_NAMES[kind];
  const known = title.trim().toLowerCase();
  const isOurs = Object.values(names).some((name) => name.toLowerCase() === known);
  return isOurs ? names[locale()] : title;
}

/** Made once for an agenda and a language, however many read it. */
const made = new WeakMap<AgendaEntry, Partial<Record<Locale, AgendaEntry>>>();

/** An agenda with its titles in the reader's language. */
export function agendaFor(agenda: AgendaEntry): AgendaEntry {
  const known = made.get(agenda) ?? {};
  made.set(agenda, known);
  return (known[locale()] ??= {
    ...agenda,
    segments: agenda.segments.map((segment) => ({ ...segment, title: titleOf(segment) })),
  });
}
