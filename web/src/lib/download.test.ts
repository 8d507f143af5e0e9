import { describe, expect, it } from 'vitest';
import { fileName } from './download';

describe('the name of a file', () => {
  it('is the one in its own letters', () => {
    const header = `attachment; filename="onefloor-AB12CD.pdf"; filename*=UTF-8''%D8%B3%20%231.pdf`;
    expect(fileName(header)).toBe('س #1.pdf');
  });

  it('is none where the server gave none, or one that cannot be read', () => {
    expect(fileName(null)).toBeNull();
    expect(fileName('attachment')).toBeNull();
    expect(fileName("attachment; filename*=UTF-8''%ZZ")).toBeNull();
  });
});
