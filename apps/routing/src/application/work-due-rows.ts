import { DueWork, Transactions } from '@baton/messaging';
import { LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { RouteLeads } from './route-leads.js';
import { SettleClocks } from './settle-clocks.js';

const CLOCKS_AT_ONCE = 500;
const CLOCKS_POLL_MS = 500;
const WAITING_AT_ONCE = 200;
const WAITING_POLL_MS = 5_000;

/** What waits in rows: clocks until they run out, and leads until there is somebody to take them. */
@Injectable()
export class WorkDueRows implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly clocks: DueWork;
  private readonly waiting: DueWork;

  constructor(
    transactions: Transactions,
    settleClocks: SettleClocks,
    routeLeads: RouteLeads,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.clocks = new DueWork({
      name: 'clocks',
      pollMs: CLOCKS_POLL_MS,
      run: () => transactions.run((uow) => settleClocks.due(CLOCKS_AT_ONCE, uow)),
      logger,
    });
    this.waiting = new DueWork({
      name: 'leads without an owner',
      pollMs: WAITING_POLL_MS,
      run: () => transactions.run((uow) => routeLeads.retry(WAITING_AT_ONCE, uow)),
      logger,
    });
  }

  onApplicationBootstrap(): void {
    this.clocks.start();
    this.waiting.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.clocks.stop(), this.waiting.stop()]);
  }

  /** Somebody may have come who can take the leads that wait, or a lead that waits. */
  routeWaiting(): void {
    this.waiting.wake();
  }
}
