import pg from 'pg';
import { createTestSchema, silent, testContract, type TestSchema } from '../../test/fixture.js';
import { type Actor, explore, type NameSteps, type Scenario, takeStep } from '../../test/interleavings.js';
import type { RecordToProduce } from '../kafka/broker.js';
import { Transactions } from '../transactions/transactions.js';
import type { DataSource } from 'typeorm';
import { OutboxRelay } from './outbox-relay.js';

const contract = testContract('model');
const time = new Date(1_700_000_000_000);

/** The statements between which anything may happen. All others run along with the one before. */
const everyStep: NameSteps = (sql) => {
  if (sql.startsWith('UPDATE counted')) return 'write the lead';
  if (sql.startsWith('INSERT INTO outbox_events')) return 'insert the event';
  return decisiveSteps(sql);
};
/** Without those whose place among the others makes no difference to anybody else. */
const decisiveSteps: NameSteps = (sql) => {
  if (sql.includes(':outbox-append')) return 'take the append lock';
  if (sql === 'COMMIT') return 'commit';
  if (sql.includes(':outbox-relay')) return 'ask for the relay lock';
  if (sql.startsWith('SELECT seq, id, topic')) return 'read the outbox';
  if (sql.startsWith('UPDATE outbox_cursor')) return 'move the cursor';
  return null;
};
/** Those of an outbox that is read in the order of transaction ids. */
const stepsByXmin: NameSteps = (sql) => {
  if (sql.includes('pg_current_xact_id()')) return 'write something';
  if (sql.startsWith('UPDATE counted')) return 'write the lead';
  if (sql.includes('FROM by_xmin')) return 'read the outbox';
  return sql === 'COMMIT' ? 'commit' : null;
};

/**
 * As `pg_snapshot_xmin()`, but of this database alone: that one counts the transactions of the whole server, and whatever
 * another test has open there would hold the rows back.
 */
const stillRunning = `SELECT backend_xid::text::xid8 FROM pg_stat_activity
                       WHERE datname = current_database() AND backend_xid IS NOT NULL`;

const MOST_RUNS = 3_000;

interface World {
  readonly committed: string[];
  /** By event. */
  readonly writerOf: Map<string, number>;
  /** Writers, in the order in which they asked to append. */
  readonly appending: number[];
  readonly log: RecordToProduce[];
  /** What a relay that may die has sent and Kafka does not have yet: it arrives even if the sender is dead by then. */
  readonly onWire: (readonly RecordToProduce[])[];
  /** Commits that a relay may not have seen. */
  news: number;
  relaying: boolean;
  readonly relays: { readonly relay: OutboxRelay; client: pg.Client | null; seen: number }[];
}

describe('the outbox protocol, in every order in which its statements can follow each other', () => {
  let schema: TestSchema;
  let pools: DataSource[];
  let watchUrl: string;

  beforeAll(async () => {
    schema = await createTestSchema('ingest');
    await schema.rows('CREATE TABLE counted (lead text PRIMARY KEY, version int NOT NULL)');
    await schema.rows(`CREATE TABLE by_xmin (tx xid8 DEFAULT pg_current_xact_id(), seq bigserial,
                         id uuid DEFAULT uuidv7(), lead text, version int)`);
    // An actor that waits must not hold a connection that another one needs.
    pools = [await schema.open(), await schema.open(), await schema.open()];
    watchUrl = (schema.dataSource.options as { url: string }).url;
  });
  afterAll(() => schema.drop());

  const prepare = async (): Promise<World> => {
    for (const table of ['outbox_events', 'by_xmin']) await schema.rows(`DELETE FROM ${table}`);
    await schema.rows(
      `INSERT INTO counted VALUES ('one', 0), ('two', 0) ON CONFLICT (lead) DO UPDATE SET version = 0`,
    );
    await schema.rows(
      `UPDATE outbox_cursor SET seq = (SELECT coalesce(max(last_value), 0) FROM pg_sequences WHERE sequencename LIKE 'outbox_events%')`,
    );
    return {
      committed: [],
      writerOf: new Map(),
      appending: [],
      log: [],
      onWire: [],
      news: 1,
      relaying: true,
      relays: [],
    };
  };

  type Publish = (pool: DataSource, lead: string, rollBack: boolean) => Promise<string>;
  const publish: Publish = async (pool, lead, rollBack) => {
    let id = '';
    await new Transactions(pool, 'ingest').run(async (uow) => {
      const [row] = await uow.query<{ version: number }>(
        'UPDATE counted SET version = version + 1 WHERE lead = $1 RETURNING version',
        [lead],
      );
      id = uow.publish(contract, {
        subject: lead,
        sequence: row!.version,
        data: { number: row!.version },
        time,
      });
      if (rollBack) throw new RolledBack();
    });
    return id;
  };
  class RolledBack extends Error {}

  const writer = (
    world: World,
    place: number,
    lead: string,
    { rollBack = false, times = 1, by = publish } = {},
  ): Actor => ({
    name: `writer ${place + 1}`,
    act: async () => {
      try {
        for (let turn = 0; turn < times; turn++) {
          const id = await by(pools[place]!, lead, rollBack);
          world.committed.push(id);
          world.writerOf.set(id, place);
          world.news++;
        }
      } catch (error) {
        if (!(error instanceof RolledBack)) throw error;
      }
    },
    taking: (step) => {
      if (step === 'take the append lock' || step === 'insert the event') world.appending.push(place);
    },
  });

  const relay = (world: World, name: string, mortal: boolean, { standsBy = false } = {}): Actor => {
    const own: World['relays'][number] = {
      client: null,
      seen: 0,
      relay: new OutboxRelay(
        () => (own.client = new pg.Client({ connectionString: watchUrl })),
        {
          produce: async (records) => {
            await takeStep('send');
            if (!mortal) return void world.log.push(...records);
            world.onWire.push(records);
            await takeStep('hear that it arrived');
          },
        },
        silent,
        { pollMs: 1, standbyMs: 1, sendEveryMs: 0 },
      ),
    };
    world.relays.push(own);
    return {
      name,
      act: () => {
        own.relay.start();
        return own.relay['loop'] as Promise<void>;
      },
      mayTake: (step) => {
        // It asks again and again: only an answer that may be another is worth a turn.
        if (step === 'ask for the relay lock') return !standsBy || !world.relaying;
        if (step === 'hear that it arrived') return world.onWire.length === 0;
        return step !== 'read the outbox' || own.seen < world.news;
      },
      taking: (step) => {
        if (step === 'read the outbox') own.seen = world.news;
      },
      ...(mortal
        ? {
            die: async () => {
              void own.relay.stop();
              await own.client?.end();
              world.relaying = false;
              world.news++;
            },
          }
        : {}),
    };
  };

  const wire = (world: World): Actor => ({
    name: 'wire',
    act: async () => {
      for (;;) {
        await takeStep('deliver');
        world.log.push(...world.onWire.shift()!);
      }
    },
    mayTake: () => world.onWire.length > 0,
  });

  const clean = async (world: World) => {
    for (const { relay: one, client } of world.relays) {
      const stopped = one.stop();
      await client?.end().catch(() => {});
      await stopped;
    }
  };

  const judge = async (world: World): Promise<string[]> => {
    const wrong: string[] = [];
    const ids = world.log.map(({ headers }) => headers['ce_id']!);
    for (const id of world.committed) if (!ids.includes(id)) wrong.push(`lost: ${id}`);
    for (const id of ids)
      if (!world.committed.includes(id)) wrong.push(`sent before it was committed: ${id}`);
    const latest = new Map<string, number>();
    const known = new Set<string>();
    for (const { headers } of world.log) {
      if (known.has(headers['ce_id']!)) continue;
      known.add(headers['ce_id']!);
      const [lead, sequence] = [headers['ce_subject']!, Number(headers['ce_sequence'])];
      if (sequence < (latest.get(lead) ?? 0))
        wrong.push(`${lead} runs backwards: ${sequence} behind ${latest.get(lead)}`);
      latest.set(lead, sequence);
    }
    const [{ left } = { left: 0 }] = await schema.rows<{ left: number }>(
      'SELECT count(*)::int AS left FROM outbox_events WHERE seq > (SELECT seq FROM outbox_cursor)',
    );
    if (left > 0 && world.relaying) wrong.push(`${left} events are left behind`);
    return wrong;
  };

  const state = ({ committed, writerOf, appending, log, onWire, relays, relaying }: World) =>
    JSON.stringify([
      committed.map((id) => writerOf.get(id)),
      appending,
      ...[log, onWire.flat()].map((records) =>
        records.map(({ headers }) => committed.indexOf(headers['ce_id']!)),
      ),
      relays.map(({ seen }) => seen),
      relaying,
    ]);
  const scenario = (actors: (world: World) => Actor[]): Scenario<World> => ({
    prepare,
    actors,
    judge,
    clean,
    state,
  });
  const walk = async (actors: (world: World) => Actor[], nameSteps = everyStep) => {
    const walked = await explore(scenario(actors), { watchUrl, nameSteps, mostRuns: MOST_RUNS });
    process.stderr.write(`${walked.states} states in ${walked.runs} runs\n`);
    return walked;
  };

  it('loses and turns around nothing with two writers of one lead and a relay', async () => {
    const { states, faults, cutShort } = await walk((world) => [
      writer(world, 0, 'one'),
      writer(world, 1, 'one'),
      relay(world, 'relay', false),
    ]);
    expect(faults).toEqual([]);
    expect(cutShort).toBe(false);
    expect(states).toBeGreaterThan(30);
  }, 120_000);

  it('nor with two leads, one of whose writers takes everything back', async () => {
    const { states, faults, cutShort } = await walk((world) => [
      writer(world, 0, 'one', { rollBack: true }),
      writer(world, 1, 'two'),
      relay(world, 'relay', false),
    ]);
    expect(faults).toEqual([]);
    expect(cutShort).toBe(false);
    expect(states).toBeGreaterThan(20);
  }, 120_000);

  const TAKEOVER =
    'nor with %s, a relay that dies at any moment, what it sent arriving late, and a second that takes over';
  it.each([
    ['two leads', (world: World) => [writer(world, 0, 'one'), writer(world, 1, 'two')]],
    // Two writers of one lead would wait for each other from their first statement on.
    ['one lead', (world: World) => [writer(world, 0, 'one', { times: 2 })]],
  ])(
    TAKEOVER,
    async (_, writers) => {
      const { states, faults, cutShort } = await walk(
        (world) => [
          ...writers(world),
          relay(world, 'relay', true),
          wire(world),
          relay(world, 'standby', false, { standsBy: true }),
        ],
        decisiveSteps,
      );
      expect(faults).toEqual([]);
      expect(cutShort).toBe(false);
      expect(states).toBeGreaterThan(200);
    },
    240_000,
  );

  it('is found out when it is weakened: without the lock the walk finds a lost event', async () => {
    const careless: Publish = async (pool, lead) => {
      let id = '';
      await pool.transaction(async (manager) => {
        await manager.query('UPDATE counted SET version = version + 1 WHERE lead = $1', [lead]);
        const [row] = (await manager.query(
          `INSERT INTO outbox_events (id, topic, key, payload, headers)
           VALUES (uuidv7(), 't', convert_to($1, 'UTF8'), '', '{}') RETURNING id`,
          [lead],
        )) as [{ id: string }];
        id = row.id;
        await manager.query(
          `UPDATE outbox_events SET headers = jsonb_build_object('ce_id', id, 'ce_subject', $2::text, 'ce_sequence', '1') WHERE id = $1`,
          [id, lead],
        );
      });
      return id;
    };
    const { faults } = await walk((world) => [
      writer(world, 0, 'one', { by: careless }),
      writer(world, 1, 'two', { by: careless }),
      relay(world, 'relay', false),
    ]);
    expect(faults.flatMap(({ wrong }) => wrong)).toContainEqual(expect.stringMatching(/^lost: /));
  }, 120_000);

  it('and in the order of transaction ids, behind those that still run, it finds a lead turned around', async () => {
    const byXmin: Publish = (pool, lead) =>
      pool.transaction(async (manager) => {
        await manager.query('SELECT pg_current_xact_id()');
        await manager.query('UPDATE counted SET version = version + 1 WHERE lead = $1', [lead]);
        const [row] = (await manager.query(
          'INSERT INTO by_xmin (lead, version) SELECT lead, version FROM counted WHERE lead = $1 RETURNING id',
          [lead],
        )) as [{ id: string }];
        return row.id;
      });
    const follower = (world: World): Actor => {
      let [tx, seq, seen] = ['0', '0', 0];
      return {
        name: 'relay',
        act: async () => {
          for (;;) {
            const rows = (await pools[2]!.query(
              `SELECT tx, seq, id, lead, version FROM by_xmin
                WHERE (tx, seq) > ($1::xid8, $2) AND tx < ALL (${stillRunning}) ORDER BY tx, seq`,
              [tx, seq],
            )) as { tx: string; seq: string; id: string; lead: string; version: number }[];
            for (const row of rows) {
              const headers = { ce_id: row.id, ce_subject: row.lead, ce_sequence: String(row.version) };
              world.log.push({ topic: 't', key: null, value: null, headers });
              ({ tx, seq } = row);
            }
          }
        },
        mayTake: () => seen < world.news,
        taking: () => (seen = world.news),
      };
    };
    const { faults } = await walk(
      (world) => [
        writer(world, 0, 'one', { by: byXmin }),
        writer(world, 1, 'one', { by: byXmin }),
        follower(world),
      ],
      stepsByXmin,
    );
    expect(faults.flatMap(({ wrong }) => wrong)).toContainEqual(
      expect.stringMatching(/^one runs backwards: /),
    );
  }, 120_000);
});
