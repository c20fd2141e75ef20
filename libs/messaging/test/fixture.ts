import { randomUUID } from 'node:crypto';
import { defineEvent, type ServiceName } from '@baton/contracts';
import { startTestPostgres, type TcpProxy } from '@baton/testing';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { encodeEvent } from '../src/cloud-events/encode-event.js';
import type { KafkaRecord, RecordBatch } from '../src/kafka/broker.js';
import type { Logger } from '../src/logger.js';
import { messagingMigrations } from '../src/migrations/messaging-migrations.js';

export interface TestSchema {
  readonly dataSource: DataSource;
  /** A second pool onto the same schema, as another instance of the service has; through the wire if one is given. */
  open(wire?: TcpProxy): Promise<DataSource>;
  rows<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A database of its own with the service's role and messaging's tables. */
export async function createTestSchema(service: ServiceName): Promise<TestSchema> {
  const postgres = await startTestPostgres();
  const database = await postgres.createServiceDatabase({
    schema: service,
    entities: [],
    migrations: messagingMigrations,
  });
  const opened: DataSource[] = [];
  const open = async (wire?: TcpProxy) => {
    const dataSource = await database.dataSource(wire);
    opened.push(dataSource);
    return dataSource;
  };
  const dataSource = await open();
  return {
    dataSource,
    open,
    rows: (sql, parameters) => dataSource.query(sql, parameters),
    drop: async () => {
      await Promise.all(opened.map((one) => (one.isInitialized ? one.destroy() : undefined)));
      await database.drop();
    },
  };
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
  const { record } = encodeEvent(contract, {
    subject,
    sequence,
    data: { number },
    time: new Date(1_700_000_000_000),
  });
  const headers = Object.fromEntries(
    Object.entries(record.headers).map(([name, text]) => [name, Buffer.from(text)]),
  );
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

/** A gate that a test opens when the time has come. */
export function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
