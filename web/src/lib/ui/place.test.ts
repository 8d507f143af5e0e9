import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginsAt, keepsPlace, mayTakeFocus } from './place';

let stop = () => {};
const mutated = () => new Promise((settled) => setTimeout(settled, 5));
const get = (selector: string) => document.querySelector<HTMLElement>(selector)!;

beforeEach(() => {
  document.body.innerHTML = `
    <main><h1>Desk</h1>
      <section><h2>Queue</h2>
        <ul>
          <li id="a"><button>Menu a</button><button data-first>Approve a</button></li>
          <li id="b"><button>Menu b</button><button data-first>Approve b</button></li>
        </ul>
      </section>
    </main>`;
  stop = keepsPlace(get('main'));
});
afterEach(() => stop());

test('the next row takes the focus of one that is gone', async () => {
  get('#a [data-first]').focus();
  get('#a').remove();
  await mutated();
  expect(document.activeElement?.textContent).toBe('Approve b');
});

test('behind the last row it is the one before, and then the heading', async () => {
  get('#b [data-first]').focus();
  get('#b').remove();
  await mutated();
  expect(document.activeElement?.textContent).toBe('Approve a');
  get('#a').remove();
  await mutated();
  expect(document.activeElement?.textContent).toBe('Queue');
});

test('what was put down on purpose stays down', async () => {
  get('#a [data-first]').focus();
  get('h1').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  get('#a').remove();
  await mutated();
  expect(document.activeElement).toBe(document.body);
});

test('a dialog begins at its first field, and one without at what changes nothing', () => {
  const dialog = document.createElement('div');
  dialog.innerHTML = `<header><button>Close</button></header>
    <div class="body"><p>Why</p><input id="field" /></div>
    <footer><button>Cancel</button><button>Do it</button></footer>`;
  document.body.append(dialog);
  expect(beginsAt(dialog)?.id).toBe('field');
  dialog.querySelector('input')?.remove();
  expect(beginsAt(dialog)?.textContent).toBe('Cancel');
});

test('a refused field takes the focus of the button that was pressed, and of nobody who types', () => {
  const form = document.createElement('form');
  form.innerHTML = `<input id="one" /><input id="two" /><button>Send</button>`;
  get('main').append(form);
  const [one, two] = [get('#one'), get('#two')];
  form.querySelector('button')?.focus();
  expect(mayTakeFocus(one)).toBe(true);
  two.focus();
  expect(mayTakeFocus(one)).toBe(false);
});
