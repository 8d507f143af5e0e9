// A text that somebody is writing: kept in the browser until it is sent, so that neither a reload
// nor a dead battery loses it.

import { remember, remembered } from '../storage';

export class Draft {
  readonly #key: string;
  #text = $state('');

  constructor(code: string, name: string) {
    this.#key = `onefloor.draft.${code}.${name}`;
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
