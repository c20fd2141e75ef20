import { DueWork } from '@baton/messaging';
import { Clock, LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { measuredEffect } from '../domain/learning/measured-effect.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { RecentLeads } from '../infrastructure/recent-leads.js';

const LOOKS_EVERY_MS = 3_600_000;
const FOUR_WEEKS_MS = 28 * 86_400_000;

/** Four weeks after a version came to rule, says what it has brought. */
@Injectable()
export class MeasureEffects implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;

  constructor(
    private readonly tables: PointsTables,
    private readonly recent: RecentLeads,
    private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.work = new DueWork({ name: 'measuring versions', pollMs: LOOKS_EVERY_MS, run: () => this.look(), logger });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** Of a version that gave way sooner, the weeks in which it ruled are measured. */
  async look(): Promise<number> {
    const due = new Date(this.clock.now().getTime() - FOUR_WEEKS_MS);
    for (const { version, promotedAt, gaveWayAt } of await this.tables.unmeasured(due)) {
      const before = await this.recent.between(new Date(promotedAt.getTime() - FOUR_WEEKS_MS), promotedAt);
      const after = await this.recent.between(promotedAt, until(promotedAt, gaveWayAt));
      await this.tables.measured(version, measuredEffect(before, after));
    }
    return 0;
  }
}

function until(promotedAt: Date, gaveWayAt: Date | null): Date {
  const fourWeeksOn = new Date(promotedAt.getTime() + FOUR_WEEKS_MS);
  return gaveWayAt !== null && gaveWayAt < fourWeeksOn ? gaveWayAt : fourWeeksOn;
}
