import { setTimeout as pause } from 'node:timers/promises';
import { services, type Service } from '@baton/start';
import type pg from 'pg';
import type { Rig } from '../rig/rig.js';
import type { SeededRandom } from '../seeded-random.js';
import type { Fault } from './fault.js';

/** Tables that a service writes with nearly every batch. */
const HOT_TABLES: Readonly<Record<Service, readonly string[]>> = {
  ingest: ['leads', 'deliveries', 'outbox_events'],
  scoring: ['leads', 'decisions', 'inbox_events', 'outbox_events'],
  routing: ['leads', 'assignments', 'inbox_events', 'outbox_events'],
  feedback: ['handed_leads', 'inbox_events', 'outbox_events'],
  reporting: ['lead_facts', 'story_events', 'inbox_events'],
};

/** Rows that several leads' worth of work meet at, with their key. */
const LOCKED_ROWS: readonly (readonly [table: string, key: string])[] = [
  ['ingest.leads', 'id'],
  ['scoring.leads', 'lead_id'],
  ['routing.leads', 'lead_id'],
  ['feedback.handed_leads', 'lead_id'],
  ['reporting.lead_facts', 'lead_id'],
];
const DEADLOCK_ROUNDS = 12;

export const postgresFaults: readonly Fault[] = [
  {
    kind: 'Postgres killed and restarted',
    seconds: 12,
    strike: async (rig, random) => {
      await rig.endPostgres('SIGKILL');
      await pause(random.between(0, 6_000));
      await rig.startPostgres();
    },
  },
  {
    kind: 'Postgres shut down and restarted',
    seconds: 14,
    strike: async (rig, random) => {
      await rig.endPostgres('SIGINT');
      await pause(random.between(1_000, 8_000));
      await rig.startPostgres();
    },
  },
  {
    kind: 'database connections cut',
    seconds: 4,
    strike: async (rig, random) => {
      const who = random.chance(0.3) ? '%' : `baton_${random.pick(services)}`;
      for (let cut = random.between(1, 3); cut > 0; cut--) {
        await rig.sql(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE $1 AND usename LIKE 'baton%'`,
          [who],
        );
        await pause(random.between(100, 1_000));
      }
    },
  },
  {
    kind: 'deadlocks',
    seconds: 8,
    strike: async (rig, random) => {
      const [table, key] = random.pick(LOCKED_ROWS);
      const rival = await rig.connect();
      try {
        for (let round = 0; round < DEADLOCK_ROUNDS; round++) await lockAgainstTheOrder(rival, table, key, random);
      } finally {
        await rival.end().catch(() => {});
      }
    },
  },
  {
    kind: 'no connection left',
    seconds: 10,
    strike: async (rig, random) => {
      const role = `baton_${random.pick(services)}`;
      await rig.sql(`ALTER ROLE ${role} CONNECTION LIMIT ${random.between(0, 1)}`);
      try {
        await rig.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1`, [role]);
        await pause(random.between(2_000, 8_000));
      } finally {
        await rig.sql(`ALTER ROLE ${role} CONNECTION LIMIT -1`);
      }
    },
  },
  {
    kind: 'a statement that takes for ever',
    seconds: 12,
    strike: async (rig, random) => {
      const service = random.pick(services);
      const table = `${service}.${random.pick(HOT_TABLES[service])}`;
      const rival = await rig.connect();
      try {
        await rival.query('BEGIN');
        await rival.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
        await pause(random.between(2_000, 10_000));
        await rival.query('ROLLBACK');
      } finally {
        await rival.end().catch(() => {});
      }
    },
  },
  {
    kind: 'dead letters cannot be written',
    seconds: 10,
    strike: async (rig, random) => {
      const service = random.pick(services);
      await rig.sql(`ALTER TABLE ${service}.dead_letters RENAME TO dead_letters_away`);
      try {
        await pause(random.between(3_000, 9_000));
      } finally {
        await renameBack(rig, service);
      }
    },
  },
];

/** Takes some rows in the opposite of the order that services use, so that somebody has to give way. */
async function lockAgainstTheOrder(rival: pg.Client, table: string, key: string, random: SeededRandom): Promise<void> {
  await rival.query('BEGIN');
  try {
    const { rows } = await rival.query<{ key: string }>(
      `SELECT ${key} AS key FROM ${table} ORDER BY ${key} DESC LIMIT $1`,
      [random.between(5, 60)],
    );
    for (const row of rows) {
      await rival.query(`SELECT 1 FROM ${table} WHERE ${key} = $1 FOR UPDATE`, [row.key]);
      await pause(random.between(0, 8));
    }
  } catch {
    // It was the one to give way.
  } finally {
    await rival.query('ROLLBACK');
  }
}

/** The table was only away: nothing may leave it so, or all that follows would fail for another reason. */
async function renameBack(rig: Rig, service: Service): Promise<void> {
  for (;;) {
    try {
      await rig.sql(`ALTER TABLE IF EXISTS ${service}.dead_letters_away RENAME TO dead_letters`);
      return;
    } catch {
      await pause(500);
    }
  }
}
