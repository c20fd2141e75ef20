import { DueWork, Transactions, type UnitOfWork } from '@baton/messaging';
import { Clock, LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { matchKeysOf } from '../domain/person/match-keys.js';
import { matchPeople } from '../domain/person/match-people.js';
import { DeliveryWriter } from '../infrastructure/delivery-writer.js';
import { Leads } from '../infrastructure/leads.js';
import { Lookalikes } from '../infrastructure/lookalikes.js';
import { Reviews } from '../infrastructure/reviews.js';
import { type Decider, DecideReviews } from './decide-reviews.js';

const AT_ONCE = 200;
const POLL_MS = 1_000;
/** It is never urgent: of its time one part is work and so many are rest. */
const REST_PER_WORK = 1;
const REST_PER_WORK_IN_A_CROWD = 20;

const BATON: Decider = { name: 'Baton', because: 'match', says: 'phone number and whole name are the same' };

/** Finds out, after people were stored, whether they may be somebody who is known by another address. */
@Injectable()
export class ComparePeople implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;

  constructor(
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(Leads) private readonly leads: Leads,
    @Inject(Lookalikes) private readonly lookalikes: Lookalikes,
    @Inject(Reviews) private readonly reviews: Reviews,
    @Inject(DecideReviews) private readonly deciding: DecideReviews,
    @Inject(DeliveryWriter) writer: DeliveryWriter,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.work = new DueWork({
      name: 'people to compare',
      pollMs: POLL_MS,
      restMs: (ranMs) => ranMs * (writer.isCrowded ? REST_PER_WORK_IN_A_CROWD : REST_PER_WORK),
      run: () => this.run(),
      logger,
    });
  }

  onApplicationBootstrap(): void {
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** @returns how many were compared. */
  async run(): Promise<number> {
    const { compared, certain } = await this.transactions.run(async (uow) => {
      const ids = await this.lookalikes.take(uow, AT_ONCE);
      return { compared: ids.length, certain: ids.length === 0 ? [] : await this.compare(ids, uow) };
    });
    // Whoever has answered in between was first; and where this ends before its time, somebody else will answer.
    for (const id of certain) await this.deciding.join(id, BATON);
    return compared;
  }

  /** @returns the questions that need nobody to answer them. */
  private async compare(ids: readonly string[], uow: UnitOfWork): Promise<string[]> {
    const standing = [...(await this.leads.look(uow, ids)).values()].filter(({ ended }) => ended === null);
    await this.lookalikes.keepKeys(uow, new Map(standing.map(({ lead }) => [lead.id, matchKeysOf(lead)])));
    const pairs = await this.lookalikes.pairsWith(uow, ids);
    if (pairs.length === 0) return [];
    const people = await this.leads.look(uow, [...new Set(pairs.flatMap(({ oneId, otherId }) => [oneId, otherId]))]);
    const asked = pairs.flatMap((pair) => {
      const [one, other] = [people.get(pair.oneId), people.get(pair.otherId)];
      if (one === undefined || other === undefined || one.ended !== null || other.ended !== null) return [];
      const comparison = matchPeople(one.lead, other.lead);
      return comparison.verdict === 'different' ? [] : [{ ...pair, ...comparison }];
    });
    const open = asked.length === 0 ? [] : await this.reviews.ask(uow, asked, this.clock.now());
    const certain = new Set(
      asked.flatMap(({ verdict, oneId, otherId }) => (verdict === 'match' ? [oneId + otherId] : [])),
    );
    return open.flatMap(({ id, oneId, otherId }) => (certain.has(oneId + otherId) ? [id] : []));
  }
}
