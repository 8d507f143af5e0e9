// Requests that change nothing, such as a preview: each goes out with a number, and the frame that
// carries the same number back is its answer. Pure, but for the timers.

import type { ClientFrame, ServerFrame } from '../protocol/protocol';

/** Any frame that answers a request. */
export type AnyAnswerFrame = Extract<ServerFrame, { n: number }>;
/** A request and its answer are frames of the same name. */
export type RequestName = AnyAnswerFrame['type'];
export type RequestFrame<N extends RequestName> = Extract<ClientFrame, { type: N }>;
export type AnswerFrame<N extends RequestName> = Extract<ServerFrame, { type: N }>;

/** How long an answer is waited for. */
const ANSWER_MAX_MS = 8_000;
/** How often a patient request goes out until it is answered. */
const RESEND_MS = 1_000;

export class Requests {
  readonly #send: (frame: ClientFrame) => boolean;
  readonly #waiting = new Map<number, (answer: AnyAnswerFrame) => void>();
  #last = 0;

  /** `send` says whether the frame went out. */
  constructor(send: (frame: ClientFrame) => boolean) {
    this.#send = send;
  }

  /**
   * Resolves with the answer; with null where none comes in time. Without a network a request fails
   * at once, unless it is `patient`: then it goes out again and again until it is answered.
   */
  ask<N extends RequestName>(
    name: N,
    request: (n: number) => RequestFrame<N>,
    { patient = false } = {},
  ): Promise<AnswerFrame<N> | null> {
    const n = ++this.#last;
    const frame = request(n);
    if (!this.#send(frame) && !patient) return Promise.resolve(null);
    return new Promise((resolve) => {
      const settle = (answer: AnswerFrame<N> | null) => {
        clearTimeout(timeout);
        clearInterval(resend);
        this.#waiting.delete(n);
        resolve(answer);
      };
      const timeout = setTimeout(() => settle(null), ANSWER_MAX_MS);
      const resend = patient ? setInterval(() => this.#send(frame), RESEND_MS) : undefined;
      this.#waiting.set(n, (answer) => settle(answers(name, answer) ? answer : null));
    });
  }

  /** An answer has come; one that nobody waits for any more is dropped. */
  answered(answer: AnyAnswerFrame): void {
    this.#waiting.get(answer.n)?.(answer);
  }
}

function answers<N extends RequestName>(name: N, answer: AnyAnswerFrame): answer is AnswerFrame<N> {
  return answer.type === name;
}
