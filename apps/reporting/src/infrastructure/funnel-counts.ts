import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CountedPeople } from '../domain/funnel.js';
import { type Cohort, conditionsOf, DECISION, VERDICT } from './cohort.js';

/** Counts people who stand alike. */
@Injectable()
export class FunnelCounts {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  count(cohort: Cohort): Promise<CountedPeople[]> {
    const parameters: unknown[] = [];
    const conditions = conditionsOf(cohort, (value) => `$${parameters.push(value)}`);
    return this.dataSource.query(
      `SELECT campaign, week_start::text AS "weekStart", decision, routed, verdict,
         CASE WHEN verdict = 'rejected' THEN rejection_reasons ELSE '{}' END AS reasons, won, told, count(*)::int
       FROM (
         SELECT campaign, week_start, rejection_reasons, told, routed_at IS NOT NULL AS routed, won_at IS NOT NULL AS won,
           ${DECISION} AS decision, ${VERDICT} AS verdict
         FROM lead_facts WHERE ${conditions.join(' AND ')}
       ) AS person
       GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
      parameters,
    );
  }
}
