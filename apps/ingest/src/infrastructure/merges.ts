import type { UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PastMerge } from '../domain/part-leads.js';
import type { Merge } from './leads.js';
import type { NamedPerson } from './reviews.js';

export interface ListedMerge extends Pick<Merge, 'id' | 'because' | 'says' | 'at'> {
  readonly survivorId: string;
  readonly loserId: string;
  readonly by: string | null;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
  readonly undoneBecause: string | null;
  /** As they were before the merge. */
  readonly survivor: Omit<NamedPerson, 'id'>;
  readonly loser: Omit<NamedPerson, 'id'>;
}

export interface HeldMerge extends PastMerge {
  readonly id: string;
  readonly at: Date;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
}

const named = (column: string) => `jsonb_build_object('name', ${column} #> '{person,fullName}',
  'email', ${column} #> '{person,email}', 'company', ${column} #> '{company,name}')`;

const LISTED = `id, survivor_id AS "survivorId", loser_id AS "loserId", because, says, at, merged_by AS by,
  undone_at AS "undoneAt", undone_by AS "undoneBy", undone_because AS "undoneBecause",
  ${named('survivor_before')} AS survivor, ${named('loser')} AS loser`;

@Injectable()
export class Merges {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Newest first. */
  list(query: { leadId?: string; limit: number; before?: string | undefined }): Promise<ListedMerge[]> {
    return this.dataSource.query(
      `SELECT ${LISTED} FROM merges
        WHERE ($1::uuid IS NULL OR $1 IN (survivor_id, loser_id)) AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3`,
      [query.leadId ?? null, query.before ?? null, query.limit],
    );
  }

  async find(uow: UnitOfWork, id: string): Promise<{ survivorId: string; loserId: string } | null> {
    const [row] = await uow.query<{ survivorId: string; loserId: string }>(
      'SELECT survivor_id AS "survivorId", loser_id AS "loserId" FROM merges WHERE id = $1',
      [id],
    );
    return row ?? null;
  }

  /** Locked until the transaction ends. Who means to lock people as well locks them first. */
  async hold(uow: UnitOfWork, id: string): Promise<HeldMerge | null> {
    const [row] = await uow.query<HeldMerge>(
      `SELECT id, at, survivor_before AS "survivorBefore", loser, coalesce(survivor_keys, '{}') AS "survivorKeys",
         loser_keys AS "loserKeys", delivery_id AS "deliveryId", undone_at AS "undoneAt", undone_by AS "undoneBy"
       FROM merges WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row ?? null;
  }

  /** The latest merge that still holds in which the lead had a part. */
  async latestOf(uow: UnitOfWork, leadId: string): Promise<string | null> {
    const [row] = await uow.query<{ id: string }>(
      `SELECT id FROM merges WHERE undone_at IS NULL AND $1 IN (survivor_id, loser_id) ORDER BY id DESC LIMIT 1`,
      [leadId],
    );
    return row?.id ?? null;
  }

  async undone(uow: UnitOfWork, id: string, undoing: { by: string; at: Date; because: string }): Promise<void> {
    await uow.query('UPDATE merges SET undone_at = $2, undone_by = $3, undone_because = $4 WHERE id = $1', [
      id,
      undoing.at,
      undoing.by,
      undoing.because,
    ]);
  }
}
