import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { ingestDatabase } from '@baton/ingest/database';
import {
  freePort,
  migrateSchema,
  prepareSchemas,
  serviceUrl,
  startInfrastructure,
  topicsToEnsure,
} from '@baton/infrastructure';
import { KafkaJsBroker } from '@baton/messaging';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@baton/service-kit';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import pg from 'pg';
import { silent } from '../backbone/stage.js';

const PASSWORD = 'bench';
const READY_WITHIN_MS = 60_000;
const INGEST = join(dirname(createRequire(import.meta.url).resolve('@baton/ingest/database')), '..', 'main.js');
const BARE_DOOR = fileURLToPath(new URL('./bare-door.js', import.meta.url));

/** Somebody who takes signed webhooks in, in a process of their own, and the schema where they put them. */
export interface Door {
  readonly url: string;
  readonly secret: string;
  readonly database: pg.Pool;
}

/** How a door made by hand writes: all that came while the last write was under way, or each by itself. */
export type BareWrite = 'grouped' | 'single';

/** Durable servers, and doors onto databases of their own. */
export interface IngestStage {
  /** Ingest itself, as it is deployed, with that many leads that it knows already. */
  openIngest(knownLeads: number): Promise<Door>;
  openBare(write: BareWrite): Promise<Door>;
  stop(): Promise<void>;
}

export async function startIngestStage(interrupted: AbortSignal): Promise<IngestStage> {
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
  const broker = new KafkaJsBroker({ clientId: 'bench', brokers: servers.brokers, logger: silent });
  const children: ChildProcess[] = [];
  const pools: pg.Pool[] = [];

  const createDatabase = async () => {
    const name = `bench_${randomBytes(6).toString('hex')}`;
    await asAdmin(servers.adminUrl, `CREATE DATABASE ${name}`);
    const adminUrl = Object.assign(new URL(servers.adminUrl), { pathname: `/${name}` }).href;
    const schema = { database: ingestDatabase, password: PASSWORD };
    await prepareSchemas(adminUrl, [schema]);
    await migrateSchema(adminUrl, schema);
    const url = serviceUrl(adminUrl, ingestDatabase.schema, PASSWORD);
    const database = new pg.Pool({ connectionString: url, max: 2 });
    pools.push(database);
    return { url, database };
  };
  const start = (script: string, environment: Record<string, string>) => {
    const child = fork(script, { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    children.push(child);
    return child;
  };

  return {
    async openIngest(knownLeads) {
      const { url, database } = await createDatabase();
      await knowLeads(database, knownLeads, interrupted);
      // So that what is measured is that they are many, not that they have just been written.
      await asAdmin(servers.adminUrl, 'CHECKPOINT');
      const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
      const port = await freePort();
      await broker.admin.ensureTopics(topicsToEnsure());
      start(INGEST, {
        BATON_PORT: String(port),
        BATON_DATABASE_URL: url,
        BATON_KAFKA_BROKERS: servers.brokers.join(','),
        BATON_AUTH_PUBLIC_KEY: JSON.stringify(await exportJWK(publicKey)),
        BATON_SECRETS_KEY: randomBytes(32).toString('base64'),
        BATON_LOG_LEVEL: 'silent',
      });
      const origin = `http://127.0.0.1:${port}`;
      await ready(`${origin}/health/ready`, interrupted);
      const token = await new SignJWT({ name: 'Bench', role: 'operator' })
        .setProtectedHeader({ alg: 'EdDSA' })
        .setSubject('bench')
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setExpirationTime('1h')
        .sign(privateKey);
      const answer = await fetch(`${origin}/sources`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ provider: 'standard-webhooks', name: 'Bench' }),
      });
      const source = (await answer.json()) as { webhookPath: string; generatedSecret: string };
      return { url: origin + source.webhookPath, secret: source.generatedSecret, database };
    },
    async openBare(write) {
      const { url, database } = await createDatabase();
      const secret = `whsec_${randomBytes(24).toString('base64')}`;
      const child = start(BARE_DOOR, { BENCH_DATABASE_URL: url, BENCH_SECRET: secret, BENCH_WRITE: write });
      const [port] = (await once(child, 'message')) as [number];
      return { url: `http://127.0.0.1:${port}/webhooks/${randomUUID()}`, secret, database };
    },
    async stop() {
      const ended = children.filter(({ exitCode }) => exitCode === null).map((child) => once(child, 'exit'));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(ended);
      await Promise.all(pools.map((pool) => pool.end()));
      await broker.close();
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function asAdmin(adminUrl: string, sql: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(sql).finally(() => admin.end());
}

async function ready(url: string, interrupted: AbortSignal): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  for (;;) {
    interrupted.throwIfAborted();
    if (await fetch(url).then(({ ok }) => ok, () => false)) return;
    if (Date.now() > giveUpAt) throw new Error(`${url} does not get ready.`);
    await pause(200);
  }
}

const AT_ONCE = 50_000;

/** Leads as they stand after they were heard of once, with the delivery that each came by. */
async function knowLeads(database: pg.Pool, count: number, interrupted: AbortSignal): Promise<void> {
  const sourceId = randomUUID();
  for (let from = 1; from <= count; from += AT_ONCE) {
    interrupted.throwIfAborted();
    await database.query(
      `WITH person AS (
         SELECT number, uuidv7() AS lead_id, uuidv7() AS delivery_id, now() - interval '30 days' AS at
           FROM generate_series($1::int, $2::int) AS number
       ), keys AS (
         INSERT INTO identity_keys SELECT 'email:person-' || number || '@people.example', lead_id FROM person
       ), deliveries AS (
         INSERT INTO deliveries (id, source_id, received_at, headers, body, state, outcome, lead_id, dedupe_key, processed_at)
         SELECT delivery_id, $3, at, '{}', convert_to(repeat('x', 700), 'UTF8'), 'done', 'lead', lead_id, number::text, at
           FROM person
       ), happenings AS (
         INSERT INTO delivery_keys SELECT $3::uuid, number::text, delivery_id FROM person
       )
       INSERT INTO leads (id, stage, version, known, field_times, received_at)
       SELECT lead_id, 'lead', 1, jsonb_build_object(
                'person', jsonb_build_object('email', 'person-' || number || '@people.example', 'fullName', 'Nora Lindqvist'),
                'company', jsonb_build_object('name', 'Fjordworks ' || number),
                'source', jsonb_build_object('sourceId', $3, 'provider', 'standard-webhooks'),
                'passport', '{"whereFrom": null, "content": [], "prompted": null}'::jsonb,
                'consent', '{"email": "unknown", "phone": "unknown"}'::jsonb,
                'attributes', '{}'::jsonb),
              jsonb_build_object('person.email', at), at FROM person`,
      [from, Math.min(from + AT_ONCE - 1, count), sourceId],
    );
  }
  await database.query('VACUUM ANALYZE identity_keys, deliveries, delivery_keys, leads');
}
