import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, IHeaders, Kafka, KafkaMessage } from 'kafkajs';
import { backoff } from '../../failures/jitter.js';
import type { Logger } from '../../logger.js';
import { Rest } from '../../rest.js';
import type { Consumption, KafkaRecord, Subscription } from '../broker.js';
import { isBrokerAway, isMembershipLost } from './is-broker-away.js';
import { OffsetCommitter } from '../offset-committer.js';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;
/** No heartbeat for so long, when requests time out after 15 s, is no outage: kafkajs has lost its thread. */
const SILENT_AT_MOST_MS = 120_000;
const LOOK_EVERY_MS = 5_000;
const DISCONNECT_WITHIN_MS = 15_000;
/** More than a fetch brings, so that all of its partitions are handed over at once. */
const PARTITIONS_AT_ONCE = 128;

/** A kafkajs consumer that is started anew whenever the broker was away; any other crash is fatal. */
export class KafkaJsConsumption implements Consumption {
  private readonly rest = new Rest();
  private readonly offsets = new OffsetCommitter((error) => {
    // Whoever is no member any more reads on in vain, and kafkajs, asked to join again, may never come back of it.
    if (!isMembershipLost(error)) return;
    this.offsets.forget();
    this.crashed?.(error as Error);
  });
  private readonly resumptions = new Set<NodeJS.Timeout>();
  private readonly ended: Promise<void>;
  private consumer: Consumer | null = null;
  private crashed: ((error: Error | null) => void) | null = null;
  private stopping = false;
  /** On the clock of `performance.now()`. */
  private nextFetchAt = 0;

  constructor(
    private readonly kafka: Kafka,
    private readonly subscription: Subscription,
    private readonly logger: Logger,
  ) {
    this.ended = this.keepConsuming();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.rest.end();
    await this.offsets.flush();
    // kafkajs waits for its batches in work here, and then leaves the group.
    await this.consumer?.stop().catch(() => {});
    this.crashed?.(null);
    await this.ended;
  }

  private async keepConsuming(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      const crash = await this.consumeUntilCrash(() => (failures = 0));
      this.subscription.onMembership(false);
      if (this.stopping || crash === null) return;
      if (!isBrokerAway(crash)) {
        this.logger.error(
          { err: crash, group: this.subscription.group },
          'The consumer has crashed for good',
        );
        this.subscription.onFatal(crash);
        return;
      }
      const retryAfterMs = backoff(failures++, FIRST_RETRY_MS, LONGEST_RETRY_MS);
      this.logger.warn(
        { err: crash, group: this.subscription.group, retryAfterMs },
        'The consumer has lost its broker and will join again',
      );
      await this.rest.upTo(retryAfterMs);
    }
  }

  /** Resolves with what the consumer crashed of, or null when it was stopped. */
  private async consumeUntilCrash(goesWell: () => void): Promise<Error | null> {
    const { group, topics, onMembership } = this.subscription;
    const consumer = this.kafka.consumer({
      groupId: group,
      allowAutoTopicCreation: false,
      // A member that was killed says no goodbye: its partitions wait for as long as this.
      sessionTimeout: 10_000,
      rebalanceTimeout: 60_000,
      heartbeatInterval: 2_000,
      minBytes: 1,
      // Brokers answer as soon as there is a byte; this bounds how long a resumed partition or a stop waits.
      maxWaitTimeInMs: 500,
      // kafkajs ends some crashes in silence: we take each, and decide ourselves.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4, restartOnFailure: async () => false },
    });
    const crash = new Promise<Error | null>((resolve) => {
      this.crashed = resolve;
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error));
    });
    let lastSign = Infinity;
    consumer.on(consumer.events.HEARTBEAT, () => (lastSign = performance.now()));
    const watch = setInterval(() => {
      if (performance.now() - lastSign < SILENT_AT_MOST_MS) return;
      lastSign = Infinity;
      this.subscription.onFatal(
        new Error(`The consumer of ${group} has been silent for ${SILENT_AT_MOST_MS / 1_000} s.`),
      );
    }, LOOK_EVERY_MS);
    consumer.on(consumer.events.GROUP_JOIN, () => {
      lastSign = performance.now();
      goesWell();
      this.offsets.forget();
      onMembership(true);
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [...topics], fromBeginning: true });
      if (this.stopping) return null;
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
        eachBatch: (payload) => this.takeBatch(payload),
      });
      // kafkajs forgets a consumer that is stopped while it joins, and stays in the group: so a stop waits until here.
      if (this.stopping) return null;
      this.consumer = consumer;
      return await crash;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      this.consumer = null;
      for (const timer of this.resumptions) clearTimeout(timer);
      this.resumptions.clear();
      clearInterval(watch);
      // A consumer that hangs must not keep us from making another, nor the wait for it keep a process from ending.
      const patience = pause(DISCONNECT_WITHIN_MS, undefined, { ref: false });
      await Promise.race([consumer.disconnect().catch(() => {}), patience]);
    }
  }

  private async takeBatch(payload: EachBatchPayload): Promise<void> {
    const { batch, heartbeat, isRunning, isStale, resolveOffset, commitOffsetsIfNecessary } = payload;
    const { topic, partition } = batch;
    let lostMembership: unknown = null;
    const now = performance.now();
    // The first batch of a fetch decides for all of them: kafkajs fetches again when the last one is through.
    if (now >= this.nextFetchAt) this.nextFetchAt = now + this.subscription.fetchEveryMs;

    const outcome = await this.subscription.onBatch({
      topic,
      partition,
      records: batch.messages.map(toRecord),
      heartbeat: async () => {
        if (lostMembership !== null) return;
        await heartbeat().catch((error: unknown) => (lostMembership = error));
      },
      interrupted: () => this.stopping || lostMembership !== null || !isRunning() || isStale(),
    });

    if (outcome.retryAfterMs !== undefined) {
      // The partition rests without being resolved, so that it is fetched again; the others and the heartbeats go on.
      const resume = payload.pause();
      const timer = setTimeout(() => {
        this.resumptions.delete(timer);
        resume();
      }, outcome.retryAfterMs);
      this.resumptions.add(timer);
    }
    if (outcome.committedThrough !== null) {
      resolveOffset(outcome.committedThrough);
      const next = String(BigInt(outcome.committedThrough) + 1n);
      this.offsets.commit(topic, partition, next, commitOffsetsIfNecessary);
      // Otherwise the next fetch need not wait for it: what is read again is known by the inbox.
      if (!isRunning()) await this.offsets.flush();
    }
    if (lostMembership !== null) throw lostMembership;
    const early = this.nextFetchAt - performance.now();
    if (early > 0 && isRunning()) await pause(early);
  }
}

function toRecord({ offset, key, value, headers }: KafkaMessage): KafkaRecord {
  return { offset, key, value, headers: lastOfEach(headers ?? {}) };
}

/** As kafkajs has them, but where a name comes more than once, or without a value, which its types do not know. */
function lastOfEach(headers: IHeaders): Record<string, Buffer> {
  for (const [name, values] of Object.entries(headers)) {
    const value = Array.isArray(values) ? values.at(-1) : values;
    if (!value) delete headers[name];
    else if (value !== values) headers[name] = value;
  }
  return headers as Record<string, Buffer>;
}
