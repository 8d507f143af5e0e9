import { describe, expect, it } from 'vitest';
import { withoutLinks } from './links';

describe('addresses on a display', () => {
  it.each([
    ['See https://example.org/x?y=1 for more', 'See … for more'],
    ['WWW.EXAMPLE.COM is fun', '… is fun'],
    ['bit.ly/abc123', '…'],
    ['مرحبا https://example.org مرحبا', 'مرحبا … مرحبا'],
    ['Write to ana.lopez+igf@mail.example.org, please', 'Write to …, please'],
    ['One http://a.b two http://c.d', 'One … two …'],
  ])('%s', (text, shown) => expect(withoutLinks(text)).toBe(shown));

  it.each([
    'Is it 3.5 or 4/5?',
    'The ccTLD .uk and/or .au',
    'WSIS+20, e.g. in 2025',
    'Follow @igf at 5 @ noon',
  ])('leaves %s as it is', (text) => expect(withoutLinks(text)).toBe(text));
});
