import type { UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import type { Comparison, Evidence } from '../domain/person/match-people.js';
import type { Pair } from './lookalikes.js';

export const reviewStates = ['open', 'joined', 'different'] as const;

/** The question whether two leads are one person, and its answer. */
export interface Review extends Pair {
  readonly id: string;
  /** See `Comparison`. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
  readonly foundAt: Date;
  readonly state: (typeof reviewStates)[number];
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
}

/** As much of a person as it takes to recognise them in a list. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string | null;
  readonly email: string;
  readonly company: string | null;
}

export interface ListedReview extends Review {
  readonly people: readonly [NamedPerson, NamedPerson];
}

const COLUMNS = `reviews.id, one_id AS "oneId", other_id AS "otherId", score, evidence, found_at AS "foundAt", state,
  decided_by AS "decidedBy", decided_at AS "decidedAt", note`;

const named = (lead: string) => `jsonb_build_object('id', ${lead}.id, 'name', ${lead}.known #> '{person,fullName}',
  'email', ${lead}.known #> '{person,email}', 'company', ${lead}.known #> '{company,name}')`;

@Injectable()
export class Reviews {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * Asks about pairs that have not been asked about, and corrects what speaks for those that are still open.
   * @returns those of them that are open.
   */
  async ask(uow: UnitOfWork, pairs: ReadonlyArray<Pair & Comparison>, at: Date): Promise<Review[]> {
    return uow.query(
      `INSERT INTO reviews (id, one_id, other_id, score, evidence, found_at)
       SELECT *, $6 FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::real[], $5::jsonb[])
       ON CONFLICT (one_id, other_id) DO UPDATE SET score = excluded.score, evidence = excluded.evidence
         WHERE reviews.state = 'open'
       RETURNING ${COLUMNS}`,
      [
        pairs.map(() => newId()),
        pairs.map(({ oneId }) => oneId),
        pairs.map(({ otherId }) => otherId),
        pairs.map(({ score }) => score),
        pairs.map(({ evidence }) => JSON.stringify(evidence)),
        at,
      ],
    );
  }

  async find(id: string): Promise<Review | null> {
    const [row]: Review[] = await this.dataSource.query(`SELECT ${COLUMNS} FROM reviews WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** Locked until the transaction ends. Who means to lock people as well locks them first. */
  async hold(uow: UnitOfWork, id: string): Promise<Review | null> {
    const [row] = await uow.query<Review>(`SELECT ${COLUMNS} FROM reviews WHERE id = $1 FOR UPDATE`, [id]);
    return row ?? null;
  }

  /** Oldest first; of those that are open only such as can be decided: both people go on. */
  list(query: { state: Review['state']; limit: number; after?: string | undefined }): Promise<ListedReview[]> {
    return this.dataSource.query(
      `SELECT ${COLUMNS}, jsonb_build_array(${named('one')}, ${named('other')}) AS people
         FROM reviews JOIN leads one ON one.id = one_id JOIN leads other ON other.id = other_id
        WHERE state = $1 AND ($2::uuid IS NULL OR reviews.id > $2)
          AND (state <> 'open' OR (one.ended IS NULL AND other.ended IS NULL))
        ORDER BY reviews.id LIMIT $3`,
      [query.state, query.after ?? null, query.limit],
    );
  }

  /** How many can be decided. */
  async countOpen(): Promise<number> {
    const [{ count }] = await this.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM reviews JOIN leads one ON one.id = one_id JOIN leads other ON other.id = other_id
        WHERE state = 'open' AND one.ended IS NULL AND other.ended IS NULL`,
    );
    return count;
  }

  /** The two were joined and are not one after all: they are not asked about again. */
  async settleDifferent(
    uow: UnitOfWork,
    oneId: string,
    otherId: string,
    decision: { by: string; at: Date; note: string },
  ): Promise<void> {
    await uow.query(
      `INSERT INTO reviews (id, one_id, other_id, score, evidence, found_at, state, decided_by, decided_at, note)
       VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), 0, '[]', $5, 'different', $4, $5, $6)
       ON CONFLICT (one_id, other_id) DO UPDATE SET state = excluded.state, decided_by = excluded.decided_by,
         decided_at = excluded.decided_at, note = excluded.note`,
      [newId(), oneId, otherId, decision.by, decision.at, decision.note],
    );
  }

  async findDifferent(
    uow: UnitOfWork,
    id: string,
    decision: { by: string; at: Date; note: string | null },
  ): Promise<void> {
    await uow.query(
      `UPDATE reviews SET state = 'different', decided_by = $2, decided_at = $3, note = $4 WHERE id = $1`,
      [id, decision.by, decision.at, decision.note],
    );
  }
}

/**
 * When two leads were joined, what was asked and decided about the loser is asked and decided about the survivor. The
 * loser's own reviews stay for the day on which the two are parted.
 */
export async function followMerge(
  uow: UnitOfWork,
  merge: { survivorId: string; loserId: string; by: string; at: Date },
): Promise<void> {
  await uow.query(
    `UPDATE reviews SET state = 'joined', decided_by = $3, decided_at = $4, note = NULL
      WHERE one_id = least($1::uuid, $2::uuid) AND other_id = greatest($1::uuid, $2::uuid) AND state <> 'joined'`,
    [merge.survivorId, merge.loserId, merge.by, merge.at],
  );
  await uow.query(
    `INSERT INTO reviews (id, one_id, other_id, score, evidence, found_at, state, decided_by, decided_at, note)
     SELECT uuidv7(), least($1::uuid, third), greatest($1::uuid, third), score, evidence, found_at, state,
            decided_by, decided_at, note
       FROM (SELECT *, CASE one_id WHEN $2 THEN other_id ELSE one_id END AS third FROM reviews
              WHERE $2 IN (one_id, other_id) AND state <> 'joined') theirs
      WHERE third <> $1
     ON CONFLICT (one_id, other_id) DO UPDATE SET state = excluded.state, decided_by = excluded.decided_by,
       decided_at = excluded.decided_at, note = excluded.note
       WHERE reviews.state = 'open' AND excluded.state = 'different'`,
    [merge.survivorId, merge.loserId],
  );
}

/** What is known of an erased person's reviews goes with them. */
export async function forgetReviews(uow: UnitOfWork, leadIds: readonly string[]): Promise<void> {
  await uow.query('DELETE FROM reviews WHERE one_id = ANY($1::uuid[]) OR other_id = ANY($1::uuid[])', [leadIds]);
}
