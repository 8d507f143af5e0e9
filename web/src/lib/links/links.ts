// The addresses of role links.

/** The whole address of a link; the secret stays behind the `#`, so that no server logs it. */
export function linkAddress(code: string, secret: string | null): string {
  return `${location.origin}/s/${code}${secret ? `#${secret}` : ''}`;
}

/** A link's new secret takes the place of the old one in the address, so that a reload leads back. */
export function keepInAddress(secret: string): void {
  if (location.hash !== `#${secret}`) history.replaceState(history.state, '', `#${secret}`);
}
