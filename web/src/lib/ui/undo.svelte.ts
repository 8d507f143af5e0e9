// The last act that can be taken back: one at a time, with one sentence that says what is taken back.
// It stays until the next act; whoever shows the one button for it asks here.

export interface Undoable {
  /** What was done, as it is said beside "Undo". */
  words: string;
  run: () => void | Promise<unknown>;
  /** One press did several acts. */
  several?: boolean;
}

class Undo {
  last = $state.raw<Undoable | null>(null);
  /** Nobody has moved on since: the Tab key leads here. */
  isNext = false;

  /** The newest act takes the place of the one before. */
  offer(act: Undoable): void {
    this.last = act;
    this.isNext = true;
  }

  /** Takes it back, once. */
  async take(): Promise<void> {
    const act = this.last;
    this.last = null;
    await act?.run();
  }

  /** Somebody acted in another way: what was offered is no longer the last. */
  forget(): void {
    this.last = null;
  }
}

export const undo = new Undo();
