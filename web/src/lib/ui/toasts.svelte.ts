// Short notices at the edge of the page. Each is also announced; those with an action stay longer.

import { announcer } from './announcer.svelte';

export type ToastTone = 'neutral' | 'ok' | 'warn' | 'danger';

export interface Toast {
  id: number;
  text: string;
  tone: ToastTone;
  /** What somebody quotes who asks for help. */
  reference?: string | null;
  action?: { label: string; run: () => void };
}

export interface ToastOptions {
  tone?: ToastTone;
  reference?: Toast['reference'];
  action?: Toast['action'];
}

const SHOWN_MAX = 4;
const SHORT_MS = 6_000;
const LONG_MS = 12_000;

class Toasts {
  list = $state.raw<Toast[]>([]);
  #last = 0;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows a notice. One that reports a failure stays until it is dismissed. */
  show(text: string, { tone = 'neutral', reference, action }: ToastOptions = {}): number {
    const toast: Toast = { id: ++this.#last, text, tone, reference, action };
    const surplus = this.list.length - SHOWN_MAX + 1;
    this.list.slice(0, Math.max(0, surplus)).forEach(({ id }) => this.dismiss(id));
    this.list = [...this.list, toast];
    announcer.say(text);
    this.resume(toast);
    return toast.id;
  }

  dismiss(id: number): void {
    this.hold(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  /** Keeps a notice while somebody points at it or has the focus in it. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume({ id, tone, action }: Toast): void {
    this.hold(id);
    if (tone === 'danger') return;
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), action ? LONG_MS : SHORT_MS),
    );
  }
}

export const toasts = new Toasts();
