// What staff does with items: at once where a press is enough, by a dialog where words are needed.

import { keepForReport } from '../capture/keep';
import { t } from '../i18n';
import type { Because, ItemEntry, ItemState, PersonId, Silence, Turn } from '../protocol/protocol';
import { toastIfRefused, announceOrToast } from '../session/refusal';
import type { LiveSession } from '../session/session.svelte';
import { announcer } from '../ui/announcer.svelte';
import { undo } from '../ui/undo.svelte';
import type { Hands } from './moves';
import { named, who } from './words';

/** What is dismissed together: whoever was called or has the floor is not among them. */
const SWEPT: ItemState[] = ['submitted', 'held', 'approved'];

export class StaffHands implements Hands {
  readonly #session: LiveSession;
  dismissing = $state.raw<ItemEntry | null>(null);
  /** What is to be dismissed at once. */
  sweeping = $state.raw<ItemEntry[] | null>(null);
  answering = $state.raw<ItemEntry | null>(null);
  rewording = $state.raw<ItemEntry | null>(null);
  merging = $state.raw<ItemEntry | null>(null);
  placing = $state.raw<ItemEntry | null>(null);
  banning = $state.raw<ItemEntry | null>(null);
  looking = $state.raw<ItemEntry | null>(null);

  constructor(session: LiveSession) {
    this.#session = session;
  }

  move = async (item: ItemEntry, to: ItemState): Promise<boolean> => {
    const done = await this.#send(item, to, null);
    if (done) this.offerUndo(item, to);
    return done;
  };

  /** Dismisses at once, for a reason of the list. */
  dismissFor = async (item: ItemEntry, because: Because | null): Promise<boolean> => {
    const done = await this.#send(item, 'dismissed', because);
    if (done) this.offerUndo(item, 'dismissed');
    return done;
  };

  /** Approves one after another; what is refused stays, and the rest goes on. */
  approveAll = async (items: readonly ItemEntry[]) => {
    const done: ItemEntry[] = [];
    for (const item of items) if (await this.#send(item, 'approved', null)) done.push(item);
    if (done.length === 0) return;
    const words = t('floor.approvedAll', { count: done.length });
    const run = async () => {
      for (const { id } of done) await this.undo({ id, state: 'approved' });
    };
    undo.offer({ words, run, several: true });
    announcer.say(words);
  };

  undo = async (item: Pick<ItemEntry, 'id' | 'state'>) => {
    toastIfRefused(
      await this.#session.send({ type: 'undo_item', item: item.id, from: item.state }),
    );
  };

  offerUndo = (item: ItemEntry, to: ItemState) => {
    const words = t('floor.moved', { what: named(item), state: t(`state.${to}`) });
    this.#offer(words, () => this.undo({ id: item.id, state: to }));
  };

  dismiss = (item: ItemEntry) => void (this.dismissing = item);
  dismissAll = (items: ItemEntry[]) => {
    const max = this.#session.welcome?.limits.dismissed_at_once_max ?? items.length;
    this.sweeping = items.slice(0, max);
  };
  answer = (item: ItemEntry) => void (this.answering = item);
  reword = (item: ItemEntry) => void (this.rewording = item);
  merge = (item: ItemEntry) => void (this.merging = item);
  place = (item: ItemEntry) => void (this.placing = item);
  ban = (item: ItemEntry) => void (this.banning = item);
  history = (item: ItemEntry) => void (this.looking = item);

  lastWord = async (item: ItemEntry | null) => {
    const wasOpen = this.#session.entry('floor')?.rules.open === true;
    const outcome = await this.#session.send({ type: 'give_last_word', item: item?.id ?? null });
    if (!toastIfRefused(outcome) || !item) return;
    // It closes the queue, which nobody expects who looks at one row.
    this.#offer(t('lastWord.done', { name: who(item) }), () => this.#noLastWord(wasOpen));
  };

  mute = async (item: ItemEntry, muted: boolean) => {
    const person = item.staff?.asker?.person;
    if (person === undefined) return;
    const outcome = await this.#session.send({ type: 'set_muted', person, muted });
    if (!muted) announceOrToast(outcome, t('moves.unmuted'));
    else if (toastIfRefused(outcome)) {
      this.#offer(t('moves.muted'), () => this.mute(item, false));
    }
  };

  silence = async (item: ItemEntry, silence: Silence | null) => {
    toastIfRefused(await this.#session.send({ type: 'silence_asker', item: item.id, silence }));
  };

  turn = async (item: ItemEntry, turn: Turn) => {
    toastIfRefused(await this.#session.send({ type: 'set_turn', item: item.id, turn }));
  };

  /** What an asker has that may be dismissed without a word to anybody who was called. */
  theirs = (item: ItemEntry): ItemEntry[] => {
    const person = item.staff?.asker?.person;
    if (person === undefined) return [];
    return this.#session
      .numbered('item')
      .filter((other) => other.staff?.asker?.person === person && SWEPT.includes(other.state));
  };

  keep = (item: ItemEntry) => void keepForReport(this.#session, item);

  keepOut = async (item: ItemEntry) => {
    const person = item.staff?.asker?.person;
    this.banning = null;
    if (person === undefined) return;
    if (!toastIfRefused(await this.#session.send({ type: 'set_banned', person, banned: true })))
      return;
    this.#offer(t('moves.banned', { name: who(item) }), () => this.#letIn(person));
  };

  async #send(item: ItemEntry, to: ItemState, because: Because | null): Promise<boolean> {
    const move = { type: 'move_item', item: item.id, from: item.state, to } as const;
    return toastIfRefused(await this.#session.send({ ...move, reason: '', because }));
  }

  /** Says what was done, and offers to take it back in the one place for that. */
  #offer(words: string, run: () => Promise<unknown>): void {
    undo.offer({ words, run });
    announcer.say(words);
  }

  /** As it was before: the queue open again, if it was. */
  async #noLastWord(wasOpen: boolean): Promise<void> {
    const outcome = await this.#session.send({ type: 'give_last_word', item: null });
    const rules = this.#session.entry('floor')?.rules;
    if (!toastIfRefused(outcome) || !rules || !wasOpen) return;
    toastIfRefused(
      await this.#session.send({ type: 'set_floor', rules: { ...rules, open: true } }),
    );
  }

  async #letIn(person: PersonId): Promise<void> {
    const outcome = await this.#session.send({ type: 'set_banned', person, banned: false });
    announceOrToast(outcome, t('conduct.inAgain'));
  }
}
