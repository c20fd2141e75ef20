import type { DataOf, leadRouted, Money, Rejection, Rep } from '@baton/contracts';

export const leadStates = ['open', 'accepted', 'rejected'] as const;
/** `open`: handed over, no verdict yet. */
export type LeadStateName = (typeof leadStates)[number];

/** One hand-over to one rep, as routing said it. */
export type HandOver = DataOf<typeof leadRouted>;

/** A lead in the hands of its rep: what of it changes, and what its verdict is about. */
export interface HandedLead {
  readonly leadId: string;
  readonly assignmentId: string;
  readonly attempt: number;
  readonly decisionId: string;
  readonly rep: Rep;
  readonly respondBy: Date;
  readonly decideBy: Date;
  readonly state: LeadStateName;
  readonly stateAt: Date;
  /** Why, while it stands rejected. */
  readonly rejection: Rejection | null;
  /** How often the rep has tried to reach the person. */
  readonly attempts: number;
  readonly won: Money | null;
  /** Counts this service's events about the lead. */
  readonly sequence: number;
}
