import { randomBytes } from 'node:crypto';
import { migrateSchema, prepareSchemas, serviceUrl } from '@baton/infrastructure';
import { dataSourceOptions, type ServiceDatabase } from '@baton/service-kit';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { TcpProxy } from './tcp-proxy.js';

/** Set by the integration tests' global set-up, which starts one Postgres and one Kafka for the whole run. */
export const TEST_POSTGRES = 'BATON_TEST_PG';
export const TEST_KAFKA = 'BATON_TEST_KAFKA';

export interface ServiceTestDatabase {
  /** Connects as the service's own role. */
  readonly url: string;
  /** The superuser's way into the same database. */
  readonly adminUrl: string;
  /** A new pool onto the schema, through the wire if one is given; close it with `destroy`. */
  dataSource(wire?: TcpProxy): Promise<DataSource>;
  drop(): Promise<void>;
}

export interface TestPostgres {
  readonly adminUrl: string;
  /** A database of its own with the service's role and schema as in production, migrated. */
  createServiceDatabase(database: ServiceDatabase): Promise<ServiceTestDatabase>;
  /** An empty database of its own. */
  createDatabase(): Promise<{ adminUrl: string; drop(): Promise<void> }>;
  /** A wire to it that can be broken. */
  wire(): Promise<TcpProxy>;
}

/** The run's Postgres. Every caller makes databases of its own in it. */
export function startTestPostgres(): Promise<TestPostgres> {
  const adminUrl = demanded(TEST_POSTGRES);
  const createDatabase = async () => {
    const name = `test_${randomBytes(8).toString('hex')}`;
    await asAdmin(adminUrl, `CREATE DATABASE ${name}`);
    return {
      adminUrl: Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href,
      drop: () => asAdmin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
    };
  };
  return Promise.resolve({
    adminUrl,
    createDatabase,
    wire: () => {
      const { hostname, port } = new URL(adminUrl);
      return TcpProxy.start({ host: hostname, port: Number(port || 5432) });
    },
    createServiceDatabase: async (database) => {
      const own = await createDatabase();
      // Roles belong to the whole server, so all databases of a run share one password.
      const schema = { database, password: 'test' };
      await prepareSchemas(own.adminUrl, [schema]);
      await migrateSchema(own.adminUrl, schema);
      const url = serviceUrl(own.adminUrl, database.schema, schema.password);
      return {
        url,
        adminUrl: own.adminUrl,
        dataSource: (wire) => {
          const way = wire ? Object.assign(new URL(url), { host: wire.address }).href : url;
          return new DataSource(dataSourceOptions(database, way, 10)).initialize();
        },
        drop: own.drop,
      };
    },
  });
}

/** The run's Kafka. Its topics outlive a test: use names of your own. */
export function testBrokers(): string[] {
  return demanded(TEST_KAFKA).split(',');
}

function demanded(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run this file as an integration test (*.int.spec.ts) through Jest`);
  return value;
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
