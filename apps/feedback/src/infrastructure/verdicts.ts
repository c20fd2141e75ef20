import type { ContactAttempt } from '@baton/contracts';
import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import type { HandedLead } from '../domain/handed-lead.js';

/** What sales did, kept for good: the row of the lead shows only how it stands now. */
@Injectable()
export class Verdicts {
  /** The primary key holds what the state machine promises: one verdict a hand-over. */
  async keepVerdict(
    uow: UnitOfWork,
    { leadId, assignmentId, attempt, rep, state, stateAt, rejection }: HandedLead,
  ) {
    await uow.query(
      `INSERT INTO verdicts (assignment_id, lead_id, attempt, rep_id, rep_name, verdict, rejection, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        assignmentId,
        leadId,
        attempt,
        rep.id,
        rep.name,
        state,
        rejection && JSON.stringify(rejection),
        stateAt,
      ],
    );
  }

  async keepAttempt(
    uow: UnitOfWork,
    id: string,
    { leadId, assignmentId, rep, attempts }: HandedLead,
    { channel, outcome }: ContactAttempt,
    at: Date,
  ): Promise<void> {
    await uow.query(
      `INSERT INTO contact_attempts (id, lead_id, assignment_id, number, rep_id, rep_name, channel, outcome, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, leadId, assignmentId, attempts, rep.id, rep.name, channel, outcome, at],
    );
  }

  /** What a rep wrote of these people is gone, and every attempt to reach them; the verdicts and their reasons stay. */
  async forget(uow: UnitOfWork, leadIds: readonly string[]): Promise<void> {
    await uow.query('DELETE FROM contact_attempts WHERE lead_id = ANY($1::uuid[])', [leadIds]);
    await uow.query(`UPDATE verdicts SET rejection = rejection - 'comment' WHERE lead_id = ANY($1::uuid[])`, [leadIds]);
  }

  async knowsAttempt(uow: UnitOfWork, leadId: string, id: string): Promise<boolean> {
    return (
      (await uow.query('SELECT FROM contact_attempts WHERE id = $1 AND lead_id = $2', [id, leadId])).length >
      0
    );
  }
}
