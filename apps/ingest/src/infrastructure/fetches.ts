import type { UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { Reference } from '../domain/hydration/hydrator.js';
import { FETCHED_HEADER } from './fetched-header.js';

/** A record that a platform told the id of, to be fetched. */
export interface Fetch {
  readonly id: string;
  readonly sourceId: string;
  readonly deliveryId: string;
  readonly reference: Reference;
  readonly traceparent: string | null;
  /** How often it was tried before. */
  readonly attempts: number;
  readonly createdAt: Date;
}

const COLUMNS = `id, source_id AS "sourceId", delivery_id AS "deliveryId", reference, traceparent, attempts,
  created_at AS "createdAt"`;

@Injectable()
export class Fetches {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async add(
    uow: UnitOfWork,
    fetches: ReadonlyArray<Pick<Fetch, 'sourceId' | 'deliveryId' | 'reference' | 'traceparent'>>,
    now: Date,
  ): Promise<void> {
    await uow.query(
      `INSERT INTO fetches (id, source_id, delivery_id, reference, traceparent, created_at, due_at)
       SELECT *, $6, $6 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[], $5::text[])`,
      [
        fetches.map(() => newId()),
        fetches.map(({ sourceId }) => sourceId),
        fetches.map(({ deliveryId }) => deliveryId),
        fetches.map(({ reference }) => JSON.stringify(reference)),
        fetches.map(({ traceparent }) => traceparent),
        now,
      ],
    );
  }

  /** Takes the oldest that are due into hand for `leaseMs`: whoever dies over one leaves it to others. */
  async claim(limit: number, leaseMs: number, now: Date): Promise<Fetch[]> {
    const [rows] = (await this.dataSource.query(
      `UPDATE fetches SET due_at = $2, attempts = attempts + 1
       WHERE id IN (SELECT id FROM fetches WHERE state = 'waiting' AND due_at <= $3
                    ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}`,
      [limit, new Date(now.getTime() + leaseMs), now],
    )) as [Fetch[], number];
    return rows.map((row) => ({ ...row, attempts: row.attempts - 1 }));
  }

  async end(id: string, now: Date): Promise<void> {
    await this.dataSource.query(
      `UPDATE fetches SET state = 'done', problem = NULL, ended_at = $2 WHERE id = $1 AND state = 'waiting'`,
      [id, now],
    );
  }

  async postpone(id: string, dueAt: Date, problem: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE fetches SET due_at = $2, problem = $3 WHERE id = $1 AND state = 'waiting'`,
      [id, dueAt, problem],
    );
  }

  /** A platform that asks for a rest means all that it would be asked for this source. */
  async postponeAll(sourceId: string, dueAt: Date): Promise<void> {
    await this.dataSource.query(
      `UPDATE fetches SET due_at = greatest(due_at, $2) WHERE source_id = $1 AND state = 'waiting'`,
      [sourceId, dueAt],
    );
  }

  async giveUp(uow: UnitOfWork, id: string, problem: string, now: Date): Promise<void> {
    await uow.query(`UPDATE fetches SET state = 'given-up', problem = $2, ended_at = $3 WHERE id = $1`, [
      id,
      problem,
      now,
    ]);
  }

  /**
   * Forgets which records of a platform were these people's, and fetches none of them again. To be called before their
   * deliveries are emptied.
   * @returns the deliveries that had told of the records.
   */
  async forget(uow: UnitOfWork, leadIds: readonly string[], now: Date): Promise<string[]> {
    const rows = await uow.query<{ deliveryId: string }>(
      `UPDATE fetches SET reference = '{}', problem = NULL, ended_at = coalesce(ended_at, $2),
         state = CASE fetches.state WHEN 'waiting' THEN 'given-up' ELSE fetches.state END
       FROM deliveries fetched
       WHERE (fetched.lead_id = ANY($1::uuid[]) OR fetched.also_lead_ids && $1::uuid[])
         AND fetches.source_id = fetched.source_id
         AND fetches.reference ->> 'id' = (fetched.headers ->> $3::text)::jsonb ->> 'id'
         AND fetches.reference ->> 'type' = (fetched.headers ->> $3::text)::jsonb ->> 'type'
       RETURNING fetches.delivery_id AS "deliveryId"`,
      [leadIds, now, FETCHED_HEADER],
    );
    return rows.map(({ deliveryId }) => deliveryId);
  }

  /** How much waits for a source, and what keeps it waiting. */
  async waitingOf(sourceId: string): Promise<{ waiting: number; problem: string | null }> {
    const [row] = (await this.dataSource.query(
      `SELECT count(*)::int AS waiting, (array_agg(problem ORDER BY due_at) FILTER (WHERE problem IS NOT NULL))[1] AS problem
       FROM fetches WHERE source_id = $1 AND state = 'waiting'`,
      [sourceId],
    )) as [{ waiting: number; problem: string | null }];
    return row;
  }
}
