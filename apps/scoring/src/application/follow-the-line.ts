import { DueWork, Transactions } from '@baton/messaging';
import { Clock, LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Cuts } from '../infrastructure/cuts.js';
import { LinePolicies } from '../infrastructure/line-policies.js';
import { PointsTables } from '../infrastructure/points-tables.js';
import { LayTheLine } from './lay-the-line.js';

const LOOKS_EVERY_MS = 1_000;
/** So many new leads move a window of a thousand far enough to look again. */
const NEW_LEADS = 50;

/** Keeps the line in its place while leads come in. */
@Injectable()
export class FollowTheLine implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;

  constructor(
    private readonly transactions: Transactions,
    private readonly line: LayTheLine,
    private readonly policies: LinePolicies,
    private readonly tables: PointsTables,
    private readonly cuts: Cuts,
    private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.work = new DueWork({ name: 'the line', pollMs: LOOKS_EVERY_MS, run: () => this.look(), logger });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** Lays the line anew where enough new leads have come. */
  async look(): Promise<number> {
    const { policy, version } = await this.policies.inForce(this.clock.now());
    if (policy.kind === 'points') return 0;
    const table = await this.tables.ruling();
    const laid = await this.cuts.newest(version, table.version);
    const newer = await this.cuts.newer(laid?.newestLead ?? null, NEW_LEADS);
    if (newer >= NEW_LEADS) await this.transactions.run((uow) => this.line.follow(table, uow));
    return 0;
  }
}
