// Commands on their way: each is kept until it is answered, and goes out again after every return.
// Whoever gave one before a reload waits no more: its refusal is kept until it has been read.

import type { Command, Rejection } from '../protocol/protocol';
import { isTooLongCommand } from './frame';
import { commandId } from './ids';
import { LateRefusals, type Late } from './late';
import { Outbox, type Waiting } from './outbox';

/**
 * What became of a command: done, in the version of the session that holds it; or refused, with the
 * name of the connection in the server's log where the server refused it.
 */
export type Outcome =
  | { done: true; version: number }
  | { done: false; rejection: Rejection; reference?: string | null };

/** What becomes of a command that no frame can hold: it is never sent. */
const TOO_LONG: Outcome = { done: false, rejection: { reason: 'too_long' } };

/** What becomes of a command while as many wait for the network as may. */
const TOO_MANY: Outcome = { done: false, rejection: { reason: 'too_fast' } };

export class Commands {
  /** Commands that have no answer yet. */
  unanswered = $state.raw<readonly Waiting[]>([]);
  /** What was given before a reload, and refused when nobody waited for the answer. */
  late = $state.raw<readonly Late[]>([]);

  readonly #outbox: Outbox;
  readonly #refusals: LateRefusals;
  readonly #send: (id: string, command: Command) => void;
  // Nothing on a screen depends on who waits for an answer.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #answers = new Map<string, (outcome: Outcome) => void>();

  constructor(code: string, secret: string | null, send: (id: string, command: Command) => void) {
    this.#send = send;
    this.#outbox = new Outbox(code, secret);
    this.#refusals = new LateRefusals(code, secret);
    this.unanswered = this.#outbox.waiting;
    this.late = this.#refusals.kept;
    // A page of before may have left one; sent again, it would close every socket.
    for (const { id, command } of this.unanswered) {
      if (isTooLongCommand(id, command)) this.settle(id, TOO_LONG);
    }
  }

  /** Resolves with the outcome, however often the network drops meanwhile. */
  give(command: Command): Promise<Outcome> {
    const id = commandId();
    if (isTooLongCommand(id, command)) return Promise.resolve(TOO_LONG);
    if (!this.#outbox.add(id, command)) return Promise.resolve(TOO_MANY);
    this.unanswered = this.#outbox.waiting;
    this.#send(id, command);
    return new Promise((resolve) => this.#answers.set(id, resolve));
  }

  /** The link of this screen has a new secret. */
  renewed(secret: string): void {
    this.#outbox.renewed(secret);
    this.#refusals.renewed(secret);
    this.unanswered = this.#outbox.waiting;
    this.late = this.#refusals.kept;
  }

  /** The server answers a retry with the first outcome, so sending twice is safe. */
  sendAgain(): void {
    for (const { id, command } of this.unanswered) this.#send(id, command);
  }

  /** An answer has come; one without an id answers a frame that could not be read. */
  settle(id: string | null, outcome: Outcome): void {
    if (id === null) return;
    const settled = this.#outbox.settle(id);
    this.unanswered = this.#outbox.waiting;
    const answer = this.#answers.get(id);
    this.#answers.delete(id);
    if (answer) answer(outcome);
    else if (settled && !outcome.done) {
      this.#refusals.add(settled, outcome.rejection);
      this.late = this.#refusals.kept;
    }
  }

  /** A late refusal has been read. */
  dismissLate(id: string): void {
    this.#refusals.dismiss(id);
    this.late = this.#refusals.kept;
  }
}
