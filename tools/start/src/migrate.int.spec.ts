import { roleOf, serviceUrl } from '@baton/infrastructure';
import { startTestPostgres, testBrokers } from '@baton/testing';
import pg from 'pg';
import { appDatabases, apps } from './apps.js';
import { migrateEverything } from './migrate.js';

/** Roles belong to the whole server, so every file of a run gives them the same password. */
const PASSWORD = 'test';
const logger = { debug() {}, info() {}, warn() {}, error() {} };

describe('a migrated database', () => {
  let database: { adminUrl: string; drop(): Promise<void> };
  const migrate = () =>
    migrateEverything({
      adminUrl: database.adminUrl,
      brokers: testBrokers(),
      rolePasswords: Object.fromEntries(apps.map((app) => [app, PASSWORD])),
      logger,
    });
  const as = async (schema: string, sql: string) => {
    const client = new pg.Client({ connectionString: serviceUrl(database.adminUrl, schema, PASSWORD) });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    database = await (await startTestPostgres()).createDatabase();
    // Two at once, as two operators or two pods might.
    const [first, second] = await Promise.all([migrate(), migrate()]);
    expect(first + second).toBeGreaterThan(apps.length);
  }, 60_000);
  afterAll(() => database.drop());

  it('has nothing left to migrate', async () => {
    expect(await migrate()).toBe(0);
  });

  it.each(apps)('lets %s see its own tables, and no others', async (app) => {
    const [{ own }] = await as(app, 'SELECT count(*)::int AS own FROM pg_tables WHERE schemaname = current_schema()');
    expect(own).toBeGreaterThan(0);
    for (const { schema } of await appDatabases()) {
      if (schema === app) continue;
      await expect(as(app, `SELECT 1 FROM ${schema}.migrations`)).rejects.toThrow(/permission denied for schema/);
      await expect(as(app, `CREATE TABLE ${schema}.mine (id int)`)).rejects.toThrow(/permission denied for schema/);
    }
  });

  it.each(apps)('lets %s neither use the public schema, nor make schemas or databases, nor become another', async (app) => {
    const other = app === 'ingest' ? 'scoring' : 'ingest';
    await expect(as(app, 'CREATE TABLE public.mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(as(app, 'CREATE SCHEMA mine')).rejects.toThrow(/permission denied/);
    await expect(as(app, 'CREATE DATABASE mine')).rejects.toThrow(/permission denied/);
    await expect(as(app, `SET ROLE ${roleOf(other)}`)).rejects.toThrow(/permission denied/);
  });
});
