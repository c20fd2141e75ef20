import { DueWork, Transactions } from '@baton/messaging';
import { Clock, LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Rescorings } from '../infrastructure/rescorings.js';
import { JudgeLeads } from './judge-leads.js';

const AT_ONCE = 200;
const LOOKS_EVERY_MS = 1_000;

/** Scores the leads that sales does not have by a version that has come to rule, a few at a time. */
@Injectable()
export class RescoreLeads implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;

  constructor(
    private readonly transactions: Transactions,
    private readonly rescorings: Rescorings,
    private readonly judging: JudgeLeads,
    private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.work = new DueWork({
      name: 'scoring open leads anew',
      pollMs: LOOKS_EVERY_MS,
      // Live leads come first: half the time is theirs, whatever is to be done here.
      restMs: (ranMs) => ranMs,
      run: () => this.next(),
      logger,
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** @returns how many leads were looked at */
  next(): Promise<number> {
    return this.transactions.run(async (uow) => {
      const batch = await this.rescorings.take(AT_ONCE, uow.manager);
      if (batch === null) return 0;
      if (batch.leadIds.length === 0) {
        await this.rescorings.finish(batch.version, this.clock.now(), uow.manager);
        return 0;
      }
      const outcome = await this.judging.again(batch.leadIds, uow, batch.room === null ? {} : { mostSent: batch.room });
      await this.rescorings.advance(batch, outcome, uow.manager);
      return batch.leadIds.length;
    });
  }
}
