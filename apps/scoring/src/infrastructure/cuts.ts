import type { PassportQuestion } from '@baton/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Features } from '../domain/features.js';
import type { Touch } from '../domain/touch.js';
import { earliestId, madeAt } from './time-in-ids.js';

/** Where the line was laid, by which policy and which points table. */
export interface Cut {
  readonly policyVersion: number;
  readonly modelVersion: number;
  readonly cut: number;
  /** Of how many leads the window was. */
  readonly leads: number;
  readonly newestLead: string | null;
  readonly at: Date;
}

export interface WindowLead {
  readonly leadId: string;
  readonly features: Features;
  readonly touches: readonly Touch[];
  readonly missing: readonly PassportQuestion[];
  readonly at: Date;
}

const WINDOW_LEADS = 1_000;
const WEEK_MS = 7 * 86_400_000;
const WINDOW_WEEKS = 4;

@Injectable()
export class Cuts {
  constructor(private readonly dataSource: DataSource) {}

  async newest(policyVersion: number, modelVersion: number, manager = this.dataSource.manager): Promise<Cut | null> {
    const [row]: Cut[] = await manager.query(
      `SELECT policy_version AS "policyVersion", model_version AS "modelVersion", cut, leads,
              newest_lead AS "newestLead", at
         FROM cuts WHERE policy_version = $1 AND model_version = $2 ORDER BY id DESC LIMIT 1`,
      [policyVersion, modelVersion],
    );
    return row ?? null;
  }

  async add(cut: Cut, manager: EntityManager): Promise<void> {
    await manager.query(
      `INSERT INTO cuts (policy_version, model_version, cut, leads, newest_lead, at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [cut.policyVersion, cut.modelVersion, cut.cut, cut.leads, cut.newestLead, cut.at],
    );
  }

  /** The newest leads of the last four weeks, each as it was last decided about; the newest first. */
  window(now: Date, manager: EntityManager): Promise<WindowLead[]> {
    return manager.query(
      `SELECT newest.lead_id AS "leadId", decision.features, decision.touches, decision.missing, decision.decided_at AS at
         FROM (SELECT lead_id FROM leads WHERE lead_id >= $1 AND version > 0 ORDER BY lead_id DESC LIMIT $2) AS newest
        CROSS JOIN LATERAL (
          SELECT features, touches, missing, decided_at FROM decisions
           WHERE decisions.lead_id = newest.lead_id ORDER BY id DESC LIMIT 1) AS decision
        ORDER BY newest.lead_id DESC`,
      [earliestId(new Date(now.getTime() - WINDOW_WEEKS * WEEK_MS)), WINDOW_LEADS],
    );
  }

  /** How many leads come in a week, over the last four or as long as there are any. */
  async leadsPerWeek(now: Date, manager: EntityManager): Promise<number> {
    const from = new Date(now.getTime() - WINDOW_WEEKS * WEEK_MS);
    const [row]: { count: number; before: boolean; first: string | null }[] = await manager.query(
      `SELECT count(*)::integer AS count, min(lead_id::text) AS first,
              EXISTS (SELECT 1 FROM leads WHERE lead_id < $1) AS before
         FROM leads WHERE lead_id >= $1`,
      [earliestId(from)],
    );
    const { count = 0, before = false, first = null } = row ?? {};
    const since = before || first === null ? from : madeAt(first);
    return count / Math.max(1, (now.getTime() - since.getTime()) / WEEK_MS);
  }

  /** How many leads came after this one, counted up to `most`. */
  async newer(leadId: string | null, most: number): Promise<number> {
    const [row]: { count: number }[] = await this.dataSource.query(
      `SELECT count(*)::integer AS count
         FROM (SELECT 1 FROM leads WHERE ($1::uuid IS NULL OR lead_id > $1) AND version > 0 LIMIT $2) AS newer`,
      [leadId, most],
    );
    return row?.count ?? 0;
  }
}
