import { migrateSchema, prepareSchemas, topicsToEnsure } from '@baton/infrastructure';
import { KafkaJsBroker, type Logger } from '@baton/messaging';
import { appDatabases } from './apps.js';

export interface MigrationTarget {
  readonly adminUrl: string;
  readonly brokers: readonly string[];
  /** By schema. */
  readonly rolePasswords: Readonly<Record<string, string>>;
  readonly logger: Logger;
}

/**
 * Brings every schema and every topic up to date. Safe to run again, and by several at once.
 * @returns how many migrations ran.
 */
export async function migrateEverything({ adminUrl, brokers, rolePasswords, logger }: MigrationTarget): Promise<number> {
  const schemas = (await appDatabases()).map((database) => {
    const password = rolePasswords[database.schema];
    if (!password) throw new Error(`There is no password for the role of the schema ${database.schema}`);
    return { database, password };
  });
  const migrateSchemas = async () => {
    await prepareSchemas(adminUrl, schemas);
    const ran = await Promise.all(schemas.map((schema) => migrateSchema(adminUrl, schema)));
    return ran.flat().length;
  };
  const ensureTopics = async () => {
    const broker = new KafkaJsBroker({ clientId: 'baton-migrate', brokers, logger });
    try {
      await broker.admin.ensureTopics(topicsToEnsure());
    } finally {
      await broker.close();
    }
  };
  const [ran] = await Promise.all([migrateSchemas(), ensureTopics()]);
  return ran;
}
