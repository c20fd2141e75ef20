import type { UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Outcome, outcomes } from '../domain/hear-event.js';
import { firstIdAt } from './first-id-at.js';

/** Held is stored, of a source that is paused. */
export const deliveryStates = ['stored', 'held', 'done', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A delivery to be processed: what is kept of the webhook, and where it came from. */
export interface StoredDelivery {
  readonly id: string;
  readonly sourceId: string;
  readonly receivedAt: Date;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** How a delivery ended. */
export interface Ending {
  readonly deliveryId: string;
  readonly state: 'done' | 'dead';
  readonly outcome: Outcome | null;
  readonly leadId: string | null;
  /** Whom else it is about, where it is a batch. */
  readonly alsoLeadIds: readonly string[];
  readonly reason: string | null;
  readonly dedupeKey: string | null;
}

export interface DeliveryStatus {
  readonly id: string;
  readonly sourceId: string;
  readonly receivedAt: Date;
  readonly state: DeliveryState;
  readonly outcome: Outcome | null;
  readonly leadId: string | null;
  readonly reason: string | null;
}

export interface DeliverySummary {
  readonly stored: number;
  readonly held: number;
  readonly done: Readonly<Record<Outcome, number>>;
  readonly dead: number;
}

export interface DeliveryTally {
  readonly lastReceivedAt: Date | null;
  readonly received: number;
  readonly waiting: number;
  readonly held: number;
  readonly dead: number;
}

export interface DeliveriesOfDay {
  /** `2026-03-02`. */
  readonly day: string;
  readonly received: number;
  readonly dead: number;
}

const STORED_COLUMNS = 'id, source_id AS "sourceId", received_at AS "receivedAt", headers, body';
const STATUS_COLUMNS =
  'id, source_id AS "sourceId", received_at AS "receivedAt", state, outcome, lead_id AS "leadId", reason';

@Injectable()
export class Deliveries {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * The oldest that wait and that nobody else has in hand, held until the transaction ends: of each source that has any
   * the same share, so that nobody waits behind all that another one sent.
   */
  claim(uow: UnitOfWork, limit: number): Promise<StoredDelivery[]> {
    return uow.query(
      // From one source to the next in the index, because there are far fewer of them than deliveries.
      `WITH RECURSIVE waiting (source) AS (
         (SELECT source_id FROM deliveries WHERE state = 'stored' ORDER BY source_id LIMIT 1)
         UNION ALL
         SELECT (SELECT source_id FROM deliveries WHERE state = 'stored' AND source_id > waiting.source ORDER BY source_id LIMIT 1)
         FROM waiting WHERE waiting.source IS NOT NULL
       ), share (size) AS (SELECT greatest(1, $1::int / greatest(1, count(source))) FROM waiting)
       SELECT mine.* FROM waiting CROSS JOIN LATERAL (
         SELECT ${STORED_COLUMNS} FROM deliveries WHERE state = 'stored' AND source_id = waiting.source
         ORDER BY id LIMIT (SELECT size FROM share) FOR UPDATE SKIP LOCKED
       ) AS mine ORDER BY mine.id`,
      [limit],
    );
  }

  /** Lets go what is held of sources that are not paused, the oldest first. @returns how many, up to the limit. */
  async release(uow: UnitOfWork, limit: number): Promise<number> {
    const released = await uow.query(
      `UPDATE deliveries SET state = 'stored' WHERE id IN (
         SELECT deliveries.id FROM deliveries JOIN sources ON sources.id = source_id
         WHERE state = 'held' AND paused_at IS NULL ORDER BY deliveries.id LIMIT $1 FOR UPDATE OF deliveries SKIP LOCKED
       ) RETURNING id`,
      [limit],
    );
    return released.length;
  }

  /** These, as far as they are still in that state; waits for whoever has one in hand. */
  hold(uow: UnitOfWork, ids: readonly string[], state: DeliveryState): Promise<StoredDelivery[]> {
    return uow.query(
      `SELECT ${STORED_COLUMNS} FROM deliveries WHERE id = ANY($1::uuid[]) AND state = $2 ORDER BY id FOR UPDATE`,
      [ids, state],
    );
  }

  /**
   * Notes which delivery was the first to bring each happening.
   * @returns `keyOf` → the id of that delivery, for every pair given.
   */
  async firstBearers(
    uow: UnitOfWork,
    happenings: ReadonlyArray<{ sourceId: string; dedupeKey: string; deliveryId: string }>,
  ): Promise<Map<string, string>> {
    // Sorted, so that two processes that meet wait for each other in one order.
    const sorted = [...happenings].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
    const columns = [sorted.map((each) => each.sourceId), sorted.map((each) => each.dedupeKey)];
    const noted = await uow.query<{ sourceId: string; dedupeKey: string; deliveryId: string }>(
      `INSERT INTO delivery_keys (source_id, dedupe_key, delivery_id)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[]) ON CONFLICT DO NOTHING
       RETURNING source_id AS "sourceId", dedupe_key AS "dedupeKey", delivery_id AS "deliveryId"`,
      [...columns, sorted.map((each) => each.deliveryId)],
    );
    const known =
      noted.length === sorted.length
        ? []
        : await uow.query<(typeof noted)[number]>(
            `SELECT source_id AS "sourceId", dedupe_key AS "dedupeKey", delivery_id AS "deliveryId"
             FROM delivery_keys JOIN unnest($1::uuid[], $2::text[]) AS asked (source_id, dedupe_key)
             USING (source_id, dedupe_key)`,
            columns,
          );
    return new Map([...noted, ...known].map((each) => [keyOf(each), each.deliveryId]));
  }

  async end(uow: UnitOfWork, endings: readonly Ending[], at: Date): Promise<void> {
    await uow.query(
      `UPDATE deliveries SET state = ended.state, outcome = ended.outcome, lead_id = ended.lead_id,
         also_lead_ids = ended.also_lead_ids::uuid[], reason = ended.reason, dedupe_key = ended.dedupe_key, processed_at = $8
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[])
         AS ended (id, state, outcome, lead_id, reason, dedupe_key, also_lead_ids)
       WHERE deliveries.id = ended.id`,
      [
        endings.map((each) => each.deliveryId),
        endings.map((each) => each.state),
        endings.map((each) => each.outcome),
        endings.map((each) => each.leadId),
        endings.map((each) => each.reason),
        endings.map((each) => each.dedupeKey),
        // Postgres has no list of lists of different lengths.
        endings.map((each) => (each.alsoLeadIds.length === 0 ? null : `{${each.alsoLeadIds.join()}}`)),
        at,
      ],
    );
  }

  /** What became of a delivery when it was heard first is what it did; hearing it again only adds to it. */
  async keepStronger(uow: UnitOfWork, id: string, before: Outcome): Promise<void> {
    await uow.query(
      `UPDATE deliveries SET outcome = $2 WHERE id = $1 AND array_position($3::text[], $2) < array_position($3::text[], outcome)`,
      [id, before, outcomes],
    );
  }

  /**
   * Empties what is kept of all deliveries about these people, of batches too: what was said of others in them is known.
   * @returns the ids of the deliveries.
   */
  async forget(uow: UnitOfWork, leadIds: readonly string[]): Promise<string[]> {
    const emptied: string[] = [];
    for (const about of ['lead_id = ANY($1::uuid[])', 'also_lead_ids && $1::uuid[]']) {
      const rows = await uow.query<{ id: string }>(
        `UPDATE deliveries SET body = '', headers = '{}', reason = NULL WHERE ${about} RETURNING id`,
        [leadIds],
      );
      emptied.push(...rows.map(({ id }) => id));
    }
    return emptied;
  }

  /** Empties what is kept of single deliveries. */
  async empty(uow: UnitOfWork, ids: readonly string[]): Promise<void> {
    await uow.query(
      `UPDATE deliveries SET body = '', headers = '{}', reason = NULL WHERE id = ANY($1::uuid[]) AND state <> 'stored'`,
      [ids],
    );
  }

  /** Lead id → the last delivery about it. */
  async lastAbout(uow: UnitOfWork, leadIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await uow.query<{ leadId: string; id: string }>(
      `SELECT asked.id AS "leadId", last.id FROM unnest($1::uuid[]) AS asked (id)
       CROSS JOIN LATERAL (SELECT id FROM deliveries
         WHERE lead_id = asked.id OR also_lead_ids @> ARRAY[asked.id] ORDER BY id DESC LIMIT 1) AS last`,
      [leadIds],
    );
    return new Map(rows.map(({ leadId, id }) => [leadId, id]));
  }

  /** Newest first, without those of which nothing may be kept. */
  latestOf(sourceId: string, limit: number): Promise<StoredDelivery[]> {
    return this.dataSource.query(
      `SELECT ${STORED_COLUMNS} FROM deliveries WHERE source_id = $1 AND body <> '' ORDER BY id DESC LIMIT $2`,
      [sourceId, limit],
    );
  }

  /** What was worked off about a person since then, in the order in which it was accepted. */
  doneAbout(
    uow: UnitOfWork,
    query: { leadId: string; from: Date; after: string | null; limit: number },
  ): Promise<StoredDelivery[]> {
    return uow.query(
      `SELECT ${STORED_COLUMNS} FROM deliveries
       WHERE (lead_id = $1 OR also_lead_ids @> ARRAY[$1::uuid]) AND state = 'done' AND processed_at >= $2
         AND ($3::uuid IS NULL OR id > $3) ORDER BY id LIMIT $4`,
      [query.leadId, query.from, query.after, query.limit],
    );
  }

  /** Notes of deliveries that they were about another person, or about that one as well. */
  async attribute(
    uow: UnitOfWork,
    { from, to }: { readonly from: string; readonly to: string },
    deliveries: ReadonlyMap<string, { readonly alsoSurvivor: boolean }>,
  ): Promise<void> {
    const [shared, moved] = [true, false].map((also) =>
      [...deliveries].flatMap(([id, { alsoSurvivor }]) => (alsoSurvivor === also ? [id] : [])),
    );
    await uow.query(
      `UPDATE deliveries SET lead_id = CASE lead_id WHEN $1 THEN $2::uuid ELSE lead_id END,
         also_lead_ids = array_replace(also_lead_ids, $1::uuid, $2::uuid) WHERE id = ANY($3::uuid[])`,
      [from, to, moved],
    );
    await uow.query(
      `UPDATE deliveries SET also_lead_ids = array_append(coalesce(also_lead_ids, '{}'), $1::uuid) WHERE id = ANY($2::uuid[])`,
      [to, shared],
    );
  }

  statuses(ids: readonly string[]): Promise<DeliveryStatus[]> {
    return this.dataSource.query(
      `SELECT ${STATUS_COLUMNS} FROM deliveries WHERE id = ANY($1::uuid[]) ORDER BY id`,
      [ids],
    );
  }

  /** Newest first. */
  list(query: {
    state?: string | undefined;
    outcome?: Outcome | undefined;
    sourceId?: string | undefined;
    /** The id behind which to go on. */
    after?: string | undefined;
    limit: number;
  }): Promise<DeliveryStatus[]> {
    return this.dataSource.query(
      `SELECT ${STATUS_COLUMNS} FROM deliveries
       WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR source_id = $2) AND ($4::text IS NULL OR outcome = $4)
         AND ($5::uuid IS NULL OR id < $5) ORDER BY id DESC LIMIT $3`,
      [query.state ?? null, query.sourceId ?? null, query.limit, query.outcome ?? null, query.after ?? null],
    );
  }

  /** Whether so many wait to be worked off. */
  async doWait(number: number): Promise<boolean> {
    const [{ count }] = await this.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM (SELECT FROM deliveries WHERE state = 'stored' LIMIT $1) AS waiting`,
      [number],
    );
    return count === number;
  }

  async lastReceivedAt(sourceId: string): Promise<Date | null> {
    const [last] = await this.dataSource.query<Array<{ at: Date }>>(
      'SELECT received_at AS at FROM deliveries WHERE source_id = $1 ORDER BY id DESC LIMIT 1',
      [sourceId],
    );
    return last?.at ?? null;
  }

  /** How many came from a source within each span, its end left out. */
  async countWithin(sourceId: string, spans: ReadonlyArray<{ readonly from: Date; readonly to: Date }>): Promise<number[]> {
    const rows = await this.dataSource.query<Array<{ count: number }>>(
      `SELECT (SELECT count(*)::int FROM deliveries WHERE source_id = $1 AND id >= span.from_id AND id < span.to_id) AS count
       FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS span (from_id, to_id, place) ORDER BY place`,
      [sourceId, spans.map(({ from }) => firstIdAt(from)), spans.map(({ to }) => firstIdAt(to))],
    );
    return rows.map(({ count }) => count);
  }

  /** Day by day (UTC) since then, the days without any left out. */
  byDay(sourceId: string, since: Date): Promise<DeliveriesOfDay[]> {
    return this.dataSource.query(
      `SELECT to_char(received_at AT TIME ZONE 'utc', 'YYYY-MM-DD') AS day, count(*)::int AS received,
         count(*) FILTER (WHERE state = 'dead')::int AS dead
       FROM deliveries WHERE source_id = $1 AND id >= $2 GROUP BY 1 ORDER BY 1`,
      [sourceId, firstIdAt(since)],
    );
  }

  /** What is kept of one; null where it is not there. */
  async content(id: string): Promise<StoredDelivery | null> {
    const [delivery] = await this.dataSource.query<StoredDelivery[]>(
      `SELECT ${STORED_COLUMNS} FROM deliveries WHERE id = $1`,
      [id],
    );
    return delivery ?? null;
  }

  /** Writes down who looked at one unmasked. */
  async noteView(id: string, by: string, at: Date): Promise<void> {
    await this.dataSource.query('INSERT INTO delivery_views (delivery_id, viewed_by, viewed_at) VALUES ($1, $2, $3)', [id, by, at]);
  }

  /** Who has looked at one unmasked, the latest first. */
  views(id: string): Promise<Array<{ by: string; at: Date }>> {
    return this.dataSource.query(
      'SELECT viewed_by AS "by", viewed_at AS "at" FROM delivery_views WHERE delivery_id = $1 ORDER BY viewed_at DESC',
      [id],
    );
  }

  /** How many came from a source since then, and when the last one did, whenever that was. */
  async tallyOf(sourceId: string, since: Date): Promise<DeliveryTally> {
    const [tally] = (await this.dataSource.query(
      `SELECT (SELECT received_at FROM deliveries WHERE source_id = $1 ORDER BY id DESC LIMIT 1) AS "lastReceivedAt",
         count(*)::int AS received,
         count(*) FILTER (WHERE state = 'stored')::int AS waiting,
         count(*) FILTER (WHERE state = 'held')::int AS held,
         count(*) FILTER (WHERE state = 'dead')::int AS dead
       FROM deliveries WHERE source_id = $1 AND received_at >= $2`,
      [sourceId, since],
    )) as [DeliveryTally];
    return tally;
  }

  async summary(): Promise<DeliverySummary> {
    const rows: Array<{ state: string; outcome: Outcome | null; count: number }> =
      await this.dataSource.query(
        'SELECT state, outcome, count(*)::int AS count FROM deliveries GROUP BY state, outcome',
      );
    const count = (state: string, outcome: Outcome | null = null) =>
      rows.find((row) => row.state === state && row.outcome === outcome)?.count ?? 0;
    return {
      stored: count('stored'),
      held: count('held'),
      done: Object.fromEntries(outcomes.map((outcome) => [outcome, count('done', outcome)])) as Record<Outcome, number>,
      dead: count('dead'),
    };
  }
}

/** One happening of one source, as a key of a map. */
export function keyOf(happening: { readonly sourceId: string; readonly dedupeKey: string }): string {
  return `${happening.sourceId} ${happening.dedupeKey}`;
}
