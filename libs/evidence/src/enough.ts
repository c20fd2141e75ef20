import type { Tally } from './tally.js';

/** Below this many observations nothing is changed: a 95 % interval of a rate is still some 35 points wide at 30. */
export const FEWEST_TO_ACT = 30;

export interface Enough {
  readonly enough: boolean;
  /** `3 of 5: too few to act`, or `30 of 50` where it is enough. */
  readonly says: string;
}

/** @param worth the effective size where observations weigh differently */
export function enoughToAct({ hits, of }: Tally, worth = of, fewest = FEWEST_TO_ACT): Enough {
  const enough = worth >= fewest;
  return { enough, says: enough ? `${hits} of ${of}` : `${hits} of ${of}: too few to act` };
}
