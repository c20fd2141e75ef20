import { randomUUID } from 'node:crypto';
import { type EventsHandler, type KafkaRecord, readRecord } from '@baton/messaging';
import { type EachBatchPayload, Kafka, logLevel, Partitioners } from 'kafkajs';
import type { EntityManager } from 'typeorm';
import { eventRows, pieces } from './event-rows.js';
import { startService } from './service.js';
import { measured, type Stage } from './stage.js';

/** Events a second, with one guarantee more each. */
export interface ConsumerRound {
  /** `eachBatch`, JSON.parse, the same INSERT, commit. */
  readonly bare: number;
  /** And the envelope read, and the data held against the schema. */
  readonly decoded: number;
  /** And the inbox, in one transaction with the INSERT. */
  readonly inboxed: number;
  /** Baton's consumer: and failures sorted, halved, put aside; heartbeats; spans and metrics. */
  readonly ours: number;
}

interface Effect {
  readonly id: string;
  readonly leadId: string;
  readonly number: number;
}

type Take = (records: readonly KafkaRecord[], partition: number) => Promise<void>;

/** One round: the same records of one topic, each time by a group of its own. */
export async function measureConsumer(stage: Stage, events: number): Promise<ConsumerRound> {
  const topic = `bench.consumer.${randomUUID().slice(0, 8)}`;
  const contract = { ...measured, topic } as unknown as typeof measured;
  await stage.createTopic(topic);
  await preload(stage, topic, events);
  await stage.database.query('TRUNCATE effects, inbox_events');

  const bare = await measureBatches(stage, topic, events, async (records) => {
    const effects = records.map(({ value, headers }) => ({
      ...(JSON.parse(value!.toString()) as Effect),
      id: headers['ce_id']!.toString(),
    }));
    await insert(stage.database.manager, effects);
  });
  const decoded = await measureBatches(stage, topic, events, async (records, partition) => {
    const read = records.map((record) => readRecord(contract, partition, record));
    await insert(
      stage.database.manager,
      read.map(({ id, data }) => ({ id, ...data })),
    );
  });
  const inboxed = await measureBatches(stage, topic, events, async (records, partition) => {
    const read = records.map((record) => readRecord(contract, partition, record));
    await stage.database.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO inbox_events (event_id, consumer) SELECT event_id, 'bare' FROM unnest($1::uuid[]) AS event (event_id)
         ON CONFLICT DO NOTHING RETURNING event_id`,
        [read.map(({ id }) => id)],
      );
      await insert(
        manager,
        read.map(({ id, data }) => ({ id, ...data })),
      );
    });
  });
  return { bare, decoded, inboxed, ours: await measureOurs(stage, contract, events) };
}

async function measureOurs(stage: Stage, contract: typeof measured, events: number): Promise<number> {
  const clock = new Stopwatch(events);
  const handle: EventsHandler = async (received, uow) => {
    clock.begin();
    const effects = received.map(({ id, data }) => ({ id, ...(data as Omit<Effect, 'id'>) }));
    await insert(uow.manager, effects);
    clock.done(received.length);
  };
  const service = await startService(stage, { contract, handle });
  const rate = await clock.rate;
  await service.close();
  return rate;
}

async function measureBatches(stage: Stage, topic: string, events: number, take: Take): Promise<number> {
  const clock = new Stopwatch(events);
  const kafka = new Kafka({ brokers: [...stage.brokers], logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({ groupId: `bare-${randomUUID()}`, minBytes: 1, maxWaitTimeInMs: 500 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary }: EachBatchPayload) => {
      clock.begin();
      const records = batch.messages.map(({ offset, key, value, headers }) => ({
        offset,
        key,
        value,
        headers: (headers ?? {}) as Record<string, Buffer>,
      }));
      await take(records, batch.partition);
      const last = batch.messages.at(-1)!.offset;
      resolveOffset(last);
      const next = String(BigInt(last) + 1n);
      await commitOffsetsIfNecessary({
        topics: [{ topic, partitions: [{ partition: batch.partition, offset: next }] }],
      });
      clock.done(records.length);
    },
  });
  const rate = await clock.rate;
  await consumer.disconnect();
  return rate;
}

/** From the first batch to the last: joining a group is not what is measured. */
class Stopwatch {
  private startedAt = 0;
  private left: number;
  private finish!: (rate: number) => void;
  readonly rate = new Promise<number>((resolve) => (this.finish = resolve));

  constructor(private readonly events: number) {
    this.left = events;
  }

  begin(): void {
    this.startedAt ||= performance.now();
  }

  done(count: number): void {
    this.left -= count;
    if (this.left <= 0) this.finish((this.events * 1_000) / (performance.now() - this.startedAt));
  }
}

async function insert(manager: EntityManager, effects: readonly Effect[]): Promise<void> {
  await manager.query(
    `INSERT INTO effects (event_id, lead_id, number) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[])`,
    [effects.map(({ id }) => id), effects.map(({ leadId }) => leadId), effects.map(({ number }) => number)],
  );
}

async function preload(stage: Stage, topic: string, events: number): Promise<void> {
  const kafka = new Kafka({ brokers: [...stage.brokers], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  for (const some of pieces(eventRows(events, topic), 1_000)) {
    await producer.send({
      topic,
      messages: some.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
    });
  }
  await producer.disconnect();
}
