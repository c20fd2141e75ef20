import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Features } from '../domain/features.js';
import type { Ending } from '../domain/learning/label.js';

/** A decision to send a lead, as it stood, and what sales has made of it so far. */
export interface SentDecision {
  readonly features: Features;
  readonly ending: Ending;
}

interface Row {
  features: Features;
  verdicts: { verdict: 'accepted' | 'rejected'; reasons: never[]; at: string }[];
  wonAt: Date | null;
}

/** Older ones say what sales wanted then. */
const NEWEST = 10_000;

@Injectable()
export class SentLeads {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest first. */
  async newest(): Promise<SentDecision[]> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT decision.features,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('verdict', verdict, 'reasons', reasons, 'at', at) ORDER BY at), '[]')
                 FROM verdicts WHERE decision_id = decision.id) AS verdicts,
              (SELECT min(at) FROM outcomes WHERE decision_id = decision.id) AS "wonAt"
         FROM decisions AS decision WHERE decision = 'qualified' ORDER BY id DESC LIMIT $1`,
      [NEWEST],
    );
    return rows.map(({ features, verdicts, wonAt }) => ({
      features,
      ending: { verdicts: verdicts.map(({ at, ...verdict }) => ({ ...verdict, at: new Date(at) })), wonAt },
    }));
  }
}
