import { Clock } from '@baton/service-kit';
import { Injectable } from '@nestjs/common';
import { labelled, type LabelledDecision } from '../domain/learning/ended-decision.js';
import { maturityDays } from '../domain/learning/maturity.js';
import { LabelledDecisions } from '../infrastructure/labelled-decisions.js';
import { LearningSettingsStore } from '../infrastructure/learning-settings.js';
import { PointsTables } from '../infrastructure/points-tables.js';

export interface KnownEnds {
  readonly decisions: readonly LabelledDecision[];
  /** Whether the ruling table was learned from some of them: then they flatter it. */
  readonly flatter: boolean;
}

/** Enough to judge a table on those alone that it was not learned from. */
const ENOUGH_UNSEEN = 300;

/** What is known of how leads ended, as far as a plan may stand on it. */
@Injectable()
export class ReadKnownEnds {
  constructor(
    private readonly decisions: LabelledDecisions,
    private readonly settings: LearningSettingsStore,
    private readonly tables: PointsTables,
    private readonly clock: Clock,
  ) {}

  /** The newest since an instant; where there are enough, only those that the ruling table was not learned from. */
  async since(instant: Date, limit: number): Promise<KnownEnds> {
    const now = this.clock.now();
    const { goal } = await this.settings.get();
    const reading = { goal, maturityDays: goal === 'won' ? maturityDays(await this.decisions.wins(now)) : 0, now };
    const all = labelled(await this.decisions.newest(instant, limit), reading);
    const learnedAt = await this.tables.learnedAt();
    const unseen = all.filter(({ at }) => learnedAt === null || at >= learnedAt);
    return unseen.length >= ENOUGH_UNSEEN ? { decisions: unseen, flatter: false } : { decisions: all, flatter: unseen.length < all.length };
  }
}
