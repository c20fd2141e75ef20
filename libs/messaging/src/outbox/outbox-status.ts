import type { DataSource } from 'typeorm';

export interface OutboxReading {
  /** Events that wait to be sent. */
  readonly depth: number;
  /** How long the oldest of them has waited, in milliseconds; 0 when none waits. */
  readonly ageMs: number;
}

/** How far the relay is behind. */
export class OutboxStatus {
  constructor(private readonly dataSource: DataSource) {}

  async read(): Promise<OutboxReading> {
    // The distance of two index lookups, not a count: rolled back transactions leave gaps, so it may be a little high.
    const [row] = await this.dataSource.query<{ depth: string; age: string }[]>(
      `SELECT greatest(coalesce(max(seq), 0) - (SELECT seq FROM outbox_cursor), 0) AS depth,
              coalesce((SELECT extract(epoch FROM clock_timestamp() - created_at) * 1000 FROM outbox_events
                         WHERE seq > (SELECT seq FROM outbox_cursor) ORDER BY seq LIMIT 1), 0) AS age
         FROM outbox_events`,
    );
    return { depth: Number(row?.depth ?? 0), ageMs: Math.max(0, Math.round(Number(row?.age ?? 0))) };
  }
}
