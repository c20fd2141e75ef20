import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort, type RunningProcess, startProcess } from '@baton/infrastructure';
import { KafkaJsBroker } from '@baton/messaging';
import type { RunningSystem } from '@baton/testing';
import pg from 'pg';
import type { Target } from '../target.js';

const HOPS = ['ingest', 'scoring', 'routing'] as const;
const TOPICS = ['baseline.lead.created', 'baseline.lead.qualified', 'baseline.lead.routed'];
/** As many as Baton's lead topics have. */
const PARTITIONS = 6;
const UP_WITHIN_MS = 60_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The same three hops by Nest's documentation, on the Postgres and the Kafka that Baton has just used. */
export async function baselineTarget({ system, brokers }: RunningSystem): Promise<Target> {
  const databaseUrl = await createDatabase(system.infrastructure.adminUrl);
  const broker = new KafkaJsBroker({ clientId: 'bench', brokers, logger: silent });
  await broker.admin.ensureTopics(TOPICS.map((topic) => ({ topic, partitions: PARTITIONS, retentionMs: -1 })));
  await broker.close();

  const secret = randomBytes(32);
  const processes: RunningProcess[] = [];
  const ports: number[] = [];
  for (const hop of HOPS) {
    const port = await freePort();
    ports.push(port);
    processes.push(
      startProcess({
        name: `baseline ${hop}`,
        command: process.execPath,
        args: ['--disable-warning=TimeoutNegativeWarning', join(import.meta.dirname, 'hop.js'), hop, String(port)],
        // However we end, it ends with us.
        withChannel: true,
        logFile: join(system.apps.get('ingest')?.app.logFile ?? '', '..', `baseline-${hop}.log`),
        env: {
          ...process.env,
          BASELINE_BROKERS: brokers.join(','),
          BASELINE_DATABASE_URL: databaseUrl,
          BASELINE_SECRET: secret.toString('base64'),
        },
      }),
    );
  }
  await Promise.all(ports.map(untilUp));
  return {
    name: 'Nest by its documentation',
    url: `http://127.0.0.1:${ports[0]}/webhooks`,
    brokers,
    routedTopic: 'baseline.lead.routed',
    pids: () => processes.map(({ mark }) => mark.pid),
    sign: (id, body) => {
      const now = String(Math.floor(Date.now() / 1_000));
      const signature = createHmac('sha256', secret).update(`${id}.${now}.${body}`).digest('base64');
      return { 'webhook-id': id, 'webhook-timestamp': now, 'webhook-signature': `v1,${signature}` };
    },
    stop: async () => void (await Promise.all(processes.map((running) => running.stop('SIGTERM', 5_000)))),
  };
}

async function createDatabase(adminUrl: string): Promise<string> {
  const run = async (connectionString: string, statements: string[]) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  await run(adminUrl, ['CREATE DATABASE baseline']);
  const url = Object.assign(new URL(adminUrl), { pathname: '/baseline' }).href;
  await run(url, [...HOPS.map((hop) => `CREATE SCHEMA ${hop}`), 'CREATE EXTENSION IF NOT EXISTS "uuid-ossp"']);
  return url;
}

async function untilUp(port: number): Promise<void> {
  const deadline = Date.now() + UP_WITHIN_MS;
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      if (Date.now() > deadline) throw new Error('The baseline did not come up: see its log');
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
