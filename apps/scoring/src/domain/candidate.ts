import { holds } from '@baton/contracts';
import type { Inputs } from './inputs.js';
import type { Candidate } from './line-policy.js';
import type { PointsTable } from './points-table.js';
import { scoreLead } from './score-lead.js';

/** How a lead would stand to the line if the table ruled. */
export function candidateOf(inputs: Pick<Inputs, 'features' | 'touches' | 'missing' | 'at'>, table: PointsTable): Candidate {
  const holding = ({ when }: PointsTable['exclusions'][number]) => holds(when, inputs.features);
  const never = inputs.missing.length > 0 || table.exclusions.some(holding);
  return {
    score: scoreLead(inputs, table).score,
    sendable: never ? 'never' : table.skipTheLine.some(holding) ? 'always' : 'by points',
  };
}
