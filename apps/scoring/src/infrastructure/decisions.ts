import type { HoldReason, PassportQuestion, Score } from '@baton/contracts';
import type { UnitOfWork } from '@baton/messaging';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Decision } from '../domain/decide.js';
import type { Features } from '../domain/features.js';
import type { Inputs, LineInForce } from '../domain/inputs.js';
import type { Touch } from '../domain/touch.js';

/** A decision with all that it stood on, so that it can be explained, learned from and made again. */
export interface DecisionRecord {
  readonly id: string;
  readonly leadId: string;
  readonly leadSequence: number;
  readonly inputs: Inputs;
  readonly score: Score;
  readonly decision: Decision;
  readonly decidedAt: Date;
  /** What the table that runs beside the ruling one would have done. */
  readonly shadow: ShadowDecision | null;
}

export interface ShadowDecision {
  readonly challenger: string;
  readonly score: number;
  readonly sends: boolean;
}

/** A decision as it was kept; without inputs where it was made before they were. */
export type KeptDecision = Omit<DecisionRecord, 'inputs' | 'shadow'> & { readonly inputs: Inputs | null };

/** A decision as people see it. */
export interface ShownDecision {
  readonly id: string;
  readonly leadId: string;
  readonly leadSequence: number;
  readonly features: Features;
  readonly score: Score;
  readonly decision: Decision['kind'];
  readonly reasons: readonly (string | HoldReason)[];
  /** How likely it was to be sent, where it was by chance. */
  readonly sampleProbability: number | null;
  readonly line: LineInForce | null;
  readonly decidedAt: Date;
  readonly verdicts: { verdict: string; reasons: string[]; at: Date }[];
}

interface KeptRow {
  id: string;
  leadId: string;
  leadSequence: number;
  features: Features;
  touches: Touch[];
  missing: PassportQuestion[];
  line: LineInForce | null;
  score: Score;
  kind: Decision['kind'];
  reasons: never[];
  sampleProbability: number | null;
  decidedAt: Date;
}

const SCORE = `
  jsonb_strip_nulls(jsonb_build_object('score', score, 'fit', fit, 'engagement', engagement, 'factors', factors,
                                       'probability', probability, 'modelVersion', model_version)) AS score`;

@Injectable()
export class Decisions {
  constructor(private readonly dataSource: DataSource) {}

  async add(decisions: readonly DecisionRecord[], uow: UnitOfWork): Promise<void> {
    if (decisions.length === 0) return;
    await uow.query(
      `INSERT INTO decisions (id, lead_id, lead_sequence, model_version, score, fit, engagement, probability, factors,
                              features, touches, missing, line, decision, reasons, sample_probability, shadow, decided_at)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS given(
         id uuid, lead_id uuid, lead_sequence integer, model_version integer, score double precision,
         fit double precision, engagement double precision, probability double precision, factors jsonb,
         features jsonb, touches jsonb, missing text[], line jsonb, decision text, reasons jsonb,
         sample_probability double precision, shadow jsonb, decided_at timestamptz)`,
      [
        JSON.stringify(
          decisions.map(({ id, leadId, leadSequence, inputs, score, decision, shadow, decidedAt }) => ({
            id,
            lead_id: leadId,
            lead_sequence: leadSequence,
            model_version: score.modelVersion,
            score: score.score,
            fit: score.fit,
            engagement: score.engagement,
            probability: score.probability ?? null,
            factors: score.factors,
            features: inputs.features,
            touches: inputs.touches,
            missing: inputs.missing,
            line: inputs.line,
            decision: decision.kind,
            reasons: decision.reasons,
            sample_probability: decision.kind === 'qualified' ? (decision.sample?.probability ?? null) : null,
            shadow,
            decided_at: decidedAt,
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
      `SELECT id, lead_id AS "leadId", lead_sequence AS "leadSequence", features, decision, reasons, line,
              sample_probability AS "sampleProbability", decided_at AS "decidedAt", ${SCORE},
              (SELECT coalesce(jsonb_agg(jsonb_build_object('verdict', verdict, 'reasons', reasons, 'at', at) ORDER BY at), '[]')
                 FROM verdicts WHERE decision_id = decisions.id) AS verdicts
         FROM decisions WHERE lead_id = $1 ORDER BY id DESC`,
      [leadId],
    );
  }

  /** As they were kept, the oldest first. */
  async kept(leadIds: readonly string[]): Promise<KeptDecision[]> {
    const rows: KeptRow[] = await this.dataSource.query(
      `SELECT id, lead_id AS "leadId", lead_sequence AS "leadSequence", features, touches, missing, line,
              decision AS kind, reasons, sample_probability AS "sampleProbability", decided_at AS "decidedAt", ${SCORE}
         FROM decisions WHERE lead_id = ANY($1::uuid[]) ORDER BY lead_id, id`,
      [leadIds],
    );
    return rows.map(keptOf);
  }
}

function keptOf({ features, touches, missing, line, kind, reasons, sampleProbability, ...kept }: KeptRow): KeptDecision {
  const sample = sampleProbability === null ? {} : { sample: { probability: sampleProbability } };
  return {
    ...kept,
    inputs:
      line === null
        ? null
        : { leadId: kept.leadId, features, touches, missing, at: kept.decidedAt.toISOString(), line },
    decision: kind === 'held' ? { kind, reasons } : { kind, reasons, ...sample },
  };
}
