// Light, dark, or as the device says. The choice lives on <html data-theme> and is remembered.

import { remember, remembered } from '../storage';

export type Theme = 'system' | 'light' | 'dark';
const STORED = 'onefloor.theme';

let chosen = $state<Theme>('system');

export function theme(): Theme {
  return chosen;
}

export function setTheme(next: Theme): void {
  chosen = next;
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  remember(STORED, next === 'system' ? null : next);
}

export function startTheme(): void {
  const stored = remembered(STORED);
  if (stored === 'light' || stored === 'dark') setTheme(stored);
}
