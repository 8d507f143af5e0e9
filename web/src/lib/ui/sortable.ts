// Rows dragged to another place. Pointer events of our own: a grip works under a mouse, a pen and a
// finger alike, which the browser's drag and drop does not; the menu is the way by keyboard.
//
// A row that may be dragged carries `data-row` with its number, its grip `data-grip`.

import type { Attachment } from 'svelte/attachments';
import './sortable.css';

export type Side = 'before' | 'after';

interface Drop {
  row: HTMLElement;
  side: Side;
}

/** Calls `ondrop` with the row that was dragged, the one it was dropped at, and on which side. */
export function sortable(
  ondrop: (dragged: number, target: number, side: Side) => void,
  /** Said when a row is grabbed and when it is let go, so that the list can be held meanwhile. */
  onhold: (held: boolean) => void = () => {},
): Attachment<HTMLElement> {
  return (list) => {
    let dragged: HTMLElement | null = null;
    let drop: Drop | null = null;

    const rows = () => [...list.querySelectorAll<HTMLElement>('[data-row]')];
    const id = (row: HTMLElement) => Number(row.dataset['row']);

    function mark(found: Drop | null) {
      drop?.row.removeAttribute('data-drop');
      drop = found;
      drop?.row.setAttribute('data-drop', drop.side);
    }

    function grab(event: PointerEvent) {
      const grip = (event.target as Element).closest<HTMLElement>('[data-grip]');
      const row = grip?.closest<HTMLElement>('[data-row]');
      if (!grip || !row || event.button !== 0) return;
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      dragged = row;
      row.setAttribute('data-dragged', '');
      onhold(true);
    }

    function drag(event: PointerEvent) {
      if (!dragged) return;
      const over = rows().findLast((row) => row.getBoundingClientRect().top <= event.clientY);
      const row = over ?? rows()[0];
      if (!row || row === dragged) return mark(null);
      const box = row.getBoundingClientRect();
      mark({ row, side: event.clientY < box.top + box.height / 2 ? 'before' : 'after' });
    }

    function release() {
      if (dragged && drop) ondrop(id(dragged), id(drop.row), drop.side);
      cancel();
    }

    function cancel() {
      mark(null);
      if (dragged) onhold(false);
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
