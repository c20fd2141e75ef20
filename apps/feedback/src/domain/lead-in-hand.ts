import type { Company, Factor, LeadSource, Money, Passport, Person, Rejection, Rep } from '@baton/contracts';
import type { LeadStateName } from './handed-lead.js';
import type { NextStep } from './next-step.js';

/** A lead as a rep reads it: enough to decide in ten seconds. Instants are ISO 8601 in UTC. */
export interface LeadInHand {
  readonly leadId: string;
  readonly assignmentId: string;
  readonly attempt: number;
  readonly state: LeadStateName;
  readonly stateAt: Date;
  readonly rep: Rep;
  readonly team: string;
  /** Why this rep, in words. */
  readonly rule: string;
  readonly person: Person;
  readonly company: Company;
  readonly source: LeadSource;
  /** Whether the person names another way to us than their clicks do. */
  readonly sourcesDisagree: boolean;
  /** One line: why the lead is worth a call. */
  readonly why: string;
  readonly reasons: readonly string[];
  /** `factors` are the three that moved the score most. */
  readonly score: {
    readonly score: number;
    readonly fit: number;
    readonly engagement: number;
    readonly factors: readonly Factor[];
  };
  /** Where from, what content, what prompted; `missing` names the questions without an answer. */
  readonly passport: Passport;
  readonly receivedAt: Date;
  readonly routedAt: Date;
  readonly respondBy: Date;
  readonly decideBy: Date;
  /** The IANA zone in which the two deadlines were worked out. */
  readonly timeZone: string;
  /** The earliest clock that runs; null when nobody is waited for. */
  readonly next: NextStep | null;
  /** Attempts to reach the person so far. */
  readonly attempts: number;
  readonly rejection: Rejection | null;
  readonly won: Money | null;
  /** Grows with every change of any lead; what the live stream counts by. */
  readonly changeNumber: number;
}
