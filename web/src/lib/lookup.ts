// Asks the server whether a session with a code exists, before anybody joins it.

export interface FoundSession {
  code: string;
  title: string;
  year?: number | null;
  type?: string | null;
  number?: number | string | null;
}

export type Lookup =
  { outcome: 'found'; session: FoundSession } | { outcome: 'unknown' } | { outcome: 'unreachable' };

const PATIENCE_MS = 8_000;

export async function lookUp(code: string): Promise<Lookup> {
  try {
    const response = await fetch(`/api/sessions/${code}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 404) return await refusal(response);
    if (!response.ok) return { outcome: 'unreachable' };
    return { outcome: 'found', session: (await response.json()) as FoundSession };
  } catch {
    return { outcome: 'unreachable' };
  }
}

/** Only our own 404 means that the code is unknown; another may come from a proxy in between. */
async function refusal(response: Response): Promise<Lookup> {
  const body = (await response.json()) as { reason?: string };
  return { outcome: body.reason === 'unknown_code' ? 'unknown' : 'unreachable' };
}
