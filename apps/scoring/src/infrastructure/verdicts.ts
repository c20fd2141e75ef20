import type { Lesson, Money, RejectionReasonCode } from '@baton/contracts';
import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';

/** What sales said, beside the decision that it judges. */
export interface Verdict {
  readonly decisionId: string;
  readonly assignmentId: string;
  readonly leadId: string;
  readonly repId: string;
  readonly verdict: 'accepted' | 'rejected';
  readonly reasons: readonly RejectionReasonCode[];
  /** What the reasons may teach, in their order. */
  readonly teaches: readonly Lesson[];
  readonly comment: string | null;
  readonly at: string;
}

export interface Win {
  readonly decisionId: string;
  readonly leadId: string;
  readonly amount: Money;
  readonly at: string;
}

@Injectable()
export class Verdicts {
  async record(verdicts: readonly Verdict[], uow: UnitOfWork): Promise<void> {
    await uow.query(
      `INSERT INTO verdicts (decision_id, assignment_id, lead_id, rep_id, verdict, reasons, teaches, comment, at)
       SELECT "decisionId", "assignmentId", "leadId", "repId", verdict, reasons, teaches, comment, at
         FROM jsonb_to_recordset($1::jsonb) AS given(
           "decisionId" uuid, "assignmentId" uuid, "leadId" uuid, "repId" uuid, verdict text, reasons text[],
           teaches text[], comment text, at timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(verdicts)],
    );
  }

  /** Outcomes too: without the features that they label, which are the person's, neither teaches anything. */
  async forget(leadIds: readonly string[], uow: UnitOfWork): Promise<void> {
    await uow.query('DELETE FROM verdicts WHERE lead_id = ANY($1::uuid[])', [leadIds]);
    await uow.query('DELETE FROM outcomes WHERE lead_id = ANY($1::uuid[])', [leadIds]);
  }

  async recordWins(wins: readonly Win[], uow: UnitOfWork): Promise<void> {
    await uow.query(
      `INSERT INTO outcomes (decision_id, lead_id, outcome, amount_minor, currency, at)
       SELECT "decisionId", "leadId", 'won', (amount->>'amountMinor')::bigint, amount->>'currency', at
         FROM jsonb_to_recordset($1::jsonb) AS given("decisionId" uuid, "leadId" uuid, amount jsonb, at timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(wins)],
    );
  }
}
