import type { Inputs } from '../inputs.js';
import { type Ending, type Goal, type Label, labelOf } from './label.js';

/** A decision to send a lead, as it stood, and what became of it. */
export interface EndedDecision extends Pick<Inputs, 'features' | 'touches' | 'missing'> {
  readonly id: string;
  readonly at: Date;
  /** How likely it was to be sent, where it was by chance. */
  readonly sampleProbability: number | null;
  readonly ending: Ending;
}

/** What an ending means at some time. */
export interface Reading {
  readonly goal: Goal;
  readonly maturityDays: number;
  readonly now: Date;
}

export interface LabelledDecision extends EndedDecision, Label {
  /** How many leads it stands for. */
  readonly weight: number;
}

/** A lead sent by chance stands for at most so many: one that stood for all held back would be the only one heard. */
export const MOST_WEIGHT = 20;

/** Those that teach something about the score. */
export function labelled(decisions: readonly EndedDecision[], { goal, maturityDays, now }: Reading): LabelledDecision[] {
  return decisions.flatMap((decision) => {
    const label = labelOf(decision.ending, goal, maturityDays, now);
    const { sampleProbability } = decision;
    const weight = sampleProbability === null ? 1 : Math.min(MOST_WEIGHT, 1 / sampleProbability);
    return label === null ? [] : [{ ...decision, ...label, weight }];
  });
}
