import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Goal } from '../domain/learning/label.js';

export interface LearningSettings {
  readonly goal: Goal;
  /** Whether a table that is better beyond doubt rules at once, without anybody's word. */
  readonly promoteByRule: boolean;
  /** After so many new verdicts a new table is learned. */
  readonly newVerdicts: number;
  /** Facts to learn from although they seem to know the end: somebody knows when they are written. */
  readonly trusted: readonly string[];
}

@Injectable()
export class LearningSettingsStore {
  constructor(private readonly dataSource: DataSource) {}

  async get(): Promise<LearningSettings> {
    const [row]: LearningSettings[] = await this.dataSource.query(
      `SELECT goal, promote_by_rule AS "promoteByRule", new_verdicts AS "newVerdicts", trusted FROM learning_settings`,
    );
    return row!;
  }

  async put({ goal, promoteByRule, newVerdicts, trusted }: LearningSettings): Promise<void> {
    await this.dataSource.query('UPDATE learning_settings SET goal = $1, promote_by_rule = $2, new_verdicts = $3, trusted = $4', [
      goal,
      promoteByRule,
      newVerdicts,
      trusted,
    ]);
  }
}
