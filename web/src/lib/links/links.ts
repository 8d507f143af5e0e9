// The addresses of role links.

/** The whole address of a link; the secret stays behind the `#`, so that no server logs it. */
export function linkAddress(code: string, secret: string | null): string {
  return `${location.origin}/s/${code}${secret ? `#${secret}` : ''}`;
}
