// Whoever acts keeps a place. When what has the focus goes away (a row that was decided, a button that
// was for one state), the focus goes to what took its place, else to what stands before it, else to
// the heading of its part; it is never lost on the page. A dialog begins at its first field.

const FOCUSABLE =
  'button:not(:disabled), a[href], input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';
const FIELDS = 'input:not(:disabled), select:not(:disabled), textarea:not(:disabled)';

/** An element, and where it stood among its siblings. */
interface Step {
  parent: Element;
  at: number;
}

/** From the element upwards to the root. */
function stepsTo(element: Element, root: Element): Step[] {
  const steps: Step[] = [];
  for (let node = element; node !== root && node.parentElement; node = node.parentElement) {
    steps.push({ parent: node.parentElement, at: [...node.parentElement.children].indexOf(node) });
  }
  return steps;
}

function firstIn(element: Element | undefined): HTMLElement | undefined {
  if (!element) return undefined;
  if (element.matches(FOCUSABLE)) return element as HTMLElement;
  const first = '[data-first]';
  return (
    element.querySelector<HTMLElement>(first) ??
    element.querySelector<HTMLElement>(FOCUSABLE) ??
    undefined
  );
}

/** The heading of a part, which can take the focus and is no stop of the Tab key. */
function headingOf(part: Element): HTMLElement | undefined {
  const heading = part.querySelector<HTMLElement>('h1, h2, h3, h4');
  if (heading && !heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  return heading ?? undefined;
}

/** What stands where something stood that is gone. */
function placeAfter(steps: Step[], root: Element): HTMLElement | undefined {
  const at = steps.findIndex(({ parent }) => parent.isConnected);
  const lost = steps[at];
  if (!lost) return undefined;
  const here = firstIn(lost.parent.children[lost.at]) ?? firstIn(lost.parent.children[lost.at - 1]);
  if (here) return here;
  for (const { parent } of steps.slice(at)) {
    const heading = parent.matches('section, [role=tabpanel], main') && headingOf(parent);
    if (heading) return heading;
  }
  return headingOf(root);
}

/** Watches a part of the page; attach it to the view. */
export function keepsPlace(root: HTMLElement): () => void {
  let last: { element: Element; steps: Step[] } | null = null;

  const remember = ({ target }: FocusEvent) => {
    if (target instanceof Element) last = { element: target, steps: stepsTo(target, root) };
  };
  const restore = () => {
    const { activeElement } = document;
    const isLost = activeElement === null || activeElement === document.body;
    if (!last || !isLost) return;
    const isGone = !last.element.isConnected || last.element.matches(':disabled');
    if (isGone) placeAfter(last.steps, root)?.focus();
  };
  /** A press beside everything puts the focus down on purpose. */
  const putDown = ({ target }: PointerEvent) => {
    if (target instanceof Element && !target.closest(FOCUSABLE)) last = null;
  };
  /** A closed dialog gives the focus back to what may be gone. */
  const closed = () => setTimeout(restore);

  const watch = new MutationObserver(restore);
  watch.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  root.addEventListener('focusin', remember);
  root.addEventListener('pointerdown', putDown);
  root.addEventListener('close', closed, true);
  return () => {
    watch.disconnect();
    root.removeEventListener('focusin', remember);
    root.removeEventListener('pointerdown', putDown);
    root.removeEventListener('close', closed, true);
  };
}

/** Where a dialog begins: at what asks for it, its first field, or the button that changes nothing. */
export function beginsAt(dialog: HTMLElement): HTMLElement | null {
  const [body, footer] = [dialog.querySelector('.body'), dialog.querySelector('footer')];
  return (
    dialog.querySelector<HTMLElement>('[autofocus]') ??
    body?.querySelector<HTMLElement>(FIELDS) ??
    footer?.querySelector<HTMLElement>(FOCUSABLE) ??
    body?.querySelector<HTMLElement>(FOCUSABLE) ??
    null
  );
}

/**
 * Whether a field that was just refused may take the focus: somebody pressed a button, and does not
 * type elsewhere.
 */
export function mayTakeFocus(field: HTMLElement): boolean {
  const { activeElement } = document;
  const typing = activeElement !== field && activeElement?.matches('input, textarea, select');
  const part = field.closest('form, dialog, section, main');
  const near = activeElement === document.body || part?.contains(activeElement);
  return !typing && near === true;
}
