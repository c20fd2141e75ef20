import type { HoldReason } from '@baton/contracts';
import type { Decision } from './decide.js';

export type HoldCode = HoldReason['code'];

/** What was decided about the lead before, if anything. */
export interface Standing {
  readonly decision: 'qualified' | 'held' | null;
  readonly holdCodes: readonly HoldCode[];
  readonly decidedWith: number | null;
}

/**
 * What a new decision changes. A lead that sales has is only scored anew: taking it back would be a
 * second hand-over. One that is held is said to be held again only when the reasons are others.
 */
export function reconsider(standing: Standing, decision: Decision, modelVersion: number): 'qualify' | 'hold' | 'score' {
  if (standing.decision === 'qualified') return 'score';
  if (decision.kind === 'qualified') return 'qualify';
  const codes = decision.reasons.map(({ code }) => code);
  const sameAsBefore =
    standing.decision === 'held' &&
    standing.decidedWith === modelVersion &&
    codes.length === standing.holdCodes.length &&
    codes.every((code, index) => code === standing.holdCodes[index]);
  return sameAsBefore ? 'score' : 'hold';
}
