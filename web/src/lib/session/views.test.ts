import { describe, expect, it } from 'vitest';
import type { Command, Role } from '../protocol/protocol';
import { viewFor } from './views';

/** Of the commands of each role, those that open a view. */
const MAY: Partial<Record<Role, Command['type'][]>> = {
  organiser: ['count_hands', 'write_report', 'send_cue', 'set_display', 'ask_question'],
  moderator: ['count_hands', 'send_cue', 'set_display', 'ask_question'],
  floor_runner: ['count_hands', 'ask_question'],
  speaker: ['see_cue', 'ask_question'],
  rapporteur: ['write_report', 'ask_question'],
  display: [],
  participant: ['ask_question'],
  integration: ['add_proxy'],
};

const screen = (...roles: Role[]) => ({ roles, may: roles.flatMap((role) => MAY[role] ?? []) });

describe('the view of a link', () => {
  it('fits the roles', () => {
    expect(viewFor(screen('moderator', 'speaker'), null)).toBe('desk');
    expect(viewFor(screen('speaker'), null)).toBe('stage');
    expect(viewFor(screen('display'), null)).toBe('display');
    expect(viewFor(screen('participant'), null)).toBe('participant');
    expect(viewFor(screen('floor_runner'), null)).toBe('runner');
    expect(viewFor(screen('floor_runner', 'rapporteur'), null)).toBe('desk');
    expect(viewFor(screen('organiser'), null)).toBe('desk');
    expect(viewFor(screen('rapporteur'), null)).toBe('rapporteur');
    expect(viewFor(screen('rapporteur', 'speaker'), null)).toBe('rapporteur');
    expect(viewFor(screen('display', 'speaker'), null)).toBe('display');
    expect(viewFor(screen(), null)).toBe('participant');
  });

  it('may be chosen by whoever carries the role', () => {
    expect(viewFor(screen('moderator', 'speaker'), 'stage')).toBe('stage');
    expect(viewFor(screen('speaker'), 'participant')).toBe('participant');
    expect(viewFor(screen('display'), 'overlay')).toBe('overlay');
    expect(viewFor(screen('floor_runner'), 'desk')).toBe('desk');
    expect(viewFor(screen('moderator'), 'runner')).toBe('runner');
  });

  it('is no way to another role', () => {
    expect(viewFor(screen('participant'), 'desk')).toBe('participant');
    expect(viewFor(screen('speaker'), 'desk')).toBe('stage');
    expect(viewFor(screen('participant'), 'runner')).toBe('participant');
    expect(viewFor(screen('rapporteur'), 'stage')).toBe('rapporteur');
    expect(viewFor(screen('moderator'), 'rapporteur')).toBe('desk');
    expect(viewFor(screen('display'), 'participant')).toBe('display');
    expect(viewFor(screen('integration'), 'desk')).toBe('participant');
    expect(viewFor(screen('participant'), 'nonsense')).toBe('participant');
  });
});
