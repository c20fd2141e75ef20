import {
  type Company,
  type LeadSource,
  type Money,
  type Passport,
  type Person,
  type Rejection,
  type Score,
  sourcesDisagree,
} from '@baton/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LeadStateName } from '../domain/handed-lead.js';
import type { LeadInHand } from '../domain/lead-in-hand.js';
import { nextStep } from '../domain/next-step.js';
import { strongestFactors, whyInOneLine } from '../domain/why.js';

/** A place in the list: the most urgent first, then the highest score. */
export interface Place {
  /** As Postgres writes it; `infinity` where no clock runs. */
  readonly urgentBy: string;
  readonly points: number;
  readonly leadId: string;
}

export interface ListQuery {
  /** Only the leads of this rep; null: of all. */
  readonly repId: string | null;
  readonly state?: LeadStateName | undefined;
  readonly limit: number;
  /** Begin behind this place. */
  readonly after?: Place | undefined;
}

export interface LeadPage {
  readonly leads: LeadInHand[];
  /** The place of the last lead, if there are more behind it. */
  readonly last: Place | null;
}

export interface LeadHistory {
  readonly verdicts: Array<{
    verdict: string;
    repName: string;
    attempt: number;
    at: Date;
    rejection: Rejection | null;
  }>;
  readonly contacts: Array<{
    id: string;
    number: number;
    repName: string;
    channel: string;
    outcome: string;
    at: Date;
  }>;
}

interface Row {
  readonly leadId: string;
  readonly assignmentId: string;
  readonly attempt: number;
  readonly repId: string;
  readonly repName: string;
  readonly teamName: string;
  readonly ruleSays: string;
  readonly respondBy: Date;
  readonly decideBy: Date;
  readonly timeZone: string;
  readonly routedAt: Date;
  readonly receivedAt: Date;
  readonly score: Score;
  readonly reasons: string[];
  readonly person: Person;
  readonly company: Company;
  readonly source: LeadSource;
  readonly passport: Passport;
  readonly state: LeadStateName;
  readonly stateAt: Date;
  readonly rejection: Rejection | null;
  readonly attempts: number;
  readonly won: Money | null;
  readonly changeNumber: string;
  readonly urgentByText: string;
  readonly points: number;
}

const COLUMNS = `lead_id AS "leadId", assignment_id AS "assignmentId", attempt, rep_id AS "repId", rep_name AS "repName",
  team_name AS "teamName", rule_says AS "ruleSays", respond_by AS "respondBy", decide_by AS "decideBy",
  time_zone AS "timeZone", routed_at AS "routedAt", received_at AS "receivedAt", score, reasons, person, company, source,
  passport, state, state_at AS "stateAt", rejection, attempts, won, change_number AS "changeNumber",
  urgent_by::text AS "urgentByText", points`;

/** What sales sees of its leads. */
@Injectable()
export class LeadList {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async page({ repId, state, limit, after }: ListQuery): Promise<LeadPage> {
    const parameters: unknown[] = [];
    const conditions = ['NOT withdrawn'];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    if (repId) conditions.push(`rep_id = ${given(repId)}`);
    if (state) conditions.push(`state = ${given(state)}`);
    if (after) {
      const place = `${given(after.urgentBy)}::timestamptz, ${given(-after.points)}::float8, ${given(after.leadId)}::uuid`;
      conditions.push(`(urgent_by, -points, lead_id) > (${place})`);
    }
    const rows: Row[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM handed_leads WHERE ${conditions.join(' AND ')}
       ORDER BY urgent_by, -points, lead_id LIMIT ${given(limit + 1)}`,
      parameters,
    );
    const shown = rows.slice(0, limit);
    const end = rows.length > limit ? shown.at(-1) : undefined;
    return {
      leads: shown.map(leadInHand),
      last: end ? { urgentBy: end.urgentByText, points: end.points, leadId: end.leadId } : null,
    };
  }

  async counts(repId: string | null): Promise<Record<LeadStateName, number>> {
    const rows: Array<{ state: LeadStateName; count: string }> = await this.dataSource.query(
      `SELECT state, count(*) FROM handed_leads WHERE NOT withdrawn ${repId ? 'AND rep_id = $1' : ''} GROUP BY state`,
      repId ? [repId] : [],
    );
    const counts = { open: 0, accepted: 0, rejected: 0 };
    for (const { state, count } of rows) counts[state] = Number(count);
    return counts;
  }

  async find(leadId: string, { evenWithdrawn = false } = {}): Promise<LeadInHand | null> {
    const [row]: Row[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM handed_leads WHERE lead_id = $1 AND (NOT withdrawn OR $2)`,
      [leadId, evenWithdrawn],
    );
    return row ? leadInHand(row) : null;
  }

  /** What sales did with the lead so far, oldest first. */
  async history(leadId: string): Promise<LeadHistory> {
    const [verdicts, contacts] = await Promise.all([
      this.dataSource.query(
        `SELECT verdict, rep_name AS "repName", attempt, at, rejection FROM verdicts WHERE lead_id = $1 ORDER BY attempt`,
        [leadId],
      ),
      this.dataSource.query(
        `SELECT id, number, rep_name AS "repName", channel, outcome, at FROM contact_attempts
         WHERE lead_id = $1 ORDER BY at, number`,
        [leadId],
      ),
    ]);
    return { verdicts, contacts };
  }
}

function leadInHand({
  repId,
  repName,
  teamName,
  ruleSays,
  score,
  urgentByText: _,
  points: __,
  ...row
}: Row): LeadInHand {
  const rep = { id: repId, name: repName };
  return {
    ...row,
    rep,
    team: teamName,
    rule: ruleSays,
    sourcesDisagree: sourcesDisagree(row.source),
    why: whyInOneLine(row.reasons),
    score: {
      score: score.score,
      fit: score.fit,
      engagement: score.engagement,
      factors: strongestFactors(score.factors),
    },
    next: nextStep({ ...row, rep }),
    changeNumber: Number(row.changeNumber),
  };
}
