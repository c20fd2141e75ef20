import { DueWork } from '@baton/messaging';
import { Clock, LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';

const WRITTEN_EVERY_MS = 5_000;

export interface Refusals {
  readonly count: number;
  readonly lastAt: Date;
  /** What was wrong most often. */
  readonly because: string;
}

/** How many webhooks did not prove where they come from. Counted in memory first: a flood of forgeries is no flood of writes. */
@Injectable()
export class RefusedWebhooks implements OnApplicationBootstrap, OnModuleDestroy {
  private noted = new Map<string, { sourceId: string; because: string; count: number; lastAt: Date }>();
  private readonly work: DueWork;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.work = new DueWork({ name: 'refused webhooks', pollMs: WRITTEN_EVERY_MS, run: () => this.write(), logger });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
    // What cannot be written now is a count that is a little too low.
    await this.write().catch(() => undefined);
  }

  note(sourceId: string, because: string): void {
    const key = `${sourceId} ${because}`;
    const lastAt = this.clock.now();
    this.noted.set(key, { sourceId, because, count: (this.noted.get(key)?.count ?? 0) + 1, lastAt });
  }

  /** Since that day; null where there were none. */
  async of(sourceId: string, since: Date): Promise<Refusals | null> {
    const rows = await this.dataSource.query<Refusals[]>(
      `SELECT sum(count)::int AS count, max(last_at) AS "lastAt", because FROM refused_webhooks
       WHERE source_id = $1 AND day >= ($2::timestamptz AT TIME ZONE 'utc')::date GROUP BY because ORDER BY count DESC`,
      [sourceId, since],
    );
    const [most] = rows;
    if (most === undefined) return null;
    return {
      count: rows.reduce((sum, { count }) => sum + count, 0),
      lastAt: new Date(Math.max(...rows.map(({ lastAt }) => lastAt.getTime()))),
      because: most.because,
    };
  }

  private async write(): Promise<number> {
    const noted = [...this.noted.values()];
    if (noted.length === 0) return 0;
    this.noted = new Map();
    await this.dataSource.query(
      `INSERT INTO refused_webhooks AS known (source_id, day, because, count, last_at)
       SELECT source_id, (last_at AT TIME ZONE 'utc')::date, because, count, last_at
       FROM unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[]) AS noted (source_id, because, count, last_at)
       ON CONFLICT (source_id, day, because) DO UPDATE
         SET count = known.count + excluded.count, last_at = greatest(known.last_at, excluded.last_at)`,
      [
        noted.map(({ sourceId }) => sourceId),
        noted.map(({ because }) => because),
        noted.map(({ count }) => count),
        noted.map(({ lastAt }) => lastAt),
      ],
    );
    return 0;
  }
}
