import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import type { Finding } from '../domain/hear-merge.js';
import type { Lead } from '../domain/lead.js';
import { followMerge, forgetReviews } from './reviews.js';

/** Somebody else has a moment ago given one of these keys to a person, or ended one: start again, and look anew. */
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
  readonly ended: 'merged' | 'erased' | null;
  readonly mergedInto: string | null;
}

/** A lead that may have ended; of one that was erased nothing is known. */
export interface StandingLead {
  readonly lead: Lead;
  readonly ended: LeadRow['ended'];
  /** The lead that goes on for it. */
  readonly mergedInto: string | null;
}

const COLUMNS = `id, stage, version, known, field_times AS "fieldTimes", received_at AS "receivedAt", ended,
  merged_into AS "mergedInto"`;

/** A merge of two leads, with all that it takes to part them again. */
export interface Merge {
  readonly id: string;
  readonly survivorBefore: Lead;
  readonly survivorAfter: Lead;
  readonly loser: Lead;
  readonly because: Finding['because'];
  readonly says: string;
  readonly deliveryId: string;
  /** A platform, or somebody here. */
  readonly by: string;
  readonly at: Date;
}

const ERASED = `ended = 'erased', merged_into = NULL, known = '{}', field_times = '{}', version = version + 1,
  account_id = NULL, account_matched_by = NULL, account_candidates = NULL`;

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

  /** What became of a lead; null where there has been none of that id. */
  async standing(
    uow: UnitOfWork,
    id: string,
  ): Promise<{ readonly ended: 'merged' | 'erased' | null; readonly mergedInto: string | null } | null> {
    const [row] = await uow.query<{ ended: 'merged' | 'erased' | null; mergedInto: string | null }>(
      'SELECT ended, merged_into AS "mergedInto" FROM leads WHERE id = $1',
      [id],
    );
    return row ?? null;
  }

  /**
   * Locked until the transaction ends, in the order of their ids, so that two processes cannot lock each other out.
   * @throws IdentityRace if one of them has ended.
   */
  async hold(uow: UnitOfWork, ids: readonly string[]): Promise<Map<string, Lead>> {
    const standing = await this.holdStanding(uow, ids);
    const held = [...standing.values()];
    if (held.some(({ ended }) => ended !== null)) throw new IdentityRace('another transaction ended this person');
    return new Map(held.map(({ lead }) => [lead.id, lead]));
  }

  /** The same, with those that have ended. */
  async holdStanding(uow: UnitOfWork, ids: readonly string[]): Promise<Map<string, StandingLead>> {
    return standingOf(
      await uow.query(`SELECT ${COLUMNS} FROM leads WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [ids]),
    );
  }

  /** Whether the lead is known and has not ended. */
  async isThere(uow: UnitOfWork, id: string): Promise<boolean> {
    return (await uow.query('SELECT FROM leads WHERE id = $1 AND ended IS NULL', [id])).length > 0;
  }

  /** As they stand at this moment, for whoever changes nothing. */
  async look(uow: UnitOfWork, ids: readonly string[]): Promise<Map<string, StandingLead>> {
    return standingOf(await uow.query(`SELECT ${COLUMNS} FROM leads WHERE id = ANY($1::uuid[])`, [ids]));
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

  /** What they are looked up by has changed: see `ComparePeople`. */
  async compareLater(uow: UnitOfWork, ids: readonly string[]): Promise<void> {
    // Sorted, so that two processes that meet wait for each other in one order.
    await uow.query('INSERT INTO to_compare SELECT * FROM unnest($1::uuid[]) ON CONFLICT DO NOTHING', [[...ids].sort()]);
  }

  /** Ends the loser of each merge, gives its keys to the survivor, and remembers how to take it back. */
  async join(uow: UnitOfWork, merges: readonly Merge[]): Promise<void> {
    for (const merge of merges) {
      const { survivorAfter: survivor, loser } = merge;
      const survivorKeys = await uow.query<{ key: string }>('SELECT key FROM identity_keys WHERE lead_id = $1', [
        survivor.id,
      ]);
      const keys = await uow.query<{ key: string }>(
        'UPDATE identity_keys SET lead_id = $1 WHERE lead_id = $2 RETURNING key',
        [survivor.id, loser.id],
      );
      await uow.query(`UPDATE leads SET ended = 'merged', merged_into = $1, version = $3 WHERE id = $2`, [
        survivor.id,
        loser.id,
        loser.version,
      ]);
      // Those who were merged into the loser follow, so that everybody is one step from who they are.
      await uow.query('UPDATE leads SET merged_into = $1 WHERE merged_into = $2', [survivor.id, loser.id]);
      await uow.query(
        `INSERT INTO merges (id, survivor_id, loser_id, loser_keys, survivor_before, survivor_after, loser, because, says,
           delivery_id, at, survivor_keys, merged_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [
          merge.id,
          survivor.id,
          loser.id,
          keys.map(({ key }) => key),
          JSON.stringify(merge.survivorBefore),
          JSON.stringify(survivor),
          JSON.stringify(loser),
          merge.because,
          merge.says,
          merge.deliveryId,
          merge.at,
          survivorKeys.map(({ key }) => key),
          merge.by,
        ],
      );
      await uow.query('DELETE FROM match_keys WHERE lead_id = $1', [loser.id]);
      await followMerge(uow, { survivorId: survivor.id, loserId: loser.id, by: merge.by, at: merge.at });
    }
  }

  /** The loser of a merge goes on again, by these keys; whoever was merged into it before that follows. */
  async part(
    uow: UnitOfWork,
    { survivorId, loserId, loserKeys }: { survivorId: string; loserId: string; loserKeys: readonly string[] },
  ): Promise<void> {
    await uow.query('UPDATE leads SET ended = NULL, merged_into = NULL WHERE id = $1', [loserId]);
    await uow.query('UPDATE identity_keys SET lead_id = $2 WHERE lead_id = $1 AND key = ANY($3::text[])', [
      survivorId,
      loserId,
      loserKeys,
    ]);
    await uow.query(
      `WITH RECURSIVE earlier AS (
         SELECT loser_id FROM merges WHERE survivor_id = $2 AND undone_at IS NULL
         UNION SELECT merges.loser_id FROM merges JOIN earlier ON survivor_id = earlier.loser_id WHERE undone_at IS NULL
       )
       UPDATE leads SET merged_into = $2 WHERE merged_into = $1 AND id IN (SELECT loser_id FROM earlier)`,
      [survivorId, loserId],
    );
  }

  /** Erases the leads that were merged into one which is erased: its earlier ids, each with its last version. */
  eraseMerged(uow: UnitOfWork, leadId: string): Promise<Array<{ id: string; version: number }>> {
    return uow.query(
      `UPDATE leads SET ${ERASED}
       WHERE merged_into = $1 RETURNING id, version`,
      [leadId],
    );
  }

  /** Keeps of these leads that they were erased, and nothing else. */
  async erase(uow: UnitOfWork, ids: readonly string[]): Promise<void> {
    await uow.query('DELETE FROM identity_keys WHERE lead_id = ANY($1::uuid[])', [ids]);
    await uow.query('DELETE FROM match_keys WHERE lead_id = ANY($1::uuid[])', [ids]);
    await uow.query(
      `UPDATE leads SET ${ERASED}
       WHERE id = ANY($1::uuid[])`,
      [ids],
    );
  }

  /** Merges keep whole people, so that they can be taken back; reviews, what somebody noted about them. */
  async forgetMerges(uow: UnitOfWork, ids: readonly string[]): Promise<void> {
    await forgetReviews(uow, ids);
    await uow.query('DELETE FROM merges WHERE survivor_id = ANY($1::uuid[]) OR loser_id = ANY($1::uuid[])', [ids]);
  }

  /** Addresses that these people, and those who were merged into them, have gone by. */
  async addressesOf(uow: UnitOfWork, ids: readonly string[]): Promise<string[]> {
    const rows = await uow.query<{ address: string }>(
      `SELECT known #>> '{person,email}' AS address FROM leads
        WHERE (id = ANY($1::uuid[]) OR merged_into = ANY($1::uuid[])) AND known #>> '{person,email}' IS NOT NULL
       UNION
       SELECT substr(key, length('email:') + 1) FROM identity_keys
        WHERE lead_id = ANY($1::uuid[]) AND starts_with(key, 'email:')`,
      [ids],
    );
    return rows.map(({ address }) => address);
  }
}

function standingOf(rows: readonly LeadRow[]): Map<string, StandingLead> {
  return new Map(
    rows.map(({ known, receivedAt, ended, mergedInto, ...row }) => [
      row.id,
      { lead: { ...row, ...known, receivedAt: receivedAt.toISOString() }, ended, mergedInto },
    ]),
  );
}
