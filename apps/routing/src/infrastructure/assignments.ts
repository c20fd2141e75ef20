import type { ClockKind } from '@baton/contracts';
import type { EventCause, UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { WorkingHours } from '../domain/calendar.js';
import type { QualifiedLead } from '../domain/qualified-lead.js';

export interface NewAssignment {
  readonly id: string;
  readonly leadId: string;
  readonly attempt: number;
  readonly repId: string;
  readonly repName: string;
  readonly teamId: string;
  readonly ruleId: string;
  readonly ruleSays: string;
  readonly decisionId: string;
  readonly routedAt: Date;
  readonly calendarId: string;
  readonly calendarVersion: number;
  readonly respondBy: Date;
  readonly decideBy: Date;
}

/** A clock whose promise is not kept so far, with everything that is said when it stops. */
export interface UnkeptClock {
  readonly assignmentId: string;
  readonly kind: ClockKind;
  readonly leadId: string;
  readonly attempt: number;
  readonly rep: { readonly id: string; readonly name: string };
  readonly startedAt: Date;
  readonly dueAt: Date;
  readonly state: 'running' | 'breached';
  readonly hours: WorkingHours;
}

export interface WaitingLead {
  readonly leadId: string;
  /** How many owners it had before. */
  readonly attempts: number;
  readonly qualified: QualifiedLead;
  readonly cause: EventCause;
}

export interface ShownAssignment {
  readonly assignmentId: string;
  readonly attempt: number;
  readonly repId: string;
  readonly repName: string;
  readonly rule: { readonly id: string; readonly says: string };
  readonly routedAt: Date;
  /** `withdrawn`: taken from the rep without a verdict, for the lead was merged into another or erased. */
  readonly state: 'open' | 'closed' | 'withdrawn';
  readonly clocks: { kind: ClockKind; dueAt: string; state: string; settledAt: string | null }[];
}

/** Serialises rotation and whatever changes loads: a rep's turn is decided by everything before it. */
const ROTATION_LOCK = 4_242_200;

/** The lead of a row of `leads` goes on as itself. */
const IS_A_LEAD = `NOT EXISTS (SELECT FROM lead_standings WHERE lead_id = leads.lead_id AND withdrawn)`;

const CLOCK_COLUMNS = `
  clock.assignment_id AS "assignmentId", clock.kind, assignment.lead_id AS "leadId", assignment.attempt,
  jsonb_build_object('id', assignment.rep_id, 'name', assignment.rep_name) AS rep,
  clock.started_at AS "startedAt", clock.due_at AS "dueAt", clock.state,
  jsonb_build_object('zone', calendar.zone, 'weekly', calendar.weekly, 'holidays', calendar.holidays) AS hours`;
const CLOCK_TABLES = `
  clocks clock
  JOIN assignments assignment ON assignment.id = clock.assignment_id
  JOIN calendars calendar ON calendar.id = clock.calendar_id AND calendar.version = clock.calendar_version`;

@Injectable()
export class Assignments {
  constructor(private readonly dataSource: DataSource) {}

  async lockRotation(uow: UnitOfWork): Promise<void> {
    await uow.query('SELECT pg_advisory_xact_lock($1)', [ROTATION_LOCK]);
  }

  /** Notes leads that need an owner; those that are known have one, or wait for one, already. */
  async admit(leads: readonly Omit<WaitingLead, 'attempts'>[], now: Date, uow: UnitOfWork): Promise<Set<string>> {
    const admitted = await uow.query<{ lead_id: string }>(
      `INSERT INTO leads (lead_id, qualified, cause, unrouted_since)
       SELECT "leadId", qualified, cause, $2
         FROM jsonb_to_recordset($1::jsonb) AS given("leadId" uuid, qualified jsonb, cause jsonb)
        ORDER BY "leadId"
       ON CONFLICT DO NOTHING
       RETURNING lead_id`,
      [JSON.stringify(leads), now],
    );
    return new Set(admitted.map(({ lead_id }) => lead_id));
  }

  /** Claims leads that still have no owner, longest waiting first. */
  claimWaiting(limit: number, uow: UnitOfWork): Promise<WaitingLead[]> {
    return uow.query<WaitingLead>(
      `SELECT lead_id AS "leadId", qualified, cause,
              (SELECT coalesce(max(attempt), 0) FROM assignments WHERE lead_id = leads.lead_id) AS attempts
         FROM leads WHERE unrouted_since IS NOT NULL AND ${IS_A_LEAD}
        ORDER BY unrouted_since, lead_id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [limit],
    );
  }

  waiting(): Promise<{ leadId: string; since: Date }[]> {
    return this.dataSource.query(
      `SELECT lead_id AS "leadId", unrouted_since AS since FROM leads
        WHERE unrouted_since IS NOT NULL AND ${IS_A_LEAD} ORDER BY unrouted_since LIMIT 500`,
    );
  }

  /** Lets leads wait for an owner again that were taken from theirs. */
  async waitAgain(leadIds: readonly string[], now: Date, uow: UnitOfWork): Promise<void> {
    await uow.query(
      `UPDATE leads SET unrouted_since = $2 WHERE lead_id = ANY($1::uuid[]) AND 'withdrawn' =
         (SELECT state FROM assignments WHERE lead_id = leads.lead_id ORDER BY attempt DESC LIMIT 1)`,
      [leadIds, now],
    );
  }

  /** Forgets what leads were about. Who had them and for how long stays: it names nobody but reps. */
  async forget(leadIds: readonly string[], uow: UnitOfWork): Promise<Map<string, number>> {
    const rows = await uow.query<{ lead_id: string; version: number }>(
      'DELETE FROM leads WHERE lead_id = ANY($1::uuid[]) RETURNING lead_id, version',
      [leadIds],
    );
    return new Map(rows.map(({ lead_id, version }) => [lead_id, version]));
  }

  /** Stores assignments, starts their clocks and counts them on their reps. */
  async add(assignments: readonly NewAssignment[], uow: UnitOfWork): Promise<void> {
    if (assignments.length === 0) return;
    const given = JSON.stringify(assignments);
    await uow.query(
      `INSERT INTO assignments (id, lead_id, attempt, rep_id, rep_name, team_id, rule_id, rule_says, decision_id, routed_at)
       SELECT id, "leadId", attempt, "repId", "repName", "teamId", "ruleId", "ruleSays", "decisionId", "routedAt"
         FROM jsonb_to_recordset($1::jsonb) AS given(
           id uuid, "leadId" uuid, attempt integer, "repId" uuid, "repName" text, "teamId" uuid,
           "ruleId" text, "ruleSays" text, "decisionId" uuid, "routedAt" timestamptz)`,
      [given],
    );
    await uow.query(
      `INSERT INTO clocks (assignment_id, kind, calendar_id, calendar_version, started_at, due_at)
       SELECT id, kind, "calendarId", "calendarVersion", "routedAt",
              CASE kind WHEN 'respond' THEN "respondBy" ELSE "decideBy" END
         FROM jsonb_to_recordset($1::jsonb) AS given(
           id uuid, "calendarId" uuid, "calendarVersion" integer, "routedAt" timestamptz,
           "respondBy" timestamptz, "decideBy" timestamptz)
        CROSS JOIN (VALUES ('respond'), ('decide')) AS kinds(kind)`,
      [given],
    );
    await uow.query(
      `INSERT INTO rep_loads (rep_id, open, last_assigned)
       SELECT "repId", count(*), nextval('assignment_turns')
         FROM jsonb_to_recordset($1::jsonb) AS given("repId" uuid) GROUP BY "repId"
       ON CONFLICT (rep_id) DO UPDATE
         SET open = rep_loads.open + excluded.open, last_assigned = excluded.last_assigned`,
      [given],
    );
  }

  /** Closes assignments that have a verdict, and frees their reps. Those that are closed stay as they are. */
  async close(assignmentIds: readonly string[], uow: UnitOfWork): Promise<void> {
    await this.end('closed', `id = ANY($2::uuid[]) AND state <> 'closed'`, assignmentIds, uow);
  }

  /** Takes leads from whoever has them, and stops their clocks: nobody has kept a promise, nor broken one. */
  async withdraw(leadIds: readonly string[], now: Date, uow: UnitOfWork): Promise<void> {
    await this.end('withdrawn', `lead_id = ANY($2::uuid[]) AND state = 'open'`, leadIds, uow);
    await uow.query(
      `UPDATE clocks SET state = 'stopped', settled_at = $2 FROM assignments
        WHERE assignment_id = assignments.id AND lead_id = ANY($1::uuid[]) AND clocks.state = 'running'`,
      [leadIds, now],
    );
  }

  private async end(
    state: 'closed' | 'withdrawn',
    which: string,
    ids: readonly string[],
    uow: UnitOfWork,
  ): Promise<void> {
    await uow.query(
      `WITH before AS (
         SELECT id, rep_id, state FROM assignments WHERE ${which}
       ), ended AS (
         UPDATE assignments SET state = $1 FROM before WHERE assignments.id = before.id
       )
       UPDATE rep_loads SET open = rep_loads.open - freed.count
         FROM (SELECT rep_id, count(*) AS count FROM before WHERE state = 'open' GROUP BY rep_id) AS freed
        WHERE rep_loads.rep_id = freed.rep_id`,
      [state, ids],
    );
  }

  /** The clocks of these assignments that no act in time has stopped, locked. */
  unkeptClocks(assignmentIds: readonly string[], uow: UnitOfWork): Promise<UnkeptClock[]> {
    return uow.query<UnkeptClock>(
      `SELECT ${CLOCK_COLUMNS} FROM ${CLOCK_TABLES}
        WHERE clock.assignment_id = ANY($1::uuid[]) AND clock.state IN ('running', 'breached')
        ORDER BY clock.assignment_id, clock.kind FOR UPDATE OF clock`,
      [assignmentIds],
    );
  }

  /** Clocks whose time has run out, locked; those that another process has in hand are left to it. */
  claimDue(now: Date, limit: number, uow: UnitOfWork): Promise<UnkeptClock[]> {
    return uow.query<UnkeptClock>(
      `SELECT ${CLOCK_COLUMNS} FROM ${CLOCK_TABLES}
        WHERE clock.state = 'running' AND clock.due_at <= $1
        ORDER BY clock.due_at LIMIT $2 FOR UPDATE OF clock SKIP LOCKED`,
      [now, limit],
    );
  }

  async settleClocks(
    clocks: readonly (Pick<UnkeptClock, 'assignmentId' | 'kind'> & { readonly state: 'met' | 'breached'; readonly at: Date })[],
    uow: UnitOfWork,
  ): Promise<void> {
    await uow.query(
      `UPDATE clocks SET state = given.state, settled_at = given.at
         FROM jsonb_to_recordset($1::jsonb) AS given("assignmentId" uuid, kind text, state text, at timestamptz)
        WHERE assignment_id = "assignmentId" AND clocks.kind = given.kind`,
      [JSON.stringify(clocks)],
    );
  }

  /**
   * Counts our version of each lead up by as many events as are about to be published, and marks it as having an owner.
   * @returns the version of each lead before.
   */
  async countUp(events: ReadonlyMap<string, number>, uow: UnitOfWork): Promise<Map<string, number>> {
    const leadIds = [...events.keys()].sort();
    // Locked in one order everywhere, so that two batches cannot deadlock.
    await uow.query('SELECT 1 FROM leads WHERE lead_id = ANY($1::uuid[]) ORDER BY lead_id FOR UPDATE', [leadIds]);
    const rows = await uow.query<{ lead_id: string; before: number }>(
      `UPDATE leads SET version = version + count, unrouted_since = NULL
         FROM unnest($1::uuid[], $2::integer[]) AS given(id, count) WHERE lead_id = id
       RETURNING lead_id, version - count AS before`,
      [leadIds, leadIds.map((leadId) => events.get(leadId))],
    );
    return new Map(rows.map(({ lead_id, before }) => [lead_id, before]));
  }

  async qualifiedLead(leadId: string): Promise<QualifiedLead | null> {
    const [row] = await this.dataSource.query('SELECT qualified FROM leads WHERE lead_id = $1', [leadId]);
    return row?.qualified ?? null;
  }

  of(leadId: string): Promise<ShownAssignment[]> {
    return this.dataSource.query(
      `SELECT id AS "assignmentId", attempt, rep_id AS "repId", rep_name AS "repName",
              jsonb_build_object('id', rule_id, 'says', rule_says) AS rule, routed_at AS "routedAt", state,
              (SELECT jsonb_agg(jsonb_build_object('kind', kind, 'dueAt', due_at, 'state', clocks.state, 'settledAt', settled_at) ORDER BY due_at)
                 FROM clocks WHERE assignment_id = assignments.id) AS clocks
         FROM assignments WHERE lead_id = $1 ORDER BY attempt DESC`,
      [leadId],
    );
  }
}
