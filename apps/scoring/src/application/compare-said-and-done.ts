import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { pointsFor } from '../domain/interview/draft-table.js';
import { type SaidAndDone, saidAndDone } from '../domain/interview/said-and-done.js';
import { type Statement, statementsOf } from '../domain/interview/statements.js';
import { labelOf } from '../domain/learning/label.js';
import { InterviewedReps } from '../infrastructure/interviewed-reps.js';
import { SentLeads } from '../infrastructure/sent-leads.js';
import { answeredOf } from './draft-from-interview.js';

export interface ComparedStatement extends Omit<Statement, 'when'> {
  /** What the interview alone would give for it. */
  readonly points: number;
  readonly done: SaidAndDone;
}

/** What sales said it wants, beside what it took and won of the newest leads that it was sent. */
@Injectable()
export class CompareSaidAndDone {
  constructor(
    private readonly reps: InterviewedReps,
    private readonly leads: SentLeads,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<ComparedStatement[]> {
    const statements = statementsOf(answeredOf(await this.reps.list()));
    if (statements.length === 0) return [];
    const now = this.clock.now();
    const sent = (await this.leads.newest()).map(({ features, ending }) => ({
      features,
      label: labelOf(ending, 'accepted', 0, now),
      won: ending.wonAt !== null,
    }));
    return statements.flatMap(({ when, ...statement }) => {
      const done = saidAndDone({ ...statement, when }, sent);
      return done ? [{ ...statement, points: pointsFor({ ...statement, when }), done }] : [];
    });
  }
}
