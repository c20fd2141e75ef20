import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import type { Lead } from '../domain/lead.js';

/** Somebody else gave one of these keys to a person a moment ago: start again, and find that person. */
export class IdentityRace extends Error {
  override readonly name = 'IdentityRace';
}

interface LeadRow {
  readonly id: string;
  readonly stage: Lead['stage'];
  readonly version: number;
  readonly known: Pick<Lead, 'person' | 'company' | 'source' | 'passport' | 'consent' | 'attributes'>;
  readonly fieldTimes: Lead['fieldTimes'];
  readonly receivedAt: Date;
}

@Injectable()
export class Leads {
  /** Identity key → lead id, for the keys that are known. */
  async idsByKey(uow: UnitOfWork, keys: readonly string[]): Promise<Map<string, string>> {
    const rows = await uow.query<{ key: string; leadId: string }>(
      'SELECT key, lead_id AS "leadId" FROM identity_keys WHERE key = ANY($1::text[])',
      [keys],
    );
    return new Map(rows.map(({ key, leadId }) => [key, leadId]));
  }

  /** Locked until the transaction ends, in the order of their ids, so that two processes cannot lock each other out. */
  async hold(uow: UnitOfWork, ids: readonly string[]): Promise<Map<string, Lead>> {
    const rows = await uow.query<LeadRow>(
      `SELECT id, stage, version, known, field_times AS "fieldTimes", received_at AS "receivedAt"
       FROM leads WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
    return new Map(
      rows.map(({ known, receivedAt, ...row }) => [
        row.id,
        { ...row, ...known, receivedAt: receivedAt.toISOString() },
      ]),
    );
  }

  /**
   * Gives keys to leads. The unique key decides between two transactions that meet the same new person.
   * @throws IdentityRace if another transaction was first.
   */
  async giveKeys(uow: UnitOfWork, keys: ReadonlyMap<string, string>): Promise<void> {
    const sorted = [...keys].sort(([one], [other]) => (one < other ? -1 : 1));
    const given = await uow.query(
      `INSERT INTO identity_keys (key, lead_id) SELECT * FROM unnest($1::text[], $2::uuid[])
       ON CONFLICT DO NOTHING RETURNING key`,
      [sorted.map(([key]) => key), sorted.map(([, leadId]) => leadId)],
    );
    if (given.length < sorted.length) throw new IdentityRace('another transaction met the same person first');
  }

  async save(uow: UnitOfWork, leads: readonly Lead[]): Promise<void> {
    await uow.query(
      `INSERT INTO leads (id, stage, version, known, field_times, received_at)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::jsonb[], $5::jsonb[], $6::timestamptz[])
       ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, version = excluded.version, known = excluded.known,
         field_times = excluded.field_times, received_at = excluded.received_at`,
      [
        leads.map(({ id }) => id),
        leads.map(({ stage }) => stage),
        leads.map(({ version }) => version),
        leads.map(({ person, company, source, passport, consent, attributes }) =>
          JSON.stringify({ person, company, source, passport, consent, attributes }),
        ),
        leads.map(({ fieldTimes }) => JSON.stringify(fieldTimes)),
        leads.map(({ receivedAt }) => receivedAt),
      ],
    );
  }
}
