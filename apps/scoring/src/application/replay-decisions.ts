import { Injectable } from '@nestjs/common';
import type { PointsTable } from '../domain/points-table.js';
import { replay } from '../domain/replay.js';
import { Decisions } from '../infrastructure/decisions.js';
import { PointsTables } from '../infrastructure/points-tables.js';

export interface ReplayedDecision {
  readonly decisionId: string;
  readonly leadId: string;
  readonly decidedAt: Date;
  readonly modelVersion: number;
  readonly decision: 'qualified' | 'held';
  readonly score: number;
  /** `null` where nobody kept what the decision stood on: it was made before that was done. */
  readonly same: boolean | null;
  /** What comes out now, where it is something else. */
  readonly now?: unknown;
}

/** Makes decisions again as of their time, with the version and the inputs that they had. */
@Injectable()
export class ReplayDecisions {
  constructor(
    private readonly decisions: Decisions,
    private readonly tables: PointsTables,
  ) {}

  /** All decisions about the leads, the oldest first. */
  async of(leadIds: readonly string[]): Promise<ReplayedDecision[]> {
    const kept = await this.decisions.kept(leadIds);
    const tables = new Map<number, PointsTable>();
    for (const version of new Set(kept.map(({ score }) => score.modelVersion))) {
      const table = await this.tables.ofVersion(version);
      if (table) tables.set(version, table);
    }
    return kept.map(({ id, leadId, decidedAt, inputs, score, decision }): ReplayedDecision => {
      const about = {
        decisionId: id,
        leadId,
        decidedAt,
        modelVersion: score.modelVersion,
        decision: decision.kind,
        score: score.score,
      };
      const table = tables.get(score.modelVersion);
      if (!table || inputs === null) return { ...about, same: null };
      const { same, now } = replay(inputs, table, { score, decision });
      return same ? { ...about, same } : { ...about, same, now: JSON.parse(now) as unknown };
    });
  }
}
