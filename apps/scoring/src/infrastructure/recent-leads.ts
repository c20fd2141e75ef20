import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Weeks } from '../domain/learning/measured-effect.js';
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

  /** How many leads came in between, how many of them were sent while it lasted, and what sales made of those. */
  async between(from: Date, to: Date, manager: EntityManager = this.dataSource.manager): Promise<Weeks> {
    const [row]: Weeks[] = await manager.query(
      `WITH came AS (
         SELECT lead_id, EXISTS (
                  SELECT 1 FROM decisions
                   WHERE decisions.lead_id = leads.lead_id AND decision = 'qualified' AND decisions.id < $2) AS sent
           FROM leads WHERE lead_id >= $1 AND lead_id < $2 AND version > 0),
       answered AS (
         SELECT lead_id, bool_or(verdict = 'accepted') AS accepted
           FROM came JOIN verdicts USING (lead_id) WHERE sent GROUP BY lead_id)
       SELECT (SELECT count(*)::integer FROM came) AS leads,
              (SELECT count(*)::integer FROM came WHERE sent) AS sent,
              (SELECT count(*)::integer FROM answered WHERE accepted) AS accepted,
              (SELECT count(*)::integer FROM answered WHERE NOT accepted) AS rejected`,
      [earliestId(from), earliestId(to)],
    );
    return row!;
  }
}
