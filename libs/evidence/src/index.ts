/** What may be concluded from how little was seen. Pure: the same input gives the same bytes. */
export { bootstrap, percentileInterval, resample, type Resampling } from './bootstrap.js';
export { effectiveSize } from './effective-size.js';
export { type Enough, enoughToAct, FEWEST_TO_ACT } from './enough.js';
export type { Interval } from './interval.js';
export { lookedAtOften } from './looked-at-often.js';
export { seeded } from './seeded.js';
export { PRIOR_STRENGTH, shrink, shrinkThrough } from './shrink.js';
export type { Tally } from './tally.js';
export { wilson } from './wilson.js';
