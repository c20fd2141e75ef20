import type { Score } from '@baton/contracts';
import { decide, type Decision } from './decide.js';
import type { Inputs } from './inputs.js';
import type { PointsTable } from './points-table.js';
import { scoreLead } from './score-lead.js';

export interface Judgement {
  readonly score: Score;
  readonly decision: Decision;
}

/** What a lead is worth, and whether sales should see it. */
export function judge(inputs: Inputs, table: PointsTable): Judgement {
  const score = scoreLead(inputs, table);
  return { score, decision: decide(inputs, score, table) };
}
