import { bootstrap, type Interval } from '@baton/evidence';
import { auc } from './auc.js';
import type { Judged } from './judged.js';
import { keptShare } from './kept-share.js';

export interface Lift {
  /** Whether the score tells wins from losses beyond doubt: then, and only then, it may be called better than chance. */
  readonly found: boolean;
  /** Between these lies how often it puts the better of two first; a half is chance. */
  readonly auc: Interval;
  /** Between these lies the share of wins that the better half keeps; a half is chance. */
  readonly halfKeeps: Interval;
}

/** So sure an interval must be: of a hundred scores that know nothing, not one is to be praised. */
const LEVEL = 0.99;
const CHANCE = 0.5;

/**
 * @param leads that the score has not seen
 * @returns `null` where they are of one kind only
 */
export function findLift(leads: readonly Judged[], { seed, rounds = 1_000 }: { seed: number; rounds?: number }): Lift | null {
  const between = (figure: (drawn: readonly Judged[]) => number | null) =>
    bootstrap(leads.length, (drawn) => figure(Array.from(drawn, (at) => leads[at]!)), { seed, rounds, level: LEVEL });
  const ranks = between(auc);
  const halfKeeps = between((drawn) => keptShare(drawn, 0.5));
  if (ranks === null || halfKeeps === null) return null;
  return { found: ranks.low > CHANCE && halfKeeps.low > CHANCE, auc: ranks, halfKeeps };
}
