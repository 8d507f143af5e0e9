// A text that somebody is writing: kept in the browser until it is sent, so that neither a reload
// nor a dead battery loses it.

import { remember, remembered } from '../storage';

const keyOf = (code: string, name: string) => `onefloor.draft.${code}.${name}`;

/** Whether something of that name is begun and not sent. */
export function draftIn(code: string, name: string): boolean {
  return remembered(keyOf(code, name)) !== null;
}

/** Puts a text there that came from elsewhere. */
export function beginDraft(code: string, name: string, text: string): void {
  remember(keyOf(code, name), text);
}

export class Draft {
  readonly #key: string;
  #text = $state('');

  constructor(code: string, name: string) {
    this.#key = keyOf(code, name);
    this.#text = remembered(this.#key) ?? '';
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    remember(this.#key, text === '' ? null : text);
  }
}
