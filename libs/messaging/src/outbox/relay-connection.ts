import pg from 'pg';
import type { DataSource, DataSourceOptions } from 'typeorm';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** How long a query of the relay may take before its connection counts as lost. */
const QUERY_TIMEOUT_MS = 10_000;

/** A connection beside the pool: the relay's lock lives as long as its session. */
export function createRelayConnection(dataSource: DataSource): pg.Client {
  const options = dataSource.options as PostgresOptions;
  return new pg.Client({
    connectionString: options.url,
    host: options.host,
    port: options.port,
    user: options.username,
    password: options.password,
    database: options.database,
    ssl: options.ssl,
    connectionTimeoutMillis: options.connectTimeoutMS ?? QUERY_TIMEOUT_MS,
    application_name: `${options.applicationName ?? 'baton'}-relay`,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    ...(options.extra as object | undefined),
  } as pg.ClientConfig);
}
