import type { DataSourceOptions } from 'typeorm';


/** A service's own corner of the database: nothing else may reach into its schema. */
export interface ServiceDatabase {
  readonly schema: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
}

/**
 * TypeORM's options for a service: its role's `search_path` is its schema, so table names stand alone.
 * @param url connects as the service's own role.
 */
export function dataSourceOptions(
  database: ServiceDatabase,
  url: string,
  poolSize: number,
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    schema: database.schema,
    entities: database.entities as DataSourceOptions['entities'],
    migrations: database.migrations as DataSourceOptions['migrations'],
    migrationsTableName: 'migrations',
    synchronize: false,
    migrationsRun: false,
    poolSize,
    connectTimeoutMS: 5_000,
    applicationName: `baton-${database.schema}`,
    extra: { options: `-c search_path=${database.schema}`, statement_timeout: 60_000 },
  } as DataSourceOptions;
}
