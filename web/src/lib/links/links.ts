// The role links of a session, as the organiser sees them.

import type { LinkId, Role } from '../protocol/protocol';

export interface RoleLink {
  id: LinkId;
  roles: Role[];
  holder: string | null;
  affiliation: string | null;
  revoked: boolean;
  secret: string | null;
}

/** The whole address of a link; the secret stays behind the `#`, so that no server logs it. */
export function linkAddress(code: string, secret: string | null): string {
  return `${location.origin}/s/${code}${secret ? `#${secret}` : ''}`;
}

export async function fetchLinks(code: string, secret: string): Promise<RoleLink[] | null> {
  try {
    const response = await fetch(`/api/sessions/${code}/links`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    return response.ok ? ((await response.json()) as RoleLink[]) : null;
  } catch {
    return null;
  }
}
