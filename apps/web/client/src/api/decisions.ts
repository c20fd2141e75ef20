import type { HoldReason, Score } from '@baton/contracts';
import { get } from './request.js';

/** A decision of scoring about a lead, with all that it stood on. */
export interface ScoringDecision {
  readonly id: string;
  readonly score: Score;
  readonly decision: 'qualified' | 'held';
  readonly reasons: ReadonlyArray<string | HoldReason>;
  /** How likely it was to be sent, where it was by chance. */
  readonly sampleProbability: number | null;
  readonly decidedAt: string;
}

/** Newest first; empty for a lead that scoring has not heard of. */
export const fetchDecisions = (leadId: string, signal?: AbortSignal) =>
  get<ScoringDecision[]>(`/api/scoring/decisions/${leadId}`, signal);
