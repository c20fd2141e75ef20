import { Injectable } from '@nestjs/common';
import { describeChanges } from '../domain/points-table.js';
import { verdictOn } from '../domain/learning/verdict-on-trial.js';
import { type Challenger, Challengers, type ShadowSoFar } from '../infrastructure/challengers.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { LearnFromVerdicts } from './learn-from-verdicts.js';

export interface ShownChallenger extends Omit<Challenger, 'content'> {
  readonly table: Challenger['content'];
  /** Whether it is better beyond doubt, perhaps, or not. */
  readonly verdict: 'better' | 'perhaps' | 'no lift' | null;
  /** What it would change, in words. */
  readonly changes: readonly string[];
  readonly shadow: ShadowSoFar | null;
}

export interface LearningState {
  /** New verdicts since the last training, of how many make one worthwhile. */
  readonly needs: { readonly have: number; readonly of: number; readonly says: string };
  /** The newest one, whatever became of it. */
  readonly challenger: ShownChallenger | null;
}

@Injectable()
export class ShowChallenger {
  constructor(
    private readonly challengers: Challengers,
    private readonly tables: PointsTables,
    private readonly learning: LearnFromVerdicts,
  ) {}

  async execute(): Promise<LearningState> {
    const { have, of } = await this.learning.news();
    const newest = await this.challengers.newest();
    const says = have < of ? `${have} of ${of} new verdicts: the next table is learned when all are there` : `${have} new verdicts`;
    return { needs: { have, of, says }, challenger: newest && (await this.shown(newest)) };
  }

  private async shown({ content, ...challenger }: Challenger): Promise<ShownChallenger> {
    return {
      ...challenger,
      table: content,
      verdict: challenger.judged && verdictOn(challenger.judged).kind,
      changes: content === null ? [] : describeChanges(await this.tables.ruling(), content),
      shadow: challenger.state === 'shadow' ? await this.challengers.shadowSoFar(challenger.id) : null,
    };
  }
}
