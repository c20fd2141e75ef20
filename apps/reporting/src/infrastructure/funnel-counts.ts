import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CountedPeople } from '../domain/funnel.js';

export interface FunnelQuery {
  /** First day of the cohort, in UTC. */
  readonly from?: string | undefined;
  /** Last day, included. */
  readonly to?: string | undefined;
  /** A campaign's key; null: those who named none. */
  readonly campaign?: string | null | undefined;
}

/** Counts people who stand alike. The two CASEs say in SQL what `domain/standing.ts` says. */
@Injectable()
export class FunnelCounts {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  count({ from, to, campaign }: FunnelQuery): Promise<CountedPeople[]> {
    const parameters: unknown[] = [];
    const given = (value: unknown) => `$${parameters.push(value)}`;
    const conditions = ['received_at IS NOT NULL'];
    if (from) conditions.push(`received_at >= ${given(from)}::date::timestamp AT TIME ZONE 'UTC'`);
    if (to) conditions.push(`received_at < (${given(to)}::date + 1)::timestamp AT TIME ZONE 'UTC'`);
    if (campaign === null) conditions.push('campaign IS NULL');
    if (typeof campaign === 'string') conditions.push(`campaign = ${given(campaign)}`);
    return this.dataSource.query(
      `SELECT campaign, week_start::text AS "weekStart", decision, routed, verdict,
         CASE WHEN verdict = 'rejected' THEN rejection_reasons ELSE '{}' END AS reasons, won, count(*)::int
       FROM (
         SELECT campaign, week_start, rejection_reasons, routed_at IS NOT NULL AS routed, won_at IS NOT NULL AS won,
           CASE WHEN qualified_at IS NOT NULL THEN 'qualified'
                WHEN held_at IS NOT NULL THEN 'held'
                WHEN inquiry_at IS NOT NULL AND lead_at IS NULL THEN 'inquiry'
                ELSE 'undecided' END AS decision,
           CASE GREATEST(routed_attempt, accepted_attempt, rejected_attempt)
                WHEN accepted_attempt THEN 'accepted'
                WHEN rejected_attempt THEN 'rejected' END AS verdict
         FROM lead_facts WHERE ${conditions.join(' AND ')}
       ) AS person
       GROUP BY 1, 2, 3, 4, 5, 6, 7`,
      parameters,
    );
  }
}
