// What a reader of PDF finds in a file: pdf.js, which is the one of Firefox.

import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The letters and signs in the order in which they are found, without the spaces between them. */
export async function lettersOf(path: string): Promise<string> {
  const loading = getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 });
  const pdf = await loading.promise;
  let letters = '';
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    for (const item of items) if ('str' in item) letters += item.str;
  }
  await loading.destroy();
  return withoutSpaces(letters);
}

export function withoutSpaces(text: string): string {
  return text.replaceAll(/\s/g, '');
}
