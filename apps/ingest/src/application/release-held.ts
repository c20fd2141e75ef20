import { DueWork, Transactions } from '@baton/messaging';
import { LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Deliveries } from '../infrastructure/deliveries.js';
import { ProcessDeliveries } from './process-deliveries.js';

const AT_ONCE = 1_000;
const POLL_MS = 2_000;

/**
 * Lets go what paused sources sent, once they are no longer paused. By looking, not on the act of resuming: an instance that
 * has not heard of it yet may hold a delivery a few seconds later.
 */
@Injectable()
export class ReleaseHeld implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;

  constructor(
    @Inject(Transactions) transactions: Transactions,
    @Inject(Deliveries) deliveries: Deliveries,
    @Inject(ProcessDeliveries) processing: ProcessDeliveries,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.work = new DueWork({
      name: 'held deliveries',
      pollMs: POLL_MS,
      run: async () => {
        const released = await transactions.run((uow) => deliveries.release(uow, AT_ONCE));
        if (released > 0) processing.wake();
        return released;
      },
      logger,
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** A source goes on: do not wait for the next look. */
  wake(): void {
    this.work.wake();
  }
}
