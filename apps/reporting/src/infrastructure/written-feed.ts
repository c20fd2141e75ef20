import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface WrittenSince {
  /** Everything below this transaction has ended: where the next look begins. */
  readonly horizon: string;
  /** Leads about which something was written, at most one more than was asked for. */
  readonly subjects: string[];
}

/**
 * Tells what was projected since a transaction, without a counter that writers would have to queue for: a look covers
 * the transactions that have all ended, so none is missed, however late it commits.
 */
@Injectable()
export class WrittenFeed {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @param transaction `horizon` of the look before; undefined: from now on. */
  async since(transaction: string | undefined, limit: number): Promise<WrittenSince> {
    const [row]: WrittenSince[] = await this.dataSource.query(
      `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon,
         ARRAY(SELECT DISTINCT subject FROM story_events
           WHERE written_in >= $1::xid8 AND written_in < pg_snapshot_xmin(pg_current_snapshot()) LIMIT $2) AS subjects`,
      [transaction ?? null, limit + 1],
    );
    return row!;
  }
}
