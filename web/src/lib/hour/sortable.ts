// Segments dragged to another place. Pointer events of our own: a grip works under a mouse, a pen
// and a finger alike, which the browser's drag and drop does not; the menu is the way by keyboard.

import type { Attachment } from 'svelte/attachments';
import { told } from '../session/refusal';
import type { LiveSession } from '../session/session.svelte';

interface Drop {
  row: HTMLElement;
  side: 'before' | 'after';
}

/** Lets the rows that lie ahead be dragged by their grips. */
export function sortable(session: LiveSession): Attachment<HTMLElement> {
  return (list) => {
    let dragged: HTMLElement | null = null;
    let drop: Drop | null = null;

    const ahead = () => [...list.querySelectorAll<HTMLElement>('[data-ahead]')];
    const id = (row: Element | null) => Number(row?.getAttribute('data-segment'));

    function mark(found: Drop | null) {
      drop?.row.removeAttribute('data-drop');
      drop = found;
      drop?.row.setAttribute('data-drop', drop.side);
    }

    function grab(event: PointerEvent) {
      const grip = (event.target as Element).closest<HTMLElement>('[data-grip]');
      const row = grip?.closest<HTMLElement>('[data-ahead]');
      if (!grip || !row || event.button !== 0) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      dragged = row;
      row.setAttribute('data-dragged', '');
    }

    function drag(event: PointerEvent) {
      if (!dragged) return;
      const over = ahead().findLast((row) => row.getBoundingClientRect().top <= event.clientY);
      const row = over ?? ahead()[0];
      if (!row || row === dragged) return mark(null);
      const box = row.getBoundingClientRect();
      mark({ row, side: event.clientY < box.top + box.height / 2 ? 'before' : 'after' });
    }

    function release() {
      dragged?.removeAttribute('data-dragged');
      if (dragged && drop) {
        const after = drop.row.nextElementSibling;
        const before = drop.side === 'before' ? id(drop.row) : after ? id(after) : null;
        const segment = id(dragged);
        void session.send({ type: 'move_segment', segment, before }).then(told);
      }
      mark(null);
      dragged = null;
    }

    function cancel() {
      mark(null);
      dragged?.removeAttribute('data-dragged');
      dragged = null;
    }

    const leave = (event: KeyboardEvent) => event.key === 'Escape' && cancel();
    list.addEventListener('pointerdown', grab);
    list.addEventListener('pointermove', drag);
    list.addEventListener('pointerup', release);
    list.addEventListener('pointercancel', cancel);
    addEventListener('keydown', leave);
    return () => {
      list.removeEventListener('pointerdown', grab);
      list.removeEventListener('pointermove', drag);
      list.removeEventListener('pointerup', release);
      list.removeEventListener('pointercancel', cancel);
      removeEventListener('keydown', leave);
    };
  };
}
