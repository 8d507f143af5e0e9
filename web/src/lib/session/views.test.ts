import { describe, expect, it } from 'vitest';
import { viewFor } from './views';

describe('the view of a link', () => {
  it('fits the roles', () => {
    expect(viewFor(['moderator', 'speaker'], null)).toBe('desk');
    expect(viewFor(['speaker'], null)).toBe('stage');
    expect(viewFor(['display'], null)).toBe('display');
    expect(viewFor(['participant'], null)).toBe('participant');
    expect(viewFor(['floor_runner'], null)).toBe('runner');
    expect(viewFor(['floor_runner', 'rapporteur'], null)).toBe('desk');
    expect(viewFor([], null)).toBe('participant');
  });

  it('may be chosen by whoever carries the role', () => {
    expect(viewFor(['moderator', 'speaker'], 'stage')).toBe('stage');
    expect(viewFor(['speaker'], 'participant')).toBe('participant');
    expect(viewFor(['display'], 'overlay')).toBe('overlay');
    expect(viewFor(['floor_runner'], 'desk')).toBe('desk');
    expect(viewFor(['moderator'], 'runner')).toBe('runner');
  });

  it('is no way to another role', () => {
    expect(viewFor(['participant'], 'desk')).toBe('participant');
    expect(viewFor(['speaker'], 'desk')).toBe('stage');
    expect(viewFor(['participant'], 'runner')).toBe('participant');
    expect(viewFor(['participant'], 'nonsense')).toBe('participant');
  });
});
