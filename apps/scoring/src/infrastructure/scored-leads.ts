import type { LeadState } from '@baton/contracts';
import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Firm } from '../domain/features.js';
import type { HoldCode } from '../domain/reconsider.js';

/** A lead as ingest last told it, and what we made of it. */
export interface ScoredLead {
  readonly leadId: string;
  /** Ingest's version of the lead. */
  readonly sequence: number;
  readonly state: LeadState;
  /** Our own version: how many events we have published about it. */
  readonly version: number;
  readonly decision: 'qualified' | 'held' | null;
  readonly holdCodes: readonly HoldCode[];
  /** The points table that the decision was made with. */
  readonly decidedWith: number | null;
  readonly qualifiedAt: Date | null;
  /** As it was last decided about. */
  readonly score: number | null;
  readonly accountId: string | null;
}

interface Row {
  lead_id: string;
  sequence: number;
  state: LeadState;
  version: number;
  decision: 'qualified' | 'held' | null;
  hold_codes: HoldCode[] | null;
  decided_with: number | null;
  qualified_at: Date | null;
  score: number | null;
  account_id: string | null;
}

@Injectable()
export class ScoredLeads {
  constructor(private readonly dataSource: DataSource) {}

  /** The lead as ingest last told it; null where it has not. */
  async stateOf(leadId: string): Promise<LeadState | null> {
    const [row]: Pick<Row, 'state'>[] = await this.dataSource.query(
      'SELECT state FROM leads WHERE lead_id = $1 AND state <> $2',
      [leadId, '{}'],
    );
    return row?.state ?? null;
  }

  /**
   * Locks the leads, in one order everywhere, so that two batches cannot deadlock. A lead that is not known yet gets an
   * empty row first: `lead.created` and `lead.updated` may be handled at once, and only one of them may be the first.
   */
  async hold(leadIds: readonly string[], uow: UnitOfWork): Promise<Map<string, ScoredLead>> {
    await uow.query(
      `INSERT INTO leads (lead_id, sequence, state)
       SELECT lead_id, 0, '{}' FROM unnest($1::uuid[]) AS given(lead_id) ORDER BY lead_id
       ON CONFLICT DO NOTHING`,
      [leadIds],
    );
    return leadsOf(
      await uow.query<Row>('SELECT * FROM leads WHERE lead_id = ANY($1::uuid[]) ORDER BY lead_id FOR UPDATE', [leadIds]),
    );
  }

  /** Locks those of the leads that have been judged and not been sent to sales. */
  async holdOpen(leadIds: readonly string[], uow: UnitOfWork): Promise<Map<string, ScoredLead>> {
    return leadsOf(
      await uow.query<Row>(
        `SELECT * FROM leads
          WHERE lead_id = ANY($1::uuid[]) AND version > 0 AND merged_into IS NULL AND decision IS DISTINCT FROM 'qualified'
          ORDER BY lead_id FOR UPDATE`,
        [leadIds],
      ),
    );
  }

  /** The other people of the leads' firms, by lead; nothing for a lead without a firm. */
  async firmsOf(leads: readonly LeadState[], uow: UnitOfWork): Promise<Map<string, Firm>> {
    const placed = leads.filter(({ account }) => account !== undefined);
    if (placed.length === 0) return new Map();
    const rows = await uow.query<Firm & { leadId: string }>(
      `SELECT given.lead_id AS "leadId", count(other.lead_id)::integer AS people,
              coalesce(sum(greatest(other.score, 0)), 0) AS score
         FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[]) AS pair(lead_id, account_id)) AS given
         LEFT JOIN leads AS other ON other.account_id = given.account_id AND other.lead_id <> given.lead_id
                                 AND other.merged_into IS NULL
        GROUP BY given.lead_id, given.account_id`,
      [placed.map(({ leadId }) => leadId), placed.map(({ account }) => account?.id)],
    );
    return new Map(rows.map(({ leadId, people, score }) => [leadId, { people, score: Math.round(score * 10) / 10 }]));
  }

  /** Takes leads as they were merged away: whatever is older is not looked at any more, whether it has come yet or not. */
  async withdraw(
    merged: readonly { readonly leadId: string; readonly survivorId: string; readonly sequence: number }[],
    uow: UnitOfWork,
  ): Promise<void> {
    await this.hold(merged.map(({ leadId }) => leadId).sort(), uow);
    await uow.query(
      `UPDATE leads SET sequence = given.sequence, merged_into = given.survivor_id
         FROM unnest($1::uuid[], $2::uuid[], $3::integer[]) AS given(lead_id, survivor_id, sequence)
        WHERE leads.lead_id = given.lead_id AND leads.sequence < given.sequence`,
      [
        merged.map(({ leadId }) => leadId),
        merged.map(({ survivorId }) => survivorId),
        merged.map(({ sequence }) => sequence),
      ],
    );
  }

  /** @returns our version of each that was known. */
  async forget(leadIds: readonly string[], uow: UnitOfWork): Promise<Map<string, number>> {
    const rows = await uow.query<Pick<Row, 'lead_id' | 'version'>>(
      'DELETE FROM leads WHERE lead_id = ANY($1::uuid[]) RETURNING lead_id, version',
      [leadIds],
    );
    return new Map(rows.map(({ lead_id, version }) => [lead_id, version]));
  }

  async save(leads: readonly ScoredLead[], uow: UnitOfWork): Promise<void> {
    if (leads.length === 0) return;
    await uow.query(
      `INSERT INTO leads (lead_id, sequence, state, version, decision, hold_codes, decided_with, qualified_at, score, account_id)
       SELECT "leadId", sequence, state, version, decision, "holdCodes", "decidedWith", "qualifiedAt", score, "accountId"
         FROM jsonb_to_recordset($1::jsonb) AS given(
           "leadId" uuid, sequence integer, state jsonb, version integer, decision text,
           "holdCodes" text[], "decidedWith" integer, "qualifiedAt" timestamptz,
           score double precision, "accountId" uuid)
        ORDER BY "leadId"
       ON CONFLICT (lead_id) DO UPDATE SET
         sequence = excluded.sequence, state = excluded.state, version = excluded.version,
         decision = excluded.decision, hold_codes = excluded.hold_codes,
         decided_with = excluded.decided_with, qualified_at = excluded.qualified_at,
         score = excluded.score, account_id = excluded.account_id, merged_into = NULL`,
      [JSON.stringify(leads)],
    );
  }
}

function leadsOf(rows: readonly Row[]): Map<string, ScoredLead> {
  return new Map(
    rows.map((row) => [
      row.lead_id,
      {
        leadId: row.lead_id,
        sequence: row.sequence,
        state: row.state,
        version: row.version,
        decision: row.decision,
        holdCodes: row.hold_codes ?? [],
        decidedWith: row.decided_with,
        qualifiedAt: row.qualified_at,
        score: row.score,
        accountId: row.account_id,
      },
    ]),
  );
}
