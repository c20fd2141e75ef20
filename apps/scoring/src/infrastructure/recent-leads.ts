import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { WindowLead } from './cuts.js';
import { earliestId } from './time-in-ids.js';

export interface RecentLead extends WindowLead {
  /** The person, as people know them. */
  readonly who: string;
}

@Injectable()
export class RecentLeads {
  constructor(private readonly dataSource: DataSource) {}

  /** Leads that came since an instant, as they were last decided about; the newest first. */
  since(instant: Date, limit: number): Promise<RecentLead[]> {
    return this.dataSource.query(
      `SELECT lead.lead_id AS "leadId", coalesce(lead.state->'person'->>'fullName', lead.state->'person'->>'email') AS who,
              decision.features, decision.touches, decision.missing, decision.decided_at AS at
         FROM (SELECT lead_id, state FROM leads
                WHERE version > 0 AND lead_id >= $1
                ORDER BY lead_id DESC LIMIT $2) AS lead
        CROSS JOIN LATERAL (
          SELECT features, touches, missing, decided_at FROM decisions
           WHERE decisions.lead_id = lead.lead_id ORDER BY id DESC LIMIT 1) AS decision
        ORDER BY lead.lead_id DESC`,
      [earliestId(instant), limit],
    );
  }

  /** How many leads were decided about in between, how many of them were sent, and what sales took. */
  async between(from: Date, to: Date): Promise<{ leads: number; sent: number; accepted: number; rejected: number }> {
    const [row]: { leads: number; sent: number; accepted: number; rejected: number }[] = await this.dataSource.query(
      `WITH decided AS (
         SELECT lead_id, bool_or(decision = 'qualified') AS sent FROM decisions
          WHERE id >= $1 AND id < $2 GROUP BY lead_id)
       SELECT count(*)::integer AS leads, count(*) FILTER (WHERE sent)::integer AS sent,
              count(*) FILTER (WHERE EXISTS (
                SELECT 1 FROM verdicts WHERE verdicts.lead_id = decided.lead_id AND verdict = 'accepted'))::integer AS accepted,
              count(*) FILTER (WHERE EXISTS (
                SELECT 1 FROM verdicts WHERE verdicts.lead_id = decided.lead_id AND verdict = 'rejected')
                AND NOT EXISTS (
                SELECT 1 FROM verdicts WHERE verdicts.lead_id = decided.lead_id AND verdict = 'accepted'))::integer AS rejected
         FROM decided`,
      [earliestId(from), earliestId(to)],
    );
    return row!;
  }
}
