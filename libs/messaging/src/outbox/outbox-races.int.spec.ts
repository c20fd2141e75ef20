import { eventually } from '@baton/testing';
import pg from 'pg';
import { createTestSchema, gate, silent, testContract, type TestSchema } from '../../test/fixture.js';
import { Transactions } from '../transactions/transactions.js';
import { UnitOfWork } from '../transactions/unit-of-work.js';
import { appendToOutbox } from './append-to-outbox.js';
import { OutboxRelay } from './outbox-relay.js';
import { createRelayConnection } from './relay-connection.js';

const contract = testContract('races');
const time = new Date(1_700_000_000_000);

/**
 * The races that outboxes are known to lose, each run twice: against the usual way to read an outbox, which shows that
 * the race is one, and against ours. A relay that dies on the way is in outbox-relay.int.spec.ts.
 */
describe('the races of an outbox', () => {
  let schema: TestSchema;
  const clients: pg.Client[] = [];
  const relays: OutboxRelay[] = [];

  beforeEach(async () => {
    schema = await createTestSchema('ingest');
    await schema.rows('CREATE TABLE counted (lead text PRIMARY KEY, version int NOT NULL)');
    await schema.rows(`INSERT INTO counted VALUES ('lead-1', 0)`);
    await schema.rows(
      'CREATE TABLE usual_outbox (seq bigserial, tx xid8 DEFAULT pg_current_xact_id(), lead text, version int)',
    );
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await Promise.all(clients.splice(0).map((client) => client.end()));
    await schema.drop();
  });

  /** A session of its own, for statements in an order that we choose. */
  const session = async () => {
    const client = createRelayConnection(schema.dataSource);
    clients.push(client);
    await client.connect();
    return async <Row = Record<string, unknown>>(sql: string) => (await client.query(sql)).rows as Row[];
  };
  type Session = Awaited<ReturnType<typeof session>>;
  interface Usual {
    lead: string;
    version: number;
  }

  const BUMP = `UPDATE counted SET version = version + 1 WHERE lead = 'lead-1' RETURNING version`;
  const INSERT_USUAL = `INSERT INTO usual_outbox (lead, version) SELECT lead, version FROM counted WHERE lead = 'lead-1'`;
  /** The guarded cursor: only what is older than every transaction that still runs. */
  const READ_BY_XMIN = `SELECT lead, version FROM usual_outbox
                         WHERE tx < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY tx, seq`;

  /** A use case that publishes about `subject` and, holding the append lock by then, waits before it commits. */
  const publish = (subject: string, sequence: number, beforeCommit = async () => {}) => {
    const appended = gate();
    const committed = schema.dataSource.transaction(async (manager) => {
      const uow = new UnitOfWork(manager, 'ingest');
      uow.publish(contract, { subject, sequence, data: { number: sequence }, time });
      await appendToOutbox(uow);
      appended.open();
      await beforeCommit();
    });
    return { appended: appended.opened, committed };
  };
  const visible = async () =>
    (
      await schema.rows<{ subject: string }>(
        `SELECT headers->>'ce_subject' AS subject FROM outbox_events ORDER BY seq`,
      )
    ).map(({ subject }) => subject);
  const startRelay = (sending: Promise<void> = Promise.resolve()) => {
    const sent: string[] = [];
    const begun = gate();
    const relay = new OutboxRelay(
      () => createRelayConnection(schema.dataSource),
      {
        produce: async (records) => {
          begun.open();
          await sending;
          sent.push(...records.map(({ headers }) => `${headers['ce_subject']} ${headers['ce_sequence']}`));
        },
      },
      silent,
      { pollMs: 20, standbyMs: 20, sendEveryMs: 0, batchSize: 2 },
    );
    relays.push(relay);
    relay.start();
    return { sent, begun: begun.opened };
  };
  const waitsForTheAppendLock = () =>
    eventually(
      async () =>
        (
          await schema.rows(
            `SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database
              WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`,
          )
        ).length > 0,
      'a writer that waits for another',
    );

  describe('a lower number that commits later', () => {
    it('is passed over for good by a plain cursor', async () => {
      const [early, late] = [await session(), await session()];
      await early('BEGIN');
      await early(`INSERT INTO usual_outbox (lead, version) VALUES ('early', 1)`);
      await late(`INSERT INTO usual_outbox (lead, version) VALUES ('late', 1)`);
      const [first] = await schema.rows<Usual & { seq: string }>('SELECT * FROM usual_outbox WHERE seq > 0');
      expect(first!.lead).toBe('late');
      await early('COMMIT');
      expect(await schema.rows('SELECT * FROM usual_outbox WHERE seq > $1', [first!.seq])).toEqual([]);
    });

    it('cannot be: who comes second gets its number when the first has committed', async () => {
      const mayCommit = gate();
      const first = publish('first', 1, () => mayCommit.opened);
      await first.appended;
      const second = publish('second', 1);
      await waitsForTheAppendLock();
      expect(await visible()).toEqual([]);
      mayCommit.open();
      await Promise.all([first.committed, second.committed]);
      expect(await visible()).toEqual(['first', 'second']);
    });
  });

  describe('a transaction that began first and came to the lead second', () => {
    it('turns the lead around where the order is that of transaction ids', async () => {
      const [one, other] = [await session(), await session()];
      await one('BEGIN');
      await one(`INSERT INTO counted VALUES ('something else', 0)`);
      await other('BEGIN');
      await other(BUMP);
      await other(INSERT_USUAL);
      await other('COMMIT');
      await one(BUMP);
      await one(INSERT_USUAL);
      await one('COMMIT');
      const rows = await eventually(async () => {
        const found = await schema.rows<Usual>(READ_BY_XMIN);
        return found.length === 2 && found;
      }, 'both to be older than whatever runs elsewhere');
      expect(rows.map(({ version }) => version)).toEqual([2, 1]);
    });

    it('comes second here, too', async () => {
      const transactions = new Transactions(schema.dataSource, 'ingest');
      const [hasBegun, otherIsThrough] = [gate(), gate()];
      const bumpAndPublish = async (uow: UnitOfWork) => {
        const [row] = await uow.query<{ version: number }>(BUMP);
        const sequence = row!.version;
        uow.publish(contract, { subject: 'lead-1', sequence, data: { number: sequence }, time });
      };
      const one = transactions.run(async (uow) => {
        await uow.query(`INSERT INTO counted VALUES ('something else', 0)`);
        hasBegun.open();
        await otherIsThrough.opened;
        await bumpAndPublish(uow);
      });
      await hasBegun.opened;
      await transactions.run(bumpAndPublish);
      otherIsThrough.open();
      await one;
      const { sent } = startRelay();
      await eventually(() => sent.length === 2, 'both to be sent');
      expect(sent).toEqual(['lead-1 1', 'lead-1 2']);
    });
  });

  describe('a transaction elsewhere on the same server that goes on for long', () => {
    let elsewhere: TestSchema;
    let writer: pg.Client;
    beforeEach(async () => {
      elsewhere = await createTestSchema('scoring');
      writer = createRelayConnection(elsewhere.dataSource);
      await writer.connect();
      await writer.query('BEGIN');
      await writer.query('SELECT pg_current_xact_id()');
    });
    afterEach(async () => {
      await writer.end();
      await elsewhere.drop();
    });

    it('stops whoever waits for all older transactions of the server', async () => {
      const ours: Session = await session();
      await ours(BUMP);
      await ours(INSERT_USUAL);
      expect(await schema.rows(READ_BY_XMIN)).toEqual([]);
      await writer.query('COMMIT');
      await eventually(async () => (await schema.rows(READ_BY_XMIN)).length === 1, 'the event');
    });

    it('is nothing to us', async () => {
      await publish('lead-1', 1).committed;
      const { sent } = startRelay();
      await eventually(() => sent.length === 1, 'the event');
    });
  });

  describe('two relays at once', () => {
    it('tear a lead apart where each takes what the other has not locked', async () => {
      for (let version = 1; version <= 2; version++) {
        await schema.rows(`INSERT INTO usual_outbox (lead, version) VALUES ('lead-1', $1)`, [version]);
      }
      const [one, other] = [await session(), await session()];
      const TAKE = 'SELECT lead, version FROM usual_outbox ORDER BY seq LIMIT 1 FOR UPDATE SKIP LOCKED';
      await one('BEGIN');
      await other('BEGIN');
      expect(await one(TAKE)).toEqual([{ lead: 'lead-1', version: 1 }]);
      // Nothing keeps it from being the first to send.
      expect(await other(TAKE)).toEqual([{ lead: 'lead-1', version: 2 }]);
    });

    it('take turns: while one sends the other has nothing in hand', async () => {
      for (let version = 1; version <= 5; version++) await publish('lead-1', version).committed;
      const mayArrive = gate();
      const one = startRelay(mayArrive.opened);
      await one.begun;
      const other = startRelay();
      const asked = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle'
                        AND query LIKE '%pg_try_advisory_lock%'`;
      await eventually(async () => (await schema.rows(asked)).length > 0, 'the other to ask for the lock');
      mayArrive.open();
      await eventually(() => one.sent.length === 5, 'all to be sent');
      expect(one.sent).toEqual([1, 2, 3, 4, 5].map((version) => `lead-1 ${version}`));
      expect(other.sent).toEqual([]);
    });
  });

  it('does not wait at the gap that a rollback leaves in the numbers', async () => {
    await publish('before', 1).committed;
    const changedItsMind = publish('never', 1, async () => {
      throw new Error('changed its mind');
    });
    await expect(changedItsMind.committed).rejects.toThrow('changed its mind');
    await publish('after', 1).committed;
    const [gap] = await schema.rows<{ numbers: number }>(
      'SELECT (max(seq) - min(seq))::int AS numbers FROM outbox_events',
    );
    expect(gap!.numbers).toBe(2);
    const { sent } = startRelay();
    await eventually(() => sent.length === 2, 'both to be sent');
    expect(sent).toEqual(['before 1', 'after 1']);
  });
});
