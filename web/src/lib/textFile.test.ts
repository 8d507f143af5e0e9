import { expect, it } from 'vitest';
import { textOf } from './textFile';

const read = (...bytes: number[]) => textOf(new Uint8Array(bytes).buffer);

it('is read as whoever saved it wrote it', () => {
  // "Où ?" in UTF-8 with and without its mark, in UTF-16 of both orders, and in Windows-1252.
  const words = 'Où ?';
  expect(read(0x4f, 0xc3, 0xb9, 0x20, 0x3f)).toBe(words);
  expect(read(0xef, 0xbb, 0xbf, 0x4f, 0xc3, 0xb9, 0x20, 0x3f)).toBe(words);
  expect(read(0xff, 0xfe, 0x4f, 0, 0xf9, 0, 0x20, 0, 0x3f, 0)).toBe(words);
  expect(read(0xfe, 0xff, 0, 0x4f, 0, 0xf9, 0, 0x20, 0, 0x3f)).toBe(words);
  expect(read(0x4f, 0xf9, 0x20, 0x3f)).toBe(words);
  expect(read()).toBe('');
});
