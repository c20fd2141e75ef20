import type { UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Who wanted whom to be forgotten. */
export interface Erasure {
  readonly leadId: string;
  readonly because: 'platform' | 'person';
  /** A platform, or somebody here and why. */
  readonly askedBy: string;
  readonly at: Date;
}

/** The services that keep something of people besides this one, in the order in which they are shown. */
export const keepers = ['scoring', 'routing', 'feedback', 'reporting'] as const;
export type Keeper = (typeof keepers)[number];

/** An erasure and how far it is: when each service said that it has forgotten the person; null while it has not. */
export interface ErasureProgress extends Erasure {
  readonly confirmed: Readonly<Record<Keeper, Date | null>>;
}

const COLUMNS = `lead_id AS "leadId", because, asked_by AS "askedBy", at,
  jsonb_build_object(${keepers.map((keeper) => `'${keeper}', ${keeper}_at`).join()}) AS confirmed`;
const UNCONFIRMED = `(${keepers.map((keeper) => `${keeper}_at IS NULL`).join(' OR ')})`;

@Injectable()
export class Erasures {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async add(uow: UnitOfWork, erasures: readonly Erasure[]): Promise<void> {
    await uow.query(
      `INSERT INTO erasures (lead_id, because, asked_by, at)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) ON CONFLICT DO NOTHING`,
      [
        erasures.map(({ leadId }) => leadId),
        erasures.map(({ because }) => because),
        erasures.map(({ askedBy }) => askedBy),
        erasures.map(({ at }) => at),
      ],
    );
  }

  /** The first word counts. */
  async confirm(
    uow: UnitOfWork,
    keeper: Keeper,
    confirmations: readonly { readonly leadId: string; readonly at: string }[],
  ): Promise<void> {
    await uow.query(
      `UPDATE erasures SET ${keeper}_at = coalesce(${keeper}_at, given.at)
       FROM unnest($1::uuid[], $2::timestamptz[]) AS given (lead_id, at) WHERE erasures.lead_id = given.lead_id`,
      [confirmations.map(({ leadId }) => leadId), confirmations.map(({ at }) => at)],
    );
  }

  /** The newest first. */
  list({ open, limit }: { open: boolean; limit: number }): Promise<ErasureProgress[]> {
    return this.dataSource.query(
      `SELECT ${COLUMNS} FROM erasures ${open ? `WHERE ${UNCONFIRMED}` : ''} ORDER BY at DESC, lead_id DESC LIMIT $1`,
      [limit],
    );
  }

  async find(leadId: string): Promise<ErasureProgress | null> {
    const [row]: ErasureProgress[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM erasures WHERE lead_id = $1`,
      [leadId],
    );
    return row ?? null;
  }

  /** How many were asked for before then, and have not been confirmed by everybody. */
  async countUnconfirmed(before: Date): Promise<number> {
    const [{ count }] = await this.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::int AS count FROM erasures WHERE at < $1 AND ${UNCONFIRMED}`,
      [before],
    );
    return count;
  }
}
