import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SourceTally } from '../domain/learning/source-quality.js';
import { earliestId } from './time-in-ids.js';

@Injectable()
export class SourceTallies {
  constructor(private readonly dataSource: DataSource) {}

  /** Of leads sent since an instant that sales has answered: how many were bad by the main reason of the last answer. */
  since(instant: Date): Promise<SourceTally[]> {
    return this.dataSource.query(
      `SELECT features->>'source.channel' AS channel, features->>'source.campaign' AS campaign,
              count(*)::integer AS answered,
              count(*) FILTER (WHERE last.teaches[1] = 'source-quality')::integer AS bad
         FROM decisions
        CROSS JOIN LATERAL (SELECT teaches FROM verdicts WHERE decision_id = decisions.id ORDER BY at DESC LIMIT 1) AS last
        WHERE decision = 'qualified' AND id >= $1
        GROUP BY 1, 2 ORDER BY 1, 2`,
      [earliestId(instant)],
    );
  }
}
