import { contractsConsumedBy } from '@baton/contracts';
import { type Broker, BROKER, DueWork, forgetInbox, KafkaBatchServer, Transactions } from '@baton/messaging';
import { Clock, LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ReadingProgress, type Rebuild } from '../domain/rebuild.js';
import { Projections } from '../infrastructure/projections.js';
import { Rebuilds } from '../infrastructure/rebuilds.js';

const SERVICE = 'reporting';
const POLL_MS = 500;
/** Other instances need a moment to leave the group: not worth a word before this. */
const PATIENCE_MS = 60_000;

/**
 * Throws the projections away and reads them again from the log. All instances follow one row: while it says `emptying`
 * none consumes, one of them empties the tables and sends the group back to the oldest record, then all consume again.
 * Each step may be repeated, so an instance that boots after a crash just goes on.
 */
@Injectable()
export class RebuildProjections implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;
  private suspended = false;
  private progress: ReadingProgress | null = null;

  constructor(
    @Inject(Rebuilds) private readonly rebuilds: Rebuilds,
    @Inject(Projections) private readonly projections: Projections,
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(KafkaBatchServer) private readonly consumer: KafkaBatchServer,
    @Inject(BROKER) private readonly broker: Broker,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.work = new DueWork({ name: 'rebuild', pollMs: POLL_MS, run: () => this.follow(), logger });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  /** Before the consumer is closed, so that nothing lets it consume again. */
  onModuleDestroy(): Promise<void> {
    return this.work.stop();
  }

  /** Begins a rebuild, unless one goes on already. */
  async begin(by: string): Promise<Rebuild> {
    await this.rebuilds.begin(by, this.clock.now());
    this.work.wake();
    return this.rebuilds.read();
  }

  private async follow(): Promise<number> {
    const { phase, total, startedAt } = await this.rebuilds.read();
    try {
      if (phase === 'emptying') await this.empty();
      else this.consume();
      if (phase === 'reading') await this.measure(total);
      else this.progress = null;
    } catch (error) {
      const waited = startedAt ? this.clock.now().getTime() - startedAt.getTime() : 0;
      if (waited > PATIENCE_MS)
        await this.rebuilds.stumble(error instanceof Error ? error.message : String(error));
      throw error;
    }
    return 0;
  }

  private async empty(): Promise<void> {
    await this.consumer.suspend();
    this.suspended = true;
    await this.rebuilds.alone(async () => {
      if ((await this.rebuilds.read()).phase !== 'emptying') return;
      // First the tables, then the offsets: whoever consumes in between writes what will be read once more and skipped.
      await this.transactions.run(async (uow) => {
        await this.projections.forget(uow);
        await forgetInbox(uow);
      });
      await this.broker.admin.resetOffsets(SERVICE, topics());
      const behind = await this.broker.admin.lag(SERVICE, topics());
      const total = behind.reduce((sum, { lag }) => sum + lag, 0);
      await this.transactions.run((uow) => this.rebuilds.startReading(uow, total));
      this.consume();
    });
  }

  private consume(): void {
    if (!this.suspended) return;
    this.consumer.resume();
    this.suspended = false;
  }

  private async measure(total: number): Promise<void> {
    this.progress ??= new ReadingProgress();
    const left = this.progress.left(await this.broker.admin.lag(SERVICE, topics()));
    if (left === 0) await this.rebuilds.finish(this.clock.now());
    else await this.rebuilds.progress(total - left);
  }
}

const topics = () => contractsConsumedBy(SERVICE).map(({ topic }) => topic);
