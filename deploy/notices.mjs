#!/usr/bin/env node
// Writes THIRD-PARTY-NOTICES.txt: whose work the binary holds, and under which licences.
//
// What that is, `shipped.mjs` reads (run `npm ci` in web before). Texts are those that the crates and
// packages carry; where one carries none, the licence's standard text with its authors' names.
// With --check nothing is written, and anything else than what is committed is an error.

import fs from 'node:fs';
import path from 'node:path';

import { crates, fonts, project, read, webPackages } from './shipped.mjs';

const notices = path.join(project, 'THIRD-PARTY-NOTICES.txt');
const INTRODUCTION = `Onefloor is under the Apache License 2.0 (LICENSE). Its binary also holds the work of others, which
is listed here with its licences. Written by deploy/notices.mjs: change nothing by hand.
`;

const MIT = (holder) => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
const BSD = (holder) => `Copyright (c) ${holder}

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this
   list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice,
   this list of conditions and the following disclaimer in the documentation
   and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its contributors
   may be used to endorse or promote products derived from this software
   without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR
ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
(INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES;
LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON
ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT
(INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS
SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

/** The texts of a licence for whoever carries none. */
function standard({ name, licence, by }, others) {
  const holder = by || `the authors of ${name.split(' ')[0]}`;
  if (/\bMIT\b/.test(licence)) return [MIT(holder)];
  const parts = licence.replace(/[()]/g, '').split(' AND ');
  return parts.map((part) => {
    if (part === 'Apache-2.0') return read(project, 'LICENSE');
    if (part === 'BSD-3-Clause') return BSD(holder);
    const same = others.find((other) => other.licence === part && other.texts.length === 1);
    if (!same) throw new Error(`${name} carries no text of ${part}`);
    return same.texts[0];
  });
}

/** A text that differs from another in nothing but its lines' lengths is the same one. */
function gist(text) {
  return text.replace(/\s+/g, ' ').trim();
}

function written(sections) {
  const numbers = new Map();
  const bodies = [];
  const numberOf = (text) => {
    const key = gist(text);
    if (!numbers.has(key)) {
      numbers.set(key, numbers.size + 1);
      bodies.push(
        text
          .split(/\r?\n/)
          .map((line) => line.trimEnd())
          .join('\n')
          .replace(/^\n+|\n+$/g, ''),
      );
    }
    return numbers.get(key);
  };
  let lists = '';
  for (const [title, things] of sections) {
    lists += `\n${title}\n${'='.repeat(title.length)}\n\n`;
    const order = (one, other) => (one.name < other.name ? -1 : 1);
    for (const thing of [...things].sort(order)) {
      const { name, licence, by, from, texts } = thing;
      const own = texts.length > 0 ? texts : standard(thing, things);
      const where = own.map((text) => `[${numberOf(text)}]`).join(' ');
      lists += `${[name, licence, by, from, where].filter(Boolean).join(' | ')}\n`;
    }
  }
  const all = bodies.map((body, at) => `${'-'.repeat(80)}\n[${at + 1}]\n\n${body}\n`);
  return `${INTRODUCTION}${lists}\nTexts\n=====\n\n${all.join('\n')}`;
}

const titled = (things) => things.map((it) => ({ ...it, name: `${it.name} ${it.version}` }));
const cut = (font) => ({ ...font, name: `${font.name}, cut from ${font.cutFrom}` });
const text = written([
  ['Rust crates', titled(crates())],
  ['Packages of the web app', titled(webPackages())],
  ['Fonts of the PDF', fonts().map(cut)],
]);
if (process.argv.includes('--check')) {
  if (!fs.existsSync(notices) || read(notices) !== text) {
    console.error('THIRD-PARTY-NOTICES.txt is out of date: run node deploy/notices.mjs');
    process.exit(1);
  }
} else {
  fs.writeFileSync(notices, text);
}
