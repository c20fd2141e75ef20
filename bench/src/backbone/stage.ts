import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineEvent } from '@baton/contracts';
import { migrateSchema, prepareSchemas, serviceUrl, startInfrastructure } from '@baton/infrastructure';
import { KafkaJsBroker, messagingMigrations } from '@baton/messaging';
import { dataSourceOptions } from '@baton/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';

export const silent = { debug() {}, info() {}, warn() {}, error() {} };
const PASSWORD = 'bench';
const PARTITIONS = 6;
const DATABASE = { schema: 'scoring', entities: [], migrations: messagingMigrations };

/** An event of the size that leads have. */
export const measured = defineEvent({
  topic: 'bench.measured',
  owner: 'scoring',
  consumers: ['scoring'],
  says: 'Something to be measured.',
  schema: z.object({
    leadId: z.uuid(),
    number: z.number().int(),
    person: z.object({ email: z.string(), name: z.string(), title: z.string() }),
    reasons: z.array(z.string()),
    text: z.string(),
  }),
  example: { leadId: '', number: 0, person: { email: '', name: '', title: '' }, reasons: [], text: '' },
});

/** Durable servers with messaging's tables, and a topic for each use. */
export interface Stage {
  readonly brokers: readonly string[];
  readonly database: DataSource;
  /** A new pool onto the same schema. */
  open(): Promise<DataSource>;
  createTopic(topic: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  // Postgres does not run as root, so somebody else must be able to enter.
  chmodSync(folder, 0o755);
  const servers = await startInfrastructure({
    folder,
    postgresPassword: PASSWORD,
    durable: true,
    prefer: 'embedded',
    say: () => {},
  });
  const schema = { database: DATABASE, password: PASSWORD };
  await prepareSchemas(servers.adminUrl, [schema]);
  await migrateSchema(servers.adminUrl, schema);
  const url = serviceUrl(servers.adminUrl, DATABASE.schema, PASSWORD);
  const open = () => new DataSource(dataSourceOptions(DATABASE, url, 10)).initialize();
  const database = await open();
  await database.query(
    'CREATE TABLE effects (event_id uuid NOT NULL, lead_id uuid NOT NULL, number int NOT NULL)',
  );
  const broker = new KafkaJsBroker({ clientId: 'bench', brokers: servers.brokers, logger: silent });
  return {
    brokers: servers.brokers,
    database,
    open,
    createTopic: (topic) => broker.admin.ensureTopics([{ topic, partitions: PARTITIONS, retentionMs: -1 }]),
    stop: async () => {
      await database.destroy();
      await broker.close();
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
