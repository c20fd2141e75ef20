import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';

/** A key that more people share is a switchboard or a test: it says nothing about any two of them. */
const MOST_ON_A_KEY = 20;

/** Two leads that share a key; the lesser id first. */
export interface Pair {
  readonly oneId: string;
  readonly otherId: string;
}

/** Who is to be compared with whom. */
@Injectable()
export class Lookalikes {
  /**
   * Takes leads that wait to be compared, and keeps others from changing them until the transaction ends; those that
   * somebody has in hand wait on. One transaction at a time does so: of two people who look alike, whoever is compared
   * last meets the other one's keys.
   * @returns their ids; none while another transaction compares.
   */
  async take(uow: UnitOfWork, limit: number): Promise<string[]> {
    const [lock] = await uow.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended(current_schema() || ':compare-people', 0)) AS taken`,
    );
    if (!lock?.taken) return [];
    // The lead before its row here, as whoever changes a lead does it: else the two could wait for each other.
    const rows = await uow.query<{ leadId: string }>(
      `SELECT lead_id AS "leadId" FROM to_compare JOIN leads ON leads.id = lead_id
        ORDER BY lead_id LIMIT $1 FOR SHARE OF leads SKIP LOCKED`,
      [limit],
    );
    const ids = rows.map(({ leadId }) => leadId);
    if (ids.length > 0) await uow.query('DELETE FROM to_compare WHERE lead_id = ANY($1::uuid[])', [ids]);
    return ids;
  }

  /** Each of these leads goes by these keys from now on, and by no others. */
  async keepKeys(uow: UnitOfWork, keys: ReadonlyMap<string, readonly string[]>): Promise<void> {
    const pairs = [...keys].flatMap(([leadId, theirs]) => theirs.map((key) => ({ leadId, key })));
    const columns = [pairs.map(({ key }) => key), pairs.map(({ leadId }) => leadId)];
    await uow.query(
      `DELETE FROM match_keys WHERE lead_id = ANY($3::uuid[])
         AND (key, lead_id) NOT IN (SELECT * FROM unnest($1::text[], $2::uuid[]))`,
      [...columns, [...keys.keys()]],
    );
    await uow.query(
      'INSERT INTO match_keys (key, lead_id) SELECT * FROM unnest($1::text[], $2::uuid[]) ON CONFLICT DO NOTHING',
      columns,
    );
  }

  /** Every pair in which one of these leads shares a key with another. */
  pairsWith(uow: UnitOfWork, leadIds: readonly string[]): Promise<Pair[]> {
    return uow.query(
      `WITH asked AS (SELECT DISTINCT key FROM match_keys WHERE lead_id = ANY($1::uuid[])),
            telling AS (SELECT key FROM asked
                         WHERE (SELECT count(*) FROM (SELECT FROM match_keys WHERE key = asked.key LIMIT $2 + 1) AS first) <= $2)
       SELECT DISTINCT least(mine.lead_id, theirs.lead_id) AS "oneId", greatest(mine.lead_id, theirs.lead_id) AS "otherId"
         FROM telling JOIN match_keys mine USING (key) JOIN match_keys theirs USING (key)
        WHERE mine.lead_id = ANY($1::uuid[]) AND theirs.lead_id <> mine.lead_id`,
      [leadIds, MOST_ON_A_KEY],
    );
  }
}
