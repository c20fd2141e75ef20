import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { type EventRow, eventRows, pieces } from './event-rows.js';
import { startService } from './service.js';
import type { Stage } from './stage.js';

/** As many as the relay sends at once. */
const AT_ONCE = 1_000;
const LOOK_EVERY_MS = 5;

export interface RelayRound {
  /** Events a second, each. */
  readonly bare: number;
  readonly read: number;
  readonly relayed: number;
  readonly appended: number;
}

/** One round: the same records by a bare producer, by one that reads them from Postgres first, and by the relay. */
export async function measureRelay(stage: Stage, events: number): Promise<RelayRound> {
  const topic = `bench.relay.${randomUUID().slice(0, 8)}`;
  await stage.createTopic(topic);
  const rows = eventRows(events, topic);
  const bare = await rateOf(events, () => produceBare(stage, rows));

  await stage.database.query('TRUNCATE outbox_events');
  const appended = await rateOf(events, () => fill(stage, rows));
  const read = await rateOf(events, () => readAndProduce(stage));

  // Filled before, so that the relay is measured and not whoever writes.
  const [{ last }] = (await stage.database.query('SELECT max(seq) AS last FROM outbox_events')) as [
    { last: string },
  ];
  const [{ seq: before }] = (await stage.database.query('SELECT seq FROM outbox_cursor')) as [
    { seq: string },
  ];
  const service = await startService(stage);
  const cursor = async () =>
    ((await stage.database.query('SELECT seq FROM outbox_cursor')) as [{ seq: string }])[0].seq;
  let first = await cursor();
  while (first === before) first = await (pause(LOOK_EVERY_MS), cursor());
  const startedAt = performance.now();
  while ((await cursor()) !== last) await pause(LOOK_EVERY_MS);
  const seconds = (performance.now() - startedAt) / 1_000;
  await service.close();
  // What was sent before the first look does not count, and neither does the time before it.
  return { bare, read, appended, relayed: Number(BigInt(last) - BigInt(first)) / seconds };
}

async function rateOf(events: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (events * 1_000) / (performance.now() - startedAt);
}

async function withProducer(
  stage: Stage,
  work: (send: (rows: readonly EventRow[]) => Promise<void>) => Promise<void>,
): Promise<void> {
  const kafka = new Kafka({ brokers: [...stage.brokers], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({
    idempotent: true,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  await work(async (rows) => {
    await producer.send({
      topic: rows[0]!.topic,
      acks: -1,
      messages: rows.map(({ key, value, headers }) => ({ key, value, headers: { ...headers } })),
    });
  });
  await producer.disconnect();
}

const produceBare = (stage: Stage, rows: readonly EventRow[]) =>
  withProducer(stage, async (send) => {
    for (const some of pieces(rows, AT_ONCE)) await send(some);
  });

/** With what it costs to have kept them, and without a cursor, a lock, or a second chance. */
const readAndProduce = (stage: Stage) =>
  withProducer(stage, async (send) => {
    for (let after = '0'; ;) {
      const rows = (await stage.database.query(
        `SELECT seq, id, topic, convert_from(key, 'UTF8') AS key, convert_from(payload, 'UTF8') AS value, headers
           FROM outbox_events WHERE seq > $1 ORDER BY seq LIMIT $2`,
        [after, AT_ONCE],
      )) as (EventRow & { seq: string })[];
      if (rows.length === 0) return;
      await send(rows);
      after = rows.at(-1)!.seq;
    }
  });

async function fill(stage: Stage, rows: readonly EventRow[]): Promise<void> {
  for (const some of pieces(rows, 100)) {
    await stage.database.transaction(async (manager) => {
      await manager.query(
        `SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ':outbox-append', 0))`,
      );
      await manager.query(
        `INSERT INTO outbox_events (id, topic, key, payload, headers)
         SELECT id, topic, convert_to(key, 'UTF8'), convert_to(value, 'UTF8'), headers
           FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) AS event (id, topic, key, value, headers)`,
        [
          some.map(({ id }) => id),
          some.map(({ topic }) => topic),
          some.map(({ key }) => key),
          some.map(({ value }) => value),
          some.map(({ headers }) => JSON.stringify(headers)),
        ],
      );
    });
  }
}
