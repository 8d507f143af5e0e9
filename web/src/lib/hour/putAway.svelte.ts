// A line about the plan that was put away: it stays away for this overrun, and comes back when the
// segment is another one or the hour is later by as much again.

/** The line comes back when it is this much worse. */
const WORSE_MIN = 5;

class PutAway {
  #of = $state.raw<{ segment: number | null; over: number } | null>(null);

  put(segment: number | null, over: number): void {
    this.#of = { segment, over };
  }

  has(segment: number | null, over: number): boolean {
    const of = this.#of;
    if (!of || of.segment !== segment) return false;
    return Math.sign(of.over) === Math.sign(over) && Math.abs(over) < Math.abs(of.over) + WORSE_MIN;
  }
}

export const putAway = new PutAway();
