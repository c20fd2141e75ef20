import { DueWork } from '@baton/messaging';
import { LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Challengers } from '../infrastructure/challengers.js';
import { LabelledDecisions } from '../infrastructure/labelled-decisions.js';
import { LearningSettingsStore } from '../infrastructure/learning-settings.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { PromoteChallenger } from './promote-challenger.js';
import { TrainChallenger } from './train-challenger.js';

const LOOKS_EVERY_MS = 15_000;

/** Learns a new table when sales has said enough new, or somebody asks for it. */
@Injectable()
export class LearnFromVerdicts implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;
  private asked = false;

  constructor(
    private readonly training: TrainChallenger,
    private readonly promoting: PromoteChallenger,
    private readonly challengers: Challengers,
    private readonly decisions: LabelledDecisions,
    private readonly settings: LearningSettingsStore,
    private readonly tables: PointsTables,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.work = new DueWork({ name: 'learning from verdicts', pollMs: LOOKS_EVERY_MS, run: () => this.look(), logger });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** Somebody wants a table learned now. */
  ask(): void {
    this.asked = true;
    this.work.wake();
  }

  /** How many verdicts came since the last training, of how many that make it worthwhile. */
  async news(): Promise<{ have: number; of: number }> {
    const { newVerdicts } = await this.settings.get();
    const { verdicts } = await this.decisions.said((await this.tables.ruling()).promotedAt);
    const last = await this.challengers.newest();
    return { have: Math.max(0, verdicts - (last?.verdicts ?? 0)), of: newVerdicts };
  }

  private async look(): Promise<number> {
    const { have, of } = await this.news();
    if (!this.asked && have < of) return 0;
    this.asked = false;
    const state = await this.training.execute();
    if (state === null) return 0;
    this.logger.info({ state }, 'a points table was learned from verdicts');
    if (state === 'shadow' && (await this.settings.get()).promoteByRule) await this.promoteByRule();
    return 0;
  }

  /** Rules at once only what is better beyond doubt. */
  private async promoteByRule(): Promise<void> {
    const challenger = await this.challengers.newest();
    if (challenger?.state !== 'shadow' || (challenger.judged?.auc.difference.low ?? 0) <= 0) return;
    await this.promoting.execute('Baton, by rule', challenger.says ?? undefined);
  }
}
