import { expect, test } from 'vitest';
import { BYTES_MAX, sourceError } from './pageFile';

test('what the server would not take is said before it is sent', () => {
  expect(sourceError('я'.repeat(BYTES_MAX / 2 + 1))).toMatch(/4/);
  expect(sourceError(new Blob(['a'.repeat(BYTES_MAX + 1)]))).toMatch(/4/);
  expect(sourceError(' \n')).not.toBeNull();
  expect(sourceError(new Blob([]))).not.toBeNull();
  expect(sourceError('a page')).toBeNull();
  expect(sourceError(new Blob(['PK']))).toBeNull();
});
