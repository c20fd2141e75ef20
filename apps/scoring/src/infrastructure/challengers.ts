import type { PromotionCause } from '@baton/contracts';
import type { Trial } from '@baton/learning';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Goal } from '../domain/learning/label.js';
import type { PointsTableContent } from '../domain/points-table.js';

export type ChallengerState = 'training' | 'shadow' | 'fruitless' | 'failed' | 'promoted' | 'dropped' | 'replaced';

export interface Challenger {
  readonly id: string;
  readonly state: ChallengerState;
  /** The version that ruled when it was trained. */
  readonly against: number;
  readonly goal: Goal;
  /** The share of the training that is done. */
  readonly progress: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** How many verdicts there were when it was begun. */
  readonly verdicts: number;
  readonly because: PromotionCause;
  /** From how many ends it was learned. */
  readonly labelled: number | null;
  readonly content: PointsTableContent | null;
  /** Where the line would lie for it at present. */
  readonly cut: number | null;
  readonly judged: Trial['judged'];
  /** What came of it, in words. */
  readonly says: string | null;
  /** As which it rules or ruled. */
  readonly version: number | null;
}

/** How live leads would have fared. */
export interface ShadowSoFar {
  readonly leads: number;
  readonly agree: number;
  readonly onlyChallenger: number;
  readonly onlyRuling: number;
}

const COLUMNS = `
  id, state, against, goal, progress, started_at AS "startedAt", finished_at AS "finishedAt", verdicts, because,
  labelled, content, cut, judged, says, version`;
/** A training that has not been heard of for so long has died with its process. */
const SILENT_FOR = '2 minutes';

@Injectable()
export class Challengers {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns whether it may begin: one is trained at a time. */
  async begin(
    challenger: Pick<Challenger, 'id' | 'against' | 'goal' | 'startedAt' | 'verdicts' | 'because'>,
  ): Promise<boolean> {
    await this.dataSource.query(
      `UPDATE challengers SET state = 'failed', says = 'Its process ended before it was done', finished_at = $1
        WHERE state = 'training' AND seen_at < $1::timestamptz - interval '${SILENT_FOR}'`,
      [challenger.startedAt],
    );
    const rows: unknown[] = await this.dataSource.query(
      `INSERT INTO challengers (id, state, against, goal, seen_at, started_at, verdicts, because)
       VALUES ($1, 'training', $2, $3, $4, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
      [challenger.id, challenger.against, challenger.goal, challenger.startedAt, challenger.verdicts, JSON.stringify(challenger.because)],
    );
    return rows.length > 0;
  }

  async progressed(id: string, progress: number, now: Date): Promise<void> {
    await this.dataSource.query('UPDATE challengers SET progress = $2, seen_at = $3 WHERE id = $1', [id, progress, now]);
  }

  /** Ends the training; one that goes into the shadow takes the place of the one before. */
  async end(
    id: string,
    result: Pick<Challenger, 'state' | 'finishedAt' | 'says'> & Partial<Pick<Challenger, 'labelled' | 'content' | 'cut' | 'judged'>>,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      if (result.state === 'shadow') await manager.query(`UPDATE challengers SET state = 'replaced' WHERE state = 'shadow'`);
      await manager.query(
        `UPDATE challengers SET state = $2, finished_at = $3, says = $4, labelled = $5, content = $6, cut = $7, judged = $8,
                progress = 1
          WHERE id = $1`,
        [
          id,
          result.state,
          result.finishedAt,
          result.says,
          result.labelled ?? null,
          result.content ? JSON.stringify(result.content) : null,
          result.cut ?? null,
          result.judged ? JSON.stringify(result.judged) : null,
        ],
      );
    });
  }

  async newest(): Promise<Challenger | null> {
    const [row]: Challenger[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM challengers ORDER BY started_at DESC, id DESC LIMIT 1`,
    );
    return row ?? null;
  }

  /** The one that runs beside the ruling table, locked where `manager` is in a transaction. */
  async inShadow(manager: EntityManager): Promise<Challenger | null> {
    const [row]: Challenger[] = await manager.query(`SELECT ${COLUMNS} FROM challengers WHERE state = 'shadow' FOR UPDATE`);
    return row ?? null;
  }

  async shadowId(manager: EntityManager): Promise<string | null> {
    const [row]: { id: string }[] = await manager.query(`SELECT id FROM challengers WHERE state = 'shadow'`);
    return row?.id ?? null;
  }

  async contentOf(id: string, manager: EntityManager): Promise<{ content: PointsTableContent; cut: number } | null> {
    const [row]: { content: PointsTableContent; cut: number }[] = await manager.query(
      'SELECT content, cut FROM challengers WHERE id = $1 AND content IS NOT NULL',
      [id],
    );
    return row ?? null;
  }

  async leaveShadow(id: string, state: 'promoted' | 'dropped', version: number | null, manager: EntityManager): Promise<void> {
    await manager.query('UPDATE challengers SET state = $2, version = $3 WHERE id = $1', [id, state, version]);
  }

  /** How often a table has been tried out since the ruling one rules: the more often one looks, the surer one must be. */
  async looksSince(version: number): Promise<number> {
    const [row]: { looks: number }[] = await this.dataSource.query(
      `SELECT count(*)::integer AS looks FROM challengers WHERE against = $1 AND state NOT IN ('training', 'failed')`,
      [version],
    );
    return row?.looks ?? 0;
  }

  async shadowSoFar(id: string): Promise<ShadowSoFar> {
    const [row]: ShadowSoFar[] = await this.dataSource.query(
      `SELECT count(*)::integer AS leads,
              count(*) FILTER (WHERE sends = rules)::integer AS agree,
              count(*) FILTER (WHERE sends AND NOT rules)::integer AS "onlyChallenger",
              count(*) FILTER (WHERE rules AND NOT sends)::integer AS "onlyRuling"
         FROM (SELECT DISTINCT ON (lead_id) (shadow->>'sends')::boolean AS sends,
                      decision = 'qualified' AND sample_probability IS NULL AS rules
                 FROM decisions WHERE shadow->>'challenger' = $1 ORDER BY lead_id, id DESC) AS latest`,
      [id],
    );
    return row!;
  }
}
