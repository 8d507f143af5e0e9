// Session codes: six characters of Crockford's base32 (no I, L, O, U), as people type them.

export const CODE_CHARS = 6;

/**
 * The code meant by what was typed or pasted (a whole join link too), as far as it goes:
 * upper case, `o` read as zero, `i` and `l` as one, anything else left out.
 */
export function readCode(typed: string): string {
  const inLink = /\/s\/([^/?#\s]+)/i.exec(typed)?.[1];
  return (inLink ?? typed)
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-HJKMNP-TV-Z]/g, '')
    .slice(0, CODE_CHARS);
}

/** A code in two groups of three, which is how it is read aloud. */
export function spaceCode(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)} ${code.slice(3)}` : code;
}

export function isWholeCode(code: string): boolean {
  return code.length === CODE_CHARS && readCode(code) === code;
}
