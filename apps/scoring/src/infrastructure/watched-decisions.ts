import type { RejectionReasonCode } from '@baton/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

@Injectable()
export class WatchedDecisions {
  constructor(private readonly dataSource: DataSource) {}

  /** Scores of the first leads under a version, and of its newest; no lead is among both. */
  async scoresOf(version: number, most: number): Promise<{ then: number[]; now: number[] }> {
    const [row]: { then: number[] | null; now: number[] | null }[] = await this.dataSource.query(
      `WITH first AS (SELECT id, score FROM decisions WHERE model_version = $1 ORDER BY id LIMIT $2),
            newest AS (SELECT id, score FROM decisions WHERE model_version = $1 ORDER BY id DESC LIMIT $2)
       SELECT (SELECT array_agg(score) FROM first) AS then,
              (SELECT array_agg(score) FROM newest WHERE id > (SELECT id FROM first ORDER BY id DESC LIMIT 1)) AS now`,
      [version, most],
    );
    return { then: row?.then ?? [], now: row?.now ?? [] };
  }

  /** The newest leads that were given a chance by a version and that sales has answered. */
  async foretold(
    version: number,
    most: number,
  ): Promise<{ probability: number; verdict: 'accepted' | 'rejected'; reasons: RejectionReasonCode[] }[]> {
    return this.dataSource.query(
      `SELECT probability, last.verdict, last.reasons
         FROM decisions
        CROSS JOIN LATERAL (
          SELECT verdict, reasons FROM verdicts WHERE decision_id = decisions.id ORDER BY at DESC LIMIT 1) AS last
        WHERE model_version = $1 AND decision = 'qualified' AND probability IS NOT NULL
        ORDER BY id DESC LIMIT $2`,
      [version, most],
    );
  }
}
