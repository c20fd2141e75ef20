import type { DataSource } from 'typeorm';
import { DueWork } from '../due-work.js';
import type { Logger } from '../logger.js';
import {
  createDailyPartitions,
  type DailyTable,
  dropOldPartitions,
  type RunSql,
} from './daily-partitions.js';
import { inboxTable, outboxTable } from './messaging-tables.js';

const HOUR_MS = 3_600_000;

/** Keeps a week of daily partitions ready and drops the old ones. Many instances may run it: one at a time works. */
export class PartitionUpkeep {
  private readonly work: DueWork;

  constructor(
    private readonly dataSource: DataSource,
    logger: Logger,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.work = new DueWork({ name: 'partition upkeep', pollMs: HOUR_MS, run: () => this.run(), logger });
  }

  start(): void {
    this.work.start();
  }

  stop(): Promise<void> {
    return this.work.stop();
  }

  /** Looks after the tables once. */
  async run(): Promise<number> {
    for (const table of [outboxTable, inboxTable]) await this.lookAfter(table);
    return 0;
  }

  private async lookAfter(table: DailyTable): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const run: RunSql = async (sql, parameters) =>
        (await manager.queryRunner!.query(sql, parameters, true)).records as Record<string, unknown>[];
      const [lock] = await run(
        `SELECT pg_try_advisory_xact_lock(hashtextextended(current_schema() || ':partition-upkeep', 0)) AS mine`,
      );
      if (!lock?.['mine']) return;
      // These statements lock out every writer while they wait for one: rather try again later.
      await run(`SET LOCAL lock_timeout = '2s'`);
      await createDailyPartitions(run, table, this.now());
      await dropOldPartitions(run, table, this.now());
    });
  }
}
