/** Scores learned from ends that are known, and how well they foretell them. Pure: the same input gives the same bytes. */
export { auc } from './auc.js';
export { type Backtest, backtest, olderOf } from './backtest.js';
export { brier } from './brier.js';
export { type Calibration, calibrate, chanceOf, ODDS_PER_POINT, type Outcome, POINTS_TO_DOUBLE, recentre } from './calibration.js';
export { columnsOf, dimensionOf } from './columns-of.js';
export { ece } from './ece.js';
export { type ChangedLate, findLeaks, type Leak } from './find-leaks.js';
export { inWords } from './in-words.js';
export { type CurvePoint, type Figure, judgeOnNewest, type JudgeOptions, type Judgement, type LiftVerdict } from './judge-on-newest.js';
export type { Judged } from './judged.js';
export { keptShare } from './kept-share.js';
export { type LearnedRule, type LearnedTable, learnTable } from './learn-table.js';
export { isPlaceholder } from './placeholders.js';
export { pointsOf } from './points-of.js';
export type { Column, Dimension, Seen } from './seen.js';
export { type ReadTitle, readTitle } from './title.js';
export { type Compared, type Trial, type TrialOptions, TrialLeads, type TrialRow, tryOut } from './trial.js';
