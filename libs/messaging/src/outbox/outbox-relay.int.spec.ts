import { eventually } from '@baton/testing';
import { createTestSchema, gate, silent, testContract, type TestSchema } from '../../test/fixture.js';
import type { RecordToProduce } from '../kafka/broker.js';
import { Transactions } from '../transactions/transactions.js';
import { OutboxRelay } from './outbox-relay.js';
import { OutboxStatus } from './outbox-status.js';
import { createRelayConnection } from './relay-connection.js';

const contract = testContract();
const time = new Date(1_700_000_000_000);
const numberOf = (record: RecordToProduce) => Number(record.headers['ce_sequence']);

describe('the relay', () => {
  let schema: TestSchema;
  let transactions: Transactions;
  const relays: OutboxRelay[] = [];

  const relayTo = (produce: (records: readonly RecordToProduce[]) => Promise<void>, batchSize = 10) => {
    const connect = () => createRelayConnection(schema.dataSource);
    const relay = new OutboxRelay(connect, { produce }, silent, { pollMs: 50, batchSize, standbyMs: 200 });
    relays.push(relay);
    return relay;
  };
  const publish = (from: number, count: number) =>
    transactions.run(async (uow) => {
      for (let number = from; number < from + count; number++) {
        uow.publish(contract, { subject: `lead-${number % 3}`, sequence: number, data: { number }, time });
      }
    });
  const killRelayConnections = () =>
    schema.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                  WHERE datname = current_database() AND application_name LIKE '%-relay'`);
  const numbers = (count: number) => [...Array(count).keys()];

  beforeEach(async () => {
    schema = await createTestSchema('ingest');
    transactions = new Transactions(schema.dataSource, 'ingest');
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await schema.drop();
  });

  it('sends everything once and in order, and says how far it is behind', async () => {
    const status = new OutboxStatus(schema.dataSource);
    await publish(0, 95);
    const behind = await status.read();
    expect(behind.depth).toBe(95);
    expect(behind.ageMs).toBeGreaterThanOrEqual(0);

    const sent: number[] = [];
    relayTo(async (records) => void sent.push(...records.map(numberOf))).start();
    await eventually(async () => (await status.read()).depth === 0, 'the outbox to be empty');
    expect(sent).toEqual(numbers(95));
    expect(await status.read()).toEqual({ depth: 0, ageMs: 0 });
  });

  it('is woken by a commit', async () => {
    const connect = () => createRelayConnection(schema.dataSource);
    const arrived = gate();
    const relay = new OutboxRelay(connect, { produce: async () => arrived.open() }, silent, {
      pollMs: 3_600_000,
    });
    relays.push(relay);
    transactions = new Transactions(schema.dataSource, 'ingest', () => relay.wake());
    relay.start();
    const lock = `SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                   WHERE d.datname = current_database() AND l.locktype = 'advisory'`;
    await eventually(async () => (await schema.rows(lock)).length > 0, 'the relay to take over');
    await publish(0, 1);
    await arrived.opened;
  });

  it('killed between sending and moving the cursor repeats events and loses none', async () => {
    await publish(0, 40);
    const sent: number[] = [];
    let kills = 0;
    relayTo(async (records) => {
      sent.push(...records.map(numberOf));
      if (kills++ < 2) await killRelayConnections();
    }).start();
    await eventually(() => new Set(sent).size === 40, 'all events to arrive');
    expect(sent.length).toBeGreaterThan(40);
    // Without the repeats the order is as it was.
    expect([...new Set(sent)]).toEqual(numbers(40));
  });

  it('waits while the broker is away, for as long as it takes', async () => {
    await publish(0, 5);
    const sent: number[] = [];
    let failures = 0;
    relayTo(async (records) => {
      if (failures < 4) {
        failures++;
        throw Object.assign(new Error('no broker'), { code: 'ECONNREFUSED' });
      }
      sent.push(...records.map(numberOf));
    }).start();
    await eventually(() => sent.length > 0, 'the broker to be back');
    expect(sent).toEqual(numbers(5));
  });

  it('works alone; a second one takes over within two seconds when it is gone', async () => {
    const first: number[] = [];
    const second: number[] = [];
    const one = relayTo(async (records) => void first.push(...records.map(numberOf)));
    one.start();
    await publish(0, 20);
    await eventually(() => first.length === 20, 'the first relay to send');

    relayTo(async (records) => void second.push(...records.map(numberOf))).start();
    await publish(20, 20);
    await eventually(() => first.length === 40, 'the first relay to go on');
    expect(second).toEqual([]);

    await one.stop();
    await publish(40, 20);
    await eventually(() => second.length === 20, 'the second relay to take over', 2_000);
    expect(second).toEqual(numbers(60).slice(40));
  });

  it('stops only when the batch in work has been sent and noted', async () => {
    await publish(0, 5);
    const sending = gate();
    const goOn = gate();
    const relay = relayTo(async () => {
      sending.open();
      await goOn.opened;
    });
    relay.start();
    await sending.opened;
    const stopped = relay.stop();
    goOn.open();
    await stopped;
    expect(await new OutboxStatus(schema.dataSource).read()).toEqual({ depth: 0, ageMs: 0 });
  });
});
