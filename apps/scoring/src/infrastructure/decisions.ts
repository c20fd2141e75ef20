import type { HoldReason, Score } from '@baton/contracts';
import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Features } from '../domain/features.js';

/** A decision with all that it stood on, so that it can be explained, learned from and made again. */
export interface DecisionRecord {
  readonly id: string;
  readonly leadId: string;
  readonly leadSequence: number;
  readonly score: Score;
  readonly features: Features;
  readonly decision: 'qualified' | 'held';
  readonly reasons: readonly (string | HoldReason)[];
  readonly decidedAt: Date;
}

export interface ShownDecision extends DecisionRecord {
  readonly verdicts: { verdict: string; reasons: string[]; at: Date }[];
}

@Injectable()
export class Decisions {
  constructor(private readonly dataSource: DataSource) {}

  async add(decisions: readonly DecisionRecord[], uow: UnitOfWork): Promise<void> {
    if (decisions.length === 0) return;
    await uow.query(
      `INSERT INTO decisions (id, lead_id, lead_sequence, model_version, score, fit, engagement, factors,
                              features, decision, reasons, decided_at)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS given(
         id uuid, lead_id uuid, lead_sequence integer, model_version integer, score double precision,
         fit double precision, engagement double precision, factors jsonb, features jsonb, decision text,
         reasons jsonb, decided_at timestamptz)`,
      [
        JSON.stringify(
          decisions.map(({ score, ...decision }) => ({
            id: decision.id,
            lead_id: decision.leadId,
            lead_sequence: decision.leadSequence,
            model_version: score.modelVersion,
            score: score.score,
            fit: score.fit,
            engagement: score.engagement,
            factors: score.factors,
            features: decision.features,
            decision: decision.decision,
            reasons: decision.reasons,
            decided_at: decision.decidedAt,
          })),
        ),
      ],
    );
  }

  async forget(leadIds: readonly string[], uow: UnitOfWork): Promise<void> {
    await uow.query('DELETE FROM decisions WHERE lead_id = ANY($1::uuid[])', [leadIds]);
  }

  /** Newest first, each with what sales said of it. */
  async of(leadId: string): Promise<ShownDecision[]> {
    return this.dataSource.query(
      `SELECT id, lead_id AS "leadId", lead_sequence AS "leadSequence", features, decision, reasons,
              decided_at AS "decidedAt",
              jsonb_build_object('score', score, 'fit', fit, 'engagement', engagement, 'factors', factors,
                                 'modelVersion', model_version) AS score,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('verdict', verdict, 'reasons', reasons, 'at', at) ORDER BY at), '[]')
                 FROM verdicts WHERE decision_id = decisions.id) AS verdicts
         FROM decisions WHERE lead_id = $1 ORDER BY id DESC`,
      [leadId],
    );
  }
}
