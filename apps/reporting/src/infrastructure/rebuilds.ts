import type { UnitOfWork } from '@baton/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Rebuild } from '../domain/rebuild.js';

/** The one row that says whether a rebuild goes on; every instance follows it, and a crash leaves it as it was. */
@Injectable()
export class Rebuilds {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async read(): Promise<Rebuild> {
    const [row] = await this.dataSource.query(
      `SELECT phase, total::float8, done::float8, started_at AS "startedAt", started_by AS "startedBy",
         finished_at AS "finishedAt", error FROM rebuild`,
    );
    return row;
  }

  /** Does nothing while one goes on. */
  async begin(by: string, at: Date): Promise<void> {
    await this.dataSource.query(
      `UPDATE rebuild SET phase = 'emptying', total = 0, done = 0, started_at = $2, started_by = $1,
         finished_at = NULL, error = NULL
       WHERE phase = 'idle'`,
      [by, at],
    );
  }

  /** The projections are empty and the group stands at the oldest record. */
  async startReading(uow: UnitOfWork, total: number): Promise<void> {
    await uow.query(
      `UPDATE rebuild SET phase = 'reading', total = $1, error = NULL WHERE phase = 'emptying'`,
      [total],
    );
  }

  async progress(done: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE rebuild SET done = greatest(done, least($1, total)), error = NULL WHERE phase = 'reading'`,
      [done],
    );
  }

  async finish(at: Date): Promise<void> {
    await this.dataSource.query(
      `UPDATE rebuild SET phase = 'idle', done = total, finished_at = $1, error = NULL WHERE phase = 'reading'`,
      [at],
    );
  }

  async stumble(error: string): Promise<void> {
    await this.dataSource.query(`UPDATE rebuild SET error = $1 WHERE phase <> 'idle'`, [error]);
  }

  /**
   * Lets one instance at a time work. The lock belongs to a connection, so it ends with the process that held it.
   * @returns false if another instance is at work.
   */
  async alone(work: () => Promise<void>): Promise<boolean> {
    const runner = this.dataSource.createQueryRunner();
    await runner.connect();
    try {
      const lock = `hashtextextended(current_schema() || ':rebuild', 0)`;
      const [{ mine }] = await runner.query(`SELECT pg_try_advisory_lock(${lock}) AS mine`);
      if (!mine) return false;
      try {
        await work();
      } finally {
        await runner.query(`SELECT pg_advisory_unlock(${lock})`);
      }
      return true;
    } finally {
      await runner.release();
    }
  }
}
