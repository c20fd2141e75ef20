const WEEK_MS = 7 * 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;
/** Fewer than these, in the same hours of each week before, and silence is nothing out of the ordinary. */
const USUAL_AT_LEAST = 3;
const WEEKS_AT_LEAST = 2;
const WEEKS_LOOKED_AT = 4;
/** A short silence is a pause for breath. */
const SHORTEST_MS = HOUR_MS;

export interface Silence {
  readonly since: Date;
  /** How many deliveries came in the same hours of a week before, the median. */
  readonly usually: number;
}

/** The hours of weeks before that a silence which began with `last` is to be held against, the latest week first. */
export function sameHoursBefore(last: Date, now: Date): Array<{ readonly from: Date; readonly to: Date }> {
  if (now.getTime() - last.getTime() < SHORTEST_MS || now.getTime() - last.getTime() > WEEK_MS) return [];
  return Array.from({ length: WEEKS_LOOKED_AT }, (_, week) => {
    const ago = (week + 1) * WEEK_MS;
    return { from: new Date(last.getTime() - ago), to: new Date(now.getTime() - ago) };
  });
}

/**
 * Whether a source has fallen silent: in the same hours of each week that is known, at least two, several deliveries came,
 * and now none. So nights and weekends raise no alarm, and a busy source that dies on a Monday morning does within the
 * hour.
 * @param counts deliveries in the hours of `sameHoursBefore`; of weeks before the source was connected null.
 */
export function silenceOf(last: Date, counts: readonly (number | null)[]): Silence | null {
  const known = counts.filter((count) => count !== null);
  if (known.length < WEEKS_AT_LEAST || known.some((count) => count < USUAL_AT_LEAST)) return null;
  const sorted = known.toSorted((one, other) => one - other);
  return { since: last, usually: sorted[Math.floor(sorted.length / 2)] as number };
}
