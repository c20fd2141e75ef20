import { randomUUID } from 'node:crypto';
import { defineEvent, type ServiceName } from '@baton/contracts';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { encodeEvent } from '../src/cloud-events/encode-event.js';
import type { KafkaRecord, RecordBatch } from '../src/kafka/broker.js';
import type { Logger } from '../src/logger.js';
import { messagingMigrations } from '../src/migrations/messaging-migrations.js';

const ADMIN = process.env['BATON_TEST_PG'] ?? 'postgres://postgres:p@127.0.0.1:39432/postgres';
export const BROKERS = (process.env['BATON_TEST_KAFKA'] ?? '127.0.0.1:39092').split(',');

export interface TestSchema {
  readonly dataSource: DataSource;
  /** A second pool onto the same schema, as another instance of the service has. */
  open(): Promise<DataSource>;
  rows<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A schema of its own with messaging's tables. */
export async function createTestSchema(service: ServiceName): Promise<TestSchema> {
  const database = `t_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(ADMIN, `CREATE DATABASE ${database}`);
  const url = ADMIN.replace(/\/postgres$/, `/${database}`);
  await asAdmin(url, `CREATE SCHEMA ${service}`);
  const opened: DataSource[] = [];
  const open = async () => {
    const dataSource = new DataSource({
      type: 'postgres',
      url,
      schema: service,
      migrations: messagingMigrations,
      migrationsTableName: 'migrations',
      poolSize: 20,
      extra: { options: `-c search_path=${service}` },
    });
    opened.push(dataSource);
    return dataSource.initialize();
  };
  const dataSource = await open();
  await dataSource.runMigrations();
  return {
    dataSource,
    open,
    rows: (sql, parameters) => dataSource.query(sql, parameters),
    drop: async () => {
      await Promise.all(opened.map((one) => (one.isInitialized ? one.destroy() : undefined)));
      await asAdmin(ADMIN, `DROP DATABASE ${database} WITH (FORCE)`);
    },
  };
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

/** A contract with a topic that no other test knows. */
export function testContract(name = 'noted') {
  return defineEvent({
    topic: `test.${name}.${randomUUID().slice(0, 8)}`,
    owner: 'ingest',
    consumers: ['scoring'],
    says: 'A test noted something.',
    schema: z.object({ number: z.number(), word: z.string().optional() }),
    example: { number: 1 },
  });
}
export type TestContract = ReturnType<typeof testContract>;

/** A record as the relay would have sent it. */
export function recordOf(
  contract: TestContract,
  number: number,
  { subject = uuidv7(), sequence = number }: { subject?: string; sequence?: number } = {},
): KafkaRecord {
  const { record } = encodeEvent(contract, { subject, sequence, data: { number }, time: new Date(1_700_000_000_000) });
  const headers = Object.fromEntries(Object.entries(record.headers).map(([name, text]) => [name, Buffer.from(text)]));
  return { offset: String(number), key: record.key, value: record.value, headers };
}

export function batchOf(
  contract: TestContract,
  records: readonly KafkaRecord[],
  interrupted: () => boolean = () => false,
): RecordBatch {
  return { topic: contract.topic, partition: 0, records, heartbeat: async () => {}, interrupted };
}

export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** Waits for a condition, looking often. */
export async function eventually(condition: () => boolean | Promise<boolean>, what: string, timeoutMs = 15_000) {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A gate that a test opens when the time has come. */
export function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
