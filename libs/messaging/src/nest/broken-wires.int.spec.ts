import { deadLetterTopic } from '@baton/contracts';
import { eventually, startKafkaProxy, startTestPostgres, type TcpProxy, testBrokers } from '@baton/testing';
import type { INestApplication } from '@nestjs/common';
import {
  createTestSchema,
  silent,
  testContract,
  type TestContract,
  type TestSchema,
} from '../../test/fixture.js';
import { type Handle, handlerOf, startMessagingApp } from '../../test/messaging-app.js';
import { sortFailure } from '../failures/sort-failure.js';
import { KafkaJsBroker } from '../kafka/kafkajs/kafkajs-broker.js';
import { type KafkaClient, kafkaClients } from '../kafka/open-broker.js';
import { OutboxStatus } from '../outbox/outbox-status.js';
import { Transactions } from '../transactions/transactions.js';
import { MessagingHealth } from './messaging-health.js';

const LEADS = 8;
const STEPS_DOWN = 'The outbox relay steps down and will try again';
const time = new Date(1_700_000_000_000);

/** What a service is connected through; straight where it has no wire. */
interface Wires {
  readonly database?: TcpProxy;
  readonly kafka?: TcpProxy;
}

/** Two services, and wires between them and their servers that break: nothing is lost, nothing comes twice. */
describe('messaging over wires that break', () => {
  let contract: TestContract;
  let ingestSchema: TestSchema;
  let scoringSchema: TestSchema;
  let database: TcpProxy;
  let kafka: TcpProxy;
  let said: string[];
  let fatal: Error[];
  const apps: INestApplication[] = [];
  const direct = new KafkaJsBroker({ clientId: 'test', brokers: testBrokers(), logger: silent });

  beforeEach(async () => {
    [said, fatal] = [[], []];
    contract = testContract('wires');
    const servers = [createTestSchema('ingest'), createTestSchema('scoring')] as const;
    [ingestSchema, scoringSchema] = await Promise.all(servers);
    await ingestSchema.rows(
      `CREATE TABLE counted AS SELECT 'lead-' || n AS lead, 0 AS version FROM generate_series(1, $1::int) n`,
      [LEADS],
    );
    await scoringSchema.rows('CREATE TABLE noted (place serial, subject text, version int)');
    database = await (await startTestPostgres()).wire();
    kafka = await startKafkaProxy(testBrokers()[0]!);
    await direct.admin.ensureTopics([
      { topic: contract.topic, partitions: 3, retentionMs: -1 },
      { topic: deadLetterTopic(contract.topic, 'scoring'), partitions: 1, retentionMs: -1 },
    ]);
  });
  afterEach(async () => {
    for (const wire of [database, kafka]) await wire.heal();
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await Promise.all([ingestSchema.drop(), scoringSchema.drop()]);
    for (const wire of [database, kafka]) await wire.stop();
  });

  const start = async (service: 'ingest' | 'scoring', wires: Wires, client: KafkaClient, handle?: Handle) => {
    const schema = service === 'ingest' ? ingestSchema : scoringSchema;
    const app = await startMessagingApp(
      service,
      await schema.open(wires.database),
      {
        client,
        brokers: wires.kafka ? [wires.kafka.address] : testBrokers(),
        logger: { ...silent, warn: (_, message) => void said.push(message) },
        onFatal: (error) => void fatal.push(error),
      },
      handle ? [handlerOf(contract, handle)] : [],
    );
    apps.push(app);
    return app;
  };
  /** Each version of each lead once, even where the answer to a commit was lost. */
  const publish = async (transactions: Transactions, from: number, to = from) => {
    for (let version = from; version <= to; version++) {
      const commit = async () => {
        try {
          await transactions.run(async (uow) => {
            const bumped = await uow.query<{ lead: string }>(
              'UPDATE counted SET version = $1 WHERE version = $1 - 1 RETURNING lead',
              [version],
            );
            for (const { lead } of bumped) {
              uow.publish(contract, { subject: lead, sequence: version, data: { number: version }, time });
            }
          });
          return true;
        } catch (error) {
          if (sortFailure(error) !== 'transient') throw error;
          return false;
        }
      };
      await eventually(commit, `version ${version} to be committed`, 60_000);
    }
  };
  /** @returns the last version. */
  const publishUntil = async (enough: () => boolean, transactions: Transactions, from: number) => {
    let version = from;
    const publishNext = async () => {
      if (enough()) return true;
      await publish(transactions, version++);
      return false;
    };
    await eventually(publishNext, 'enough to happen', 60_000);
    await publish(transactions, version);
    return version;
  };
  const note: Handle = async (events, uow) => {
    for (const { subject, sequence } of events) {
      await uow.query('INSERT INTO noted (subject, version) VALUES ($1, $2)', [subject, sequence]);
    }
  };
  const noted = () =>
    scoringSchema.rows<{ subject: string; version: number }>(
      'SELECT subject, version FROM noted ORDER BY place',
    );
  const arrived = (versions: number) =>
    eventually(
      async () => (await noted()).length >= LEADS * versions,
      `${versions} versions to arrive`,
      60_000,
    );
  const expectEachOnceAndInOrder = async (versions: number) => {
    await arrived(versions);
    // What would come twice has come when there is nothing left to read.
    const lag = async () =>
      (await direct.admin.lag('scoring', [contract.topic])).reduce((sum, one) => sum + one.lag, 0);
    await eventually(async () => (await lag()) === 0, 'the group to be through', 60_000);
    const byLead = Map.groupBy(await noted(), ({ subject }) => subject);
    expect(byLead.size).toBe(LEADS);
    const inOrder = Array.from({ length: versions }, (_, place) => place + 1);
    for (const ofLead of byLead.values()) expect(ofLead.map(({ version }) => version)).toEqual(inOrder);
    expect(await scoringSchema.rows('SELECT reason FROM dead_letters')).toEqual([]);
    const outbox = new OutboxStatus(ingestSchema.dataSource);
    await eventually(async () => (await outbox.read()).depth === 0, 'the outbox to be empty');
    expect(fatal).toEqual([]);
  };

  describe.each(kafkaClients)('by %s', (client) => {
    it('ends each event once, though every batch loses its database or its broker in the middle', async () => {
      let turns = 0;
      const ingest = await start('ingest', { database, kafka }, client);
      await start('scoring', { database, kafka }, client, async (events, uow) => {
        await note(events, uow);
        turns++;
        if (turns <= 6) (turns % 2 === 1 ? database : kafka).cut();
      });
      const versions = await publishUntil(() => turns > 6, ingest.get(Transactions), 1);
      await expectEachOnceAndInOrder(versions);
    }, 180_000);

    it('gives the partitions of a member that falls silent to another, and takes it back', async () => {
      let turns = 0;
      const transactions = (await start('ingest', {}, client)).get(Transactions);
      await start('scoring', { kafka }, client, async (events, uow) => {
        await note(events, uow);
        turns++;
        // Its work is committed, and it can tell nobody.
        if (turns === 1) kafka.freeze();
      });
      await publish(transactions, 1, 5);
      await eventually(() => turns > 0, 'the first batch');
      await start('scoring', {}, client, note);
      await publish(transactions, 6, 10);
      await arrived(10);
      const before = turns;
      await kafka.heal();
      const versions = await publishUntil(() => turns > before, transactions, 11);
      await expectEachOnceAndInOrder(versions);
    }, 180_000);

    it('waits while the broker is away, and says so', async () => {
      const ingest = await start('ingest', { kafka }, client);
      const scoring = await start('scoring', { kafka }, client, note);
      const health = scoring.get(MessagingHealth);
      await publish(ingest.get(Transactions), 1);
      await arrived(1);
      await kafka.refuse();
      await publish(ingest.get(Transactions), 2, 5);
      await eventually(() => !health.ready && said.includes(STEPS_DOWN), 'both ends to notice', 60_000);
      await kafka.heal();
      await eventually(() => health.ready, 'readiness', 60_000);
      await publish(ingest.get(Transactions), 6);
      await expectEachOnceAndInOrder(6);
    }, 180_000);
  });

  it.each([
    ['away', () => database.refuse(), (health: MessagingHealth) => !health.ready],
    // The relay gives a query ten seconds; nothing ends the handler's, for it may have been committed.
    ['silent', async () => database.freeze(), () => said.includes(STEPS_DOWN)],
  ])(
    'waits while the database is %s, and goes on where it was',
    async (_, strike, noticed) => {
      let struck = false;
      await start('ingest', { database }, 'kafkajs');
      const scoring = await start('scoring', { database }, 'kafkajs', async (events, uow) => {
        await note(events, uow);
        if (struck) return;
        struck = true;
        await strike();
      });
      const health = scoring.get(MessagingHealth);
      const transactions = new Transactions(ingestSchema.dataSource, 'ingest');
      await publish(transactions, 1, 3);
      await eventually(() => struck, 'the first batch');
      await publish(transactions, 4, 6);
      await eventually(() => noticed(health), 'somebody to notice', 60_000);
      await database.heal();
      await publish(transactions, 7);
      await expectEachOnceAndInOrder(7);
      await eventually(() => health.ready, 'readiness', 60_000);
    },
    180_000,
  );
});
