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
import type { Transactions } from '../transactions/transactions.js';
import type { UnitOfWork } from '../transactions/unit-of-work.js';

/** What the service does with the events of a topic. */
export interface TopicHandler {
  readonly contract: AnyEventContract;
  readonly handle: (events: ReceivedEvent[], uow: UnitOfWork) => Promise<void>;
}

/** One transaction holds at most this many events, so that locks are short and heartbeats regular. */
const EVENTS_PER_TRANSACTION = 500;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 10_000;

/** The batch was taken from us or we are stopping; whoever reads the partition next goes on from what is committed. */
class Interrupted extends Error {}

/**
 * Brings each record of a batch to its end: handled, known already, or a dead letter. What can not end now, because the
 * surroundings fail, is left for later, and nothing behind it is touched.
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
  ) {}

  async settle(batch: RecordBatch, { contract, handle }: TopicHandler): Promise<BatchOutcome> {
    const { partition, records } = batch;

    const attempt = async (some: readonly KafkaRecord[]): Promise<void> => {
      if (batch.interrupted()) throw new Interrupted();
      await batch.heartbeat();
      const events = firstOfEach(some.map((record) => readEvent(contract, partition, record)));
      await this.transactions.run(async (uow) => {
        const ids = events.map((event) => event.id);
        const fresh = await admitToInbox(uow, this.service, ids);
        const toHandle = events.filter((event) => fresh.has(event.id));
        if (toHandle.length > 0) await handle(toHandle, uow);
      });
    };
    const putAside = (record: KafkaRecord, failure: PoisonFailure) =>
      this.deadLetters.put(batch, record, failure).then(() => {
        const { kind, error } = failure;
        const errorName = error instanceof Error ? error.name : typeof error;
        this.logger.warn(
          {
            topic: batch.topic,
            partition,
            offset: record.offset,
            eventId: eventIdOf(record),
            kind,
            errorName,
          },
          'A record became a dead letter',
        );
      });

    let settled = 0;
    while (settled < records.length) {
      const slice = records.slice(settled, settled + EVENTS_PER_TRANSACTION);
      const outcome = await processInHalves(slice, attempt, putAside, { ...this.halves, sort });
      settled += outcome.settled;
      if (outcome.stoppedBy === null) continue;
      const committedThrough = records[settled - 1]?.offset ?? null;
      if (outcome.stoppedBy instanceof Interrupted) return { committedThrough };
      return { committedThrough, retryAfterMs: this.waitFor(batch, outcome.stoppedBy) };
    }
    this.goesWell(batch);
    return { committedThrough: records.at(-1)?.offset ?? null };
  }

  /** The partitions were dealt out anew: those that waited may be somebody else's now. */
  forgetWaits(): void {
    for (const name of this.waits.keys()) this.health.clear(name);
    this.waits.clear();
  }

  /** Notes that the partition waits and returns for how long, in milliseconds. */
  waitFor(batch: RecordBatch, err: unknown): number {
    const name = nameOf(batch);
    const before = this.waits.get(name) ?? 0;
    this.waits.set(name, before + 1);
    const retryAfterMs = backoff(before, FIRST_RETRY_MS, LONGEST_RETRY_MS);
    this.health.trouble(name, `${name} waits: ${err instanceof Error ? err.message : String(err)}`);
    this.logger.warn(
      { err, topic: batch.topic, partition: batch.partition, retryAfterMs },
      'A partition waits, its records will be tried again',
    );
    return retryAfterMs;
  }

  private goesWell(batch: RecordBatch): void {
    const name = nameOf(batch);
    if (this.waits.delete(name)) this.health.clear(name);
  }
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
