import { describe, expect, it } from 'vitest';
import { readPolls } from './read';

describe('polls that were written elsewhere', () => {
  it('are questions, with options below them', () => {
    const { polls, unread } = readPolls(
      [
        '- no question above it',
        'Shall we go on with this text?',
        '',
        'How sure are you? [scale] [live]',
        '',
        'Where do we meet next?',
        '  - Oslo',
        '* Riyadh',
        '3. Geneva',
        'Which of these matter? [multiple]',
        'a) Cables',
        '• Skills [sic]',
      ].join('\r\n'),
    );
    expect(polls).toEqual([
      { kind: 'agree', question: 'Shall we go on with this text?', options: [], live: false },
      { kind: 'scale', question: 'How sure are you?', options: [], live: true },
      {
        kind: 'single',
        question: 'Where do we meet next?',
        options: ['Oslo', 'Riyadh', 'Geneva'],
        live: false,
      },
      {
        kind: 'multiple',
        question: 'Which of these matter?',
        options: ['Cables', 'Skills [sic]'],
        live: false,
      },
    ]);
    expect(unread).toEqual(['- no question above it']);
  });

  it('are rows of a table with named columns', () => {
    for (const sign of [',', ';', '\t']) {
      const rows = [
        ['kind', 'question', 'option 1', 'option 2', 'live'],
        ['multiple', '"What, and ""why""?"', 'One', '"Two\nlines"', 'yes'],
        ['scale', 'How sure?', '', '', ''],
        ['', '', 'lost', '', ''],
      ];
      const { polls, unread } = readPolls(rows.map((row) => row.join(sign)).join('\n'));
      expect(polls).toEqual([
        {
          kind: 'multiple',
          question: 'What, and "why"?',
          options: ['One', 'Two\nlines'],
          live: true,
        },
        { kind: 'scale', question: 'How sure?', options: [], live: false },
      ]);
      expect(unread).toHaveLength(1);
    }
  });

  it('are not guessed where a table names a kind that there is not', () => {
    const rows = [
      'kind,question',
      'ranking,What first?',
      'constructor,And then?',
      ' ,Shall we go on?',
    ];
    const { polls, unread } = readPolls(rows.join('\n'));
    expect(polls.map(({ kind, question }) => [kind, question])).toEqual([
      ['agree', 'Shall we go on?'],
    ]);
    expect(unread).toEqual(['ranking, What first?', 'constructor, And then?']);
  });

  it('keep a question with a comma, and brackets that mark nothing', () => {
    const { polls } = readPolls('Question, or none? [draft]');
    expect(polls.map(({ question }) => question)).toEqual(['Question, or none? [draft]']);
    expect(readPolls('Who builds it? [constructor]').polls[0]?.question).toMatch(/constructor/);
    expect(readPolls(' \n\n').polls).toEqual([]);
  });
});
