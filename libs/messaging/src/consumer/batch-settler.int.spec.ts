import type { EventEmitter } from 'node:events';
import {
  batchOf,
  createTestSchema,
  recordOf,
  silent,
  testContract,
  type TestSchema,
} from '../../test/fixture.js';
import type { ReceivedEvent } from '../cloud-events/received-event.js';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { RecordDeadLetters } from '../dead-letters/record-dead-letters.js';
import { DomainRefusal } from '../failures/domain-refusal.js';
import type { KafkaRecord, RecordBatch } from '../kafka/broker.js';
import { MessagingHealth } from '../nest/messaging-health.js';
import { Transactions } from '../transactions/transactions.js';
import type { UnitOfWork } from '../transactions/unit-of-work.js';
import { BatchSettler } from './batch-settler.js';

const contract = testContract();
type Noted = ReceivedEvent<typeof contract>;

/** The driver's own. */
const connectionOf = (uow: UnitOfWork) =>
  (uow.manager.queryRunner as unknown as { databaseConnection: EventEmitter }).databaseConnection;

describe('settling a batch', () => {
  let schema: TestSchema;
  let settler: BatchSettler;
  let deadLetters: DeadLetters;
  let health: MessagingHealth;

  const note = async (events: readonly Noted[], uow: UnitOfWork) => {
    for (const event of events) {
      await uow.query(`INSERT INTO noted (number, subject) VALUES ($1, $2)`, [
        event.data.number,
        event.subject,
      ]);
    }
  };
  const settleBatches = (
    batches: readonly RecordBatch[],
    handle: (events: readonly Noted[], uow: UnitOfWork) => Promise<void> = note,
  ) => settler.settle(batches, { contract, handle: (events, uow) => handle(events as Noted[], uow) });
  const settle = async (records: readonly KafkaRecord[], handle = note) =>
    (await settleBatches([batchOf(contract, records)], handle))[0]!;
  const partition = (number: number, some: readonly KafkaRecord[]) => ({
    ...batchOf(contract, some),
    partition: number,
  });
  const refusing =
    (error: unknown, ...numbers: number[]) =>
    async (events: readonly Noted[], uow: UnitOfWork) => {
      await note(events, uow);
      if (events.some((event) => numbers.includes(event.data.number))) throw error;
    };
  const noted = async () =>
    (await schema.rows<{ number: number }>('SELECT number FROM noted ORDER BY place')).map(
      (row) => row.number,
    );
  const records = (count: number) => Array.from({ length: count }, (_, number) => recordOf(contract, number));
  const numbersWithout = (count: number, ...without: number[]) =>
    [...Array(count).keys()].filter((number) => !without.includes(number));

  beforeEach(async () => {
    schema = await createTestSchema('scoring');
    await schema.rows(`CREATE TABLE noted (place serial, number int, subject text)`);
    const transactions = new Transactions(schema.dataSource, 'scoring');
    deadLetters = new DeadLetters(transactions, 'scoring');
    health = new MessagingHealth();
    const recordDeadLetters = new RecordDeadLetters('scoring', transactions, deadLetters);
    settler = new BatchSettler('scoring', transactions, recordDeadLetters, health, silent);
  });
  afterEach(() => schema.drop());

  it('hands the events over in order, at most 500 a transaction', async () => {
    const sizes: number[] = [];
    const outcome = await settle(records(1_100), async (events, uow) => {
      sizes.push(events.length);
      await note(events, uow);
    });
    expect(outcome).toEqual({ committedThrough: '1099' });
    expect(sizes).toEqual([500, 500, 100]);
    expect(await noted()).toEqual(numbersWithout(1_100));
  });

  it('changes nothing when a batch, or a record within one, comes again', async () => {
    const some = records(5);
    await settle([...some, some[1]!, some[4]!]);
    await settle(some);
    expect(await noted()).toEqual(numbersWithout(5));
  });

  it.each<[string, unknown, string]>([
    ['refused by the domain', new DomainRefusal('not with us'), 'REFUSED'],
    ['hit by a bug', new TypeError('x is not a function'), 'FAILED'],
  ])('puts aside the records that are %s, and only those', async (_what, error, reason) => {
    const outcome = await settle(records(40), refusing(error, 3, 17));
    expect(outcome).toEqual({ committedThrough: '39' });
    expect(await noted()).toEqual(numbersWithout(40, 3, 17));
    const letters = await deadLetters.list({ state: 'open' });
    expect(letters.map((letter) => letter.reason)).toEqual([reason, reason]);
    expect(letters.map((letter) => letter.message)).toEqual([
      (error as Error).message,
      (error as Error).message,
    ]);
    expect(letters.map((letter) => letter.origin)).toEqual([
      { kind: 'record', topic: contract.topic, partition: 0, offset: '17' },
      { kind: 'record', topic: contract.topic, partition: 0, offset: '3' },
    ]);
  });

  it('puts aside what cannot be read or breaks its schema, whatever bytes it has', async () => {
    const [first, , breakingSoon, tombstoneSoon, last] = records(5) as [
      KafkaRecord,
      KafkaRecord,
      KafkaRecord,
      KafkaRecord,
      KafkaRecord,
    ];
    const garbage: KafkaRecord = {
      offset: '1',
      key: Buffer.from([0, 255]),
      value: Buffer.from([0, 159, 146, 150]),
      headers: { 'odd\0name': Buffer.from([0, 200]), ce_subject: Buffer.from('nul\0nul') },
    };
    const breaking = { ...breakingSoon, value: Buffer.from('{"number":"two"}') };
    const tombstone = { ...tombstoneSoon, value: null };
    const batch = [first, garbage, breaking, tombstone, last];
    const outcome = await settle(batch);
    expect(outcome).toEqual({ committedThrough: '4' });
    expect(await noted()).toEqual([0, 4]);
    const reasons = (await deadLetters.list()).map((letter) => letter.reason);
    expect(reasons.sort()).toEqual(['SCHEMA', 'UNREADABLE', 'UNREADABLE']);

    // Read again after a crash before the commit: no second dead letter.
    await settle(batch);
    expect(await deadLetters.countOpen()).toBe(3);
    expect(await noted()).toEqual([0, 4]);
  });

  it('copies a dead letter to its topic with where it came from', async () => {
    await settle([recordOf(contract, 0, { subject: 'lead-1' })], refusing(new DomainRefusal('no'), 0));
    const [copy] = await schema.rows<{ topic: string; payload: Buffer; headers: Record<string, string> }>(
      'SELECT topic, payload, headers FROM outbox_events',
    );
    expect(copy!.topic).toBe(`${contract.topic}.scoring.dlq`);
    expect(copy!.payload.toString()).toBe('{"number":0}');
    expect(copy!.headers).toMatchObject({
      ce_subject: 'lead-1',
      dlq_reason: 'REFUSED',
      dlq_topic: contract.topic,
      dlq_partition: '0',
      dlq_offset: '0',
      dlq_service: 'scoring',
    });
  });

  it('waits when the surroundings fail, puts nothing aside, and is not ready meanwhile', async () => {
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const outcome = await settle(records(700), refusing(away, 600));
    expect(outcome.committedThrough).toBe('499');
    expect(outcome.retryAfterMs).toBeGreaterThan(0);
    expect(health.ready).toBe(false);
    expect(health.reasons[0]).toContain('ECONNREFUSED');
    expect(await deadLetters.countOpen()).toBe(0);

    expect(await settle(records(700).slice(500))).toEqual({ committedThrough: '699' });
    expect(health.ready).toBe(true);
    expect(await noted()).toEqual(numbersWithout(700));
  });

  it('waits longer with each time, but never very long', async () => {
    const away = Object.assign(new Error(), { code: '57P03' });
    const waits: number[] = [];
    for (let time = 0; time < 10; time++)
      waits.push((await settle(records(1), refusing(away, 0))).retryAfterMs!);
    expect(waits[0]).toBeLessThanOrEqual(200);
    expect(waits[9]).toBeGreaterThanOrEqual(5_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000);
  });

  it.each([
    ['while it waits for an answer', false],
    ['between two questions', true],
  ])('survives the loss of its connection %s', async (_when, noticed) => {
    const some = records(3);
    const outcome = await settle(some, async (events, uow) => {
      await note(events, uow);
      const [self] = await uow.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const lost = new Promise((resolve) => connectionOf(uow).once('end', resolve));
      await schema.rows('SELECT pg_terminate_backend($1)', [self!.pid]);
      if (noticed) await lost;
      else await uow.query('SELECT pg_sleep(60)');
      await uow.query('SELECT 1');
    });
    expect(outcome).toMatchObject({ committedThrough: null, retryAfterMs: expect.any(Number) });
    expect(await settle(some)).toEqual({ committedThrough: '2' });
    expect(await noted()).toEqual([0, 1, 2]);
    expect(await deadLetters.countOpen()).toBe(0);
  });

  it('stops the partition when a dead letter cannot be written, and loses nothing', async () => {
    await schema.rows('ALTER TABLE dead_letters RENAME TO elsewhere');
    const some = records(6);
    const outcome = await settle(some, refusing(new DomainRefusal('no'), 2));
    expect(outcome).toMatchObject({ committedThrough: '1', retryAfterMs: expect.any(Number) });
    expect(await noted()).toEqual([0, 1]);

    await schema.rows('ALTER TABLE elsewhere RENAME TO dead_letters');
    const again = await settle(some.slice(2), refusing(new DomainRefusal('no'), 2));
    expect(again).toEqual({ committedThrough: '5' });
    expect(await noted()).toEqual([0, 1, 3, 4, 5]);
    expect(await deadLetters.countOpen()).toBe(1);
  });

  it('settles partitions that arrive together in one transaction', async () => {
    const sizes: number[] = [];
    const all = records(6);
    const outcomes = await settleBatches(
      [partition(0, all.slice(0, 3)), partition(1, all.slice(3, 5)), partition(2, all.slice(5))],
      async (events, uow) => {
        sizes.push(events.length);
        await note(events, uow);
      },
    );
    expect(outcomes).toEqual(['2', '4', '5'].map((committedThrough) => ({ committedThrough })));
    expect(sizes).toEqual([6]);
  });

  it('does not let a partition in trouble hold up those that came with it', async () => {
    const locked = Object.assign(new Error('lock not available'), { code: '55P03' });
    const all = records(6);
    const outcomes = await settleBatches(
      [partition(0, all.slice(0, 2)), partition(1, all.slice(2, 4)), partition(2, all.slice(4))],
      refusing(locked, 3),
    );
    expect(outcomes[0]).toEqual({ committedThrough: '1' });
    expect(outcomes[1]).toEqual({ committedThrough: null, retryAfterMs: expect.any(Number) });
    expect(outcomes[2]).toEqual({ committedThrough: '5' });
    expect(await noted()).toEqual([0, 1, 4, 5]);
    expect(health.reasons).toEqual([`${contract.topic}/1 waits: lock not available`]);
  });

  it('puts a poison record of one partition aside, and handles all the others', async () => {
    const all = records(8);
    const outcomes = await settleBatches(
      [partition(0, all.slice(0, 4)), partition(1, all.slice(4))],
      refusing(new DomainRefusal('no'), 5),
    );
    expect(outcomes).toEqual([{ committedThrough: '3' }, { committedThrough: '7' }]);
    expect(await noted()).toEqual(numbersWithout(8, 5));
    expect(await deadLetters.list()).toMatchObject([{ origin: { partition: 1, offset: '5' } }]);
  });

  it('leaves the rest alone once it is interrupted', async () => {
    let handled = 0;
    const batch = batchOf(contract, records(1_200), () => handled >= 500);
    const outcomes = await settleBatches([batch, partition(1, [])], async (events) => void (handled += events.length));
    expect(outcomes[0]).toEqual({ committedThrough: '499' });
    expect(health.ready).toBe(true);
  });

  it('writes what a handler publishes only with its own rows', async () => {
    const answer = { ...contract, owner: 'scoring' } as typeof contract;
    const time = new Date(1_700_000_000_000);
    await settle(records(4), async (events, uow) => {
      for (const { data, subject, ...causedBy } of events) {
        uow.publish(answer, { subject, sequence: 1, data, time, causedBy });
        if (data.number === 2) throw new DomainRefusal('no');
      }
    });
    const published = await schema.rows<{ number: number; chained: boolean }>(
      `SELECT convert_from(payload, 'UTF8')::jsonb->'number' AS number,
              headers->>'ce_causationid' = headers->>'ce_correlationid' AS chained
         FROM outbox_events WHERE topic = $1 ORDER BY seq`,
      [contract.topic],
    );
    expect(published).toEqual([0, 1, 3].map((number) => ({ number, chained: true })));
  });
});
