// Tells `main.rs` how each story ended, a line of JSON each; what stories print goes to standard error.

import { stripVTControlCharacters } from 'node:util';

const OUTCOMES = { expected: 'passed', skipped: 'skipped' };

export default class Reporter {
  onTestEnd(test, result) {
    const outcome = OUTCOMES[test.outcome()] ?? 'failed';
    const files = result.attachments.filter(({ path }) => path).map(({ path }) => `kept: ${path}`);
    const errors = result.errors.map(({ stack, message, snippet }) =>
      [stack ?? message, snippet].filter(Boolean).join('\n'),
    );
    const reasons = test.annotations.map(({ description }) => description ?? '');
    const text = outcome === 'skipped' ? reasons : [result.status, ...errors, ...files];
    const line = {
      id: test.id,
      outcome,
      seconds: result.duration / 1_000,
      text: stripVTControlCharacters(text.join('\n')),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }

  onStdOut(chunk) {
    process.stderr.write(chunk);
  }

  onStdErr(chunk) {
    process.stderr.write(chunk);
  }

  /** What fails outside of a story. */
  onError({ stack, message }) {
    process.stderr.write(`${stack ?? message}\n`);
  }

  printsToStdio() {
    return true;
  }
}
