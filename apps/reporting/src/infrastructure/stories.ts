import type { RejectionReasonCode } from '@baton/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Figure } from '../domain/funnel.js';
import type { KnownEvent } from '../domain/known-event.js';
import type { StoryFacts } from '../domain/story.js';
import { type Cohort, conditionsOf, DECISION, VERDICT } from './cohort.js';

export interface LeadFacts extends StoryFacts {
  readonly leadId: string;
  readonly receivedAt: Date | null;
  readonly campaign: string | null;
  readonly channel: string | null;
  readonly email: string | null;
  readonly fullName: string | null;
  readonly title: string | null;
  readonly company: string | null;
  readonly score: number | null;
  readonly heldCodes: string[] | null;
  readonly repId: string | null;
  readonly routedAt: Date | null;
}

export interface SearchQuery extends Cohort {
  /** Part of a name, an address or a company, or a whole lead id; empty: the latest leads. */
  readonly query: string;
  /** Only the people behind this figure of the funnel. */
  readonly figure?: Figure | undefined;
  /** Only those whose rejection stands with this main reason. */
  readonly reason?: RejectionReasonCode | undefined;
  readonly limit: number;
}

const COLUMNS = `lead_id AS "leadId", received_at AS "receivedAt", campaign, channel, email, full_name AS "fullName", title,
  company, score, inquiry_at AS "inquiryAt", lead_at AS "leadAt", held_at AS "heldAt", held_codes AS "heldCodes",
  qualified_at AS "qualifiedAt", routed_at AS "routedAt", routed_attempt AS "routedAttempt", rep_id AS "repId",
  rep_name AS "repName", respond_by AS "respondBy", decide_by AS "decideBy", time_zone AS "timeZone",
  accepted_attempt AS "acceptedAttempt", rejected_attempt AS "rejectedAttempt", contact_attempt AS "contactAttempt",
  contact_number AS "contactNumber", won_at AS "wonAt"`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Single leads, whole. */
@Injectable()
export class Stories {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** In no particular order. */
  events(leadId: string): Promise<KnownEvent[]> {
    return this.dataSource.query(
      `SELECT event_id AS id, topic, subject, sequence, time, correlation_id AS "correlationId",
         causation_id AS "causationId", data
       FROM story_events WHERE subject = $1`,
      [leadId],
    );
  }

  async facts(leadId: string): Promise<LeadFacts | null> {
    const [row]: LeadFacts[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM lead_facts WHERE lead_id = $1`,
      [leadId],
    );
    return row ?? null;
  }

  /** The latest first, without those who are forgotten. Every word of the query has to occur. */
  async search({ query, figure, reason, limit, ...cohort }: SearchQuery): Promise<LeadFacts[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const conditions = [
      ...conditionsOf(cohort, given),
      'NOT EXISTS (SELECT FROM forgotten_subjects WHERE subject = lead_id::text)',
    ];
    const text = query.trim().toLowerCase();
    if (UUID.test(text)) conditions.push(`lead_id = ${given(text)}`);
    else if (text) conditions.push(`search LIKE ALL (${given(text.split(/\s+/).map(partOf))}::text[])`);
    if (figure) conditions.push(behind[figure]);
    if (reason) conditions.push(`${behind.rejected} AND rejection_reasons[1] = ${given(reason)}`);
    return this.dataSource.query(
      `SELECT ${COLUMNS} FROM lead_facts WHERE ${conditions.join(' AND ')}
       ORDER BY received_at DESC, lead_id LIMIT ${given(limit)}`,
      parameters,
    );
  }
}

const partOf = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** Who stands behind each figure of the funnel. */
const behind: Readonly<Record<Figure, string>> = {
  received: 'true',
  inquiry: `${DECISION} = 'inquiry'`,
  undecided: `${DECISION} = 'undecided'`,
  held: `${DECISION} = 'held'`,
  qualified: `${DECISION} = 'qualified'`,
  routed: 'routed_at IS NOT NULL',
  accepted: `${VERDICT} = 'accepted'`,
  rejected: `${VERDICT} = 'rejected'`,
  won: 'won_at IS NOT NULL',
  told: 'told IS NOT NULL',
  toldOtherwise: `told = 'otherwise'`,
};
