import {
  DeadLetters,
  DomainRefusal,
  DueWork,
  type FailureKind,
  type PoisonFailure,
  processInHalves,
  sortFailure,
  Transactions,
  type UnitOfWork,
} from '@baton/messaging';
import { LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Deliveries, type StoredDelivery } from '../infrastructure/deliveries.js';
import { DeliveryWriter } from '../infrastructure/delivery-writer.js';
import { IdentityRace } from '../infrastructure/leads.js';
import { SettleDeliveries } from './settle-deliveries.js';

const AT_ONCE = 300;
const POLL_MS = 500;
const EVERY_MS = 10;
/** While webhooks crowd in, of its time one part is work and so many are rest: see docs/decisions/0019. */
const REST_PER_WORK_IN_A_CROWD = 15;
/** Each race lost means that somebody else won one, so a few tries are plenty. */
const MOST_RACES = 10;

/** Works off the stored deliveries, oldest first, many in one transaction. Several processes may do so at once. */
@Injectable()
export class ProcessDeliveries implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;

  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(SettleDeliveries) private readonly settle: SettleDeliveries,
    @Inject(DeadLetters) private readonly deadLetters: DeadLetters,
    @Inject(DeliveryWriter) private readonly writer: DeliveryWriter,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.work = new DueWork({
      name: 'deliveries',
      pollMs: POLL_MS,
      everyMs: EVERY_MS,
      restMs: (ranMs) => (this.writer.isCrowded ? ranMs * REST_PER_WORK_IN_A_CROWD : 0),
      run: () => this.run(),
      logger,
    });
  }

  onApplicationBootstrap(): void {
    this.deadLetters.registerReplayer('delivery', async ({ origin }, uow) => {
      if (origin.kind !== 'delivery') return;
      const [delivery] = await this.deliveries.hold(uow, [origin.deliveryId], 'dead');
      if (delivery !== undefined) await this.settleAgain(delivery, uow);
    });
    this.writer.onStored(() => this.work.wake());
    this.work.start();
  }

  /** There is something that waits. */
  wake(): void {
    this.work.wake();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /**
   * Does what waits, up to a batch.
   * @returns how many deliveries have ended.
   * @throws what stopped it, if that passes by itself: the next run tries again.
   */
  async run(): Promise<number> {
    let claimed: readonly StoredDelivery[] = [];
    try {
      await this.settleInOne(async (uow) => (claimed = await this.deliveries.claim(uow, AT_ONCE)));
      return claimed.length;
    } catch (error) {
      if (claimed.length === 0 || sortWithRaces(error) === 'transient') throw error;
    }
    const { settled, stoppedBy } = await processInHalves(
      claimed.map(({ id }) => id),
      (ids) => this.settleInOne((uow) => this.deliveries.hold(uow, ids, 'stored')),
      (id, failure) => this.bury(id, failure),
      { sort: sortWithRaces },
    );
    if (stoppedBy !== null) throw stoppedBy;
    return settled;
  }

  /**
   * Reads one again that came to its end, as its source says now.
   * @returns why it is refused now, and then nothing has changed; null where it is not.
   */
  async hearAgain(id: string): Promise<string | null> {
    try {
      await this.transactions.run(async (uow) => {
        const [delivery] = await this.deliveries.hold(uow, [id], 'done');
        if (delivery !== undefined) await this.withoutRaces(() => uow.attempt(() => this.settle.hearAgain(delivery, uow)));
      });
      return null;
    } catch (error) {
      if (error instanceof DomainRefusal) return error.message;
      throw error;
    }
  }

  private settleInOne(claim: (uow: UnitOfWork) => Promise<readonly StoredDelivery[]>): Promise<void> {
    return this.withoutRaces(() =>
      this.transactions.run(async (uow) => {
        const deliveries = await claim(uow);
        if (deliveries.length > 0) await this.settle.settle(deliveries, uow);
      }),
    );
  }

  private settleAgain(delivery: StoredDelivery, uow: UnitOfWork): Promise<void> {
    return this.withoutRaces(() => uow.attempt(() => this.settle.settleAgain(delivery, uow)));
  }

  private async withoutRaces(attempt: () => Promise<void>): Promise<void> {
    for (let races = 1; ; races++) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof IdentityRace) || races === MOST_RACES) throw error;
      }
    }
  }

  private async bury(id: string, { error, attempts, kind }: PoisonFailure): Promise<void> {
    const reason = kind === 'permanent' ? 'REFUSED' : 'FAILED';
    await this.transactions.run(async (uow) => {
      const [delivery] = await this.deliveries.hold(uow, [id], 'stored');
      if (delivery !== undefined) await this.settle.bury(delivery, { reason, error, attempts }, uow);
    });
  }
}

function sortWithRaces(error: unknown): FailureKind {
  return error instanceof IdentityRace ? 'transient' : sortFailure(error);
}
