import type { Paint } from './paint.js';
import { table } from './table.js';

/** As scoring makes it again. */
export interface ReplayedDecision {
  readonly decisionId: string;
  readonly decidedAt: string;
  readonly modelVersion: number;
  readonly decision: 'qualified' | 'held';
  readonly score: number;
  /** `null` where nobody kept what it stood on. */
  readonly same: boolean | null;
}

const decided = { qualified: 'sent to sales', held: 'held back' } as const;

export function replayedDecisionsText(decisions: readonly ReplayedDecision[], paint: Paint): string {
  if (decisions.length === 0) return 'Nothing has been decided about this lead.';
  return table(
    [{ title: 'decided' }, { title: 'version', align: 'right' }, { title: 'points', align: 'right' }, { title: 'decision' }, { title: 'again' }],
    decisions.map(({ decidedAt, modelVersion, score, decision, same }) => [
      decidedAt,
      String(modelVersion),
      String(score),
      decided[decision],
      same === null ? paint('quiet', 'its inputs were not kept yet') : same ? 'the same, byte for byte' : paint('bad', 'another'),
    ]),
    paint,
  );
}
