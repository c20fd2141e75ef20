import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { earliestId } from './time-in-ids.js';

/** How far the leads that sales does not have are scored by a version. */
export interface Rescoring {
  readonly version: number;
  readonly done: number;
  readonly total: number;
  /** Of how many the decision changed. */
  readonly changed: number;
  readonly finishedAt: Date | null;
}

/** A part of it that somebody has taken upon themselves. */
export interface RescoringBatch {
  readonly version: number;
  readonly leadIds: readonly string[];
  /** How many of the rest may be sent at most; `null` for all that are worth it. */
  readonly room: number | null;
}

const OPEN = `version > 0 AND merged_into IS NULL AND decision IS DISTINCT FROM 'qualified'`;

@Injectable()
export class Rescorings {
  constructor(private readonly dataSource: DataSource) {}

  /** One that is still under way ends here: what it would have done is done by this. @param since leads that came later @param room how many may be sent; `null` for all */
  async begin(version: number, since: Date, room: number | null, now: Date, manager: EntityManager): Promise<void> {
    await manager.query('UPDATE rescorings SET finished_at = $1 WHERE finished_at IS NULL', [now]);
    await manager.query(
      `INSERT INTO rescorings (version, "from", reached, total, room, begun_at)
       SELECT $1, $2, $2, count(*), $4, $3 FROM leads WHERE lead_id >= $2::uuid AND ${OPEN}`,
      [version, earliestId(since), now, room],
    );
  }

  /** Takes the next leads; another pod that asks meanwhile gets none. @returns `null` where nothing is to be done */
  async take(most: number, manager: EntityManager): Promise<RescoringBatch | null> {
    const [row]: { version: number; reached: string; room: number | null }[] = await manager.query(
      'SELECT version, reached, room FROM rescorings WHERE finished_at IS NULL FOR UPDATE SKIP LOCKED',
    );
    if (!row) return null;
    const leads: { lead_id: string }[] = await manager.query(
      `SELECT lead_id FROM leads WHERE lead_id > $1 AND ${OPEN} ORDER BY lead_id LIMIT $2`,
      [row.reached, most],
    );
    return { version: row.version, room: row.room, leadIds: leads.map(({ lead_id }) => lead_id) };
  }

  async advance({ version, leadIds }: RescoringBatch, { changed, sent }: { changed: number; sent: number }, manager: EntityManager): Promise<void> {
    await manager.query(
      'UPDATE rescorings SET reached = $2, done = done + $3, changed = changed + $4, room = room - $5 WHERE version = $1',
      [version, leadIds.at(-1), leadIds.length, changed, sent],
    );
  }

  async finish(version: number, now: Date, manager: EntityManager): Promise<void> {
    await manager.query('UPDATE rescorings SET finished_at = $2 WHERE version = $1', [version, now]);
  }

  /** Of the version that rules; `null` where none has been promoted yet. */
  async newest(): Promise<Rescoring | null> {
    const [row]: Rescoring[] = await this.dataSource.query(
      `SELECT version, done, greatest(total, done) AS total, changed, finished_at AS "finishedAt"
         FROM rescorings ORDER BY version DESC LIMIT 1`,
    );
    return row ?? null;
  }
}
