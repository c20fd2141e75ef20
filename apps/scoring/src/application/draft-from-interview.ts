import { Injectable } from '@nestjs/common';
import type { Answered } from '../domain/interview/answers.js';
import { type Disagreement, disagreementsOf } from '../domain/interview/disagreements.js';
import { draftTable, pointsFor } from '../domain/interview/draft-table.js';
import { type Statement, statementsOf } from '../domain/interview/statements.js';
import type { PointsTableContent } from '../domain/points-table.js';
import { type InterviewedRep, InterviewedReps } from '../infrastructure/interviewed-reps.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { LayTheLine } from './lay-the-line.js';

export interface InterviewDraft {
  /** `null` before anything was said that can be read off a lead. */
  readonly table: PointsTableContent | null;
  readonly statements: readonly (Statement & { readonly points: number })[];
  readonly disagreements: readonly Disagreement[];
}

/** The points table that the reps' answers amount to, for a person to change and promote. */
@Injectable()
export class DraftFromInterview {
  constructor(
    private readonly reps: InterviewedReps,
    private readonly tables: PointsTables,
    private readonly line: LayTheLine,
  ) {}

  async execute(): Promise<InterviewDraft> {
    const statements = statementsOf(answeredOf(await this.reps.list()));
    return {
      table: await this.tableOf(statements),
      statements: statements.map((statement) => ({ ...statement, points: statement.when ? pointsFor(statement) : 0 })),
      disagreements: disagreementsOf(statements),
    };
  }

  /** Nobody was asked about single acts and who skips the line: that stays. Of the newest leads it sends as many as now. */
  private async tableOf(statements: readonly Statement[]): Promise<PointsTableContent | null> {
    const draft = draftTable(statements);
    if (!draft) return null;
    const ruling = await this.tables.ruling();
    const taken = new Set([...draft.rules, ...draft.exclusions].map(({ id }) => id));
    const table = {
      ...draft,
      activities: ruling.activities.filter(({ id }) => !taken.has(id)),
      skipTheLine: ruling.skipTheLine.filter(({ id }) => !taken.has(id)),
    };
    const { cut } = await this.line.asManyBy({ ...table, version: ruling.version + 1 }, ruling);
    const line = Math.floor(cut ?? 0);
    // A line that nobody is below says only that the newest leads have none of what was asked for.
    return line > 0 ? { ...table, line } : table;
  }
}

export function answeredOf(reps: readonly Pick<InterviewedRep, 'name' | 'answers'>[]): Answered[] {
  return reps.flatMap(({ name, answers }) => (answers ? [{ name, answers }] : []));
}
