// The fragment of a link to one device more.

/** The token and the pad of a link to one device more; null for any other fragment. */
export function linkOf(hash: string): { token: string; pad: string } | null {
  const [, token, pad] = /^#?device=([0-9a-f]{32})\.((?:[0-9a-f]{2})+)$/.exec(hash) ?? [];
  return token && pad ? { token, pad } : null;
}
