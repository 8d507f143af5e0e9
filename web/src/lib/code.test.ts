import { describe, expect, it } from 'vitest';
import { isWholeCode, readCode, spaceCode } from './code';

describe('a session code', () => {
  it.each([
    ['k7f3qd', 'K7F3QD'],
    [' K7F-3QD ', 'K7F3QD'],
    ['oil o1l', '011011'],
    ['K7U3', 'K73'],
    ['K7F3QDXX', 'K7F3QD'],
    ['https://floor.example/s/k7f3qd?x=1#secret', 'K7F3QD'],
    ['', ''],
  ])('reads %j as %j', (typed, code) => expect(readCode(typed)).toBe(code));

  it('is shown in two groups', () => {
    expect(spaceCode('K7F3QD')).toBe('K7F 3QD');
    expect(spaceCode('K7F')).toBe('K7F');
  });

  it('is whole with six characters of the alphabet', () => {
    expect(isWholeCode('K7F3QD')).toBe(true);
    expect(isWholeCode('K7F3Q')).toBe(false);
    expect(isWholeCode('K7F3QO')).toBe(false);
  });
});
