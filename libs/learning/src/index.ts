/** Scores learned from ends that are known, and how well they foretell them. Pure: the same input gives the same bytes. */
export { auc } from './auc.js';
export { brier } from './brier.js';
export { ece } from './ece.js';
export type { Judged } from './judged.js';
export { keptShare } from './kept-share.js';
export { type Example, fitLogistic, type Logistic, logOdds } from './logistic.js';
