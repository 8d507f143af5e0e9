// The plan of a session that is being copied, on its way from the desk to the form.

import type { SessionPlan } from './protocol/protocol';

let plan: SessionPlan | null = null;

export function copyPlan(copied: SessionPlan): void {
  plan = copied;
}

/** The copied plan, once. */
export function takeCopied(): SessionPlan | null {
  const copied = plan;
  plan = null;
  return copied;
}
