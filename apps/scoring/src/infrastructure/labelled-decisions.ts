import type { RejectionReasonCode } from '@baton/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EndedDecision } from '../domain/learning/ended-decision.js';
import type { ObservedWin } from '../domain/learning/maturity.js';
import { earliestId } from './time-in-ids.js';

interface Row extends Omit<EndedDecision, 'ending'> {
  verdicts: { verdict: 'accepted' | 'rejected'; reasons: RejectionReasonCode[]; at: string }[] | null;
  wonAt: Date | null;
}

const BATCH = 500;

const ENDED = `
  SELECT decision.id, features, touches, missing, decided_at AS at, sample_probability AS "sampleProbability",
         said.verdicts, won.at AS "wonAt"
    FROM decisions AS decision
    LEFT JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('verdict', verdict, 'reasons', reasons, 'at', at) ORDER BY at) AS verdicts
        FROM verdicts WHERE decision_id = decision.id) AS said ON true
    LEFT JOIN LATERAL (SELECT min(at) AS at FROM outcomes WHERE decision_id = decision.id) AS won ON true
   WHERE decision = 'qualified' AND (said.verdicts IS NOT NULL OR won.at IS NOT NULL)`;

@Injectable()
export class LabelledDecisions {
  constructor(private readonly dataSource: DataSource) {}

  /** Decisions of which sales has said something or that were won, the oldest first, in batches. */
  async *ended(): AsyncGenerator<EndedDecision[]> {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows: Row[] = await this.dataSource.query(`${ENDED} AND decision.id > $1 ORDER BY decision.id LIMIT ${BATCH}`, [after]);
      if (rows.length > 0) yield rows.map(endedOf);
      if (rows.length < BATCH) return;
      after = rows.at(-1)!.id;
    }
  }

  /** The newest of them since an instant, the newest first. */
  async newest(since: Date, limit: number): Promise<EndedDecision[]> {
    const rows: Row[] = await this.dataSource.query(
      `${ENDED} AND decision.id >= $1 ORDER BY decision.id DESC LIMIT $2`,
      [earliestId(since), limit],
    );
    return rows.map(endedOf);
  }

  async wins(now: Date): Promise<ObservedWin[]> {
    return this.dataSource.query(
      `SELECT greatest(0, extract(epoch FROM min(outcomes.at) - min(verdicts.at)) / 86400)::double precision AS days,
              (extract(epoch FROM $1::timestamptz - min(verdicts.at)) / 86400)::double precision AS "ageDays"
         FROM outcomes JOIN verdicts USING (decision_id) WHERE verdict = 'accepted' GROUP BY decision_id`,
      [now],
    );
  }

  /** How many verdicts there are, and why sales said no since an instant. */
  async said(since: Date): Promise<{ verdicts: number; accepted: number; reasons: { reason: RejectionReasonCode; verdicts: number }[] }> {
    const [counted]: { verdicts: number; accepted: number }[] = await this.dataSource.query(
      `SELECT (SELECT count(*)::integer FROM verdicts) AS verdicts,
              (SELECT count(*)::integer FROM verdicts WHERE verdict = 'accepted' AND at > $1) AS accepted`,
      [since],
    );
    const reasons = await this.dataSource.query(
      `SELECT reasons[1] AS reason, count(*)::integer AS verdicts FROM verdicts
        WHERE verdict = 'rejected' AND at > $1 GROUP BY 1 ORDER BY 2 DESC, 1`,
      [since],
    );
    return { verdicts: counted?.verdicts ?? 0, accepted: counted?.accepted ?? 0, reasons };
  }
}

function endedOf({ verdicts, wonAt, ...decision }: Row): EndedDecision {
  return {
    ...decision,
    ending: { verdicts: (verdicts ?? []).map(({ at, ...verdict }) => ({ ...verdict, at: new Date(at) })), wonAt },
  };
}
