import { setTimeout as pause } from 'node:timers/promises';
import {
  type BaseOptions,
  Consumer,
  findErrorBy,
  ListOffsetTimestamps,
  type RecordsBatch,
} from '@platformatic/kafka';
import { backoff } from '../../failures/jitter.js';
import type { Logger } from '../../logger.js';
import { Rest } from '../../rest.js';
import type { Consumption, KafkaRecord, RecordBatch, Subscription } from '../broker.js';
import { OffsetCommitter, type OffsetsToCommit } from '../offset-committer.js';
import { isBrokerAway } from './is-broker-away.js';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 10_000;
const SESSION_TIMEOUT_MS = 10_000;
const NOTHING_TO_DO_MS = 50;
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_BYTES_OF_A_PARTITION = 1024 * 1024;
const IS_CONTROL = 0b100000;

/** Where the group is in a partition that is ours. */
interface Position {
  readonly topic: string;
  readonly partition: number;
  offset: bigint;
  /** On the clock of `performance.now()`. */
  restsUntil: number;
}

/** Our part of the group, from one dealing out of its partitions to the next. */
interface Membership {
  isOurs(): boolean;
  /** Before the time, to come back later. */
  leave(because: Error): void;
}

class SilentForTooLong extends Error {
  override readonly name = 'SilentForTooLong';
  readonly canRetry = true;
  override readonly message = 'The work in hand gave no sign of life: its partitions are left to others.';
}

/**
 * A fetch loop of our own over the client's group membership and fetch: its stream knows single messages and cannot let
 * one partition rest while the others go on. It is started anew whenever the broker was away; any other error is fatal.
 */
export class PlatformaticConsumption implements Consumption {
  private readonly rest = new Rest();
  private readonly offsets = new OffsetCommitter();
  private readonly ended: Promise<void>;
  private stopping = false;

  constructor(
    private readonly client: BaseOptions,
    private readonly subscription: Subscription,
    private readonly logger: Logger,
  ) {
    this.ended = this.keepConsuming();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.rest.end();
    await this.ended;
  }

  private async keepConsuming(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      const crash = await this.consumeUntilCrash(() => (failures = 0));
      this.subscription.onMembership(false);
      if (this.stopping || crash === null) return;
      const { group, onFatal } = this.subscription;
      if (!isBrokerAway(crash)) {
        this.logger.error({ err: crash, group }, 'The consumer has crashed for good');
        onFatal(crash);
        return;
      }
      const retryAfterMs = backoff(failures++, FIRST_RETRY_MS, LONGEST_RETRY_MS);
      this.logger.warn(
        { err: crash, group, retryAfterMs },
        'The consumer has lost its broker and will join again',
      );
      await this.rest.upTo(retryAfterMs);
    }
  }

  private async consumeUntilCrash(goesWell: () => void): Promise<Error | null> {
    const { group, topics, onMembership } = this.subscription;
    const consumer = new Consumer({
      ...this.client,
      groupId: group,
      // A member that was killed says no goodbye: its partitions wait for as long as this.
      sessionTimeout: SESSION_TIMEOUT_MS,
      rebalanceTimeout: 60_000,
      heartbeatInterval: 2_000,
      autocommit: false,
    });
    let dealings = 0;
    let lost: Error | null = null;
    // It joins again by itself as soon as it hears of a rebalance, whatever we have in work.
    consumer.on('consumer:group:join', () => {
      dealings++;
      this.offsets.forget();
    });
    consumer.on('error', (error: Error) => (lost = error));
    try {
      consumer.topics.trackAll(...topics);
      await consumer.joinGroup();
      while (!this.stopping) {
        const dealt = dealings;
        const positions = await positionsOf(consumer);
        goesWell();
        onMembership(true);
        const membership: Membership = {
          isOurs: () => lost === null && dealings === dealt,
          leave: (because) => {
            lost = because;
            onMembership(false);
            void leaveGroup(consumer);
          },
        };
        while (membership.isOurs() && !this.stopping) await this.fetchOnce(consumer, positions, membership);
        if (lost !== null) return lost;
      }
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      await this.offsets.flush();
      await leaveGroup(consumer);
      await consumer.close(true).catch(() => {});
    }
  }

  private async fetchOnce(
    consumer: Consumer,
    positions: readonly Position[],
    membership: Membership,
  ): Promise<void> {
    const startedAt = performance.now();
    const awake = positions.filter(({ restsUntil }) => restsUntil <= startedAt);
    if (awake.length === 0) return this.rest.upTo(NOTHING_TO_DO_MS);
    const batches = await fetchFrom(consumer, awake);
    if (batches.length === 0) return;
    // The client tells the group that we live, even while the work hangs: so whoever hangs has to leave.
    const silence = setTimeout(() => membership.leave(new SilentForTooLong()), SESSION_TIMEOUT_MS);
    const heartbeat = () => void silence.refresh();
    try {
      await Promise.all(batches.map((batch) => this.take(consumer, batch, membership.isOurs, heartbeat)));
    } finally {
      clearTimeout(silence);
    }
    const early = startedAt + this.subscription.fetchEveryMs - performance.now();
    if (early > 0 && membership.isOurs() && !this.stopping) await pause(early);
  }

  private async take(
    consumer: Consumer,
    { position, records }: { readonly position: Position; readonly records: readonly KafkaRecord[] },
    isOurs: () => boolean,
    heartbeat: () => void,
  ): Promise<void> {
    const { topic, partition } = position;
    const batch: RecordBatch = {
      topic,
      partition,
      records,
      heartbeat: () => Promise.resolve(heartbeat()),
      interrupted: () => this.stopping || !isOurs(),
    };
    const { committedThrough, retryAfterMs } = await this.subscription.onBatch(batch);
    if (retryAfterMs !== undefined) position.restsUntil = performance.now() + retryAfterMs;
    // Somebody else may have committed more by now.
    if (committedThrough === null || !isOurs()) return;
    position.offset = BigInt(committedThrough) + 1n;
    this.offsets.commit(topic, partition, String(position.offset), (offsets) => commit(consumer, offsets));
  }
}

/** Where to go on in each partition that the group has dealt to us. */
async function positionsOf(consumer: Consumer): Promise<Position[]> {
  const assigned = (consumer.assignments ?? []).filter(({ partitions }) => partitions.length > 0);
  if (assigned.length === 0) return [];
  const [committed, oldest] = [
    await consumer.listCommittedOffsets({ topics: assigned }),
    await consumer.listOffsets({
      topics: assigned.map(({ topic }) => topic),
      timestamp: ListOffsetTimestamps.EARLIEST,
    }),
  ];
  return assigned.flatMap(({ topic, partitions }) =>
    partitions.map((partition): Position => {
      const known = committed.get(topic)?.[partition] ?? -1n;
      return {
        topic,
        partition,
        offset: known >= 0n ? known : (oldest.get(topic)?.[partition] ?? 0n),
        restsUntil: 0,
      };
    }),
  );
}

interface FetchedBatch {
  readonly position: Position;
  readonly records: readonly KafkaRecord[];
}

async function fetchFrom(consumer: Consumer, positions: readonly Position[]): Promise<FetchedBatch[]> {
  const metadata = await consumer.metadata({ topics: [...new Set(positions.map(({ topic }) => topic))] });
  const byLeader = Map.groupBy(
    positions,
    ({ topic, partition }) => metadata.topics.get(topic)!.partitions[partition]!.leader,
  );
  const fetched = await Promise.all(
    [...byLeader].map(async ([node, some]) => {
      const byTopic = Map.groupBy(some, ({ topic }) => metadata.topics.get(topic)!.id);
      try {
        const { responses } = await consumer.fetch({
          node,
          minBytes: 1,
          maxBytes: MOST_BYTES,
          // Brokers answer as soon as there is a byte; this bounds how long a resumed partition or a stop waits.
          maxWaitTime: 500,
          topics: [...byTopic].map(([topicId, of]) => ({
            topicId,
            partitions: of.map(({ partition, offset }) => ({
              partition,
              fetchOffset: offset,
              partitionMaxBytes: MOST_BYTES_OF_A_PARTITION,
              currentLeaderEpoch: -1,
              lastFetchedEpoch: -1,
            })),
          })),
        });
        return responses.flatMap(({ topicId, partitions }) =>
          partitions.flatMap(({ partitionIndex, records }): FetchedBatch[] => {
            const position = byTopic.get(topicId)?.find(({ partition }) => partition === partitionIndex);
            return position ? batchOf(position, records ?? []) : [];
          }),
        );
      } catch (error) {
        // What retention took away while we were away: go on with the oldest that is left.
        if (!findErrorBy(error as Error, 'apiId', 'OFFSET_OUT_OF_RANGE')) throw error;
        const oldest = await consumer.listOffsets({
          topics: some.map(({ topic }) => topic),
          timestamp: ListOffsetTimestamps.EARLIEST,
        });
        for (const position of some) {
          const low = oldest.get(position.topic)?.[position.partition] ?? 0n;
          if (position.offset < low) position.offset = low;
        }
        return [];
      }
    }),
  );
  return fetched.flat();
}

function batchOf(position: Position, fetched: readonly RecordsBatch[]): FetchedBatch[] {
  const records: KafkaRecord[] = [];
  let next = position.offset;
  for (const batch of fetched) {
    next = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n;
    if (batch.attributes & IS_CONTROL) continue;
    for (const { offsetDelta, key, value, headers } of batch.records) {
      const offset = batch.firstOffset + BigInt(offsetDelta);
      // A broker answers with whole batches, which may begin before what was asked for.
      if (offset >= position.offset)
        records.push({ offset: String(offset), key, value, headers: lastOfEach(headers) });
    }
  }
  if (records.length > 0) return [{ position, records }];
  if (next > position.offset) position.offset = next;
  return [];
}

function lastOfEach(headers: readonly (readonly [Buffer | null, Buffer | null])[]): Record<string, Buffer> {
  const single: Record<string, Buffer> = {};
  for (const [name, value] of headers) if (name && value) single[name.toString()] = value;
  return single;
}

/** Its declarations name the callback form first. */
async function leaveGroup(consumer: Consumer): Promise<void> {
  await (consumer.leaveGroup() as unknown as Promise<void>).catch(() => {});
}

async function commit(consumer: Consumer, { topics }: OffsetsToCommit): Promise<void> {
  await consumer.commit({
    offsets: topics.flatMap(({ topic, partitions }) =>
      partitions.map(({ partition, offset }) => ({
        topic,
        partition,
        offset: BigInt(offset),
        leaderEpoch: -1,
      })),
    ),
  });
}
