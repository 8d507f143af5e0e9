import { describe, expect, it } from 'vitest';
import { viewFor } from './views';

describe('the view of a link', () => {
  it('fits the roles', () => {
    expect(viewFor(['moderator', 'speaker'], null)).toBe('desk');
    expect(viewFor(['speaker'], null)).toBe('stage');
    expect(viewFor(['display'], null)).toBe('display');
    expect(viewFor(['participant'], null)).toBe('participant');
  });

  it('may be chosen by whoever carries the role', () => {
    expect(viewFor(['moderator', 'speaker'], 'stage')).toBe('stage');
    expect(viewFor(['speaker'], 'participant')).toBe('participant');
    expect(viewFor(['display'], 'overlay')).toBe('overlay');
  });

  it('is no way to another role', () => {
    expect(viewFor(['participant'], 'desk')).toBe('participant');
    expect(viewFor(['speaker'], 'desk')).toBe('stage');
    expect(viewFor(['participant'], 'nonsense')).toBe('participant');
  });
});
