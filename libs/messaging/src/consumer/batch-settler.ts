import type { AnyEventContract, ServiceName } from '@baton/contracts';
import type { ReceivedEvent } from '../cloud-events/received-event.js';
import { eventIdOf, readEvent, UnusableRecord } from '../cloud-events/read-event.js';
import type { RecordDeadLetters } from '../dead-letters/record-dead-letters.js';
import { backoff } from '../failures/jitter.js';
import { type HalvesOptions, type PoisonFailure, processInHalves } from '../failures/process-in-halves.js';
import { sortFailure } from '../failures/sort-failure.js';
import { admitToInbox } from '../inbox/inbox.js';
import type { BatchOutcome, KafkaRecord, RecordBatch } from '../kafka/broker.js';
import type { Logger } from '../logger.js';
import type { MessagingHealth } from '../nest/messaging-health.js';
import { MessagingMetrics } from '../telemetry/messaging-metrics.js';
import { ProcessingSpans } from '../telemetry/processing-spans.js';
import { traceIdOf } from '../telemetry/traces.js';
import type { Transactions } from '../transactions/transactions.js';
import type { UnitOfWork } from '../transactions/unit-of-work.js';
import { withHeartbeats } from './with-heartbeats.js';

/** What the service does with the events of a topic. */
export interface TopicHandler {
  readonly contract: AnyEventContract;
  readonly handle: (events: ReceivedEvent[], uow: UnitOfWork) => Promise<void>;
}

/** One transaction holds at most this many events, so that locks are short and heartbeats regular. */
export const EVENTS_PER_TRANSACTION = 500;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 10_000;
/** How long partitions are tried one by one before the rest has to wait for its next turn. */
const MOST_MS_APART = 5_000;

/** The batch was taken from us or we are stopping; whoever reads the partition next goes on from what is committed. */
class Interrupted extends Error {}

/** A record, and the batch that it stands in. */
interface Item {
  readonly batch: RecordBatch;
  readonly record: KafkaRecord;
}

/** How many records of a batch have ended, from its front. */
type Progress = Map<RecordBatch, number>;

/**
 * Brings each record of a topic's batches to its end: handled, known already, or a dead letter. What can not end now,
 * because the surroundings fail, is left for later, and nothing behind it in its partition is touched.
 */
export class BatchSettler {
  /** How often in a row each partition had to wait. */
  private readonly waits = new Map<string, number>();

  constructor(
    private readonly service: ServiceName,
    private readonly transactions: Transactions,
    private readonly deadLetters: RecordDeadLetters,
    private readonly health: MessagingHealth,
    private readonly logger: Logger,
    private readonly halves: HalvesOptions = {},
    private readonly metrics: MessagingMetrics = new MessagingMetrics(),
  ) {}

  /**
   * Settles batches of one topic, each of another partition, together: a transaction costs the same for one partition's
   * records as for those of all.
   * @returns an outcome for each batch, in their order.
   */
  async settle(batches: readonly RecordBatch[], handler: TopicHandler): Promise<BatchOutcome[]> {
    const progress: Progress = new Map(batches.map((batch) => [batch, 0]));
    const stoppedBy = await this.settleItems(itemsLeft(batches, progress), handler, progress);
    const retryAfterMs = await this.settleApart(batches, handler, progress, stoppedBy);
    return batches.map((batch) => {
      const settled = progress.get(batch) ?? 0;
      const committedThrough = batch.records[settled - 1]?.offset ?? null;
      if (settled === batch.records.length) {
        this.goesWell(batch);
        return { committedThrough };
      }
      return { committedThrough, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
    });
  }

  /**
   * What stopped the batches together may be the trouble of one partition alone, which must not hold up the others.
   * @returns how long to wait in milliseconds with what is left; null where it is not ours to wait for.
   */
  private async settleApart(
    batches: readonly RecordBatch[],
    handler: TopicHandler,
    progress: Progress,
    stoppedBy: unknown,
  ): Promise<number | null> {
    if (stoppedBy === null || stoppedBy instanceof Interrupted) return null;
    const unfinished = batches.filter((batch) => itemsLeft([batch], progress).length > 0);
    if (unfinished.length === 1) return this.waitFor(unfinished[0]!, stoppedBy);
    const giveUpAt = performance.now() + MOST_MS_APART;
    let retryAfterMs = 0;
    // Those that went well of late first, lest those that never do use up the time.
    for (const batch of unfinished.sort((one, other) => this.waitsOf(one) - this.waitsOf(other))) {
      if (performance.now() > giveUpAt) break;
      const stopped = await this.settleItems(itemsLeft([batch], progress), handler, progress);
      if (stopped instanceof Interrupted) return null;
      if (stopped !== null) retryAfterMs = Math.max(retryAfterMs, this.waitFor(batch, stopped));
    }
    return retryAfterMs;
  }

  /** @returns what stopped the work before the end, or null. */
  private async settleItems(
    items: readonly Item[],
    { contract, handle }: TopicHandler,
    progress: Progress,
  ): Promise<unknown> {
    const attempt = async (some: readonly Item[]): Promise<void> => {
      if (some.some(({ batch }) => batch.interrupted())) throw new Interrupted();
      await some[0]!.batch.heartbeat();
      const events = firstOfEach(some.map(({ batch, record }) => readEvent(contract, batch.partition, record)));
      const spans = new ProcessingSpans(this.service);
      const work = this.transactions.run(async (uow) => {
        const ids = events.map((event) => event.id);
        const fresh = await admitToInbox(uow, this.service, ids);
        const toHandle = events.filter((event) => fresh.has(event.id));
        uow.onCommit(() => this.metrics.arrived(contract.topic, fresh.size, some.length - fresh.size));
        if (toHandle.length > 0) await spans.handle(toHandle, (traced) => handle(traced, uow));
      });
      await spans.endWith(withHeartbeats(some[0]!.batch, work));
    };

    for (let start = 0; start < items.length; start += EVENTS_PER_TRANSACTION) {
      const slice = items.slice(start, start + EVENTS_PER_TRANSACTION);
      const { settled, stoppedBy } = await processInHalves(
        slice,
        attempt,
        (item, failure) => this.putAside(item, failure),
        { ...this.halves, sort },
      );
      for (const { batch } of slice.slice(0, settled)) progress.set(batch, (progress.get(batch) ?? 0) + 1);
      if (stoppedBy !== null) return stoppedBy;
    }
    return null;
  }

  private async putAside({ batch: { topic, partition }, record }: Item, failure: PoisonFailure): Promise<void> {
    await this.deadLetters.put({ topic, partition }, record, failure);
    const { kind, error } = failure;
    const errorName = error instanceof Error ? error.name : typeof error;
    const trace_id = traceIdOf(record.headers['traceparent']?.toString());
    this.logger.warn(
      { topic, partition, offset: record.offset, eventId: eventIdOf(record), trace_id, kind, errorName },
      'A record became a dead letter',
    );
  }

  /** The partitions were dealt out anew: those that waited may be somebody else's now. */
  forgetWaits(): void {
    for (const name of this.waits.keys()) this.health.clear(name);
    this.waits.clear();
  }

  /** Notes that the partition waits and returns for how long, in milliseconds. */
  waitFor(batch: RecordBatch, err: unknown): number {
    const name = nameOf(batch);
    const before = this.waitsOf(batch);
    this.waits.set(name, before + 1);
    const retryAfterMs = backoff(before, FIRST_RETRY_MS, LONGEST_RETRY_MS);
    this.health.trouble(name, `${name} waits: ${err instanceof Error ? err.message : String(err)}`);
    this.logger.warn(
      { err, topic: batch.topic, partition: batch.partition, retryAfterMs },
      'A partition waits, its records will be tried again',
    );
    return retryAfterMs;
  }

  private waitsOf(batch: RecordBatch): number {
    return this.waits.get(nameOf(batch)) ?? 0;
  }

  private goesWell(batch: RecordBatch): void {
    const name = nameOf(batch);
    if (this.waits.delete(name)) this.health.clear(name);
  }
}

function itemsLeft(batches: readonly RecordBatch[], progress: Progress): Item[] {
  return batches.flatMap((batch) => batch.records.slice(progress.get(batch)).map((record) => ({ batch, record })));
}

function sort(error: unknown): ReturnType<typeof sortFailure> {
  if (error instanceof Interrupted) return 'transient';
  if (error instanceof UnusableRecord) return 'permanent';
  return sortFailure(error);
}

function nameOf(batch: RecordBatch): string {
  return `${batch.topic}/${batch.partition}`;
}

/** A relay that crashed may have sent an event twice into one batch. */
function firstOfEach(events: readonly ReceivedEvent[]): ReceivedEvent[] {
  const seen = new Set<string>();
  return events.filter((event) => !seen.has(event.id) && seen.add(event.id));
}
