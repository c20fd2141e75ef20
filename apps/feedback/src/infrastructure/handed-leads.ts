import type { leadRouted } from '@baton/contracts';
import type { EventCause, ReceivedEvent, UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import type { HandedLead } from '../domain/handed-lead.js';
import { nextStep } from '../domain/next-step.js';
import { takeTurnToNumberChanges } from './lead-changes.js';

interface HeldRow extends Omit<HandedLead, 'rep'> {
  readonly repId: string;
  readonly repName: string;
  readonly causeId: string;
  readonly correlationId: string;
  readonly traceparent: string | null;
}

/** The leads that sales has in hand. */
@Injectable()
export class HandedLeads {
  /**
   * Puts each lead into the hands of its newest owner, open. An attempt that is not newer changes nothing.
   * @param events one a lead.
   */
  async handOver(uow: UnitOfWork, events: readonly ReceivedEvent<typeof leadRouted>[]): Promise<void> {
    await this.takeTurnWith(uow, events.map(({ data }) => data.leadId));
    await uow.query(
      `INSERT INTO handed_leads AS handed (lead_id, assignment_id, attempt, decision_id, rep_id, rep_name, team_name,
         rule_says, respond_by, decide_by, time_zone, routed_at, received_at, score, reasons, person, company, source,
         passport, state_at, urgent_by, points, cause_id, correlation_id, traceparent, withdrawn)
       SELECT *, EXISTS (SELECT FROM lead_standings WHERE lead_id = given.lead_id AND withdrawn)
       FROM jsonb_to_recordset($1::jsonb) AS given (lead_id uuid, assignment_id uuid, attempt int,
         decision_id uuid, rep_id uuid, rep_name text, team_name text, rule_says text, respond_by timestamptz,
         decide_by timestamptz, time_zone text, routed_at timestamptz, received_at timestamptz, score jsonb,
         reasons text[], person jsonb, company jsonb, source jsonb, passport jsonb, state_at timestamptz,
         urgent_by timestamptz, points float8, cause_id uuid, correlation_id text, traceparent text)
       ORDER BY lead_id
       ON CONFLICT (lead_id) DO UPDATE SET
         previous_rep_id = handed.rep_id, assignment_id = excluded.assignment_id, attempt = excluded.attempt,
         decision_id = excluded.decision_id, rep_id = excluded.rep_id, rep_name = excluded.rep_name,
         team_name = excluded.team_name, rule_says = excluded.rule_says, respond_by = excluded.respond_by,
         decide_by = excluded.decide_by, time_zone = excluded.time_zone, routed_at = excluded.routed_at,
         received_at = excluded.received_at, score = excluded.score, reasons = excluded.reasons,
         person = excluded.person, company = excluded.company, source = excluded.source,
         passport = excluded.passport, state = 'open', state_at = excluded.state_at, rejection = NULL, attempts = 0,
         won = NULL, urgent_by = excluded.urgent_by, points = excluded.points, change_number = excluded.change_number,
         withdrawn = excluded.withdrawn, cause_id = excluded.cause_id, correlation_id = excluded.correlation_id, traceparent = excluded.traceparent
       WHERE handed.attempt < excluded.attempt`,
      [JSON.stringify(events.map(rowOf))],
    );
  }

  /** The lead, locked until the transaction ends, and what its events are caused by. */
  async hold(uow: UnitOfWork, leadId: string): Promise<{ lead: HandedLead; cause: EventCause } | null> {
    const [row] = await uow.query<HeldRow>(
      `SELECT lead_id AS "leadId", assignment_id AS "assignmentId", attempt, decision_id AS "decisionId",
         rep_id AS "repId", rep_name AS "repName", respond_by AS "respondBy", decide_by AS "decideBy",
         state, state_at AS "stateAt", rejection, attempts, won, sequence,
         cause_id AS "causeId", correlation_id AS "correlationId", traceparent
       FROM handed_leads WHERE lead_id = $1 AND NOT withdrawn FOR UPDATE`,
      [leadId],
    );
    if (!row) return null;
    const { repId, repName, causeId, correlationId, traceparent, ...rest } = row;
    return {
      lead: { ...rest, rep: { id: repId, name: repName } },
      cause: { id: causeId, correlationId, traceparent },
    };
  }

  /** Takes leads off the lists, or puts them back as they were. */
  async setWithdrawn(uow: UnitOfWork, leadIds: readonly string[], withdrawn: boolean): Promise<void> {
    await this.takeTurnWith(uow, leadIds);
    await uow.query(
      `UPDATE handed_leads SET withdrawn = $2, change_number = nextval('lead_changes') WHERE lead_id = ANY($1::uuid[])`,
      [leadIds, withdrawn],
    );
  }

  /**
   * Forgets who the leads were; that one has left a rep's list stays to be told.
   * @returns how many of our events there were about each that sales had.
   */
  async forget(uow: UnitOfWork, leadIds: readonly string[]): Promise<Map<string, number>> {
    await this.takeTurnWith(uow, leadIds);
    const rows = await uow.query<{ leadId: string; sequence: number }>(
      `WITH forgotten AS (
         DELETE FROM handed_leads WHERE lead_id = ANY($1::uuid[]) RETURNING lead_id, rep_id, sequence
       ), told AS (
         INSERT INTO erased_leads (lead_id, rep_id) SELECT lead_id, rep_id FROM forgotten
       )
       SELECT lead_id AS "leadId", sequence FROM forgotten`,
      [leadIds],
    );
    return new Map(rows.map(({ leadId, sequence }) => [leadId, sequence]));
  }

  private async takeTurnWith(uow: UnitOfWork, leadIds: readonly string[]): Promise<void> {
    await uow.query('SELECT FROM handed_leads WHERE lead_id = ANY($1::uuid[]) ORDER BY lead_id FOR UPDATE', [
      leadIds,
    ]);
    await takeTurnToNumberChanges(uow);
  }

  /** Writes what an act changed. */
  async save(uow: UnitOfWork, lead: HandedLead): Promise<void> {
    await takeTurnToNumberChanges(uow);
    await uow.query(
      `UPDATE handed_leads SET state = $2, state_at = $3, rejection = $4, attempts = $5, won = $6, sequence = $7,
         urgent_by = $8, change_number = nextval('lead_changes')
       WHERE lead_id = $1`,
      [
        lead.leadId,
        lead.state,
        lead.stateAt,
        asJson(lead.rejection),
        lead.attempts,
        asJson(lead.won),
        lead.sequence,
        nextStep(lead)?.by ?? 'infinity',
      ],
    );
  }
}

function rowOf({ id, data, correlationId, traceparent }: ReceivedEvent<typeof leadRouted>): object {
  return {
    lead_id: data.leadId,
    assignment_id: data.assignmentId,
    attempt: data.attempt,
    decision_id: data.decisionId,
    rep_id: data.rep.id,
    rep_name: data.rep.name,
    team_name: data.team.name,
    rule_says: data.rule.says,
    respond_by: data.respondBy,
    decide_by: data.decideBy,
    time_zone: data.timeZone,
    routed_at: data.routedAt,
    received_at: data.receivedAt,
    score: data.score,
    reasons: data.reasons,
    person: data.person,
    company: data.company,
    source: data.source,
    passport: data.passport,
    state_at: data.routedAt,
    urgent_by: data.respondBy < data.decideBy ? data.respondBy : data.decideBy,
    points: data.score.score,
    cause_id: id,
    correlation_id: correlationId,
    traceparent,
  };
}

const asJson = (value: object | null) => (value === null ? null : JSON.stringify(value));
