import { deadLetterTopic, type ServiceName } from '@baton/contracts';
import { eventually, testBrokers } from '@baton/testing';
import type { INestApplication, Type } from '@nestjs/common';
import {
  createTestSchema,
  gate,
  silent,
  testContract,
  type TestContract,
  type TestSchema,
} from '../../test/fixture.js';
import { type Handle, handlerOf, startMessagingApp } from '../../test/messaging-app.js';
import { DeadLetters } from '../dead-letters/dead-letters.js';
import { DomainRefusal } from '../failures/domain-refusal.js';
import { KafkaJsBroker } from '../kafka/kafkajs/kafkajs-broker.js';
import { OutboxStatus } from '../outbox/outbox-status.js';
import { Transactions } from '../transactions/transactions.js';
import { KafkaBatchServer } from './kafka-batch-server.js';
import { MessagingHealth } from './messaging-health.js';

const time = new Date(1_700_000_000_000);

describe('messaging in a Nest application', () => {
  let contract: TestContract;
  let ingestSchema: TestSchema;
  let scoringSchema: TestSchema;
  const apps: INestApplication[] = [];

  const startService = async (service: ServiceName, schema: TestSchema, controllers: Type[] = []) => {
    const app = await startMessagingApp(
      service,
      await schema.open(),
      { brokers: testBrokers() },
      controllers,
    );
    apps.push(app);
    return app;
  };
  const startIngest = () => startService('ingest', ingestSchema);
  const startScoring = (handle: Handle) =>
    startService('scoring', scoringSchema, [handlerOf(contract, handle)]);
  const publish = (app: INestApplication, leads: number, versions: number) =>
    app.get(Transactions).run(async (uow) => {
      for (let version = 1; version <= versions; version++) {
        for (let lead = 0; lead < leads; lead++) {
          uow.publish(contract, {
            subject: `lead-${lead}`,
            sequence: version,
            data: { number: version },
            time,
          });
        }
      }
    });
  const note: Handle = async (events, uow) => {
    for (const event of events) {
      await uow.query('INSERT INTO noted (subject, version) VALUES ($1, $2)', [
        event.subject,
        event.sequence,
      ]);
    }
  };
  const noted = () =>
    scoringSchema.rows<{ subject: string; version: number }>('SELECT * FROM noted ORDER BY place');

  beforeEach(async () => {
    contract = testContract('nest');
    [ingestSchema, scoringSchema] = await Promise.all([
      createTestSchema('ingest'),
      createTestSchema('scoring'),
    ]);
    await scoringSchema.rows('CREATE TABLE noted (place serial, subject text, version int)');
    const broker = new KafkaJsBroker({ clientId: 'test', brokers: testBrokers(), logger: silent });
    await broker.admin.ensureTopics([
      { topic: contract.topic, partitions: 3, retentionMs: -1 },
      { topic: deadLetterTopic(contract.topic, 'scoring'), partitions: 1, retentionMs: -1 },
    ]);
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close();
    await Promise.all([ingestSchema.drop(), scoringSchema.drop()]);
  });

  it('carries each event once from one service to the other, in order for each lead', async () => {
    const ingest = await startIngest();
    const scoring = await startScoring(note);
    await publish(ingest, 20, 30);
    await eventually(async () => (await noted()).length === 600, 'all events to arrive');
    for (const ofLead of Map.groupBy(await noted(), (row) => row.subject).values()) {
      expect(ofLead.map((row) => row.version)).toEqual(Array.from({ length: 30 }, (_, place) => place + 1));
    }
    expect(scoring.get(MessagingHealth).ready).toBe(true);
    await eventually(
      async () => (await ingest.get(OutboxStatus).read()).depth === 0,
      'the outbox to be empty',
    );
  });

  it('shows the consumer the very error that the handler threw', async () => {
    const ingest = await startIngest();
    const thrown: unknown[] = [];
    const scoring = await startScoring(async () => {
      const error = new DomainRefusal('said the domain');
      thrown.push(error);
      throw error;
    });
    const server = scoring.get(KafkaBatchServer);
    const callback = server.getHandlerByPattern(contract.topic)!;
    const result: unknown = await callback([{ subject: 'lead' }] as never, { query: async () => [] } as never);
    const seen = await new Promise((resolve) =>
      (result as { subscribe: (o: object) => void }).subscribe({ error: resolve }),
    );
    expect(seen).toBe(thrown[0]);

    await publish(ingest, 1, 1);
    const deadLetters = scoring.get(DeadLetters);
    await eventually(async () => (await deadLetters.countOpen()) === 1, 'the dead letter');
    expect((await deadLetters.list())[0]).toMatchObject({ reason: 'REFUSED', message: 'said the domain' });
  });

  it('does not let a poison record stop its partition, copies it to its topic, and replays it when mended', async () => {
    let mended = false;
    const ingest = await startIngest();
    const scoring = await startScoring(async (events, uow) => {
      await note(events, uow);
      if (!mended && events.some((event) => event.sequence === 2)) throw new TypeError('cannot stand two');
    });
    await publish(ingest, 1, 5);
    await eventually(async () => (await noted()).length === 4, 'the others to arrive');

    const copies: string[] = [];
    const broker = new KafkaJsBroker({ clientId: 'test', brokers: testBrokers(), logger: silent });
    const watching = broker.consume({
      group: contract.topic,
      topics: [deadLetterTopic(contract.topic, 'scoring')],
      onBatch: async ({ records }) => {
        copies.push(...records.map((record) => record.headers['dlq_reason']!.toString()));
        return { committedThrough: records.at(-1)!.offset };
      },
      onMembership: () => {},
      fetchEveryMs: 0,
      onFatal: () => {},
    });
    await eventually(() => copies.length === 1, 'the copy on the dead letter topic');
    expect(copies).toEqual(['FAILED']);
    await watching.stop();

    const deadLetters = scoring.get(DeadLetters);
    const [letter] = await deadLetters.list({ state: 'open' });
    expect(await deadLetters.replay(letter!.id, 'otto')).toEqual({
      outcome: 'failed',
      message: 'cannot stand two',
    });
    mended = true;
    expect(await deadLetters.replay(letter!.id, 'otto')).toEqual({ outcome: 'replayed' });
    expect(await deadLetters.replay(letter!.id, 'otto')).toMatchObject({ outcome: 'already-settled' });
    expect((await noted()).map((row) => row.version)).toEqual([1, 3, 4, 5, 2]);
    expect(await deadLetters.countOpen()).toBe(0);
  });

  it('waits out a transient failure: not ready, nothing put aside, nothing lost', async () => {
    let away = true;
    let tries = 0;
    const ingest = await startIngest();
    const scoring = await startScoring(async (events, uow) => {
      tries++;
      if (away) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      await note(events, uow);
    });
    await publish(ingest, 1, 3);
    const health = scoring.get(MessagingHealth);
    await eventually(() => tries >= 3 && !health.ready, 'some tries in vain');
    expect(await scoring.get(DeadLetters).countOpen()).toBe(0);
    away = false;
    await eventually(async () => (await noted()).length === 3, 'the events to arrive');
    await eventually(() => health.ready, 'readiness');
    expect((await noted()).map((row) => row.version)).toEqual([1, 2, 3]);
  });

  it('closes only after the batch in work, which is committed and sent on', async () => {
    const ingest = await startIngest();
    const working = gate();
    const goOn = gate();
    const scoring = await startScoring(async (events, uow) => {
      working.open();
      await goOn.opened;
      await note(events, uow);
    });
    await publish(ingest, 1, 1);
    await working.opened;
    let closed = false;
    const closing = scoring.close().then(() => (closed = true));
    expect(closed).toBe(false);
    goOn.open();
    await closing;
    expect(await noted()).toHaveLength(1);
    const broker = new KafkaJsBroker({ clientId: 'test', brokers: testBrokers(), logger: silent });
    const lag = await broker.admin.lag('scoring', [contract.topic]);
    expect(lag.reduce((sum, one) => sum + one.lag, 0)).toBe(0);
  });

  it('handles each event once and in order while instances come and go', async () => {
    const slowly: Handle = async (events, uow) => {
      await uow.query('SELECT pg_sleep(0.02)');
      await note(events, uow);
    };
    const ingest = await startIngest();
    const first = await startScoring(slowly);
    const publishing = (async () => {
      for (let version = 1; version <= 60; version++) {
        await ingest.get(Transactions).run(async (uow) => {
          for (let lead = 0; lead < 10; lead++) {
            const subject = `lead-${lead}`;
            uow.publish(contract, { subject, sequence: version, data: { number: version }, time });
          }
        });
      }
    })();
    await eventually(async () => (await noted()).length > 0, 'the first to begin');
    const second = await startScoring(slowly);
    await eventually(() => second.get(MessagingHealth).ready, 'the second to join');
    await first.close();
    await publishing;
    await eventually(async () => (await noted()).length >= 600, 'all events to arrive');
    for (const ofLead of Map.groupBy(await noted(), (row) => row.subject).values()) {
      expect(ofLead.map((row) => row.version)).toEqual(Array.from({ length: 60 }, (_, place) => place + 1));
    }
    expect(await second.get(DeadLetters).countOpen()).toBe(0);
  });

  it('can leave its group for a while, to read everything again', async () => {
    const ingest = await startIngest();
    const scoring = await startScoring(note);
    await publish(ingest, 2, 2);
    await eventually(async () => (await noted()).length === 4, 'the events to arrive');
    const server = scoring.get(KafkaBatchServer);
    await server.suspend();
    await scoringSchema.rows('TRUNCATE noted, inbox_events');
    const broker = new KafkaJsBroker({ clientId: 'test', brokers: testBrokers(), logger: silent });
    await broker.admin.resetOffsets('scoring', [contract.topic]);
    server.resume();
    await eventually(async () => (await noted()).length === 4, 'the events to arrive again');
  });

  it('refuses two handlers of one topic', async () => {
    const controllers = [handlerOf(contract, note), handlerOf(contract, note)];
    await expect(startService('scoring', scoringSchema, controllers)).rejects.toThrow('two handlers');
  });
});
