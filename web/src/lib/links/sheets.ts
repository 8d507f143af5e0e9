// The links of sessions as pages to print, one a session, in one ZIP. Made in the browser: the secrets
// are here already, and so are the words of the language that is chosen.

import { t, direction, locale } from '../i18n';
import { spaceCode } from '../code';
import { linkAddress } from './links';
import { rolesOf, type Moderators } from './names';
import type { RoleLink } from '../protocol/protocol';

/** A session whose links are printed. */
export interface Printed {
  code: string;
  title: string;
  links: RoleLink[];
  moderators?: Moderators | undefined;
}

const STYLE = `body{font-family:system-ui,sans-serif;margin:2rem;line-height:1.4}
li{display:flex;gap:1.5rem;align-items:center;padding:1rem 0;border-top:1px solid #999;break-inside:avoid}
ul{list-style:none;padding:0}svg{inline-size:8rem;flex:none}p{margin:0}.a{overflow-wrap:anywhere;font-size:.8rem}
.d{color:#444}`;

/** The ZIP; a file a session, named by its number in the list and its code. */
export async function linkSheets(sessions: Printed[]): Promise<Blob> {
  const [{ renderSVG }, { strToU8, zipSync }] = await Promise.all([
    import('uqr'),
    import('fflate'),
  ]);
  const digits = String(sessions.length).length;
  const files = sessions.map((session, at) => {
    const number = String(at + 1).padStart(digits, '0');
    const sheet = sheetOf(session, (text) => renderSVG(text, { border: 2 }));
    return [`${number}-${session.code}.html`, strToU8(sheet)] as const;
  });
  return new Blob([zipSync(Object.fromEntries(files), { level: 6 }) as Uint8Array<ArrayBuffer>], {
    type: 'application/zip',
  });
}

/** One session's links as a page to print. */
export async function linkSheet(session: Printed): Promise<Blob> {
  const { renderSVG } = await import('uqr');
  const sheet = sheetOf(session, (text) => renderSVG(text, { border: 2 }));
  return new Blob([sheet], { type: 'text/html' });
}

/** One session's links, with a code to scan for each. */
export function sheetOf(
  { code, title, links, moderators }: Printed,
  draw: (text: string) => string,
): string {
  const participant = row(
    t('links.forEverybody'),
    t('links.codeIs', { code: spaceCode(code) }),
    linkAddress(code, null),
    draw,
  );
  const rows = links
    .filter(({ revoked }) => !revoked)
    .map((link) => linkRow(code, link, draw, moderators));
  const head = `<meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style>`;
  return (
    `<!doctype html><html lang="${locale()}" dir="${direction()}"><head>${head}</head>` +
    `<body><h1 dir="auto">${escaped(title)}</h1><p>${escaped(t('sheets.keep'))}</p>` +
    `<ul>${[participant, ...rows].join('')}</ul></body></html>`
  );
}

function linkRow(
  code: string,
  link: RoleLink,
  draw: (text: string) => string,
  moderators: Moderators | undefined,
): string {
  const roles = rolesOf(link, moderators);
  const detail = [link.affiliation, link.holder ? roles : null].filter(Boolean).join(' · ');
  return row(link.holder ?? roles, detail, linkAddress(code, link.secret), draw);
}

function row(
  name: string,
  detail: string,
  address: string,
  draw: (text: string) => string,
): string {
  return (
    `<li>${draw(address)}<div><p><strong dir="auto">${escaped(name)}</strong></p>` +
    `<p class="d" dir="auto">${escaped(detail)}</p>` +
    `<p class="a" dir="ltr">${escaped(address)}</p></div></li>`
  );
}

function escaped(text: string): string {
  const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);
}
