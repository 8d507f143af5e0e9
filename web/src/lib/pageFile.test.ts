import { expect, test } from 'vitest';
import { BYTES_MAX, isTooLarge, takeFile } from './pageFile';

const file = (...parts: BlobPart[]) => takeFile(new Blob(parts));

test('a file of another kind is named and never becomes text', async () => {
  for (const [start, words] of [
    [new Uint8Array([0x50, 0x4b, 3, 4, 20]), /Word/],
    [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), /Word/],
    ['%PDF-1.7', /PDF/],
    ['From: <Saved by Blink>', /archive/],
    [new Uint8Array([0x89, 0x00, 0xff]), /text/],
  ] as const) {
    const taken = await file(start);
    expect('error' in taken && taken.error).toMatch(words);
  }
});

test('a saved page is read in its own encoding', async () => {
  const latin = new Uint8Array([0x4a, 0x6f, 0xe3, 0x6f]);
  expect(await file('<meta charset="windows-1252">', latin)).toEqual({
    text: '<meta charset="windows-1252">João',
  });
  expect(await file(new Uint8Array([0xff, 0xfe, 0x41, 0, 0x42, 0]))).toEqual({ text: 'AB' });
});

test('what the server would not take is said before it is sent', async () => {
  expect('error' in (await file('a'.repeat(BYTES_MAX + 1)))).toBe(true);
  expect(isTooLarge('я'.repeat(BYTES_MAX / 2 + 1))).toBe(true);
  expect(isTooLarge('a page')).toBe(false);
});
