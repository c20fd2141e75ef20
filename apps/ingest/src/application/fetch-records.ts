import { DomainRefusal, DueWork, Transactions } from '@baton/messaging';
import { Clock, LOGGER, type Logger } from '@baton/service-kit';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { ApiAccess } from '../domain/hydration/api-access.js';
import type { Hydrator } from '../domain/hydration/hydrator.js';
import { hydrators } from '../domain/hydration/hydrators.js';
import { Deliveries } from '../infrastructure/deliveries.js';
import { DeliveryWriter } from '../infrastructure/delivery-writer.js';
import { FETCHED_HEADER } from '../infrastructure/fetched-header.js';
import { type Fetch, Fetches } from '../infrastructure/fetches.js';
import { PlatformApi } from '../infrastructure/platform-api.js';
import { type Source, Sources, stateOfNew } from '../infrastructure/sources.js';
import { SettleDeliveries } from './settle-deliveries.js';

const AT_ONCE = 20;
const LEASE_MS = 60_000;
const POLL_MS = 500;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** A platform that is away for longer than a long weekend needs a person. */
const GIVE_UP_AFTER_MS = 4 * 24 * 60 * 60_000;

/**
 * Fetches what webhooks told the ids of, as fast as each platform allows. What was fetched becomes a delivery of the
 * same source, and goes the way of all deliveries; what never can be becomes a dead letter that a person can replay.
 */
@Injectable()
export class FetchRecords implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly work: DueWork;
  /** When each source may be asked again, on the clock of `performance.now()`. */
  private readonly nextTurns = new Map<string, number>();

  constructor(
    @Inject(Fetches) private readonly fetches: Fetches,
    @Inject(Sources) private readonly sources: Sources,
    @Inject(PlatformApi) private readonly api: PlatformApi,
    @Inject(DeliveryWriter) private readonly writer: DeliveryWriter,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(SettleDeliveries) private readonly settle: SettleDeliveries,
    @Inject(Transactions) private readonly transactions: Transactions,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.work = new DueWork({ name: 'fetches', pollMs: POLL_MS, run: () => this.run(), logger });
  }

  onApplicationBootstrap(): void {
    this.settle.onReferences(() => this.work.wake());
    this.work.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.work.stop();
  }

  /** @returns how many records were asked for. */
  async run(): Promise<number> {
    const claimed = await this.fetches.claim(AT_ONCE, LEASE_MS, this.clock.now());
    const bySource = Map.groupBy(claimed, ({ sourceId }) => sourceId);
    await Promise.all([...bySource].map(([sourceId, some]) => this.fetchOf(sourceId, some)));
    return claimed.length;
  }

  /** One after the other: a source's turns are counted, and another source does not wait for them. */
  private async fetchOf(sourceId: string, fetches: readonly Fetch[]): Promise<void> {
    for (const fetch of fetches) {
      const source = await this.sources.find(sourceId);
      const hydrator = source === null ? undefined : hydrators[source.provider];
      if (source === null || hydrator === undefined) await this.giveUp(fetch, 'its source is gone');
      else if (source.api === null) await this.tryLater(fetch, 'the source has no access token yet');
      else if (!(await this.fetchOne(fetch, source, source.api, hydrator))) return;
    }
  }

  /** @returns false where the platform wants to be left alone: the others of the source are postponed. */
  private async fetchOne(fetch: Fetch, source: Source, access: ApiAccess, hydrator: Hydrator): Promise<boolean> {
    await this.turn(source.id, 1_000 / hydrator.perSecond);
    const says = await this.api.ask(hydrator, fetch.reference, access);
    switch (says.kind) {
      case 'answered':
        await this.store(fetch, source, says.body);
        return true;
      case 'gone':
        await this.giveUp(fetch, says.because);
        return true;
      case 'silent':
        await this.tryLater(fetch, `the platform does not answer: ${says.because}`);
        return true;
      case 'later': {
        const until = await this.tryLater(fetch, `the platform asks to come later: status ${says.status}`, says.afterMs);
        if (says.afterMs !== null) await this.fetches.postponeAll(source.id, until);
        return says.afterMs === null;
      }
      case 'token': {
        const renewed = hydrator.renewal ? await this.renewed(hydrator, access) : null;
        if (renewed !== null) await this.sources.save({ ...source, api: renewed, updatedAt: this.clock.now() });
        const problem = 'the platform does not take the access token: give the source a new one';
        await this.tryLater(fetch, problem, renewed === null ? null : 0);
        return renewed !== null;
      }
    }
  }

  private async renewed(hydrator: Hydrator, access: ApiAccess): Promise<ApiAccess | null> {
    try {
      return await this.api.renew(hydrator, hydrator.renewal!, access);
    } catch (error) {
      this.logger.warn({ errorName: (error as Error).name }, 'An access token could not be renewed');
      return null;
    }
  }

  private async turn(sourceId: string, everyMs: number): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.nextTurns.get(sourceId) ?? 0);
    this.nextTurns.set(sourceId, at + everyMs);
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
  }

  private async store(fetch: Fetch, source: Source, body: Buffer): Promise<void> {
    await this.writer.store({
      id: newId(),
      sourceId: source.id,
      state: stateOfNew(source),
      receivedAt: this.clock.now(),
      headers: {
        [FETCHED_HEADER]: JSON.stringify(fetch.reference),
        ...(fetch.traceparent === null ? {} : { traceparent: fetch.traceparent }),
      },
      body,
    });
    await this.fetches.end(fetch.id, this.clock.now());
  }

  /** @returns when it will be tried again. */
  private async tryLater(fetch: Fetch, problem: string, afterMs: number | null = null): Promise<Date> {
    const now = this.clock.now().getTime();
    const pause = afterMs ?? Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(fetch.attempts, 20));
    const due = new Date(now + pause);
    if (now - fetch.createdAt.getTime() > GIVE_UP_AFTER_MS) await this.giveUp(fetch, problem);
    else await this.fetches.postpone(fetch.id, due, problem);
    return due;
  }

  /** The delivery that told the id becomes a dead letter: to replay it is to fetch again. */
  private async giveUp(fetch: Fetch, problem: string): Promise<void> {
    await this.transactions.run(async (uow) => {
      const [delivery] = await this.deliveries.hold(uow, [fetch.deliveryId], 'done');
      await this.fetches.giveUp(uow, fetch.id, problem, this.clock.now());
      if (delivery === undefined) return;
      const error = new DomainRefusal(`What it tells the id of could not be fetched: ${problem}`);
      await this.settle.bury(delivery, { reason: 'REFUSED', error, attempts: fetch.attempts + 1 }, uow);
    });
  }
}
