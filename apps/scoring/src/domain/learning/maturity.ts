/** A lead that was won: how long it took, and how long ago it was taken. */
export interface ObservedWin {
  readonly days: number;
  readonly ageDays: number;
}

/** Where nearly nothing has been won yet. */
export const USUAL_MATURITY_DAYS = 90;

const FEWEST_WINS = 20;
const SHARE_OF_WINS = 0.9;

/**
 * After how many days nine of ten wins have come. Only wins that came in time to be seen are seen, and a slow one of a
 * young lead is not among them: each delay counts against those that could have been as long (the product-limit
 * estimate for right-truncated delays; Lagakos, Barraj and De Gruttola 1988).
 */
export function maturityDays(observed: readonly ObservedWin[]): number {
  if (observed.length < FEWEST_WINS) return USUAL_MATURITY_DAYS;
  const wins = observed.map(({ days, ageDays }) => ({ days: Math.ceil(days), ageDays: Math.ceil(ageDays) }));
  const delays = [...new Set(wins.map(({ days }) => days))].sort((one, other) => other - one);
  let share = 1;
  for (const delay of delays) {
    const atRisk = wins.filter(({ days, ageDays }) => days <= delay && ageDays >= delay).length;
    const here = wins.filter(({ days }) => days === delay).length;
    const before = share * (1 - here / atRisk);
    // Of the wins, so many came sooner: this delay is the first that reaches the share.
    if (before < SHARE_OF_WINS) return delay;
    share = before;
  }
  return delays.at(-1) ?? USUAL_MATURITY_DAYS;
}
