import { dataSourceOptions, type ServiceDatabase } from '@baton/service-kit';
import pg from 'pg';
import { DataSource } from 'typeorm';

export interface SchemaToPrepare {
  readonly database: ServiceDatabase;
  readonly password: string;
}

/** The role that owns a service's schema and can reach nothing else. */
export function roleOf(schema: string): string {
  return `baton_${schema}`;
}

/** How the service itself connects. */
export function serviceUrl(adminUrl: string, schema: string, password: string): string {
  const url = new URL(adminUrl);
  url.username = roleOf(schema);
  url.password = encodeURIComponent(password);
  return url.href;
}

const PREPARE_LOCK = 4_242_001;

/**
 * Makes each service's role and schema where they are missing, and closes every other door to them.
 * Safe to run again, and by several at once.
 */
export async function prepareSchemas(adminUrl: string, schemas: readonly SchemaToPrepare[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PREPARE_LOCK]);
    const { rows } = await client.query<{ name: string }>('SELECT current_database() AS name');
    const databaseName = client.escapeIdentifier(rows[0]?.name ?? '');
    await client.query(`REVOKE ALL ON DATABASE ${databaseName} FROM PUBLIC`);
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    for (const { database, password } of schemas) {
      const role = client.escapeIdentifier(roleOf(database.schema));
      const schema = client.escapeIdentifier(database.schema);
      const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [roleOf(database.schema)]);
      if (known.rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN`);
      await client.query(`ALTER ROLE ${role} PASSWORD ${client.escapeLiteral(password)}`);
      await client.query(`GRANT CONNECT ON DATABASE ${databaseName} TO ${role}`);
      // A superuser of a managed Postgres is none: it may make a schema for a role only as its member.
      await client.query(`GRANT ${role} TO CURRENT_USER`);
      await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${role}`);
      await client.query(`ALTER ROLE ${role} IN DATABASE ${databaseName} SET search_path = ${schema}`);
    }
  } finally {
    await client.end();
  }
}

/**
 * Brings one schema up to date, as its own role. Two at once take turns: TypeORM has no lock of its own.
 * @returns the names of the migrations that ran.
 */
export async function migrateSchema(adminUrl: string, { database, password }: SchemaToPrepare): Promise<string[]> {
  const url = serviceUrl(adminUrl, database.schema, password);
  const lock = new pg.Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock(hashtext($1))', [`migrate ${database.schema}`]);
    const dataSource = new DataSource(dataSourceOptions(database, url, 2));
    await dataSource.initialize();
    try {
      const ran = await dataSource.runMigrations({ transaction: 'each' });
      return ran.map(({ name }) => name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await lock.end();
  }
}
